// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/race.h>

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace gossip::ui {

/// Meeting point of window and engine for races. Threading and ownership as Lab's.
class RaceLab : public QObject {
    Q_OBJECT
public:
    enum class Phase { idle, loading, racing, stopping };
    Q_ENUM(Phase)

    explicit RaceLab(QObject* parent = nullptr);
    ~RaceLab() override;

    [[nodiscard]] Phase phase() const;
    [[nodiscard]] bool isActive() const { return phase() != Phase::idle; }
    [[nodiscard]] const std::vector<gossip::RaceLane>& lanes() const;      ///< newest of the current or last race
    [[nodiscard]] const gossip::RaceResult* result() const;                ///< of the last race that ended; null while none did
    [[nodiscard]] const gossip::Scenario& scenario() const;                ///< of the current or last race
    [[nodiscard]] const gossip::RaceOptions& options() const;
    [[nodiscard]] double elapsedS() const;                                 ///< real time since the first step

public Q_SLOTS:
    /// \param options  a folder is chosen here, below the one of the runs
    void start(const gossip::Scenario& scenario, gossip::RaceOptions options);
    void stop();

Q_SIGNALS:
    void phaseChanged(gossip::ui::RaceLab::Phase phase);
    void loadProgress(double share);
    void updated();                        ///< a few times a second
    void ended();                          ///< result() is set
    void failed(const QString& sentence);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gossip::ui
