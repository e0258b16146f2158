// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/models/fault_history.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <string>
#include <vector>

namespace gossip::ui {

/// What a person does to a run and, at rest, to the plan of the next one: every act with its undo.
///
/// While a run goes on, acts are posted to it and their undo plays the opposite; what its timeline still has to come is edited, and
/// undo takes that back as long as its time has not come. At rest the timeline, the links and the sliders edit the scenario. The two
/// have a history each; that of the plan ends when something else changes the scenario.
class RunEdits : public QObject {
    Q_OBJECT
public:
    explicit RunEdits(Lab* lab, QObject* parent = nullptr);
    ~RunEdits() override;

    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] QString undoText() const;   ///< what would be undone
    [[nodiscard]] QString redoText() const;
    [[nodiscard]] bool isDisturbed() const { return m_live.count() > 0; }   ///< the newest run, by hand
    /// The change of the scenario that is being told was made here.
    [[nodiscard]] bool isOwnEdit() const { return m_ownEdit; }

public Q_SLOTS:
    /// Acts on the run. At rest the network and the exchange probability change the scenario; all else says what to do.
    void command(const gossip::Fault& fault);
    /// Several as one act. \p links: faults of single links in force.
    void commands(const std::vector<gossip::Fault>& faults, const std::vector<gossip::Fault>& links);
    void restoreEverything(const std::vector<gossip::Fault>& links);
    /// At rest the scenario's whole timeline, in a run what it still has to come. \return false: refused, and said why
    bool setPlan(const std::vector<gossip::Fault>& faults, const QString& what);
    void setTopology(const gossip::TopologySpec& topology);
    void undo();
    void redo();

Q_SIGNALS:
    void changed();                           ///< what can be undone or redone
    void hinted(const QString& sentence);

private:
    [[nodiscard]] bool flows() const;
    [[nodiscard]] const QUndoStack* stack() const;
    void act(const Disturbance& disturbance, const QString& what);
    bool replan(const std::vector<gossip::Fault>& faults);
    [[nodiscard]] std::vector<gossip::Fault> stillToCome() const;
    bool edit(const QString& what, int slider, const std::function<void(gossip::Scenario&)>& change);
    void setScenario(const gossip::Scenario& scenario);
    void scenarioHasChanged();

    Lab* m_lab;
    QUndoStack m_live;
    QUndoStack m_plan;
    std::string m_known;                      // the scenario that the plan's history fits, as JSON
    bool m_ownEdit = false;
};

}  // namespace gossip::ui
