// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include "ui/look/theme.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace gossip::ui {
namespace {

constexpr int kRefreshMs = 100;   // the map beside it moves 30 times a second; curves need not
constexpr double kLeft = 52.0;    // px around the plot
constexpr double kTop = 36.0;
constexpr double kBottom = 24.0;
constexpr int kFewestPoints = 200;

}  // namespace

TimeChart::TimeChart(TimeAxis* axis, QWidget* parent)
    : QChartView(parent), m_axis(axis), m_unitX(new QValueAxis(this)), m_unitY(new QValueAxis(this)),
      m_toNewest(new QPushButton(this))
{
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    for (QValueAxis* unit : {m_unitX, m_unitY}) {
        unit->setRange(0.0, 1.0);
        unit->setVisible(false);
    }
    chart()->addAxis(m_unitX, Qt::AlignBottom);
    chart()->addAxis(m_unitY, Qt::AlignLeft);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setMinimumSize(240, 120);
    m_toNewest->setObjectName(QStringLiteral("toNewest"));
    m_toNewest->setCursor(Qt::PointingHandCursor);
    m_toNewest->hide();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &TimeChart::refresh);
    connect(m_toNewest, &QPushButton::clicked, m_axis, &TimeAxis::follow);
    connect(m_axis, &TimeAxis::changed, this, &TimeChart::refreshSoon);
    connect(m_axis, &TimeAxis::hoverChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &TimeChart::linesChanged);
    m_frame.range = &m_range;
}

void TimeChart::setScenario(const gossip::Scenario& scenario)
{
    m_scenario = scenario;
    clear();
    renameAll();
}

void TimeChart::apply(const gossip::RunUpdate& update)
{
    for (const gossip::Event& event : update.events) m_faults.apply(event);
    m_started = true;
    const bool atRest = update.state != gossip::RunState::running;
    m_linesStale |= atRest != m_atRest;
    m_atRest = atRest;
    m_axis->setNewest(update.timeS);
    take(update);
    m_linesStale |= !update.records.empty();
    refreshSoon();
}

void TimeChart::clear()
{
    m_faults.reset(m_scenario.network);
    m_started = false;
    m_range.clear();
    for (const auto& line : m_lines) line->buffer.clear();
    for (const auto& tint : m_tints) tint->clear();
    forget();
    m_axis->clear();
    linesChanged();
}

void TimeChart::setScale(double text, double lines)
{
    m_scale = text;
    m_lineScale = lines;
    m_axis->dropLabelWidth(this);
    renameAll();
}

ChartLine& TimeChart::addLine(const QString& column, LineStyle style)
{
    m_lines.push_back(std::make_unique<ChartLine>(column, QString(), std::move(style)));
    m_lines.back()->attach(drawContext());
    return *m_lines.back();
}

ChartBand& TimeChart::addBand(std::function<QColor()> color, double opacity)
{
    m_tints.push_back(std::make_unique<ChartBand>(std::move(color), opacity));
    m_tints.back()->attach(drawContext());
    return *m_tints.back();
}

void TimeChart::setReferenceLines(std::vector<ReferenceLine> lines)
{
    m_references = std::move(lines);
    for (const ReferenceLine& line : m_references) m_axis->requestLabelWidth(this, ChartDecor::labelWidth(line.label, m_scale));
    refreshSoon();
}

void TimeChart::setFixedRange(double low, double high, std::vector<double> ticks)
{
    m_range.settleTo(low, high);
    m_fixedTicks = std::move(ticks);
}

void TimeChart::setScaleKind(SteppedRange::Scale scale)
{
    m_range = SteppedRange(scale);
}

QColor TimeChart::protocolColor() const
{
    return theme().protocolColor(m_scenario.protocol.id);
}

void TimeChart::renameAll()
{
    configure();
    m_toNewest->setText(tr("To the newest"));
    m_toNewest->setFont(uiFont(12));
    m_toNewest->adjustSize();
    setAccessibleName(title());
    for (const QString& label : labelsToReserve()) m_axis->requestLabelWidth(this, ChartDecor::labelWidth(label, m_scale));
    linesChanged();
}

void TimeChart::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive()) m_refresh.start();
}

DrawContext TimeChart::drawContext()
{
    const int columns = std::clamp(int(m_frame.plot.width()), kFewestPoints, SeriesBuffer::kMaxPoints);
    return {chart(), m_unitX, m_unitY, m_frame.fromS, m_frame.toS, m_lineScale, columns,
            [this](double value) { return m_frame.share(value); }};
}

void TimeChart::linesChanged()
{
    m_linesStale = true;
    refreshSoon();
}

void TimeChart::layOut()
{
    const ChartFrame before = m_frame;
    m_frame.all = QRectF(viewport()->rect());
    setSceneRect(m_frame.all);
    m_frame.plot = m_frame.all.adjusted(kLeft * m_scale, kTop * m_scale, -m_axis->labelWidth(), -kBottom * m_scale);
    m_frame.fromS = m_axis->fromS();
    m_frame.toS = m_axis->toS();
    m_frame.newestS = m_axis->newestS();
    m_frame.scale = m_scale;
    m_linesStale |= before.plot != m_frame.plot || before.fromS != m_frame.fromS || before.toS != m_frame.toS;
    if (before.plot != m_frame.plot) chart()->setPlotArea(m_frame.plot);
    m_toNewest->move(int(m_frame.plot.right()) - m_toNewest->width() - 4, int(m_frame.plot.bottom()) - m_toNewest->height() - 4);
    m_toNewest->setVisible(!m_axis->isFollowing());
}

void TimeChart::updateRange()
{
    if (!m_fixedTicks.empty()) return;
    std::optional<std::pair<double, double>> span;
    const auto include = [&](const SeriesBuffer& buffer) {
        const auto found = buffer.extremes(m_frame.fromS, m_frame.toS);
        if (!found) return;
        span = span ? std::pair(std::min(span->first, found->first), std::max(span->second, found->second)) : *found;
    };
    for (const auto& line : m_lines) include(line->buffer);
    for (const auto& tint : m_tints) include(tint->high);
    if (!span) return;
    if (m_range.scale() == SteppedRange::Scale::logarithmic) {
        // Models that start equal have distance 0; that point is not drawn and must not stretch the axis.
        double least = span->second;
        for (const auto& line : m_lines) {
            for (const auto& stretch : line->buffer.window(m_frame.fromS, m_frame.toS)) {
                for (const QPointF& point : stretch) least = point.y() > 0.0 ? std::min(least, point.y()) : least;
            }
        }
        if (!(least > 0.0)) return;
        span->first = least;
    }
    if (m_atRest) m_range.settleTo(span->first, span->second);
    else m_range.growTo(span->first, span->second);
}

void TimeChart::refresh()
{
    layOut();
    if (m_linesStale) {
        m_linesStale = false;
        updateRange();
        const DrawContext context = drawContext();
        for (const auto& tint : m_tints) tint->draw(context);
        for (const auto& line : m_lines) line->draw(context);
    }
    viewport()->update();
}

bool TimeChart::hasData() const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [](const auto& line) { return !line->buffer.isEmpty(); });
}

QPen TimeChart::referencePen(const ReferenceLine& line) const
{
    return QPen(theme().muted, 1.4 * m_lineScale, line.pen, Qt::FlatCap);
}

std::vector<EndLabel> TimeChart::endLabels() const
{
    std::vector<EndLabel> labels;
    for (const auto& line : m_lines) {
        const auto end = line->buffer.newest();
        if (!line->atEnd || line->label.isEmpty() || !end) continue;
        const auto shown = end->x() <= m_frame.toS ? end : line->buffer.nearest(m_frame.toS);
        if (!shown || shown->x() < m_frame.fromS) continue;
        const double y = m_frame.y(shown->y());
        if (std::isnan(y)) continue;
        labels.push_back({line->label, line->pen(m_lineScale), {std::min(m_frame.x(shown->x()), m_frame.plot.right()), y}});
    }
    for (const ReferenceLine& line : m_references)
        labels.push_back({line.label, referencePen(line), {m_frame.plot.right(), m_frame.y(line.value)}});
    return labels;
}

std::vector<HoverValue> TimeChart::hoverValues(double timeS) const
{
    std::vector<HoverValue> values;
    for (const auto& line : m_lines) {
        const auto point = line->inHover && !line->label.isEmpty() ? line->buffer.nearest(timeS) : std::nullopt;
        if (!point || std::isnan(m_frame.share(point->y()))) continue;
        const auto measured = line->digits != nullptr ? line->digits->nearest(timeS) : point;
        //: %1 is a line's name, %2 its value at the pointer
        values.push_back({tr("%1: %2").arg(line->label, valueText(measured.value_or(*point).y())), line->pen(m_lineScale),
                          {m_frame.x(point->x()), m_frame.y(point->y())}});
    }
    return values;
}

QStringList TimeChart::hoverNotes(double timeS) const
{
    QStringList notes;
    for (const FaultBand& band : m_faults.bands()) {
        if (!band.covers(timeS)) continue;
        const QString worker = band.worker < 0 ? QString() : QString::fromStdString(m_scenario.workerName(band.worker));
        notes.append(ChartDecor::faultName(band, worker));
    }
    notes.removeDuplicates();
    constexpr qsizetype kMost = 4;
    if (notes.size() > kMost) {
        const int more = int(notes.size() - kMost);
        notes.resize(kMost);
        notes.append(tr("and %n more", nullptr, more));
    }
    return notes;
}

void TimeChart::drawBackground(QPainter* painter, const QRectF&)
{
    ChartDecor decor(*painter, m_frame);
    decor.ground();
    decor.bands(m_faults);
    decor.grid(m_fixedTicks.empty() ? m_range.ticks(ChartDecor::kMaxGridLines) : m_fixedTicks,
               [this](double value) { return tickText(value); });
    decor.timeTicks();
    for (const ReferenceLine& line : m_references) decor.referenceLine(line.value, referencePen(line));
}

void TimeChart::drawForeground(QPainter* painter, const QRectF&)
{
    ChartDecor decor(*painter, m_frame);
    decor.title(title(), m_scenario.clock == gossip::Clock::simulated ? tr("virtual time [s]") : tr("real time [s]"));
    decor.endLabels(endLabels());
    if (!hasData()) return decor.emptyText(m_started ? tr("The first measurement is on its way.") : emptyText());
    const auto momentS = m_axis->momentS();
    const auto timeS = m_axis->hoverS() ? m_axis->hoverS() : momentS;
    if (timeS && *timeS >= m_frame.fromS && *timeS <= m_frame.toS) decor.hover(*timeS, hoverValues(*timeS), hoverNotes(*timeS));
    if (momentS && *momentS >= m_frame.fromS && *momentS <= m_frame.toS) decor.moment(*momentS);
}

void TimeChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    refresh();
}

void TimeChart::showEvent(QShowEvent* event)
{
    QChartView::showEvent(event);
    refresh();
}

void TimeChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) renameAll();
}

}  // namespace gossip::ui
