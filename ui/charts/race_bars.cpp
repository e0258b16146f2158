// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/race_bars.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr double kHeading = 30.0;      // px
constexpr double kRow = 58.0;          // at least
constexpr double kHighestRow = 104.0;  // where few share a large window
constexpr double kBarShare = 0.45;     // of a row
constexpr double kMargin = 12.0;
constexpr double kSample = 18.0;       // px of a protocol's line beside its name
constexpr double kFlagRoom = 92.0;     // right of the longest bar: flag and seconds
constexpr double kEndText = 20.0;      // from a bar's end to its seconds
constexpr double kHatch = 6.0;         // px between the lines of waiting

QString secondsText(double seconds)
{
    return RaceBars::tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10.0 ? 1 : 0));
}

}  // namespace

struct RaceBars::Columns {
    double width = 0.0;
    double rowHeight = kRow;
    double left = 0.0;       ///< of the bars
    double right = 0.0;
    double quality = 0.0;    ///< right edges of the two columns of numbers
    double traffic = 0.0;
    double longestS = 1.0;   ///< that `right` stands for

    [[nodiscard]] double x(double seconds) const { return left + seconds / longestS * (right - left); }
};

RaceBars::RaceBars(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("raceBars"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void RaceBars::setGoal(double accuracy)
{
    m_goal = accuracy;
    describe();
    update();
}

void RaceBars::setBars(std::vector<RaceBar> bars)
{
    // Who is at the goal leads; all others keep their places, so that rows move only when something is decided.
    std::stable_sort(bars.begin(), bars.end(), [](const RaceBar& a, const RaceBar& b) {
        const bool first = a.state == RaceBar::State::reached;
        const bool second = b.state == RaceBar::State::reached;
        return first != second ? first : first && a.seconds < b.seconds;
    });
    m_bars = std::move(bars);
    describe();
    updateGeometry();
    update();
}

QSize RaceBars::minimumSizeHint() const
{
    return {640, int(kHeading + kRow * double(std::max<std::size_t>(m_bars.size(), 2)) + kMargin)};
}

QSize RaceBars::sizeHint() const
{
    return minimumSizeHint().expandedTo({900, 0});
}

void RaceBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter, size());
}

void RaceBars::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

/// The picture in words, for those who cannot see it.
void RaceBars::describe()
{
    QStringList lines;
    for (const RaceBar& bar : m_bars)
        lines << tr("%1: %2, accuracy %3, %4 sent")
                     .arg(protocolText(bar.protocol), bar.state == RaceBar::State::reached ? secondsText(bar.seconds) : tr("goal not reached"),
                          percentText(bar.accuracy), dataText(bar.bytes));
    setAccessibleName(tr("Race: time to the goal of each protocol"));
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
}

RaceBars::Columns RaceBars::columnsFor(const QSizeF& size) const
{
    const QFontMetricsF metrics(uiFont(14, true));
    const QFontMetricsF small(uiFont(12));
    Columns columns;
    columns.width = size.width();
    columns.rowHeight = std::clamp((size.height() - kHeading - kMargin) / double(std::max<std::size_t>(m_bars.size(), 1)), kRow, kHighestRow);
    double name = 0.0;
    double longest = 0.0;
    for (const RaceBar& bar : m_bars) {
        name = std::max(name, metrics.horizontalAdvance(protocolText(bar.protocol)));
        longest = std::max({longest, bar.seconds, bar.toS});
    }
    columns.left = kMargin + kSample + 8.0 + name + 14.0;
    columns.traffic = size.width() - kMargin;
    columns.quality = columns.traffic - std::max(small.horizontalAdvance(tr("Data to the goal")), metrics.horizontalAdvance(QStringLiteral("88.88 GB"))) - 24.0;
    const double qualityWidth = std::max(small.horizontalAdvance(tr("Final accuracy")), metrics.horizontalAdvance(QStringLiteral("88.8 %")));
    columns.right = columns.quality - qualityWidth - 24.0 - kFlagRoom;
    columns.longestS = longest > 0.0 ? longest : 1.0;
    return columns;
}

void RaceBars::draw(QPainter& painter, const QSizeF& size) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const Columns columns = columnsFor(size);
    drawHeading(painter, columns);
    QRectF row(0.0, kHeading, columns.width, columns.rowHeight);
    for (const RaceBar& bar : m_bars) {
        drawBar(painter, columns, bar, row);
        row.translate(0.0, columns.rowHeight);
    }
}

void RaceBars::drawHeading(QPainter& painter, const Columns& columns) const
{
    painter.setFont(uiFont(12));
    painter.setPen(theme().muted);
    const QRectF line(0, 0, columns.width, kHeading);
    const QString time = m_goal > 0.0 ? tr("Time to %1 accuracy").arg(percentText(m_goal, 0)) : tr("Time to the goal");
    painter.drawText(line.adjusted(columns.left, 0, 0, 0), int(Qt::AlignLeft | Qt::AlignVCenter), time);
    painter.drawText(QRectF(0, 0, columns.quality, kHeading), int(Qt::AlignRight | Qt::AlignVCenter), tr("Final accuracy"));
    painter.drawText(QRectF(0, 0, columns.traffic, kHeading), int(Qt::AlignRight | Qt::AlignVCenter), tr("Data to the goal"));
    painter.setPen(QPen(theme().grid, 1.0));
    painter.drawLine(QPointF(columns.left, kHeading - 1), QPointF(columns.left, kHeading + columns.rowHeight * double(m_bars.size())));
}

void RaceBars::drawBar(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& row) const
{
    const QColor color = theme().protocolColor(bar.protocol);
    painter.setPen(QPen(color, 3.0, theme().protocolPen(bar.protocol), Qt::FlatCap));
    painter.drawLine(QPointF(kMargin, row.center().y()), QPointF(kMargin + kSample, row.center().y()));
    painter.setPen(theme().ink);
    painter.setFont(uiFont(14, true));
    painter.drawText(QRectF(kMargin + kSample + 8, row.top(), columns.left, row.height()), int(Qt::AlignLeft | Qt::AlignVCenter), protocolText(bar.protocol));

    const double height = kBarShare * row.height();
    const QRectF box(columns.left, row.center().y() - height / 2, std::max(0.0, columns.x(bar.seconds) - columns.left), height);
    if (bar.state == RaceBar::State::missed) {
        drawMissed(painter, columns, bar, box);
    } else if (box.width() > 0.0) {
        const double computing = box.width() * (1.0 - std::clamp(bar.waitedShare, 0.0, 1.0));
        painter.fillRect(QRectF(box.topLeft(), QSizeF(computing, height)), color);
        const QRectF waiting = box.adjusted(computing, 0, 0, 0);
        if (waiting.width() >= 1.0) {
            painter.save();
            painter.setClipRect(waiting);
            painter.setPen(QPen(color, 1.4));
            for (double x = waiting.left() - height; x < waiting.right(); x += kHatch)
                painter.drawLine(QPointF(x, waiting.bottom()), QPointF(x + height, waiting.top()));
            painter.restore();
            painter.setPen(QPen(color, 1.2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(waiting.adjusted(0, 0.6, -0.6, -0.6));
        }
    }
    drawEnd(painter, columns, bar, box);
    drawNumbers(painter, columns, bar, row);
}

void RaceBars::drawMissed(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& box) const
{
    painter.setPen(QPen(theme().protocolColor(bar.protocol), 1.4, Qt::DashLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0.7, 0.7, -0.7, -0.7));
    painter.setPen(theme().ink);
    painter.setFont(uiFont(12));
    const QString text = tr("Goal not reached (ended at %1)").arg(secondsText(bar.seconds));
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    const bool inside = width + 16 < box.width();
    const double left = inside ? box.left() + 8 : std::min(box.right() + 8, columns.right + kFlagRoom - width);
    painter.drawText(QRectF(left, box.top(), width + 4, box.height()), int(Qt::AlignLeft | Qt::AlignVCenter), text);
}

void RaceBars::drawEnd(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& box) const
{
    if (bar.state == RaceBar::State::missed || bar.seconds <= 0.0)
        return;
    const double y = box.center().y();
    double end = box.right();
    if (bar.toS > bar.fromS) {   // what the seeds came to
        painter.setPen(QPen(theme().ink, 1.6));
        const double from = columns.x(bar.fromS);
        const double to = columns.x(bar.toS);
        painter.drawLine(QPointF(from, y), QPointF(to, y));
        for (const double x : {from, to})
            painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6));
        end = std::max(end, to);
    }
    painter.setFont(uiFont(14, true));
    if (bar.state == RaceBar::State::reached) {
        const double pole = end + 5;
        painter.setPen(QPen(theme().ink, 1.6));
        painter.drawLine(QPointF(pole, y - 11), QPointF(pole, y + 11));
        painter.setBrush(theme().ink);
        painter.drawPolygon(QPolygonF({{pole, y - 11}, {pole + 11, y - 7}, {pole, y - 2}}));
    }
    painter.setPen(bar.state == RaceBar::State::reached ? theme().ink : theme().muted);
    painter.drawText(QRectF(end + kEndText, y - 12, kFlagRoom, 24), int(Qt::AlignLeft | Qt::AlignVCenter), secondsText(bar.seconds));
    if (bar.reached < bar.seeds && bar.state == RaceBar::State::reached) {
        painter.setFont(uiFont(11));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(columns.left, box.bottom() + 1, columns.right - columns.left, 15), int(Qt::AlignLeft | Qt::AlignVCenter),
                         tr("%1 of %2 seeds reached the goal").arg(bar.reached).arg(bar.seeds));
    }
}

void RaceBars::drawNumbers(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& row) const
{
    painter.setPen(theme().ink);
    painter.setFont(uiFont(14, true));
    painter.drawText(QRectF(0, row.top(), columns.quality, row.height()), int(Qt::AlignRight | Qt::AlignVCenter), percentText(bar.accuracy));
    painter.drawText(QRectF(0, row.top(), columns.traffic, row.height()), int(Qt::AlignRight | Qt::AlignVCenter),
                     bar.seconds > 0.0 ? dataText(bar.bytes) : QStringLiteral("–"));
}

}  // namespace gossip::ui
