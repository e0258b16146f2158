// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/catalogue.h"
#include "support/idx_files.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace gossip;

/// Seeded damage to a whole data set. GOSSIP_FUZZ_ROUNDS sets how many, GOSSIP_FUZZ_SEED repeats one.
class TestFuzzIdx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedFilesLoadSoundOrFailWithOneSentence_data();
    void damagedFilesLoadSoundOrFailWithOneSentence();
};

namespace {

QByteArray damaged(QByteArray bytes, std::mt19937& random)
{
    const auto below = [&](qsizetype bound) { return qsizetype(random() % std::uint32_t(std::max<qsizetype>(bound, 1))); };
    for (int times = 1 + int(below(4)); times > 0 && !bytes.isEmpty(); --times) {
        // Half of the damage hits the header, where it matters most.
        const qsizetype at = below(2) == 0 ? below(std::min<qsizetype>(bytes.size(), 20)) : below(bytes.size());
        switch (below(6)) {
        case 0:
            bytes[at] = char(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = char(random());
            break;
        case 2:
            bytes.truncate(at);
            break;
        case 3:
            bytes.insert(at, QByteArray(1 + below(300), char(random())));
            break;
        case 4:
            bytes.remove(at, 1 + below(40));
            break;
        default:
            bytes[at] = char(below(2) == 0 ? 0xFF : 0x00);
            break;
        }
    }
    return bytes;
}

/// What holds for every data set that load() lets through.
bool isSound(const Dataset& data)
{
    const auto part = [&](const LabelledImages& images) {
        return images.count() > 0 && images.pixels.size() == images.count() * data.shape.size() &&
               std::all_of(images.labels.begin(), images.labels.end(), [&](std::uint16_t label) { return label < data.classNames.size(); });
    };
    return data.shape.size() > 0 && part(data.train) && part(data.test);
}

}  // namespace

void TestFuzzIdx::damagedFilesLoadSoundOrFailWithOneSentence_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("packed");
    for (const char* name : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
        QTest::addRow("%s", name) << QString::fromLatin1(name) << false;
        QTest::addRow("%s, packed before the damage", name) << QString::fromLatin1(name) << true;
    }
}

void TestFuzzIdx::damagedFilesLoadSoundOrFailWithOneSentence()
{
    QFETCH(QString, file);
    QFETCH(bool, packed);
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    idxfiles::writeDataset(folder);
    const bool isPictures = file.contains(QStringLiteral("images"));
    const std::uint32_t count = file.startsWith(QStringLiteral("train")) ? 40 : 20;
    const QByteArray plain = isPictures ? idxfiles::pictures(count, 6, 5) : idxfiles::labels(count);
    const QByteArray good = packed ? idxfiles::gzip(plain) : plain;
    QFile::remove(folder.filePath(file + QStringLiteral(".gz")));
    DatasetSpec spec;
    spec.path = temporary.path().toStdString();
    const bool single = qEnvironmentVariableIsSet("GOSSIP_FUZZ_SEED");
    const int rounds = single ? 1 : qEnvironmentVariableIsSet("GOSSIP_FUZZ_ROUNDS") ? qEnvironmentVariableIntValue("GOSSIP_FUZZ_ROUNDS") : 500;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        const int seed = single ? qEnvironmentVariableIntValue("GOSSIP_FUZZ_SEED") : round;
        std::mt19937 random{std::uint32_t(seed)};
        idxfiles::write(folder, file, damaged(good, random));
        const auto data = datasets::load(spec);
        const std::string sentence = data ? std::string() : data.error().str();
        const bool sound = data ? isSound(**data) : sentence.find(temporary.path().toStdString()) != std::string::npos && sentence.find('\n') == std::string::npos;
        QVERIFY2(sound, qPrintable(QStringLiteral("GOSSIP_FUZZ_SEED=%1: %2").arg(seed).arg(QString::fromStdString(sentence))));
        refused += data ? 0 : 1;
    }
    QVERIFY2(single || (refused > rounds / 10 && refused < rounds), "the damage must be neither harmless nor always fatal");
}

QTEST_GUILESS_MAIN(TestFuzzIdx)
#include "test_fuzz_idx.moc"
