// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/map_backdrop.h"
#include "ui/views/map_commands.h"

#include <gossip/run.h>
#include <gossip/topology.h>

#include <QLineF>
#include <QPointF>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace gossip::ui {

/// Who is linked to whom on the map, and what is wrong with that now: cuts, disturbed links, senders of broken data, as the run's
/// events tell.
class MapLinks {
public:
    /// Forgets the past.
    void setScenario(const gossip::Scenario& scenario);
    void clear();
    /// \return true when a cut or a link changed
    bool take(const gossip::RunUpdate& update);

    [[nodiscard]] int nodes() const { return m_workers + (m_hasServer ? 1 : 0); }
    [[nodiscard]] int server() const { return m_hasServer ? m_workers : -1; }   ///< node number; -1: none
    [[nodiscard]] bool exchanges() const { return m_exchanges; }
    [[nodiscard]] bool hasTopology() const { return m_topology.has_value() && !m_hasServer && m_exchanges; }
    [[nodiscard]] bool linked(int a, int b) const;                              ///< one way or both
    [[nodiscard]] std::vector<NodePair> all() const;
    [[nodiscard]] std::vector<std::pair<int, int>> directed() const;            ///< of the topology
    [[nodiscard]] std::vector<NodePair> crossedBy(const QLineF& line, const std::vector<QPointF>& centres) const;

    [[nodiscard]] bool isCut() const { return m_cut.has_value(); }
    [[nodiscard]] double cutSinceS() const { return m_cut ? m_cut->sinceS : 0.0; }
    [[nodiscard]] std::vector<int> partOfNodes() const;                         ///< side of the cut; all the same without one
    [[nodiscard]] MapBackdrop::LinkState state(int a, int b) const;             ///< of one that no cut divides
    [[nodiscard]] const std::vector<gossip::Fault>& faults() const { return m_faults; }   ///< of single links, in force
    [[nodiscard]] const gossip::NetworkSpec& network() const { return m_network; }        ///< in force for all

    [[nodiscard]] bool isCorrupt(int node) const { return m_corrupt.contains(node); }

    void count(int a, int b) { ++m_counts[std::minmax(a, b)]; }
    [[nodiscard]] std::uint64_t counted(int a, int b) const;

private:
    struct Cut {
        double sinceS = 0.0;
        double untilS = 0.0;
        std::vector<std::vector<int>> parts;
    };
    void takeCorruption(const gossip::Event& event);
    void takeLink(const gossip::Fault& fault, bool ends);
    [[nodiscard]] bool touches(const gossip::Fault& fault, int from, int to) const;
    [[nodiscard]] gossip::NetworkSpec inForce(int from, int to) const;

    int m_workers = 0;
    bool m_hasServer = false;
    bool m_exchanges = true;
    std::optional<gossip::Topology> m_topology;
    std::optional<Cut> m_cut;
    gossip::NetworkSpec m_base;                   ///< of the scenario
    gossip::NetworkSpec m_network;                ///< in force
    std::vector<gossip::Fault> m_faults;          ///< of links, that change something; newest last
    std::set<int> m_corrupt;
    std::map<NodePair, std::uint64_t> m_counts;   ///< messages
};

}  // namespace gossip::ui
