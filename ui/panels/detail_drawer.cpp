// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detail_drawer.h"

#include "ui/bridge/lab.h"
#include "ui/charts/loss_chart.h"
#include "ui/charts/time_axis.h"
#include "ui/charts/traffic_chart.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/instrument_panel.h"
#include "ui/panels/why_panel.h"
#include "ui/panels/worker_panel.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr int kClosedWidth = 28;     // px
constexpr int kOpenWidth = 300;
constexpr int kLargeWidth = 360;
constexpr int kFlushMs = 250;        // figures change at most four times a second
constexpr int kCellMargins = 14;  // px beside a cell\'s text

/// The strip that opens and closes the drawer: an arrow and the word, upright; Japanese signs below each other.
class Handle : public QAbstractButton {
public:
    explicit Handle(QWidget* parent) : QAbstractButton(parent)
    {
        setCheckable(true);
        setFixedWidth(kClosedWidth);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? theme().primary : theme().grid);
        painter.setBrush(theme().panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(QPen(theme().muted, 1.6));
        const double point = isChecked() ? 3.0 : -3.0;
        painter.drawPolyline(QPolygonF({{14.0 - point, 12}, {14.0 + point, 17}, {14.0 - point, 22}}));
        painter.setPen(theme().muted);
        painter.setFont(uiFont(12));
        paintWord(painter);
    }

private:
    void paintWord(QPainter& painter) const
    {
        const bool signsStack = !text().isEmpty() && text().front().unicode() > 0x2E7F;
        if (signsStack) {
            for (int i = 0; i < text().size(); ++i)
                painter.drawText(QRectF(0, 34 + 17 * i, width(), 17), int(Qt::AlignCenter), text().mid(i, 1));
            return;
        }
        painter.translate(width(), 34);
        painter.rotate(90.0);
        painter.drawText(QRectF(0, 0, height() - 34, width()), int(Qt::AlignLeft | Qt::AlignVCenter), text());
    }
};

QTableView* makeTable(QWidget* parent, QAbstractItemModel* model)
{
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

}  // namespace

DetailDrawer::DetailDrawer(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_workers(new WorkerTableModel(this)), m_events(new EventLogModel(this)),
      m_handle(new Handle(this)), m_tabs(new QTabWidget(this)), m_axis(new TimeAxis(this))
{
    m_handle->setObjectName(QStringLiteral("details"));
    m_tabs->setObjectName(QStringLiteral("drawerTabs"));
    makeTabs();
    setUpTables();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_handle);
    row->addWidget(m_tabs, 1);
    connect(m_handle, &QAbstractButton::clicked, this, &DetailDrawer::setOpen);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, [this] {
        sizeColumns();
        update();
    });
    m_flushSoon.setSingleShot(true);
    m_flushSoon.setInterval(kFlushMs);
    connect(&m_flushSoon, &QTimer::timeout, this, &DetailDrawer::flush);
    connectLab();
    retranslate();
    begin();
    setOpen(false);
}

DetailDrawer::~DetailDrawer()
{
    // The charts use the axis until the end; as children they would go in any order.
    takeBackCharts();
    delete m_tabs;
}

void DetailDrawer::makeTabs()
{
    m_panel = new WorkerPanel(m_lab, m_workers, m_tabs);
    m_instruments = new InstrumentPanel(m_lab, 1, m_tabs);
    m_table = makeTable(m_tabs, m_workers);
    m_table->setObjectName(QStringLiteral("workerTable"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(true);
    m_tabs->tabBar()->setUsesScrollButtons(false);
    m_tabs->tabBar()->setStyleSheet(QStringLiteral("QTabBar::tab { padding: 6px 5px; }"));
    for (QWidget* page : std::initializer_list<QWidget*>{m_panel, m_table, makeCharts(), m_instruments, makeLog()})
        m_tabs->addTab(page, QString());
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailDrawer::flush);
    connect(m_panel, &WorkerPanel::command, this, &DetailDrawer::command);
}

QWidget* DetailDrawer::makeCharts()
{
    m_chartsPage = new QWidget(m_tabs);
    m_loss = new LossChart(m_axis, m_chartsPage);
    m_traffic = new TrafficChart(m_axis, m_chartsPage);
    m_loss->setObjectName(QStringLiteral("lossChart"));
    m_traffic->setObjectName(QStringLiteral("trafficChart"));
    auto* column = new QVBoxLayout(m_chartsPage);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(m_loss, 1);
    column->addWidget(m_traffic, 1);
    return m_chartsPage;
}

void DetailDrawer::lendCharts(QLayout* loss, QLayout* traffic)
{
    loss->addWidget(m_loss);
    traffic->addWidget(m_traffic);
    m_tabs->setTabVisible(m_tabs->indexOf(m_chartsPage), false);
}

void DetailDrawer::takeBackCharts()
{
    for (QWidget* chart : std::initializer_list<QWidget*>{m_loss, m_traffic})
        static_cast<QVBoxLayout*>(m_chartsPage->layout())->addWidget(chart, 1);
    m_tabs->setTabVisible(m_tabs->indexOf(m_chartsPage), true);
}

QWidget* DetailDrawer::makeLog()
{
    auto* page = new QWidget(m_tabs);
    m_why = new WhyPanel(page);
    m_log = makeTable(page, m_events);
    m_log->setObjectName(QStringLiteral("eventLog"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_why, 2);
    column->addWidget(m_log, 3);
    connect(m_why, &WhyPanel::momentPicked, this, &DetailDrawer::showMoment);
    connect(m_why, &WhyPanel::momentPicked, this, &DetailDrawer::momentPicked);
    return page;
}

/// Marks what the log says of a moment.
void DetailDrawer::showMoment(double timeS)
{
    const int row = m_events->rowAt(timeS);
    if (row < 0)
        return;
    m_log->selectRow(row);
    m_log->scrollTo(m_events->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void DetailDrawer::setUpTables()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (!current.isValid() || current.row() == m_selected)
            return;
        setSelectedWorker(current.row());
        Q_EMIT workerSelected(current.row());
    });
    m_log->horizontalHeader()->setSectionResizeMode(EventLogModel::What, QHeaderView::Stretch);
    m_log->setColumnWidth(EventLogModel::Time, 52);
    m_log->setColumnWidth(EventLogModel::Subject, 76);
    // A log follows its newest line as long as nobody scrolled up.
    connect(m_events, &QAbstractItemModel::rowsAboutToBeInserted, m_log, [this] {
        const QScrollBar* bar = m_log->verticalScrollBar();
        if (bar->value() == bar->maximum())
            QMetaObject::invokeMethod(m_log, &QTableView::scrollToBottom, Qt::QueuedConnection);
    });
}

void DetailDrawer::connectLab()
{
    connect(m_lab, &Lab::runStarted, this, &DetailDrawer::begin);
    connect(m_lab, &Lab::updated, this, &DetailDrawer::apply);
    connect(m_lab, &Lab::runEnded, this, &DetailDrawer::flush);
    connect(m_lab, &Lab::phaseChanged, m_panel, &WorkerPanel::refresh);
    connect(m_lab, &Lab::scenarioChanged, this, [this] {
        // Before the first run the drawer shows who will learn.
        if (!m_lab->hasRun())
            begin();
    });
}

void DetailDrawer::begin()
{
    const gossip::Scenario& scenario = m_lab->hasRun() ? m_lab->runScenario() : m_lab->scenario();
    const int workers = scenario.protocol.id == "pooled" ? 1 : scenario.workers.count;
    m_pending = {};
    m_looksBack = false;
    m_workers->begin(scenario, workers);
    m_events->begin(scenario);
    m_why->begin(scenario, m_lab->dataset());
    m_panel->begin();
    m_instruments->begin();
    m_axis->clear();
    m_traffic->setDataset(m_lab->dataset());
    m_loss->setScenario(scenario);
    m_traffic->setScenario(scenario);
    m_table->resizeColumnsToContents();
    setSelectedWorker(m_selected < workers ? m_selected : -1);
}

void DetailDrawer::apply(const gossip::RunUpdate& update)
{
    m_loss->apply(update);
    m_traffic->apply(update);
    m_panel->apply(update);
    m_instruments->apply(update);
    m_why->apply(update);
    if (m_looksBack)
        return m_panel->refresh();
    m_events->append(update.events);
    std::vector<gossip::Record> records = std::move(m_pending.records);
    records.insert(records.end(), update.records.begin(), update.records.end());
    m_pending.workers = update.workers;
    m_pending.records = std::move(records);
    if (!m_flushSoon.isActive())
        m_flushSoon.start();
}

void DetailDrawer::lookAt(const gossip::RunUpdate& moment, double timeS)
{
    m_looksBack = true;
    m_axis->setMoment(timeS);
    m_panel->setMoment(timeS);
    m_instruments->setMoment(timeS);
    present(moment);
}

void DetailDrawer::backToLive(const gossip::RunUpdate& newest)
{
    m_looksBack = false;
    m_axis->setMoment(std::nullopt);
    m_panel->setMoment(std::nullopt);
    m_instruments->setMoment(std::nullopt);
    present(newest);
}

void DetailDrawer::present(const gossip::RunUpdate& moment)
{
    m_pending.records.clear();
    m_workers->showMoment(moment);
    if (m_events->rowCount() != int(moment.events.size())) {
        m_events->begin(m_lab->runScenario());
        m_events->append(moment.events);
        m_log->scrollToBottom();
    }
    m_panel->refresh();
}

void DetailDrawer::flush()
{
    if (m_looksBack)
        return;
    m_workers->apply(m_pending);
    m_pending.records.clear();
    m_panel->refresh();
}

bool DetailDrawer::isOpen() const
{
    return m_handle->isChecked();
}

void DetailDrawer::setOpen(bool open)
{
    const bool was = !m_tabs->isHidden();
    m_handle->setChecked(open);
    m_tabs->setVisible(open);
    setFixedWidth(open ? (m_large ? kLargeWidth : kOpenWidth) : kClosedWidth);
    if (open != was)
        Q_EMIT openChanged(open);
}

void DetailDrawer::setLarge(bool large)
{
    m_large = large;
    setOpen(isOpen());
}

void DetailDrawer::setSelectedWorker(int worker)
{
    m_selected = worker;
    m_panel->setWorker(worker);
    m_instruments->setSelectedWorker(worker);
    m_loss->selectWorker(worker);
    const QSignalBlocker quiet(m_table->selectionModel());
    if (worker >= 0 && worker < m_workers->rowCount())
        m_table->selectRow(worker);
    else
        m_table->clearSelection();
    m_table->viewport()->update();
}

void DetailDrawer::retranslate()
{
    m_handle->setText(tr("Details"));
    m_handle->setAccessibleName(tr("Details of workers and events"));
    m_handle->setToolTip(tr("Opens and closes the details"));
    const QString titles[] = {tr("Selected"), tr("Workers"), tr("Charts"), tr("Models"), tr("Log")};
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        m_tabs->setTabText(tab, titles[tab]);
    m_table->setAccessibleName(tr("All workers"));
    m_log->setAccessibleName(tr("What happened"));
    m_workers->retranslate();
    m_events->retranslate();
    sizeColumns();
}

void DetailDrawer::sizeColumns()
{
    // Wide enough for what may come, so that columns do not jump four times a second.
    const QFontMetrics metrics(m_table->font());
    const auto room = [&metrics](const QString& text) { return metrics.horizontalAdvance(text) + kCellMargins; };
    for (int column = 0; column < WorkerTableModel::ColumnCount; ++column) {
        const QString heading = m_workers->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int width = std::max(room(heading), room(QStringLiteral("88,888")));
        if (column == WorkerTableModel::State)
            for (const auto state : {WorkerState::running, WorkerState::slow, WorkerState::crashed, WorkerState::rejoining,
                                     WorkerState::diverged, WorkerState::waiting})
                width = std::max(width, room(stateText(state)));
        m_table->setColumnWidth(column, width);
    }
}

void DetailDrawer::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace gossip::ui
