// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/event_log_model.h"
#include "ui/models/worker_table_model.h"

#include <gossip/run.h>

#include <QTimer>
#include <QWidget>

class QAbstractButton;
class QLayout;
class QTabWidget;
class QTableView;

namespace gossip::ui {

class InstrumentPanel;
class Lab;
class LossChart;
class TimeAxis;
class TrafficChart;
class WhyPanel;
class WorkerPanel;

/// The drawer "Details" at the right of the run page: the selected worker, all workers, training loss and traffic, the
/// event log. Closed it is a strip of 28 px. Figures change at most four times a second and only while they are seen.
class DetailDrawer : public QWidget {
    Q_OBJECT
public:
    explicit DetailDrawer(Lab* lab, QWidget* parent = nullptr);
    ~DetailDrawer() override;

    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);
    void setLarge(bool large);                 ///< 360 px instead of 300
    [[nodiscard]] int selectedWorker() const { return m_selected; }
    [[nodiscard]] LossChart* lossChart() const { return m_loss; }
    [[nodiscard]] TrafficChart* trafficChart() const { return m_traffic; }
    [[nodiscard]] WhyPanel* why() const { return m_why; }
    /// Loss and traffic stand elsewhere, in a layout of the caller's, until taken back; their tab is hidden meanwhile.
    void lendCharts(QLayout* loss, QLayout* traffic);
    void takeBackCharts();

public Q_SLOTS:
    void setSelectedWorker(int worker);        ///< -1: none
    /// Shows a moment of the past; the charts' histories go on.
    void lookAt(const gossip::RunUpdate& moment, double timeS);
    void backToLive(const gossip::RunUpdate& newest);

Q_SIGNALS:
    void workerSelected(int worker);           ///< by a person, in the table
    void command(const gossip::Fault& fault);  ///< what a person wants to be done to the selected worker
    void openChanged(bool open);
    void momentPicked(double timeS);           ///< of a note, to look back at

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeTabs();
    QWidget* makeCharts();
    QWidget* makeLog();
    void showMoment(double timeS);
    void setUpTables();
    void connectLab();
    void begin();
    void apply(const gossip::RunUpdate& update);
    void flush();
    void present(const gossip::RunUpdate& moment);
    void retranslate();
    void sizeColumns();

    Lab* m_lab;
    WorkerTableModel* m_workers;
    EventLogModel* m_events;
    QAbstractButton* m_handle;
    QTabWidget* m_tabs;
    QWidget* m_chartsPage = nullptr;
    WorkerPanel* m_panel = nullptr;
    QTableView* m_table = nullptr;
    QTableView* m_log = nullptr;
    WhyPanel* m_why = nullptr;
    TimeAxis* m_axis;
    LossChart* m_loss = nullptr;
    TrafficChart* m_traffic = nullptr;
    InstrumentPanel* m_instruments = nullptr;
    gossip::RunUpdate m_pending;   ///< newest status with all records since the last flush
    QTimer m_flushSoon;
    int m_selected = -1;
    bool m_looksBack = false;
    bool m_large = false;
};

}  // namespace gossip::ui
