// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/guess_mark.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace gossip::ui {
namespace {

constexpr int kFlag = 22;      // px, a flag's height; as much is left above and below the plot for it
constexpr int kGrip = 5;       // px on either side of the line where it can be taken hold of
constexpr int kSpan = 14;      // px, for the stroke between guess and truth, right of the flags

QFont flagFont() { return uiFont(12, true); }

void drawFlag(QPainter& painter, const QRect& place, const QString& text, const QColor& ground, const QColor& ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(place, 4, 4);
    painter.setPen(ink);
    painter.setFont(flagFont());
    painter.drawText(place, Qt::AlignCenter, text);
}

}  // namespace

GuessMark::GuessMark(QChartView* view) : QSlider(Qt::Vertical, view->viewport())
{
    setObjectName(QStringLiteral("guess"));
    setFocusPolicy(Qt::StrongFocus);
    setRange(0, 100);
    setSingleStep(1);
    setPageStep(10);
    connect(view->chart(), &QChart::plotAreaChanged, this, &GuessMark::follow);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &GuessMark::arrange);
    follow(view->chart()->plotArea());
    setAccessibleName(tr("Your guess"));
    hide();
}

void GuessMark::setLocked(bool locked)
{
    setEnabled(!locked);
    setAttribute(Qt::WA_TransparentForMouseEvents, locked);   // the chart below is zoomed and dragged again
    setCursor(locked ? Qt::ArrowCursor : Qt::SizeVerCursor);
}

void GuessMark::setTruth(std::optional<double> percent)
{
    m_truth = percent;
    arrange();
}

void GuessMark::follow(const QRectF& plot)
{
    setGeometry(plot.toRect().adjusted(0, -kFlag, 0, kFlag));
    arrange();
}

double GuessMark::yOf(double percent) const { return kFlag + (1.0 - percent / 100.0) * (height() - 2 * kFlag); }
QString GuessMark::guessText() const { return tr("Your guess: %1").arg(percentText(value() / 100.0, 0)); }
QString GuessMark::truthText() const { return tr("Measured: %1").arg(percentText(std::round(*m_truth) / 100.0, 0)); }

QRect GuessMark::flagAt(double percent, const QString& text, bool above) const
{
    const int wide = QFontMetrics(flagFont()).horizontalAdvance(text) + 16;
    const int y = int(std::lround(yOf(percent)));
    return {width() - kSpan - wide, above ? y - kFlag : y, wide, kFlag};
}

/// Guess and truth have their flags on the far sides of each other; what is between them stays clear.
void GuessMark::arrange()
{
    const bool guessAbove = !m_truth || value() >= *m_truth;
    m_flag = flagAt(value(), guessText(), guessAbove);
    m_truthFlag = m_truth ? flagAt(*m_truth, truthText(), !guessAbove) : QRect();
    const auto strip = [this](double percent) { return QRect(0, int(yOf(percent)) - kGrip, width(), 2 * kGrip); };
    QRegion all = QRegion(strip(value())) | m_flag.adjusted(-2, -2, 2, 2);
    if (m_truth) {
        const int top = int(std::min(yOf(value()), yOf(*m_truth)));
        const int bottom = int(std::max(yOf(value()), yOf(*m_truth)));
        all |= strip(*m_truth).intersected(QRect(m_truthFlag.left(), 0, width(), height()));
        all |= QRegion(m_truthFlag.adjusted(-1, -1, 1, 1)) | QRect(width() - kSpan, top, kSpan, bottom - top);
    }
    setMask(all);   // elsewhere the chart has pointer and wheel
    update();
}

void GuessMark::sliderChange(SliderChange change)
{
    QSlider::sliderChange(change);
    arrange();
}

void GuessMark::paintEvent(QPaintEvent*)
{
    const Theme& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double guessY = yOf(value());
    painter.setPen(QPen(colors.primary, 2.0, Qt::DashLine));
    painter.drawLine(QPointF(0, guessY), QPointF(width(), guessY));
    if (m_truth) {
        const double truthY = yOf(*m_truth);
        const double x = width() - kSpan / 2.0;
        painter.setPen(QPen(colors.ink, 2.0));
        painter.drawLine(QPointF(m_truthFlag.left(), truthY), QPointF(width(), truthY));   // the curve itself stays to be seen
        painter.drawLine(QPointF(x, guessY), QPointF(x, truthY));
        drawFlag(painter, m_truthFlag, truthText(), colors.ink, colors.panel);
    }
    drawFlag(painter, m_flag, guessText(), colors.primary, colors.primaryText);
    if (hasFocus()) {
        painter.setPen(QPen(colors.ink, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(m_flag, 4, 4);
    }
}

void GuessMark::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return event->ignore();
    m_grabbed = event->position().y() - yOf(value());
    setSliderDown(true);
}

void GuessMark::mouseMoveEvent(QMouseEvent* event)
{
    if (!isSliderDown()) return event->ignore();
    const double share = 1.0 - (event->position().y() - m_grabbed - kFlag) / std::max(1, height() - 2 * kFlag);
    setValue(int(std::lround(100.0 * share)));
}

void GuessMark::mouseReleaseEvent(QMouseEvent*) { setSliderDown(false); }
void GuessMark::wheelEvent(QWheelEvent* event) { event->ignore(); }   // zooms the chart

void GuessMark::changeEvent(QEvent* event)
{
    QSlider::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    setAccessibleName(tr("Your guess"));
    arrange();
}

}  // namespace gossip::ui
