// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/catalogue.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

/// Seeded damage to data sets, for fuzz tests.
namespace gossip::test {

/// A number below \p bound (0 where there is none).
using Below = std::function<qsizetype(qsizetype bound)>;

/// What damage to files of one format looks like.
struct DamageStyle {
    std::function<qsizetype(qsizetype size, const Below& below)> place;   ///< where it hits
    std::function<qsizetype(qsizetype size, const Below& below)> cut;     ///< what is left of a truncated file
    std::function<char(const Below& below)> meanByte;                     ///< one that the format might take for its own
    qsizetype longestInsertion;
    qsizetype longestRemoval;
};

/// One to four changes.
inline QByteArray damaged(QByteArray bytes, const DamageStyle& style, int seed)
{
    std::mt19937 random{std::uint32_t(seed)};
    const Below below = [&](qsizetype bound) { return qsizetype(random() % std::uint32_t(std::max<qsizetype>(bound, 1))); };
    for (int times = 1 + int(below(4)); times > 0 && !bytes.isEmpty(); --times) {
        const qsizetype at = style.place(bytes.size(), below);
        switch (below(6)) {
        case 0:
            bytes[at] = char(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = char(random());
            break;
        case 2:
            bytes.truncate(style.cut(bytes.size(), below));
            break;
        case 3:
            bytes.insert(at, QByteArray(1 + below(style.longestInsertion), char(random())));
            break;
        case 4:
            bytes.remove(at, 1 + below(style.longestRemoval));
            break;
        default:
            bytes[at] = style.meanByte(below);
            break;
        }
    }
    return bytes;
}

/// The seeds of a fuzz test: GOSSIP_FUZZ_ROUNDS sets how many, GOSSIP_FUZZ_SEED repeats one.
inline std::vector<int> fuzzSeeds()
{
    constexpr int kUsual = 500;
    if (qEnvironmentVariableIsSet("GOSSIP_FUZZ_SEED")) {
        return {qEnvironmentVariableIntValue("GOSSIP_FUZZ_SEED")};
    }
    const int rounds = qEnvironmentVariableIsSet("GOSSIP_FUZZ_ROUNDS") ? qEnvironmentVariableIntValue("GOSSIP_FUZZ_ROUNDS") : kUsual;
    std::vector<int> seeds(std::size_t(std::max(rounds, 0)));
    std::iota(seeds.begin(), seeds.end(), 0);
    return seeds;
}

/// What holds for every data set that load() lets through.
inline bool isSound(const Dataset& data)
{
    const auto part = [&](const LabelledImages& images) {
        return images.count() > 0 && images.pixels.size() == images.count() * data.shape.size() &&
               std::all_of(images.labels.begin(), images.labels.end(), [&](std::uint16_t label) { return label < data.classNames.size(); });
    };
    return data.shape.size() > 0 && part(data.train) && part(data.test);
}

/// Loads a data set once for each seed, after \p write has damaged it: it must be sound, or refused with one sentence that names
/// \p folder. The damage must be neither harmless nor always fatal.
inline void loadsSoundOrFailsWithOneSentence(const DatasetSpec& spec, const QString& folder, const std::function<void(int seed)>& write)
{
    const std::vector<int> seeds = fuzzSeeds();
    std::size_t refused = 0;
    for (const int seed : seeds) {
        write(seed);
        const auto data = datasets::load(spec);
        const std::string sentence = data ? std::string() : data.error().str();
        const bool sound = data ? isSound(**data) : sentence.find(folder.toStdString()) != std::string::npos && sentence.find('\n') == std::string::npos;
        QVERIFY2(sound, qPrintable(QStringLiteral("GOSSIP_FUZZ_SEED=%1: %2").arg(seed).arg(QString::fromStdString(sentence))));
        refused += data ? 0 : 1;
    }
    QVERIFY(seeds.size() == 1 || (refused > seeds.size() / 10 && refused < seeds.size()));
}

}  // namespace gossip::test
