// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/mistake_gallery.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kPicture = 48.0;   // px a side
constexpr double kCaption = 15.0;   // px a line
constexpr double kCell = kPicture + 2 * kCaption + 8;

}  // namespace

QImage pictureOf(const gossip::LabelledImages& part, const gossip::ImageShape& shape, std::size_t number)
{
    const std::size_t area = std::size_t(shape.height) * std::size_t(shape.width);
    const std::uint8_t* pixels = part.pixels.data() + number * shape.size();
    QImage image(shape.width, shape.height, QImage::Format_RGB32);
    for (int y = 0; y < shape.height; ++y) {
        for (int x = 0; x < shape.width; ++x) {
            const std::size_t at = std::size_t(y) * std::size_t(shape.width) + std::size_t(x);
            const auto channel = [&](int c) { return int(pixels[std::size_t(shape.channels < 3 ? 0 : c) * area + at]); };
            image.setPixel(x, y, qRgb(channel(0), channel(1), channel(2)));
        }
    }
    return image;
}

MistakeGallery::MistakeGallery(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
}

void MistakeGallery::setMistakes(const std::vector<gossip::Mistake>& mistakes, const gossip::DatasetPtr& dataset, const QStringList& classes)
{
    m_shown.clear();
    for (const gossip::Mistake& mistake : mistakes) {
        if (!dataset || mistake.picture >= dataset->test.count() || m_shown.size() == kPictures)
            break;
        m_shown.push_back({pictureOf(dataset->test, dataset->shape, mistake.picture), classes.value(mistake.truth), classes.value(mistake.taken)});
    }
    choose(0);
    updateGeometry();
    update();
}

QString MistakeGallery::text(int index) const
{
    if (index < 0 || index >= count())
        return {};
    //: %1 is what a picture shows, %2 what the model says that it is
    return tr("%1, taken for %2").arg(m_shown[std::size_t(index)].truth, m_shown[std::size_t(index)].taken);
}

QSize MistakeGallery::sizeHint() const
{
    const int rows = (count() + kColumns - 1) / kColumns;
    return {kColumns * 66, int(rows * kCell)};
}

QRectF MistakeGallery::cell(int index) const
{
    const double width = double(this->width()) / kColumns;
    return {width * (index % kColumns), kCell * (index / kColumns), width, kCell};
}

void MistakeGallery::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(uiFont(11));
    const QFontMetricsF metrics(painter.font());
    for (int i = 0; i < count(); ++i) {
        const Shown& shown = m_shown[std::size_t(i)];
        const QRectF area = cell(i).adjusted(2, 2, -2, -2);
        if (hasFocus() && i == m_chosen) {
            painter.setPen(QPen(theme().primary, 1.6));
            painter.drawRect(area);
        }
        painter.drawImage(QRectF(area.center().x() - kPicture / 2, area.top() + 2, kPicture, kPicture), shown.picture);
        QRectF line(area.left() + 1, area.top() + kPicture + 2, area.width() - 2, kCaption);
        painter.setPen(theme().muted);
        painter.drawText(line, int(Qt::AlignCenter), metrics.elidedText(shown.truth, Qt::ElideRight, line.width()));
        line.translate(0, kCaption);
        painter.setPen(theme().failedText);
        painter.drawText(line, int(Qt::AlignCenter), metrics.elidedText(QStringLiteral("→ ") + shown.taken, Qt::ElideRight, line.width()));
    }
}

void MistakeGallery::choose(int index)
{
    m_chosen = std::clamp(index, 0, std::max(0, count() - 1));
    setAccessibleDescription(text(m_chosen));
    update();
}

void MistakeGallery::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: return choose(m_chosen - 1);
    case Qt::Key_Right: return choose(m_chosen + 1);
    case Qt::Key_Up: return choose(m_chosen - kColumns);
    case Qt::Key_Down: return choose(m_chosen + kColumns);
    default: QWidget::keyPressEvent(event);
    }
}

void MistakeGallery::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

bool MistakeGallery::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString found;
    for (int i = 0; i < count(); ++i)
        if (cell(i).contains(help->pos()))
            found = text(i);
    QToolTip::showText(help->globalPos(), found, this);
    return true;
}

}  // namespace gossip::ui
