// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster_rig.h"
#include "support/random_fault.h"

#include <QTest>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr std::size_t kHeadBytes = 20;       // magic and version
constexpr std::size_t kChecksumBytes = 4;

/// A state with a right head and checksum around any bytes: what only the checks of single values can refuse.
std::string sealed(std::string_view content)
{
    StateWriter out;
    for (const char byte : content) {
        out.integer(std::uint8_t(byte));
    }
    return out.finish();
}

/// Loads it; what is accepted must run on without harm.
bool survives(const Scenario& scenario, const std::string& bytes)
{
    SerialRig rig(scenario);
    StateReader in(bytes);
    rig.serial.load(in);
    if (!in.end()) {
        return false;
    }
    for (int round = 0; round < 3; ++round) {
        rig.serial.round(nullptr);
    }
    return true;
}

std::string contentAfterFaults(const Scenario& scenario)
{
    SerialRig rig(scenario);
    RandomStream random(scenario.seed, Purpose::link, 1000);
    for (int round = 0; round < 80; ++round) {
        if (random.below(5) == 0) {
            rig.serial.apply(randomFault(random, true));
        }
        rig.serial.round(nullptr);
    }
    StateWriter out;
    rig.serial.save(out);
    const std::string bytes = out.finish();
    return bytes.substr(kHeadBytes, bytes.size() - kHeadBytes - kChecksumBytes);
}

}  // namespace

/// Bytes of a checkpoint are hostile even where the checksum is right.
class TestFuzzState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void changedBytes();
    void cutAndGlued();
    void anyBytes();
};

void TestFuzzState::changedBytes()
{
    RandomStream random(1, Purpose::noise, 0);
    int accepted = 0;
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Scenario scenario = vectorScenario(Workload::randomWalk, kFaultWorkers, 4, 0.4, seed);
        const std::string content = contentAfterFaults(scenario);
        QVERIFY(survives(scenario, sealed(content)));
        for (int i = 0; i < 2000; ++i) {
            std::string changed = content;
            for (std::uint32_t left = 1 + random.below(3); left > 0; --left) {
                const char values[] = {0, 1, -1, 127, -128, char(random.below(256))};
                changed[random.below(std::uint32_t(changed.size()))] = values[random.below(6)];
            }
            ++(survives(scenario, sealed(changed)) ? accepted : refused);
        }
    }
    QVERIFY(accepted > 100 && refused > 100);   // both ways were gone
}

void TestFuzzState::cutAndGlued()
{
    RandomStream random(2, Purpose::noise, 0);
    const Scenario scenario = vectorScenario(Workload::randomWalk, kFaultWorkers, 4, 0.4, 7);
    const std::string content = contentAfterFaults(scenario);
    for (int i = 0; i < 3000; ++i) {
        const std::uint32_t from = random.below(std::uint32_t(content.size()));
        const std::uint32_t to = random.below(std::uint32_t(content.size()));
        const std::string glued = content.substr(0, from) + content.substr(to);
        QVERIFY(!survives(scenario, sealed(glued)) || glued.size() == content.size());
    }
}

void TestFuzzState::anyBytes()
{
    RandomStream random(3, Purpose::noise, 0);
    const Scenario scenario = vectorScenario(Workload::randomWalk, kFaultWorkers, 4, 0.4, 7);
    for (int i = 0; i < 3000; ++i) {
        std::string bytes(random.below(4000), '\0');
        for (char& byte : bytes) {
            byte = char(random.below(256));
        }
        QVERIFY(!survives(scenario, bytes));
        QVERIFY(!survives(scenario, sealed(bytes)));
    }
}

QTEST_GUILESS_MAIN(TestFuzzState)
#include "test_fuzz_state.moc"
