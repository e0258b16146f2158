// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/catalogue.h"
#include "datasets/idx_reader.h"
#include "support/idx_files.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace gossip;
using namespace gossip::datasets;

class TestIdxReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void picturesReadBackPlainAndGzipped_data();
    void picturesReadBackPlainAndGzipped();
    void labelsReadBack();
    void gzipOfSeveralMembersIsOneContent();
    void aLimitReadsTheFirstPicturesOnly();
    void hostilePicturesAreOneSentence_data();
    void hostilePicturesAreOneSentence();
    void hostileLabelsAreOneSentence_data();
    void hostileLabelsAreOneSentence();
    void whatIsNoReadableFileIsOneSentence();
    void theHeadersClaimIsCheckedBeforeMemoryIsTaken();
    void aBombIsUnpackedNoFurtherThanItsHeaderSays();
    void aFolderLoadsWithClassesNamedByNumbers();
    void limitsKeepTheFirstOfEachPart();
    void foldersThatDoNotFitTogetherAreOneSentence_data();
    void foldersThatDoNotFitTogetherAreOneSentence();
    void aLabelOutOfRangeOfFashionMnistIsOneSentence();
    void theFolderOfTheEnvironmentComesFirst();
    void loadingCanBeCancelledAndTellsItsShare();
    void stripesAreBalancedAndTheSameEveryTime();
    void anUnknownDatasetIsOneSentence();
    void fashionMnistIsTheRealOne();

private:
    [[nodiscard]] QDir folder() const { return QDir(m_folder->path()); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestIdxReader::initTestCase()
{
    qunsetenv("GOSSIPLAB_DATA");
}

void TestIdxReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestIdxReader::picturesReadBackPlainAndGzipped_data()
{
    QTest::addColumn<bool>("packed");
    QTest::newRow("plain") << false;
    QTest::newRow("gzip") << true;
}

void TestIdxReader::picturesReadBackPlainAndGzipped()
{
    QFETCH(bool, packed);
    const QByteArray content = idxfiles::pictures(7, 3, 4);
    const QString path = idxfiles::write(folder(), QStringLiteral("絵 (1).idx"), packed ? idxfiles::gzip(content) : content);
    const auto pictures = readIdxPictures(path.toStdString());
    QVERIFY2(pictures, pictures ? "" : pictures.error().str().c_str());
    QCOMPARE(pictures->shape.channels, 1);
    QCOMPARE(pictures->shape.height, 3);
    QCOMPARE(pictures->shape.width, 4);
    QCOMPARE(pictures->total, std::size_t(7));
    QCOMPARE(pictures->pixels.size(), std::size_t(84));
    for (std::size_t i = 0; i < 84; ++i) {
        QCOMPARE(pictures->pixels[i], std::uint8_t(i));
    }
}

void TestIdxReader::labelsReadBack()
{
    const QString path = idxfiles::write(folder(), QStringLiteral("l"), idxfiles::gzip(idxfiles::labels(23, 7)));
    const auto labels = readIdxLabels(path.toStdString());
    QVERIFY(labels);
    QCOMPARE(labels->size(), std::size_t(23));
    for (std::size_t i = 0; i < 23; ++i) {
        QCOMPARE((*labels)[i], std::uint16_t(i % 7));
    }
}

void TestIdxReader::gzipOfSeveralMembersIsOneContent()
{
    const QByteArray content = idxfiles::pictures(7, 3, 4);
    const QByteArray packed = idxfiles::gzip(content.left(9)) + idxfiles::gzip(content.mid(9, 20)) + idxfiles::gzip(content.mid(29));
    const auto pictures = readIdxPictures(idxfiles::write(folder(), QStringLiteral("p.gz"), packed).toStdString());
    QVERIFY2(pictures, pictures ? "" : pictures.error().str().c_str());
    QCOMPARE(pictures->pixels.back(), std::uint8_t(83));
}

void TestIdxReader::aLimitReadsTheFirstPicturesOnly()
{
    // What lies behind the limit is not even looked at: here it is missing, which only a plain file's size betrays.
    const QByteArray packed = idxfiles::gzip(idxfiles::pictures(900, 30, 30));
    const QString path = idxfiles::write(folder(), QStringLiteral("p.gz"), packed.left(packed.size() - 30));
    const auto pictures = readIdxPictures(path.toStdString(), 2);
    QVERIFY2(pictures, pictures ? "" : pictures.error().str().c_str());
    QCOMPARE(pictures->total, std::size_t(900));
    QCOMPARE(pictures->pixels.size(), std::size_t(1800));
    QVERIFY(!readIdxPictures(path.toStdString()));
}

void TestIdxReader::hostilePicturesAreOneSentence_data()
{
    using namespace idxfiles;
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    const QByteArray good = pictures(4, 3, 2);
    QByteArray packed = gzip(good);
    QTest::newRow("empty") << QByteArray() << "ends too early";
    QTest::newRow("cut in the header") << good.left(13) << "ends too early";
    QTest::newRow("cut in the pictures") << good.left(good.size() - 1) << "ends too early";
    QTest::newRow("one byte more") << good + 'x' << "more than its header says";
    QTest::newRow("labels instead") << labels(4) << "starts with 0x00000801 instead of 0x00000803";
    QTest::newRow("a PNG picture") << QByteArray("\x89PNG\r\n\x1a\n0123456789") << "starts with 0x89504e47";
    QTest::newRow("floats") << header(0xD03, {1, 1, 1}) + "abcd" << "starts with 0x00000d03";
    QTest::newRow("no picture") << header(0x803, {0, 28, 28}) << "0 entries";
    QTest::newRow("no height") << header(0x803, {1, 0, 28}) << "28 × 0 pixels are not possible";
    QTest::newRow("no width") << header(0x803, {1, 28, 0}) << "0 × 28 pixels are not possible";
    QTest::newRow("too wide") << header(0x803, {1, 1, 1025}) + QByteArray(1025, 'x') << "1025 × 1 pixels are not possible";
    QTest::newRow("sizes that overflow 64 bits") << header(0x803, {0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU}) << "not possible";
    QTest::newRow("packed, cut in the data") << packed.left(packed.size() - 9) << "cut off in the middle of its gzip data";
    QTest::newRow("packed, checksum missing") << packed.left(packed.size() - 8) << "cut off";
    QTest::newRow("packed, cut in gzip's header") << packed.left(5) << "cut off";
    QTest::newRow("packed, garbage behind") << packed + "garbage!" << "damaged gzip data";
    QByteArray wrongSum = packed;
    wrongSum[wrongSum.size() - 6] = char(wrongSum[wrongSum.size() - 6] ^ 1);
    QTest::newRow("packed, wrong checksum") << wrongSum << "damaged gzip data";
    packed[2] = 9;
    QTest::newRow("packed, unknown method") << packed << "damaged gzip data";
    QTest::newRow("packed, more than it says") << gzip(good + QByteArray(100000, 'x')) << "more than its header says";
    QTest::newRow("packed twice") << gzip(gzip(good)) << "starts with 0x1f8b";
}

void TestIdxReader::hostilePicturesAreOneSentence()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const QString path = idxfiles::write(folder(), QStringLiteral("pictures"), content);
    const auto pictures = readIdxPictures(path.toStdString());
    QVERIFY(!pictures);
    const QString sentence = QString::fromStdString(pictures.error().str());
    QVERIFY2(sentence.contains(reason) && sentence.contains(path) && !sentence.contains(QLatin1Char('\n')), qPrintable(sentence));
}

void TestIdxReader::hostileLabelsAreOneSentence_data()
{
    using namespace idxfiles;
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    QTest::newRow("pictures instead") << pictures(4, 3, 2) << "starts with 0x00000803 instead of 0x00000801";
    QTest::newRow("none") << header(0x801, {0}) << "0 entries";
    QTest::newRow("fewer than it says") << labels(9).left(16) << "ends too early";
    QTest::newRow("more than it says") << labels(9) + '\1' << "more than its header says";
    QTest::newRow("four thousand million") << header(0x801, {0xFFFFFFFFU}) << "ends too early";
}

void TestIdxReader::hostileLabelsAreOneSentence()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const QString path = idxfiles::write(folder(), QStringLiteral("labels"), content);
    const auto labels = readIdxLabels(path.toStdString());
    QVERIFY(!labels);
    const QString sentence = QString::fromStdString(labels.error().str());
    QVERIFY2(sentence.contains(reason) && sentence.contains(path), qPrintable(sentence));
}

void TestIdxReader::whatIsNoReadableFileIsOneSentence()
{
    const auto failure = [](const QString& path) {
        const auto pictures = readIdxPictures(path.toStdString());
        return pictures ? QString() : QString::fromStdString(pictures.error().str());
    };
    QVERIFY(failure(folder().filePath(QStringLiteral("nothing"))).startsWith(QStringLiteral("There is no file")));
    QVERIFY(failure(folder().path()).endsWith(QStringLiteral("is not a file")));
#ifdef Q_OS_UNIX
    QVERIFY(failure(QStringLiteral("/dev/zero")).contains(QStringLiteral("is not a file")));   // would never end
#endif
}

void TestIdxReader::theHeadersClaimIsCheckedBeforeMemoryIsTaken()
{
    // 17 bytes that claim 4 TB; and a packed file that could hold what it claims, but more than is taken into memory.
    const auto claim = idxfiles::header(0x803, {0xFFFFFFFFU, 32, 32});
    const auto lie = readIdxPictures(idxfiles::write(folder(), QStringLiteral("lie"), claim + 'x').toStdString());
    QVERIFY(!lie && QString::fromStdString(lie.error().str()).contains(QStringLiteral("ends too early")));
    const QByteArray bomb = idxfiles::gzip(idxfiles::header(0x803, {2000, 1024, 1024})) + QByteArray(3 << 20, '\0');
    const auto large = readIdxPictures(idxfiles::write(folder(), QStringLiteral("bomb"), bomb).toStdString());
    QVERIFY(!large);
    QVERIFY2(QString::fromStdString(large.error().str()).contains(QStringLiteral("holds 2000 MB, more than the 1024 MB")),
             large.error().str().c_str());
}

void TestIdxReader::aBombIsUnpackedNoFurtherThanItsHeaderSays()
{
    // 20 MB of zeros behind a header that claims four pictures. The packed data are cut off at their end: a reader that
    // unpacked them all would complain about that instead.
    const QByteArray bomb = idxfiles::gzip(idxfiles::pictures(4, 3, 2) + QByteArray(20 << 20, '\0'));
    QVERIFY(bomb.size() < 1 << 20);
    const auto pictures = readIdxPictures(idxfiles::write(folder(), QStringLiteral("bomb.gz"), bomb.left(bomb.size() - 9)).toStdString());
    QVERIFY(!pictures);
    QVERIFY2(QString::fromStdString(pictures.error().str()).contains(QStringLiteral("more than its header says")), pictures.error().str().c_str());
}

void TestIdxReader::aFolderLoadsWithClassesNamedByNumbers()
{
    idxfiles::writeDataset(QDir(folder().filePath(QStringLiteral("our parts"))));
    DatasetSpec spec;
    spec.path = folder().filePath(QStringLiteral("our parts/")).toStdString();
    const auto data = load(spec);
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->id, std::string("our parts"));
    QCOMPARE((*data)->train.count(), std::size_t(40));
    QCOMPARE((*data)->test.count(), std::size_t(20));
    QCOMPARE((*data)->train.pixels.size(), std::size_t(40 * 30));
    QCOMPARE((*data)->classNames.size(), std::size_t(10));
    QCOMPARE((*data)->classNames.back(), std::string("9"));
}

void TestIdxReader::limitsKeepTheFirstOfEachPart()
{
    idxfiles::writeDataset(folder());
    DatasetSpec spec;
    spec.path = folder().path().toStdString();
    spec.trainLimit = 5;
    spec.testLimit = 1000;   // more than there are: all
    const auto data = load(spec);
    QVERIFY(data);
    QCOMPARE((*data)->train.labels, (std::vector<std::uint16_t>{0, 1, 2, 3, 4}));
    QCOMPARE((*data)->train.pixels.size(), std::size_t(150));
    QCOMPARE((*data)->train.pixels.back(), std::uint8_t(149));
    QCOMPARE((*data)->classNames.size(), std::size_t(10));   // of the whole file
    QCOMPARE((*data)->test.count(), std::size_t(20));
}

void TestIdxReader::foldersThatDoNotFitTogetherAreOneSentence_data()
{
    using namespace idxfiles;
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");   // empty: the file is removed
    QTest::addColumn<QString>("reason");
    const auto testPictures = QStringLiteral("t10k-images-idx3-ubyte");
    const auto testLabels = QStringLiteral("t10k-labels-idx1-ubyte");
    QTest::newRow("missing pictures") << testPictures << QByteArray() << "There is no file t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz";
    QTest::newRow("missing labels") << testLabels << QByteArray() << "There is no file t10k-labels-idx1-ubyte";
    QTest::newRow("another number of labels") << testLabels << labels(19) << "holds 20 pictures but";
    QTest::newRow("another size") << testPictures << pictures(20, 5, 6) << "differ in size";
    QTest::newRow("label beyond training's") << testLabels << labels(20, 11) << "label 10 of picture 10 is out of range";
}

void TestIdxReader::foldersThatDoNotFitTogetherAreOneSentence()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    idxfiles::writeDataset(folder());
    QVERIFY(QFile::remove(folder().filePath(file)));
    if (!content.isEmpty()) {
        idxfiles::write(folder(), file, content);
    }
    DatasetSpec spec;
    spec.path = folder().path().toStdString();
    const auto data = load(spec);
    QVERIFY(!data);
    const QString sentence = QString::fromStdString(data.error().str());
    QVERIFY2(sentence.contains(reason) && sentence.contains(folder().path()), qPrintable(sentence));
}

void TestIdxReader::aLabelOutOfRangeOfFashionMnistIsOneSentence()
{
    const QDir place(folder().filePath(QStringLiteral("fashion-mnist")));
    idxfiles::writeDataset(place);
    QVERIFY(QFile::remove(place.filePath(QStringLiteral("train-labels-idx1-ubyte.gz"))));
    idxfiles::write(place, QStringLiteral("train-labels-idx1-ubyte"), idxfiles::labels(40, 12));
    qputenv("GOSSIPLAB_DATA", folder().path().toUtf8());
    const auto data = load(DatasetSpec{});
    qunsetenv("GOSSIPLAB_DATA");
    QVERIFY(!data);
    QVERIFY2(QString::fromStdString(data.error().str()).contains(QStringLiteral("label 10 of picture 10 is out of range; the 10 classes have labels 0 to 9")),
             data.error().str().c_str());
}

void TestIdxReader::theFolderOfTheEnvironmentComesFirst()
{
    idxfiles::writeDataset(QDir(folder().filePath(QStringLiteral("fashion-mnist"))));
    qputenv("GOSSIPLAB_DATA", folder().path().toUtf8());
    const auto data = load(DatasetSpec{});
    const auto known = catalogue();
    qunsetenv("GOSSIPLAB_DATA");
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->train.count(), std::size_t(40));
    QCOMPARE((*data)->classNames[9], std::string("Ankle boot"));
    QVERIFY(known[0].available);
}

void TestIdxReader::loadingCanBeCancelledAndTellsItsShare()
{
    idxfiles::writeDataset(folder());
    DatasetSpec spec;
    spec.path = folder().path().toStdString();
    std::vector<double> shares;
    QVERIFY(load(spec, [&](double share) {
        shares.push_back(share);
        return true;
    }));
    QVERIFY(shares.size() >= 3);
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(shares.front(), 0.0);
    QCOMPARE(shares.back(), 1.0);
    int calls = 0;
    const auto cancelled = load(spec, [&](double) { return ++calls < 2; });
    QVERIFY(!cancelled);
    QCOMPARE(calls, 2);
    QCOMPARE(cancelled.error().str(), loadCancelled().str());
}

void TestIdxReader::stripesAreBalancedAndTheSameEveryTime()
{
    DatasetSpec spec;
    spec.id = "stripes";
    const auto data = load(spec);
    QVERIFY(data);
    QCOMPARE((*data)->train.count(), std::size_t(2000));
    QCOMPARE((*data)->test.count(), std::size_t(500));
    QCOMPARE((*data)->train.pixels.size(), (*data)->shape.size() * 2000);
    for (std::uint16_t c = 0; c < 4; ++c) {
        QCOMPARE(std::count((*data)->train.labels.begin(), (*data)->train.labels.end(), c), std::ptrdiff_t(500));
    }
    // The sum pins the pictures: results of different machines may only be compared when they trained on the same ones.
    const quint16 sum = qChecksum(QByteArrayView(reinterpret_cast<const char*>((*data)->train.pixels.data()), qsizetype((*data)->train.pixels.size())));
    QCOMPARE(sum, quint16(2938));
}

void TestIdxReader::anUnknownDatasetIsOneSentence()
{
    DatasetSpec spec;
    spec.id = "imagenet";
    const auto data = load(spec);
    QVERIFY(!data);
    QVERIFY(QString::fromStdString(data.error().str()).contains(QStringLiteral("no data set \"imagenet\"")));
}

void TestIdxReader::fashionMnistIsTheRealOne()
{
    if (!catalogue()[0].available) {
        QSKIP("Fashion-MNIST is not on this machine (package dataset-fashion-mnist)");
    }
    const auto data = load(DatasetSpec{});
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->train.count(), std::size_t(60000));
    QCOMPARE((*data)->test.count(), std::size_t(10000));
    for (std::uint16_t c = 0; c < 10; ++c) {
        QCOMPARE(std::count((*data)->train.labels.begin(), (*data)->train.labels.end(), c), std::ptrdiff_t(6000));
    }
    // Its published mean pixel is 0.2860 of 255.
    double sum = 0.0;
    for (const std::uint8_t pixel : (*data)->train.pixels) {
        sum += pixel;
    }
    QVERIFY(std::abs(sum / double((*data)->train.pixels.size()) / 255.0 - 0.2860) < 5e-5);
    QCOMPARE((*data)->train.labels[0], std::uint16_t(9));   // an ankle boot, as its paper shows
}

QTEST_GUILESS_MAIN(TestIdxReader)
#include "test_idx_reader.moc"
