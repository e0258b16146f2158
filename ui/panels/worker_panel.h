// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/worker_table_model.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;

namespace gossip::ui {

class Lab;

/// All that is known of the selected worker, and what can be done to it: take it down, bring it back, slow it.
class WorkerPanel : public QWidget {
    Q_OBJECT
public:
    WorkerPanel(Lab* lab, const WorkerTableModel* workers, QWidget* parent = nullptr);

    void setWorker(int worker);      ///< -1: none
    void refresh();

Q_SIGNALS:
    void command(const gossip::Fault& fault);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void toggleCrash();
    void toggleSlow();
    [[nodiscard]] bool hasWorker() const;

    struct Line {
        QLabel* title = nullptr;
        QLabel* value = nullptr;
    };

    Lab* m_lab;
    const WorkerTableModel* m_workers;
    int m_worker = -1;
    QLabel* m_name;
    QLabel* m_state;
    Line m_lines[WorkerTableModel::ColumnCount];   ///< by column; name and state stand above
    QPushButton* m_crash;
    QPushButton* m_slow;
};

}  // namespace gossip::ui
