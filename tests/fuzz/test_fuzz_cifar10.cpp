// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/catalogue.h"
#include "support/cifar_files.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace gossip;

/// Seeded damage to CIFAR-10's files and archives. GOSSIP_FUZZ_ROUNDS sets how many, GOSSIP_FUZZ_SEED repeats one.
class TestFuzzCifar10 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedSetsLoadSoundOrFailWithOneSentence_data();
    void damagedSetsLoadSoundOrFailWithOneSentence();
};

namespace {

/// One to four changes; half of them to one of the tar headers, which lie on multiples of 512 bytes.
QByteArray damaged(QByteArray bytes, std::mt19937& random)
{
    const auto below = [&](qsizetype bound) { return qsizetype(random() % std::uint32_t(std::max<qsizetype>(bound, 1))); };
    for (int times = 1 + int(below(4)); times > 0 && !bytes.isEmpty(); --times) {
        qsizetype at = below(bytes.size());
        if (below(2) == 0) {
            const qsizetype header = at / 512 * 512;
            at = std::min(header + below(160), bytes.size() - 1);
        }
        switch (below(6)) {
        case 0:
            bytes[at] = char(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = char(random());
            break;
        case 2:
            bytes.truncate(bytes.size() - below(bytes.size() / 4));
            break;
        case 3:
            bytes.insert(at, QByteArray(1 + below(5000), char(random())));
            break;
        case 4:
            bytes.remove(at, 1 + below(5000));
            break;
        default:
            bytes[at] = char('0' + below(8));   // a digit of an octal number, perhaps
            break;
        }
    }
    return bytes;
}

bool isSound(const Dataset& data)
{
    const auto part = [&](const LabelledImages& images) {
        return images.count() > 0 && images.pixels.size() == images.count() * 3072 &&
               std::all_of(images.labels.begin(), images.labels.end(), [&](std::uint16_t label) { return label < data.classNames.size(); });
    };
    return data.shape == ImageShape{3, 32, 32} && part(data.train) && part(data.test);
}

}  // namespace

void TestFuzzCifar10::damagedSetsLoadSoundOrFailWithOneSentence_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("packed");
    QTest::newRow("archive") << "a.tar" << false;
    QTest::newRow("archive, packed after the damage") << "a.tar" << true;
    QTest::newRow("batch") << "data_batch_3.bin" << false;
    QTest::newRow("names") << "batches.meta.txt" << false;
}

void TestFuzzCifar10::damagedSetsLoadSoundOrFailWithOneSentence()
{
    QFETCH(QString, file);
    QFETCH(bool, packed);
    const QTemporaryDir temporary;
    const QDir folder(temporary.path());
    const bool archive = file == QStringLiteral("a.tar");
    QByteArray good = file == QStringLiteral("batches.meta.txt") ? cifarfiles::meta() : cifarfiles::batch(300, 6);
    if (archive) {
        good = cifarfiles::tar(cifarfiles::wholeSet());
    } else {
        cifarfiles::writeFolder(folder);
    }
    DatasetSpec spec;
    spec.path = (archive ? folder.filePath(file) : folder.path()).toStdString();
    const bool single = qEnvironmentVariableIsSet("GOSSIP_FUZZ_SEED");
    const int rounds = single ? 1 : qEnvironmentVariableIsSet("GOSSIP_FUZZ_ROUNDS") ? qEnvironmentVariableIntValue("GOSSIP_FUZZ_ROUNDS") : 500;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        const int seed = single ? qEnvironmentVariableIntValue("GOSSIP_FUZZ_SEED") : round;
        std::mt19937 random{std::uint32_t(seed)};
        const QByteArray bad = damaged(good, random);
        idxfiles::write(folder, file, packed ? idxfiles::gzip(bad) : bad);
        const auto data = datasets::load(spec);
        const std::string sentence = data ? std::string() : data.error().str();
        const bool sound = data ? isSound(**data) : sentence.find(temporary.path().toStdString()) != std::string::npos && sentence.find('\n') == std::string::npos;
        QVERIFY2(sound, qPrintable(QStringLiteral("GOSSIP_FUZZ_SEED=%1: %2").arg(seed).arg(QString::fromStdString(sentence))));
        refused += data ? 0 : 1;
    }
    QVERIFY2(single || (refused > rounds / 10 && refused < rounds), "the damage must be neither harmless nor always fatal");
}

QTEST_GUILESS_MAIN(TestFuzzCifar10)
#include "test_fuzz_cifar10.moc"
