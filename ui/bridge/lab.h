// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/records.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <vector>

namespace gossip::ui {

/// The one meeting point of window and engine: the scenario being edited, the run being watched.
///
/// Threading: lives on the window's thread; loads data and waits for ends on threads of its own.
/// Ownership: the destructor cancels a load, stops the run and joins both.
class Lab : public QObject {
    Q_OBJECT
public:
    /// idle: nothing was run yet with this scenario; loading: data are read; then as the engine's run states.
    enum class Phase { idle, loading, running, paused, stopping, ended };
    Q_ENUM(Phase)

    explicit Lab(QObject* parent = nullptr);
    ~Lab() override;

    [[nodiscard]] Phase phase() const;
    [[nodiscard]] bool isActive() const;                     ///< loading, running, paused or stopping

    [[nodiscard]] const gossip::Scenario& scenario() const;  ///< as edited; a run keeps its own copy
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] QString scenarioPath() const;              ///< empty: not saved yet, or shipped
    void setScenario(const gossip::Scenario& scenario);      ///< an edit; marks modified
    bool openScenario(const QString& path, QString* why);    ///< file, ":/scenarios/…" or run folder
    bool saveScenario(const QString& path, QString* why);
    /// Shows the run that a folder holds, as if it had just ended: runStarted(), updated() for each record, runEnded(). Reads in the
    /// background (phase loading); failed() when the folder cannot be read. Not while a run is active.
    void showRun(const QString& folder);
    /// Whether there is a run to look at: one of this session, or a folder's.
    [[nodiscard]] bool hasRun() const;

    /// The current or last run's scenario with what was disturbed on its timeline; it repeats the disturbances.
    bool saveRecordedScenario(const QString& path, QString* why);

    /// Simulated clock: virtual seconds in a second of real time at most; 0: as fast as possible. Kept for the next runs.
    [[nodiscard]] double pace() const;
    void setPace(double timesRealTime);

    [[nodiscard]] gossip::DatasetPtr dataset() const;        ///< of the current run; may be null
    [[nodiscard]] const gossip::Scenario& runScenario() const;  ///< of the current or last run
    [[nodiscard]] const gossip::RunUpdate& latest() const;   ///< newest update of the current or last run
    [[nodiscard]] const gossip::Summary* summary() const;    ///< of the last run; null while none ended
    [[nodiscard]] QString runFolder() const;
    [[nodiscard]] gossip::Run* run() const;                  ///< null before the first run and for a folder's; kept after its end for exports
    /// The same, kept alive for work on another thread (exports, evaluations) when the next run replaces it.
    [[nodiscard]] std::shared_ptr<gossip::Run> sharedRun() const;

public Q_SLOTS:
    /// Goes on with a run that broke off, from its checkpoint; its scenario becomes the one being edited.
    void continueRun(const QString& folder);
    void start();         ///< loads the data if need be, then runs
    void pause();
    void resume();
    void step();          ///< one step of every worker; starts the run paused if there is none
    void stop();
    void post(const gossip::Fault& command);
    /// Puts \p faults in place of what the run's timeline still has to come; runScenario() has them from then on.
    /// \return false: no run goes on, or it would not take them
    bool setTimeline(const std::vector<gossip::Fault>& faults, QString* why);

Q_SIGNALS:
    void phaseChanged(gossip::ui::Lab::Phase phase);
    void scenarioChanged();                                  ///< its content, perhaps path and modified mark, too
    void scenarioSaved();                                    ///< only path and modified mark have changed
    void loadProgress(double share);
    void runStarted();                                       ///< before the first updated()
    void updated(const gossip::RunUpdate& update);           ///< at most 30 times a second; one complete update
    void timelineChanged();                                  ///< of the run that goes on
    void paceChanged();
    void runEnded();                                         ///< after the last updated(); summary() is set
    void failed(const QString& sentence);                    ///< could not start, or the run failed

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gossip::ui
