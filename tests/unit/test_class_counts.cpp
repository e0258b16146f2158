// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include <gossip/partition.h>

#include <QTest>

using namespace gossip;

class TestClassCounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsAreThoseOfTheDivisionThatARunUses();
    void aDivisionThatCannotBeIsRefused();
};

void TestClassCounts::countsAreThoseOfTheDivisionThatARunUses()
{
    std::vector<std::uint16_t> labels(1000);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = std::uint16_t((i * i) % 5);   // classes of unequal size
    }
    for (const PartitionKind kind : {PartitionKind::iid, PartitionKind::dirichlet, PartitionKind::shards}) {
        Scenario scenario;
        scenario.dataset.partition.kind = kind;
        const auto counts = classCounts(scenario, labels, 5);
        const auto parts = data::partition(scenario, labels, 5, scenario.workers.count);
        QVERIFY(counts && parts);
        for (std::size_t worker = 0; worker < parts->size(); ++worker) {
            std::vector<std::uint32_t> expected(5, 0);
            for (const std::uint32_t picture : (*parts)[worker]) {
                ++expected[labels[picture]];
            }
            QCOMPARE((*counts)[worker], expected);
        }
    }
}

void TestClassCounts::aDivisionThatCannotBeIsRefused()
{
    Scenario scenario;   // eight workers
    const std::vector<std::uint16_t> labels{0, 1, 2};
    const auto counts = classCounts(scenario, labels, 3);
    QVERIFY(!counts);
    QVERIFY(!counts.error().str().empty());
}

QTEST_GUILESS_MAIN(TestClassCounts)
#include "test_class_counts.moc"
