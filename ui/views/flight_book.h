// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <cstdint>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

namespace gossip::ui {

/// What a message is drawn as. late: a long delay, or a further try. stale: the model was many of its sender's steps old.
enum class MessageSign { model, late, stale, request, answer };

/// A message on its way across the map.
struct Flight {
    enum class Phase { flying, waiting, lost, rejected, arrived };

    gossip::MessageTrace trace;   ///< as last told by the engine
    double startS = 0.0;          ///< on the animation's clock
    double durationS = 0.0;
    Phase phase = Phase::flying;
    double phaseS = 0.0;          ///< when the phase began
    double where = 0.0;           ///< share of the way
    bool answer = false;          ///< the server's, or to somebody who had asked
    MessageSign sign = MessageSign::model;
    std::uint64_t sentAtStep = 0; ///< of the sender, as far as was known
};

/// Which real messages are shown, and how far each has come. Time is the animation's own: it stands still in a pause.
///
/// At most kMost fly at once. When more are sent, every n-th is shown; n follows the rate in 1-2-5 steps and is told.
class FlightBook {
public:
    static constexpr std::size_t kMost = 40;
    static constexpr double kLeastS = 0.35;      ///< shorter flights could not be seen
    static constexpr double kLateS = 1.0;        ///< a real delay from here on is drawn as late
    static constexpr double kLostAt = 0.6;       ///< share of the way where a lost message ends
    static constexpr double kFadeS = 0.4;
    static constexpr double kArrivalS = 0.15;
    static constexpr double kForgottenS = 10.0;  ///< fate never told
    static constexpr std::uint64_t kStaleSteps = 10;   ///< a model of at least this age is stale

    /// Node number of the server: what goes there asks, what comes from there answers. -1: none.
    void setServer(int node) { m_server = node; }
    [[nodiscard]] int server() const { return m_server; }
    /// How many steps everybody has done: models on their way age by them.
    void setSteps(const std::vector<gossip::WorkerStatus>& workers);

    /// Takes what the engine told; both the sending and the fate may be in one batch.
    void add(const std::vector<gossip::MessageTrace>& traces, double nowS);
    /// Moves everything to \p nowS.
    void advance(double nowS);
    void clear();   ///< forgets the messages

    [[nodiscard]] const std::vector<Flight>& flights() const { return m_flights; }
    [[nodiscard]] bool isEmpty() const { return m_flights.empty(); }
    /// Messages for each one that is shown.
    [[nodiscard]] std::uint64_t oneOf() const { return m_oneOf; }

private:
    void thinOut(const std::vector<gossip::MessageTrace>& traces);
    void launch(const gossip::MessageTrace& trace, double nowS);
    void follow(Flight& flight, double nowS) const;
    void adjustSampling(double nowS);
    [[nodiscard]] std::uint64_t stepsOf(int node) const;
    [[nodiscard]] bool answersSomebody(const gossip::MessageTrace& trace);
    [[nodiscard]] MessageSign signOf(const Flight& flight) const;

    std::vector<Flight> m_flights;
    std::unordered_set<std::uint64_t> m_skipped;   // ids not shown whose fate is still to come
    std::uint64_t m_counter = 0;            // of new messages
    std::uint64_t m_oneOf = 1;
    double m_windowStartS = 0.0;
    double m_windowFlightS = 0.0;           // sum of durations in the window
    int m_server = -1;
    std::vector<std::uint64_t> m_steps;
    std::set<std::pair<int, int>> m_asked;  // who asked whom and has no answer yet
};

}  // namespace gossip::ui
