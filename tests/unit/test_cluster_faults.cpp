// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster_rig.h"

#include <QTest>

using namespace gossip;
using namespace gossip::test;

/// Faults that a cluster is told of by the scenario's numbers.
class TestClusterFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCutMayNameTheServer();
};

void TestClusterFaults::aCutMayNameTheServer()
{
    constexpr int kServer = 4;   // its node number
    Scenario scenario = vectorScenario(Workload::averaging, kServer, 6, 0.5, 3);
    scenario.protocol.id = "easgd";
    scenario.protocol.parameters.clear();
    SerialRig rig(*checkScenario(scenario));
    Fault cut;
    cut.kind = FaultKind::partition;
    cut.groups = {{0, 1}, {2, 3, kServerNode}};
    rig.serial.apply(cut);
    const Network& network = rig.cluster.network();
    QVERIFY(network.connected(2, kServer) && network.connected(kServer, 3));
    QVERIFY(!network.connected(0, kServer) && !network.connected(1, kServer));
    QCOMPARE(rig.listener.events.back().detail, std::string("group=0 1;group=2 3 server"));
}

QTEST_GUILESS_MAIN(TestClusterFaults)
#include "test_cluster_faults.moc"
