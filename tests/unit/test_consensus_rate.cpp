// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/consensus_rate.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace gossip;

namespace {

/// What is measured of these distances, with rows 12 steps of 4 workers apart: 3 rounds.
std::optional<double> rateOf(const std::vector<std::optional<double>>& distances)
{
    metrics::ConsensusRate rate;
    MetricsRow row;
    for (const auto& distance : distances) {
        row.consensusDistance = distance;
        rate.add(row, 4);
        row.steps += 12;
    }
    return rate.perRound();
}

bool isNear(std::optional<double> measured, double expected)
{
    return measured && std::abs(*measured - expected) < 1e-12;
}

}  // namespace

class TestConsensusRate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsRoundsNotRows() { QVERIFY(isNear(rateOf({8.0, 4.0, 1.0}), std::sqrt(0.5))); }   // an eighth in six rounds
    void risesOnTheWayCount() { QVERIFY(isNear(rateOf({8.0, 1.0, 2.0}), std::pow(0.25, 1.0 / 6.0))); }
    void endsAtRounding() { QVERIFY(isNear(rateOf({8.0, 1.0, 0.0007, 0.5}), 0.5)); }
    void gapsAreSteppedOver() { QVERIFY(isNear(rateOf({{}, 8.0, {}, 1.0}), std::sqrt(0.5))); }
    void nothingFell()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!rateOf({}) && !rateOf({1.0}) && !rateOf({1.0, 1.0}) && !rateOf({1.0, 0.5, 2.0}) && !rateOf({0.0, 0.0}));
        QVERIFY(!rateOf({1.0, nan, 0.5}) && !rateOf({nan, 0.5}) && !rateOf({1.0, 0.0}));
    }
};

QTEST_GUILESS_MAIN(TestConsensusRate)
#include "test_consensus_rate.moc"
