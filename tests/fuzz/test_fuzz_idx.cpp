// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fuzzed_set.h"
#include "support/idx_files.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace gossip;

/// Seeded damage to a whole data set.
class TestFuzzIdx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedFilesLoadSoundOrFailWithOneSentence_data();
    void damagedFilesLoadSoundOrFailWithOneSentence();
};

namespace {

/// Half of the damage hits the header, where it matters most.
const test::DamageStyle kStyle{
    .place = [](qsizetype size, const test::Below& below) { return below(2) == 0 ? below(std::min<qsizetype>(size, 20)) : below(size); },
    .cut = [](qsizetype size, const test::Below& below) { return below(size); },
    .meanByte = [](const test::Below& below) { return char(below(2) == 0 ? 0xFF : 0x00); },
    .longestInsertion = 300,
    .longestRemoval = 40,
};

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
    test::loadsSoundOrFailsWithOneSentence(spec, temporary.path(),
                                           [&](int seed) { idxfiles::write(folder, file, test::damaged(good, kStyle, seed)); });
}

QTEST_GUILESS_MAIN(TestFuzzIdx)
#include "test_fuzz_idx.moc"
