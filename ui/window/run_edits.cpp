// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_edits.h"

#include "ui/bridge/messages.h"

#include <QScopedValueRollback>
#include <QUndoCommand>

#include <algorithm>
#include <limits>
#include <utility>

namespace gossip::ui {

namespace {

constexpr int kLiveStep = 1;
constexpr int kNoSlider = -1;
constexpr int kLargestPlan = 1000;   // steps back

/// Something that a run was told. It has happened when the step is made.
class LiveStep : public QUndoCommand {
public:
    LiveStep(Lab* lab, Disturbance disturbance, const QString& what) : QUndoCommand(what), m_lab(lab), m_disturbance(std::move(disturbance)) {}
    void undo() override { post(m_disturbance.opposite); }
    void redo() override
    {
        if (std::exchange(m_again, true))
            post(m_disturbance.commands);
    }
    [[nodiscard]] int id() const override { return kLiveStep; }
    bool mergeWith(const QUndoCommand* newer) override
    {
        const auto* other = static_cast<const LiveStep*>(newer);
        if (!isSameSlider(m_disturbance, other->m_disturbance))
            return false;
        m_disturbance.commands = other->m_disturbance.commands;
        setText(other->text());
        return true;
    }

private:
    void post(const std::vector<gossip::Fault>& commands) const
    {
        for (const gossip::Fault& fault : commands)
            m_lab->post(fault);
    }
    Lab* m_lab;
    Disturbance m_disturbance;
    bool m_again = false;
};

/// What a run's timeline had to come before and after an edit. Once the time of what differs has come, it stays as it is.
class TimelineStep : public QUndoCommand {
public:
    using Faults = std::vector<gossip::Fault>;
    using Apply = std::function<bool(const Faults& from, const Faults& to)>;
    TimelineStep(Apply apply, Faults before, Faults after, const QString& what)
        : QUndoCommand(what), m_apply(std::move(apply)), m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void undo() override { setObsolete(!m_apply(m_after, m_before)); }
    void redo() override
    {
        if (std::exchange(m_again, true))
            setObsolete(!m_apply(m_before, m_after));
    }

private:
    Apply m_apply;
    Faults m_before;
    Faults m_after;
    bool m_again = false;
};

/// The scenario before and after an edit at rest.
class PlanStep : public QUndoCommand {
public:
    using Apply = std::function<void(const gossip::Scenario&)>;
    PlanStep(Apply apply, gossip::Scenario before, gossip::Scenario after, const QString& what, int slider)
        : QUndoCommand(what), m_apply(std::move(apply)), m_before(std::move(before)), m_after(std::move(after)), m_slider(slider)
    {
    }
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    [[nodiscard]] int id() const override { return m_slider; }
    bool mergeWith(const QUndoCommand* newer) override
    {
        m_after = static_cast<const PlanStep*>(newer)->m_after;
        setText(newer->text());
        return true;
    }

private:
    Apply m_apply;
    gossip::Scenario m_before;
    gossip::Scenario m_after;
    int m_slider;
};

/// When the first entry acts that is in one of two timelines only.
double firstChangeS(const std::vector<gossip::Fault>& a, const std::vector<gossip::Fault>& b)
{
    double firstS = std::numeric_limits<double>::infinity();
    for (const auto& [some, others] : {std::pair(&a, &b), std::pair(&b, &a)})
        for (const gossip::Fault& fault : *some)
            if (std::find(others->begin(), others->end(), fault) == others->end())
                firstS = std::min(firstS, fault.atS);
    return firstS;
}

}  // namespace

RunEdits::RunEdits(Lab* lab, QObject* parent) : QObject(parent), m_lab(lab)
{
    m_plan.setUndoLimit(kLargestPlan);
    for (QUndoStack* each : {&m_live, &m_plan})
        connect(each, &QUndoStack::indexChanged, this, &RunEdits::changed);
    connect(m_lab, &Lab::runStarted, &m_live, &QUndoStack::clear);
    connect(m_lab, &Lab::scenarioChanged, this, &RunEdits::scenarioHasChanged);
    connect(m_lab, &Lab::phaseChanged, this, &RunEdits::changed);
}

RunEdits::~RunEdits()
{
    // A stack tells that it is emptied when it goes; the page that would listen is half gone by then.
    for (QUndoStack* each : {&m_live, &m_plan})
        each->disconnect(this);
}

bool RunEdits::flows() const
{
    return m_lab->phase() == Lab::Phase::running || m_lab->phase() == Lab::Phase::paused;
}

const QUndoStack* RunEdits::stack() const
{
    return flows() ? &m_live : m_lab->isActive() ? nullptr : &m_plan;
}

bool RunEdits::canUndo() const { return stack() && stack()->canUndo(); }
bool RunEdits::canRedo() const { return stack() && stack()->canRedo(); }
QString RunEdits::undoText() const { return canUndo() ? stack()->undoText() : QString(); }
QString RunEdits::redoText() const { return canRedo() ? stack()->redoText() : QString(); }

void RunEdits::undo()
{
    if (canUndo())
        (flows() ? m_live : m_plan).undo();
}

void RunEdits::redo()
{
    if (canRedo())
        (flows() ? m_live : m_plan).redo();
}

void RunEdits::act(const Disturbance& disturbance, const QString& what)
{
    for (const gossip::Fault& fault : disturbance.commands)
        m_lab->post(fault);
    m_live.push(new LiveStep(m_lab, disturbance, what));
}

void RunEdits::command(const gossip::Fault& fault)
{
    if (flows())
        return act(disturbance(fault, m_lab->latest()), faultText(fault, m_lab->runScenario()));
    const bool setting = fault.kind == gossip::FaultKind::network || fault.kind == gossip::FaultKind::probability;
    if (!setting) {
        Q_EMIT hinted(tr("Nothing runs now.\nStart a run first; then this acts at once."));
        return;
    }
    const int slider = fault.kind == gossip::FaultKind::probability ? 2 : fault.loss ? 3 : 4;
    edit(faultText(fault, m_lab->scenario()), slider, [&fault](gossip::Scenario& scenario) {
        if (fault.kind == gossip::FaultKind::probability)
            scenario.protocol.parameters["probability"] = fault.probability;
        scenario.network.latencyMs = fault.latencyMs.value_or(scenario.network.latencyMs);
        scenario.network.loss = fault.loss.value_or(scenario.network.loss);
    });
}

void RunEdits::commands(const std::vector<gossip::Fault>& faults, const std::vector<gossip::Fault>& links)
{
    if (faults.empty())
        return;
    if (!flows())
        return command(faults.front());   // says that nothing runs
    act(disturbance(faults, m_lab->latest(), links), tr("%1 and %n more", nullptr, int(faults.size()) - 1).arg(faultText(faults.front(), m_lab->runScenario())));
}

void RunEdits::restoreEverything(const std::vector<gossip::Fault>& links)
{
    if (!flows())
        return;
    const Disturbance all = restoreAll(m_lab->runScenario(), m_lab->latest(), links);
    if (!all.commands.empty())
        act(all, tr("Restore all"));
}

std::vector<gossip::Fault> RunEdits::stillToCome() const
{
    std::vector<gossip::Fault> faults = m_lab->runScenario().faults;
    std::erase_if(faults, [nowS = m_lab->latest().timeS](const gossip::Fault& fault) { return fault.atS <= nowS; });
    return faults;
}

bool RunEdits::replan(const std::vector<gossip::Fault>& faults)
{
    QString why;
    const bool taken = m_lab->setTimeline(faults, &why);
    if (!taken)
        Q_EMIT hinted(why);
    return taken;
}

bool RunEdits::setPlan(const std::vector<gossip::Fault>& faults, const QString& what)
{
    if (flows()) {
        const std::vector<gossip::Fault> before = stillToCome();
        if (!replan(faults))
            return false;
        const auto again = [this](const TimelineStep::Faults& from, const TimelineStep::Faults& to) {
            const bool inTime = firstChangeS(from, to) > m_lab->latest().timeS;
            if (!inTime)
                Q_EMIT hinted(tr("The time of this entry has come.\nWhat has happened stays."));
            return inTime && replan(to);
        };
        m_live.push(new TimelineStep(again, before, faults, what));
        return true;
    }
    return edit(what, kNoSlider, [&faults](gossip::Scenario& scenario) { scenario.faults = faults; });
}

void RunEdits::setTopology(const gossip::TopologySpec& topology)
{
    edit(tr("Links changed"), kNoSlider, [&topology](gossip::Scenario& scenario) { scenario.topology = topology; });
}

bool RunEdits::edit(const QString& what, int slider, const std::function<void(gossip::Scenario&)>& change)
{
    if (m_lab->isActive())
        return false;
    gossip::Scenario after = m_lab->scenario();
    change(after);
    const auto checked = gossip::checkScenario(after);
    if (!checked) {
        Q_EMIT hinted(engineText(checked.error()));
        return false;
    }
    m_plan.push(new PlanStep([this](const gossip::Scenario& scenario) { setScenario(scenario); }, m_lab->scenario(), *checked, what, slider));
    return true;
}

void RunEdits::setScenario(const gossip::Scenario& scenario)
{
    const QScopedValueRollback<bool> own(m_ownEdit, true);
    m_known = gossip::toJson(scenario);
    m_lab->setScenario(scenario);
}

void RunEdits::scenarioHasChanged()
{
    if (!m_ownEdit && m_plan.count() > 0 && gossip::toJson(m_lab->scenario()) != m_known)
        m_plan.clear();
}

}  // namespace gossip::ui
