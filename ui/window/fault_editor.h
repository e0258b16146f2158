// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;

namespace gossip::ui {

/// One entry of the timeline: what happens, when, for how long, how strongly, to whom. Shows what counts for its kind; can only
/// be accepted when the scenario would take it.
class FaultEditor : public QDialog {
    Q_OBJECT
public:
    FaultEditor(const gossip::Scenario& scenario, const gossip::Fault& fault, QWidget* parent = nullptr);
    [[nodiscard]] gossip::Fault fault() const;

private:
    struct Optional {            ///< a value of the network that the fault may change or leave
        QCheckBox* changes = nullptr;
        QDoubleSpinBox* value = nullptr;
    };

    void makeButtons();
    void makeWhat();
    void makeStrength();
    void makeNetwork();
    void makeNodes();
    void fillFields();
    void fillNodes();
    void addRow(const char* name, const QString& label, QWidget* field, const QString& help);
    Optional addOptional(const char* name, const QString& label, double most, const QString& unit, const QString& help);
    QDoubleSpinBox* spin(const char* name, double least, double most, int decimals, const QString& unit);
    void showRows();
    void check();
    [[nodiscard]] gossip::FaultKind kind() const;
    [[nodiscard]] std::vector<int> checkedNodes() const;
    void readNetwork(gossip::Fault& fault) const;
    void readNodes(gossip::Fault& fault) const;

    gossip::Scenario m_scenario;
    gossip::Fault m_before;
    std::vector<int> m_nodesBefore;   ///< that were ticked at first
    QFormLayout* m_form;
    QComboBox* m_kind = nullptr;
    QDoubleSpinBox* m_at = nullptr;
    QCheckBox* m_ends = nullptr;
    QDoubleSpinBox* m_duration = nullptr;
    QDoubleSpinBox* m_factor = nullptr;
    QDoubleSpinBox* m_probability = nullptr;
    QComboBox* m_mode = nullptr;
    Optional m_latency, m_jitter, m_bandwidth, m_loss;
    QListWidget* m_nodes = nullptr;
    QLabel* m_why;
    QPushButton* m_apply = nullptr;
    bool m_ready = false;             ///< all fields are made and filled
};

}  // namespace gossip::ui
