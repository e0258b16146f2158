// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QAbstractListModel>
#include <QString>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace gossip::ui {

/// Something that the measured numbers of a run show, tied to what happened before.
struct WhyNote {
    enum class Kind {
        driftApart,        ///< distance rose since a cut
        partFell, partStood, partRose,   ///< own models of a part since a cut (`name`)
        cameTogether,      ///< own models since the repair
        keptLevel, fell,   ///< mean model since workers went down (`name`)
        othersKeptPace, othersSlowed,    ///< steps a second of the others since workers became slow (`name`)
        rateFell,          ///< distance since the learning rate fell
        messagesLost,      ///< share lost since the network changed, accuracy before and after
        frequencyChanged,  ///< distance since the exchange probability changed (`share`)
        goalReached, limitPassed,        ///< the mean model; `share`: the level, `bytes` until then
        diverged, refused  ///< a worker (`name`), a sender (`other`)
    };
    Kind kind = Kind::driftApart;
    double atS = 0.0;       ///< when it happened
    double seenS = 0.0;     ///< when the numbers showed it
    std::string name;
    std::string other;
    double before = 0.0;    ///< accuracies 0–1, distances, steps a second
    double after = 0.0;
    double share = 0.0;
    std::uint64_t bytes = 0;
};

/// One or two sentences in the window's language.
QString whyText(const WhyNote& note);

/// Looks for notes in a run. What followed a disturbance is told only when nothing else disturbed in between, and only with the
/// numbers that were measured. Pure logic; lives on the window's thread.
class WhyFinder {
public:
    void start(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);
    /// \return what is new, oldest first
    std::vector<WhyNote> apply(const gossip::RunUpdate& update);

private:
    /// The newest of everything that notes compare.
    struct Sample {
        double timeS = 0.0;
        double epochs = 0.0;
        std::optional<double> accuracy;       ///< of a mean model that could exist
        std::optional<double> ownModels;
        std::optional<double> distance;
        std::vector<std::optional<double>> workers;   ///< accuracy of each one's own model
        std::uint64_t sent = 0;
        std::uint64_t lost = 0;
    };
    struct Steps {
        double timeS = 0.0;
        std::vector<std::uint64_t> workers;
    };
    /// A disturbance whose outcome is awaited.
    struct Open {
        enum class What { cut, heal, crash, slow, rate, network, probability };
        What what = What::cut;
        double atS = 0.0;
        std::vector<int> workers;
        double share = 0.0;
        Sample before;
        std::vector<double> paceBefore;       ///< steps a second of every worker
    };

    void take(const gossip::Event& event);
    void open(Open::What what, double atS, const gossip::Fault& fault);
    void take(const gossip::Record& record, std::vector<WhyNote>& notes);
    void measure(const gossip::Record& record);
    void findGoals(const gossip::Record& record, std::vector<WhyNote>& notes);
    void findRateStep(double epochsBefore);
    void conclude(const gossip::Record& record, std::vector<WhyNote>& notes) const;
    void concludeCut(const gossip::Record& record, std::vector<WhyNote>& notes) const;
    void concludeSlow(std::vector<WhyNote>& notes) const;
    [[nodiscard]] WhyNote note(WhyNote::Kind kind) const;
    [[nodiscard]] std::vector<double> pace(double sinceS) const;
    [[nodiscard]] std::string namesOf(const std::vector<int>& workers) const;

    gossip::Scenario m_scenario;
    std::optional<double> m_groupLimit;
    Sample m_now;
    std::deque<Steps> m_past;                 ///< the last seconds
    std::optional<Open> m_open;
    std::vector<WhyNote> m_early;             ///< told by events themselves
    std::optional<std::pair<double, std::uint64_t>> m_goalCandidate;
    bool m_goalTold = false;
    bool m_limitTold = false;
};

/// The notes of one run, oldest first; rows are only added. Role Qt::UserRole is the moment [s].
class WhyModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void begin(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);
    void apply(const gossip::RunUpdate& update);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    WhyFinder m_finder;
    std::vector<WhyNote> m_notes;
};

}  // namespace gossip::ui
