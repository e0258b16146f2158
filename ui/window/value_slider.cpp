// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/value_slider.h"

#include "ui/look/role.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {
constexpr int kTellAfterMs = 100;
}

ValueSlider::ValueSlider(std::vector<double> values, QWidget* parent)
    : QWidget(parent), m_values(std::move(values)), m_label(new QLabel(this)), m_slider(new QSlider(Qt::Horizontal, this))
{
    m_slider->setRange(0, int(m_values.size()) - 1);
    m_slider->setPageStep(1);
    setRole(m_label, "muted");
    m_label->setBuddy(m_slider);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_label);
    column->addWidget(m_slider);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kTellAfterMs);
    connect(m_slider, &QSlider::valueChanged, this, [this](int index) {
        m_shown = m_values[std::size_t(index)];
        refresh();
        if (!m_delay.isActive())
            m_delay.start();
    });
    connect(&m_delay, &QTimer::timeout, this, [this] { Q_EMIT valuePicked(m_shown); });
}

void ValueSlider::setTexts(const QString& name, const QString& help, std::function<QString(double)> format)
{
    m_name = name;
    m_format = std::move(format);
    m_slider->setAccessibleName(name);
    setToolTip(help);
    refresh();
}

void ValueSlider::showValue(double value)
{
    if (m_slider->isSliderDown() || m_delay.isActive() || value == m_shown)
        return;
    const auto nearest = std::min_element(m_values.begin(), m_values.end(),
        [value](double a, double b) { return std::abs(a - value) < std::abs(b - value); });
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(int(nearest - m_values.begin()));
    m_shown = value;
    refresh();
}

void ValueSlider::refresh()
{
    if (m_format)
        m_label->setText(m_name + QLatin1Char(' ') + m_format(m_shown));
}

}  // namespace gossip::ui
