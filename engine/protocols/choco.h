// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <map>
#include <set>

namespace gossip {

/// CHOCO-SGD (Koloskova, Stich, Jaggi: "Decentralized Stochastic Optimization and Gossip Algorithms with Compressed
/// Communication", ICML 2019, arXiv 1902.00340, algorithm 2): everybody keeps a public copy x̂ of its own and of each neighbour's
/// parameters. After an update q_i = Q(x_i − x̂_i) goes to all neighbours and every copy moves, x̂_i ← x̂_i + q_i; then
/// x_i ← x_i + γ Σ_j W_ij (x̂_j − x̂_i). Q keeps the largest values (top-k), rounds to 8 bits or changes nothing; what it leaves out
/// is caught up later, as it stays in the difference. Matrix form: X ← X + γ (W − I) X̂; the mean stays whatever Q is.
/// Messages: one compressed to each neighbour a step.
///
/// A worker waits at a step's end for its neighbours' differences of that step, until a time-out. The first message, and the first
/// after a crash, a cut, a busy link or a gap, is the whole copy. Who is left out by a time-out is asked for it, and waited for again when heard.
/// A sender that spoils its differences (noise) leaves its neighbours' copies spoilt until it comes back from a crash.
/// With one peer a round, differences still go to all peers, as their copies must follow. Memory: one array for each neighbour.
class Choco : public Protocol {
public:
    enum class Compressor { none, topK, int8 };
    struct Options {
        double gamma = 0.3;                        ///< step of the consensus, 0–1
        Compressor compressor = Compressor::topK;
        double keep = 0.1;                         ///< share of the values that top-k sends
        int workers = 1;
        double timeoutS = 1.0;
    };
    explicit Choco(const Options& options) : m_options(options) {}

    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void rejected(Peer& peer, ModelMessage message) override;
    void onTimer(Peer& peer, std::uint64_t token) override;
    void adopt(Peer& peer, const ModelMessage& message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    void comeBack(Peer& peer) override { greet(peer); }

    [[nodiscard]] int waitingModels() const override;
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    struct Link {
        FlatArray copy;                     ///< x̂ of the neighbour; empty: not heard yet
        std::uint32_t round = 0;            ///< of the newest difference in it
        std::uint64_t senderStep = 0;       ///< when that one was sent
        std::vector<ModelMessage> early;    ///< differences of later rounds, or behind a gap
        bool absent = false;                ///< left out until it is heard again
        [[nodiscard]] bool isThere(std::uint32_t now) const { return !copy.empty() && round >= now; }
    };
    [[nodiscard]] std::uint32_t nextRound() const;
    [[nodiscard]] std::optional<std::size_t> compress(std::span<float> values) const;
    void publish(Peer& peer, std::uint32_t before);
    void sendWhole(Peer& peer, int to, std::uint8_t kind);
    void giveWhole(Peer& peer, int to);
    [[nodiscard]] bool isBusy(const Peer& peer) const;
    void ask(Peer& peer, int from);
    void greet(Peer& peer);
    void follow(Link& link) const;
    void goOn(Peer& peer);

    Options m_options;
    FlatArray m_own;                 ///< x̂ of this worker; empty before its first step
    std::uint32_t m_round = 0;       ///< of the newest difference in it
    bool m_waits = false;
    std::set<int> m_wants;           ///< neighbours that missed a difference: they get the whole copy next
    std::map<int, Link> m_links;
    FlatArray m_difference;
};

}  // namespace gossip
