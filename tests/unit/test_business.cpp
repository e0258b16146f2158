// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/business.h>

#include <QTest>

#include <cmath>

using namespace gossip;

namespace {

Record at(double timeS, int alive, std::uint64_t bytes, bool cut = false)
{
    Record record;
    record.metrics.timeS = timeS;
    record.metrics.workersAlive = alive;
    record.metrics.bytesSent = bytes;
    record.meanModelCouldExist = !cut;
    return record;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12 * std::max(1.0, std::abs(b));
}

}  // namespace

class TestBusiness : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRunWithoutTroubleCostsMachinesAndTraffic();
    void whatStoodStillIsTheCostOfAnOutage();
    void aCutIsAnOutageThatCostsNoMachineTime();
    void theGoalIsPricedUpToItsMoment();
    void withoutPricesNothingCosts();
};

void TestBusiness::aRunWithoutTroubleCostsMachinesAndTraffic()
{
    BusinessMeter meter(4);
    meter.add(at(0.0, 4, 0));
    meter.add(at(1800.0, 4, 1'000'000'000));
    meter.add(at(3600.0, 4, 2'500'000'000));
    const Business business = meter.result({50.0, 10.0, "JPY"}, nullptr);
    QVERIFY(near(business.machineHours, 4.0) && near(business.machineCost, 200.0));
    QVERIFY(near(business.gigabytes, 2.5) && near(business.trafficCost, 25.0) && near(business.cost(), 225.0));
    QVERIFY(business.outageSeconds == 0.0 && business.idleCost == 0.0);
    QVERIFY(!business.secondsToTarget && !business.costToTarget);
}

void TestBusiness::whatStoodStillIsTheCostOfAnOutage()
{
    BusinessMeter meter(4);
    meter.add(at(0.0, 4, 0));
    meter.add(at(900.0, 4, 0));
    meter.add(at(1800.0, 2, 0));    // two were down for a quarter of an hour
    meter.add(at(3600.0, 4, 0));
    const Business business = meter.result({60.0, 0.0, "JPY"}, nullptr);
    QVERIFY(near(business.idleMachineHours, 0.5) && near(business.idleCost, 30.0));
    QVERIFY(near(business.machineHours, 3.5) && near(business.outageSeconds, 900.0));
}

void TestBusiness::aCutIsAnOutageThatCostsNoMachineTime()
{
    BusinessMeter meter(2);
    meter.add(at(0.0, 2, 0));
    meter.add(at(10.0, 2, 0, true));
    meter.add(at(30.0, 2, 0));
    const Business business = meter.result({60.0, 0.0, "JPY"}, nullptr);
    QVERIFY(near(business.outageSeconds, 10.0) && business.idleCost == 0.0);
}

void TestBusiness::theGoalIsPricedUpToItsMoment()
{
    BusinessMeter meter(2);
    for (int i = 0; i <= 10; ++i)
        meter.add(at(360.0 * i, 2, std::uint64_t(i) * 1'000'000'000));
    Summary summary;
    summary.timeToTargetS = 1800.0;
    summary.bytesToTarget = 5'000'000'000;
    const Business business = meter.result({100.0, 2.0, "EUR"}, &summary);
    QVERIFY(business.secondsToTarget == 1800.0 && business.gigabytesToTarget == 5.0);
    QVERIFY(business.costToTarget && near(*business.costToTarget, 110.0));   // an hour of machines, 5 GB
    QVERIFY(near(business.cost(), 220.0));
}

void TestBusiness::withoutPricesNothingCosts()
{
    BusinessMeter meter(2);
    meter.add(at(100.0, 1, 7));
    const Business business = meter.result({}, nullptr);
    QVERIFY(business.cost() == 0.0 && business.idleCost == 0.0 && business.machineHours > 0.0);
}

QTEST_GUILESS_MAIN(TestBusiness)
#include "test_business.moc"
