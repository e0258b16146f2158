// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/scrub_bar.h"

#include "ui/models/words.h"
#include "ui/window/timeline.h"

#include <QEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr int kHeight = 18;        // px
constexpr int kHandle = 18;        // px, with its border
constexpr double kPerS = 1000.0;   // the slider counts milliseconds
constexpr double kSteps = 50.0;    // of short runs: so many key strokes from end to end

/// A slider that goes to where it is pressed instead of by a page.
class Track : public QSlider {
public:
    explicit Track(QWidget* parent) : QSlider(Qt::Horizontal, parent) {}

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        setSliderDown(true);
        goTo(event->position().x());
    }
    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (isSliderDown())
            goTo(event->position().x());
    }
    void mouseReleaseEvent(QMouseEvent*) override { setSliderDown(false); }

private:
    void goTo(double x)
    {
        const double share = (x - kHandle / 2.0) / std::max(1, width() - kHandle);
        setValue(int(std::lround(share * maximum())));
    }
};

}  // namespace

ScrubBar::ScrubBar(QWidget* parent) : QWidget(parent), m_slider(new Track(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_slider->setObjectName(QStringLiteral("scrub"));
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setEnabled(false);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, &ScrubBar::pick);
    retranslate();
}

QSize ScrubBar::sizeHint() const
{
    return {400, kHeight};
}

void ScrubBar::setRange(double newestS, double endS)
{
    m_newestS = newestS;
    m_endS = std::max(newestS, endS);
    const QSignalBlocker quiet(m_slider);
    m_slider->setEnabled(newestS > 0.0);
    m_slider->setRange(0, int(std::min(newestS * kPerS, 2e9)));
    const int step = std::max(1, int(std::min(kPerS, newestS * kPerS / kSteps)));
    m_slider->setSingleStep(step);
    m_slider->setPageStep(10 * step);
    place();
    setMoment(m_momentS);
}

void ScrubBar::setMoment(std::optional<double> timeS)
{
    m_momentS = timeS;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(timeS ? int(std::min(*timeS * kPerS, 2e9)) : m_slider->maximum());
    m_slider->setAccessibleDescription(timeS ? timeText(*timeS) : tr("live"));
}

void ScrubBar::pick(int value)
{
    if (value >= m_slider->maximum())
        Q_EMIT livePicked();
    else
        Q_EMIT momentPicked(value / kPerS);
}

void ScrubBar::place()
{
    // The handle's middle stands below the timeline's "now".
    const double room = width() - 2 * Timeline::kMargin;
    const double share = m_endS > 0.0 ? m_newestS / m_endS : 0.0;
    m_slider->setGeometry(int(Timeline::kMargin) - kHandle / 2, 0, int(std::lround(share * room)) + kHandle, height());
}

void ScrubBar::retranslate()
{
    m_slider->setAccessibleName(tr("Look back over the run"));
    m_slider->setToolTip(tr("Drag to look back; End goes back to live"));
    m_slider->setWhatsThis(tr("Drag it to the left to look back: map, figures, charts and details then show that moment, while the run goes "
                              "on. The right end, or the key End, is back to live."));
}

void ScrubBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void ScrubBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace gossip::ui
