// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/random_scenario.h"

#include <gossip/scenario.h>

#include <QTest>

using namespace gossip;
using tests::Json;

namespace {

int rounds()
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("GOSSIP_FUZZ_ROUNDS", &given);
    return given ? wanted : 4000;
}

std::uint64_t firstSeed()
{
    return qEnvironmentVariable("GOSSIP_FUZZ_SEED", QStringLiteral("1")).toULongLong();
}

/// Values that a reader might stumble over.
Json oddValue(tests::RandomScenario& random)
{
    static const std::vector<Json> odd = {
        Json(), Json::object(), Json::array(), true, 0, 1, -1, 7, 8, 2147483648LL, -9223372036854775807LL, 18446744073709551615ULL, 1e308,
        5e-324, -0.0, 0.5, 1.5, "", "live", "server", "groups", "cosine", "\xF0\x9F\x98\x80", "a\x01", Json::array({Json::array()}),
        Json{{"A", {0}}}, Json::array({0, 1, 2, 3}), Json{{"kind", "lognormal"}, {"sigma", 1}}, std::string(300, 'x')};
    return odd[std::size_t(random.integer(0, int(odd.size()) - 1))];
}

Json* randomNode(Json& json, tests::RandomScenario& random)
{
    Json* at = &json;
    while (at->is_structured() && !at->empty() && random.integer(0, 4) != 0) {
        auto child = at->begin();
        std::advance(child, random.integer(0, int(at->size()) - 1));
        at = &*child;
    }
    return at;
}

std::string mutateStructure(Json json, tests::RandomScenario& random)
{
    for (int i = random.integer(1, 2); i > 0; --i) {
        Json* node = randomNode(json, random);
        const int how = random.integer(0, 3);
        if (how == 0 && node->is_object() && !node->empty()) {
            auto gone = node->begin();
            std::advance(gone, random.integer(0, int(node->size()) - 1));
            node->erase(gone);
        } else if (how == 1 && node->is_object()) {
            (*node)[random.pick({"kind", "id", "batch", "workers", "A", "x.y", "", "groups", "for_s", "layers"})] = oddValue(random);
        } else if (how == 2 && node->is_array() && !node->empty()) {
            node->push_back(node->front());
        } else if (node->is_number() && random.coin()) {
            *node = node->get<double>() * random.integer(-1, 3);
        } else {
            *node = oddValue(random);
        }
    }
    return json.dump();
}

std::string mutateBytes(std::string text, tests::RandomScenario& random)
{
    for (int i = random.integer(1, 4); i > 0 && !text.empty(); --i) {
        const auto at = std::size_t(random.integer(0, int(text.size()) - 1));
        switch (random.integer(0, 4)) {
        case 0:
            text[at] = char(random.integer(0, 255));
            break;
        case 1:
            text.erase(at, std::size_t(random.integer(1, 20)));
            break;
        case 2:
            text.insert(at, random.pick({"[", "]", "{", "}", "\"", ",", ":", "-", "1e999", "\\u0000", "\\ud800", "NaN", "9", "0.", "null"}));
            break;
        case 3:
            text.insert(at, text.substr(at / 2, std::size_t(random.integer(1, 60))));
            break;
        default:
            text.resize(at);
        }
    }
    return text;
}

/// What must hold for any text at all; empty, or what does not.
std::string whatIsWrong(const Result<Scenario>& result)
{
    if (!result) {
        const QString sentence = QString::fromUtf8(result.error().str().c_str());
        const auto bad = [](QChar c) { return c.category() == QChar::Other_Control; };
        if (sentence.isEmpty() || sentence.size() > 2000 || sentence.toStdString() != result.error().str())
            return "the sentence is empty, too long or not UTF-8: " + result.error().str();
        return std::any_of(sentence.begin(), sentence.end(), bad) ? "control characters in: " + result.error().str() : "";
    }
    const std::string written = toJson(*result);
    const Result<Scenario> again = parseScenario(written);
    if (!again)
        return "what was accepted does not read back: " + again.error().str();
    if (toJson(*again) != written)
        return "what was accepted reads back as something else";
    const Result<Scenario> checked = checkScenario(*result);
    return checked && toJson(*checked) == written ? "" : "what was accepted does not pass its own check";
}

}  // namespace

class FuzzScenario : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void damagedDocumentsAreRefusedOrReadBack();
    void anyOverrideAndAnyFieldIsRefusedOrReadBack();
};

void FuzzScenario::damagedDocumentsAreRefusedOrReadBack()
{
    int accepted = 0;
    const int count = rounds();
    for (int i = 0; i < count; ++i) {
        const std::uint64_t seed = firstSeed() + std::uint64_t(i);
        tests::RandomScenario random(seed);
        const Json valid = random.next();
        const std::string text = random.coin() ? mutateStructure(valid, random) : mutateBytes(valid.dump(), random);
        const Result<Scenario> result = parseScenario(text);
        accepted += result ? 1 : 0;
        const std::string wrong = whatIsWrong(result);
        QVERIFY2(wrong.empty(), qPrintable(QStringLiteral("GOSSIP_FUZZ_SEED=%1 GOSSIP_FUZZ_ROUNDS=1: %2\n%3")
                                               .arg(seed)
                                               .arg(QString::fromStdString(wrong), QString::fromUtf8(text.c_str()))));
    }
    qInfo("%d of %d accepted", accepted, count);
    // Both ways must have been tried, or nothing was.
    QVERIFY(count < 100 || (accepted > count / 20 && accepted < count * 19 / 20));
}

void FuzzScenario::anyOverrideAndAnyFieldIsRefusedOrReadBack()
{
    const std::vector<FieldInfo>& fields = scenarioFields();
    const int count = rounds();
    int accepted = 0;
    for (int i = 0; i < count; ++i) {
        const std::uint64_t seed = firstSeed() + std::uint64_t(i);
        tests::RandomScenario random(seed);
        const std::string valid = random.next().dump();
        const std::string path = fields[std::size_t(random.integer(0, int(fields.size()) - 1))].path;
        const std::string value = oddValue(random).dump();
        const std::string assignment = random.coin() ? path + "=" + value : mutateBytes(path + "=" + value, random);
        const Result<Scenario> overridden = parseScenario(valid, {assignment});
        std::string wrong = whatIsWrong(overridden);
        Result<Scenario> edited = parseScenario(valid);
        if (const Result<void> set = setFieldValue(*edited, path, value); wrong.empty() && set) {
            ++accepted;
            wrong = whatIsWrong(edited);
        }
        QVERIFY2(wrong.empty(), qPrintable(QStringLiteral("GOSSIP_FUZZ_SEED=%1 GOSSIP_FUZZ_ROUNDS=1: %2\n%3")
                                               .arg(seed)
                                               .arg(QString::fromStdString(wrong), QString::fromUtf8(assignment.c_str()))));
    }
    qInfo("%d of %d accepted", accepted, count);
    QVERIFY(count < 100 || (accepted > count / 20 && accepted < count * 19 / 20));
}

QTEST_GUILESS_MAIN(FuzzScenario)
#include "test_fuzz_scenario.moc"
