// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cifar_files.h"
#include "support/fuzzed_set.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace gossip;

/// Seeded damage to CIFAR-10's files and archives.
class TestFuzzCifar10 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedSetsLoadSoundOrFailWithOneSentence_data();
    void damagedSetsLoadSoundOrFailWithOneSentence();
};

namespace {

/// Half of the damage hits one of the tar headers, which lie on multiples of 512 bytes.
const test::DamageStyle kStyle{
    .place =
        [](qsizetype size, const test::Below& below) {
            const qsizetype at = below(size);
            return below(2) == 0 ? std::min(at / 512 * 512 + below(160), size - 1) : at;
        },
    .cut = [](qsizetype size, const test::Below& below) { return size - below(size / 4); },
    .meanByte = [](const test::Below& below) { return char('0' + below(8)); },   // a digit of an octal number, perhaps
    .longestInsertion = 5000,
    .longestRemoval = 5000,
};

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
    test::loadsSoundOrFailsWithOneSentence(spec, temporary.path(), [&](int seed) {
        const QByteArray bad = test::damaged(good, kStyle, seed);
        idxfiles::write(folder, file, packed ? idxfiles::gzip(bad) : bad);
    });
}

QTEST_GUILESS_MAIN(TestFuzzCifar10)
#include "test_fuzz_cifar10.moc"
