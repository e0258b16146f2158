// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/catalogue.h"
#include "datasets/cifar10.h"
#include "support/cifar_files.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace gossip;
using cifarfiles::Files;

Q_DECLARE_METATYPE(Files)

/// The reader of CIFAR-10's binary layout, as a folder and as an archive, right files and hostile ones.
class TestCifar10 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyPlaceGivesTheSamePictures_data();
    void everyPlaceGivesTheSamePictures();
    void limitsKeepTheFirstPictures_data();
    void limitsKeepTheFirstPictures();
    void classNamesComeFromTheirFile();
    void badFilesAreOneSentence_data();
    void badFilesAreOneSentence();
    void hostileArchivesAreOneSentence_data();
    void hostileArchivesAreOneSentence();
    void linksAndForeignNamesAreNotFollowed();
    void cancellingStopsTheLoad();
    void catalogueFindsFolderAndArchive_data();
    void catalogueFindsFolderAndArchive();
    void theRealSetLoadsWhereItIsPresent();

private:
    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] static DatasetSpec spec(const QString& path, int trainLimit = 0, int testLimit = 0)
    {
        DatasetSpec made;
        made.path = path.toStdString();
        made.trainLimit = trainLimit;
        made.testLimit = testLimit;
        return made;
    }
    [[nodiscard]] static QString failure(const QString& path)
    {
        const auto data = datasets::load(spec(path));
        return data ? QStringLiteral("no failure") : QString::fromStdString(data.error().str());
    }
    /// What every right set must be: batches in order, all planes in place.
    static void compareWithTruth(const Dataset& data, int trainLimit = 0);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCifar10::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qunsetenv("GOSSIPLAB_DATA");
}

void TestCifar10::compareWithTruth(const Dataset& data, int trainLimit)
{
    QCOMPARE(data.shape, (ImageShape{3, 32, 32}));
    std::size_t picture = 0;
    const auto compare = [&](const LabelledImages& images, int start, int count) {
        for (int n = 0; n < count && picture < images.count(); ++n, ++picture) {
            QCOMPARE(int(images.labels[picture]), (start + n) % 10);
            for (int i = 0; i < 3072; ++i) {
                QCOMPARE(images.pixels[picture * 3072 + std::size_t(i)], cifarfiles::pixel(start, n, i));
            }
        }
    };
    QCOMPARE(data.train.count(), std::size_t(trainLimit > 0 ? trainLimit : cifarfiles::kTrainCount));
    QCOMPARE(data.train.pixels.size(), data.train.count() * 3072);
    for (int k = 1; k <= 5; ++k) {
        compare(data.train, 100 * k, 3 + k);
    }
    picture = 0;
    compare(data.test, 600, 12);
    QCOMPARE(data.test.pixels.size(), data.test.count() * 3072);
}

void TestCifar10::everyPlaceGivesTheSamePictures_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("id");
    QTest::newRow("the folder") << "cifar-10-batches-bin" << "cifar-10-batches-bin";
    QTest::newRow("the folder above it") << "above" << "above";
    QTest::newRow("tar.gz") << "cifar-10-binary.tar.gz" << "cifar-10-binary";
    QTest::newRow("tar") << "my.tar" << "my";
    QTest::newRow("tar.gz of several gzip members") << "members.tar.gz" << "members";
    QTest::newRow("other names of folders") << "other.tgz" << "other";
}

void TestCifar10::everyPlaceGivesTheSamePictures()
{
    QFETCH(QString, path);
    QFETCH(QString, id);
    const QDir folder(m_folder->path());
    const QByteArray tar = cifarfiles::tar(cifarfiles::wholeSet());
    cifarfiles::writeFolder(at("cifar-10-batches-bin"));
    cifarfiles::writeFolder(at("above/cifar-10-batches-bin"));
    idxfiles::write(folder, "cifar-10-binary.tar.gz", idxfiles::gzip(tar));
    idxfiles::write(folder, "my.tar", tar);
    idxfiles::write(folder, "members.tar.gz", idxfiles::gzip(tar.left(5000)) + idxfiles::gzip(tar.mid(5000)));
    idxfiles::write(folder, "other.tgz", idxfiles::gzip(cifarfiles::tar(cifarfiles::wholeSet(), "./data/../x/")));
    const auto data = datasets::load(spec(at(path)));
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->id, id.toStdString());
    QCOMPARE((*data)->test.count(), std::size_t(cifarfiles::kTestCount));
    QCOMPARE((*data)->classNames, datasets::cifarClassNames());
    compareWithTruth(**data);
    QCOMPARE(folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 6);   // nothing was unpacked beside them
}

void TestCifar10::limitsKeepTheFirstPictures_data()
{
    QTest::addColumn<bool>("packed");
    QTest::addColumn<int>("limit");
    for (const bool packed : {false, true}) {
        for (const int limit : {1, 4, 5, 17, 30}) {
            QTest::addRow("%s, %d", packed ? "archive" : "folder", limit) << packed << limit;
        }
    }
}

void TestCifar10::limitsKeepTheFirstPictures()
{
    QFETCH(bool, packed);
    QFETCH(int, limit);
    cifarfiles::writeFolder(at("cifar-10-batches-bin"));
    idxfiles::write(QDir(m_folder->path()), "a.tar", cifarfiles::tar(cifarfiles::wholeSet()));
    const auto data = datasets::load(spec(at(packed ? "a.tar" : "cifar-10-batches-bin"), limit, 2));
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->test.count(), std::size_t(2));
    compareWithTruth(**data, limit);
}

void TestCifar10::classNamesComeFromTheirFile()
{
    Files files = cifarfiles::wholeSet();
    files[1].second = "a\r\n b \nc\nd\ne\nf\ng\nh\ni\n\xE7\x8C\xAB\n\n";
    cifarfiles::writeFolder(at("named"), files);
    const auto named = datasets::load(spec(at("named")));
    QVERIFY(named);
    QCOMPARE((*named)->classNames, (std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g", "h", "i", "猫"}));
    files.removeAt(1);
    cifarfiles::writeFolder(at("nameless"), files);
    const auto nameless = datasets::load(spec(at("nameless")));
    QVERIFY(nameless);
    QCOMPARE((*nameless)->classNames, datasets::cifarClassNames());
}

void TestCifar10::badFilesAreOneSentence_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");   // null: the file is missing
    QTest::addColumn<QString>("sentence");
    const QString records = QStringLiteral("%1/data_batch_2.bin is no batch of CIFAR-10: it must hold 1 to 10000 whole records of 3073 bytes; "
                                           "copy or download it again");
    QTest::newRow("missing batch") << "data_batch_4.bin" << QByteArray()
                                   << "There is no file data_batch_4.bin in %1; CIFAR-10 has data_batch_1.bin to data_batch_5.bin and test_batch.bin";
    QTest::newRow("empty batch") << "data_batch_2.bin" << QByteArray("") << records;
    QTest::newRow("half a record") << "data_batch_2.bin" << cifarfiles::batch(0, 3).chopped(1000) << records;
    QTest::newRow("one byte more") << "data_batch_2.bin" << cifarfiles::batch(0, 200) + "x" << records;
    QTest::newRow("too many records") << "data_batch_2.bin" << QByteArray(10001 * cifarfiles::kRecord, '\1') << records;
    QTest::newRow("gzip damaged") << "data_batch_2.bin" << idxfiles::gzip(cifarfiles::batch(0, 3)).replace(60, 4, "\xFF\xFF\xFF\xFF")
                                  << "%1/data_batch_2.bin has damaged gzip data; copy or download it again";
    QByteArray wrongLabel = cifarfiles::batch(0, 3);
    wrongLabel[2 * cifarfiles::kRecord] = 10;
    QTest::newRow("label out of range") << "data_batch_2.bin" << wrongLabel
                                        << "%1/data_batch_2.bin: label 10 of picture 2 is out of range; the 10 classes have labels 0 to 9";
    const QString names = QStringLiteral("%1/batches.meta.txt is no list of class names: allowed are at most 256 lines of printable UTF-8 with up to 100 bytes");
    QTest::newRow("names not UTF-8") << "batches.meta.txt" << QByteArray("cat\n\xFF\xFE\n") << names;
    QTest::newRow("names not printable") << "batches.meta.txt" << QByteArray("cat\nd\x01g\n") << names;
    QTest::newRow("name too long") << "batches.meta.txt" << QByteArray(101, 'a') << names;
    QTest::newRow("too many names") << "batches.meta.txt" << QByteArray("a\n").repeated(257) << names;
    QTest::newRow("fewer names than labels") << "batches.meta.txt" << QByteArray("cat\ndog\n")
                                             << "%1/data_batch_1.bin: label 2 of picture 2 is out of range; the 2 classes have labels 0 to 1";
}

void TestCifar10::badFilesAreOneSentence()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    cifarfiles::writeFolder(at("c"));
    QFile::remove(at("c/" + file));
    if (!content.isNull()) {
        idxfiles::write(QDir(at("c")), file, content);
    }
    QCOMPARE(failure(at("c")), sentence.arg(at("c")));
}

void TestCifar10::hostileArchivesAreOneSentence_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    const QByteArray good = cifarfiles::tar(cifarfiles::wholeSet());
    const QByteArray packed = idxfiles::gzip(good);
    const QString damaged = QStringLiteral("%1 is no tar archive, or it is damaged or cut off; copy or download it again");
    const QString large = QStringLiteral("%1 holds far more than a data set of this kind; it is damaged or another file");
    QTest::newRow("empty file") << QByteArray("") << damaged;
    QTest::newRow("text") << QByteArray("hello, world\n").repeated(100) << damaged;
    QTest::newRow("nothing in it") << cifarfiles::tarEnd()
        << "There is no file data_batch_1.bin in %1; CIFAR-10 has data_batch_1.bin to data_batch_5.bin and test_batch.bin";
    QTest::newRow("cut off") << good.left(20000) << damaged;
    QTest::newRow("gzip cut off") << packed.left(packed.size() / 2) << "%1 is cut off in the middle of its gzip data; copy or download it again";
    QTest::newRow("gzip cut off in its checksum") << packed.chopped(6) << "%1 is cut off in the middle of its gzip data; copy or download it again";
    QByteArray wrongSum = packed;
    wrongSum[wrongSum.size() - 6] = char(wrongSum[wrongSum.size() - 6] ^ 1);
    QTest::newRow("gzip with a wrong checksum") << wrongSum << "%1 has damaged gzip data; copy or download it again";
    QTest::newRow("header damaged") << QByteArray(good).replace(512 + 10, 3, "\x01\x02\x03") << damaged;
    QTest::newRow("a file twice") << good.chopped(1024) + cifarfiles::tarFile("x/data_batch_3.bin", cifarfiles::batch(0, 1)) + cifarfiles::tarEnd()
        << "%1: data_batch_3.bin is there twice; which one is meant cannot be told";
    QTest::newRow("an entry of 8 GB") << cifarfiles::tarHeader("big", (qint64(1) << 33U) - 1) + good << large;
    QTest::newRow("a batch of 1 GB") << cifarfiles::tarHeader("data_batch_1.bin", qint64(1) << 30U) + QByteArray(4096, '\0') << damaged;
    QTest::newRow("ten thousand entries") << cifarfiles::tarHeader("a/", 0, '5').repeated(10001) + good << large;
    QTest::newRow("32 MB after the end") << idxfiles::gzip(good + QByteArray(32 << 20, '\0')) << large;
    QTest::newRow("half a record") << cifarfiles::tarFile("data_batch_1.bin", QByteArray(100, '\0')) + cifarfiles::tarEnd()
        << "%1: data_batch_1.bin is no batch of CIFAR-10: it must hold 1 to 10000 whole records of 3073 bytes; copy or download it again";
}

void TestCifar10::hostileArchivesAreOneSentence()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    const QString path = idxfiles::write(QDir(m_folder->path()), "a.tar.gz", content);
    QCOMPARE(failure(path), sentence.arg(path));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{"a.tar.gz"});
}

void TestCifar10::linksAndForeignNamesAreNotFollowed()
{
    const QDir folder(m_folder->path());
    idxfiles::write(folder, "secret", cifarfiles::batch(0, 3));
    Files files = cifarfiles::wholeSet();
    files.removeAt(2);   // data_batch_3.bin
    const QByteArray rest = cifarfiles::tar(files);
    for (const char type : {'1', '2', '3'}) {
        const QString path = idxfiles::write(folder, "a.tar", cifarfiles::tarHeader("cifar-10-batches-bin/data_batch_3.bin", 0, type, at("secret").toUtf8()) + rest);
        QVERIFY2(failure(path).startsWith("There is no file data_batch_3.bin in "), qPrintable(failure(path)));
    }
    const QString climbing = idxfiles::write(folder, "b.tar", cifarfiles::tarFile("../../../escaped", "x") + cifarfiles::tar(cifarfiles::wholeSet(), "/etc/"));
    const auto data = datasets::load(spec(climbing));
    QVERIFY(data);
    compareWithTruth(**data);
    QVERIFY(!QFile::exists(folder.filePath("../../../escaped")));
}

void TestCifar10::cancellingStopsTheLoad()
{
    cifarfiles::writeFolder(at("c"));
    int calls = 0;
    const auto data = datasets::load(spec(at("c")), [&calls](double) { return ++calls < 3; });
    QVERIFY(!data);
    QCOMPARE(QString::fromStdString(data.error().str()), QStringLiteral("Loading the data set was cancelled"));
    QCOMPARE(calls, 3);
}

void TestCifar10::catalogueFindsFolderAndArchive_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("folder") << "cifar-10-batches-bin";
    QTest::newRow("folder under the set's name") << "cifar-10/cifar-10-batches-bin";
    QTest::newRow("its files under the set's name") << "cifar-10";
    QTest::newRow("archive") << "cifar-10-binary.tar.gz";
    QTest::newRow("archive under the set's name") << "cifar-10/cifar-10-binary.tar.gz";
}

void TestCifar10::catalogueFindsFolderAndArchive()
{
    QFETCH(QString, place);
    const auto available = [] {
        const auto all = datasets::catalogue();
        return std::find_if(all.begin(), all.end(), [](const auto& info) { return info.id == "cifar-10"; })->available;
    };
    const QByteArray home = qgetenv("XDG_DATA_HOME");
    const QByteArray shared = qgetenv("XDG_DATA_DIRS");
    qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    qputenv("XDG_DATA_DIRS", m_folder->path().toUtf8());
    DatasetSpec wanted;
    wanted.id = "cifar-10";
    const auto absent = datasets::load(wanted);
    const bool before = available();
    const QString path = at("gossiplab/datasets/" + place);
    QDir().mkpath(QFileInfo(path).path());
    if (place.endsWith(".gz")) {
        idxfiles::write(QDir(QFileInfo(path).path()), "cifar-10-binary.tar.gz", idxfiles::gzip(cifarfiles::tar(cifarfiles::wholeSet())));
    } else {
        cifarfiles::writeFolder(path);
    }
    const bool after = available();
    const auto data = datasets::load(wanted);
    home.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", home);
    shared.isNull() ? qunsetenv("XDG_DATA_DIRS") : qputenv("XDG_DATA_DIRS", shared);
    QVERIFY(!before && !absent);
    QCOMPARE(QString::fromStdString(absent.error().str()),
             QStringLiteral("CIFAR-10 was not found. Put cifar-10-binary.tar.gz or the folder cifar-10-batches-bin into %1, or say in dataset.path where it is.")
                 .arg(at("gossiplab/datasets")));
    QVERIFY(after);
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->id, std::string("cifar-10"));
    compareWithTruth(**data);
}

void TestCifar10::theRealSetLoadsWhereItIsPresent()
{
    DatasetSpec wanted;
    wanted.id = "cifar-10";
    wanted.path = qEnvironmentVariable("GOSSIP_TEST_CIFAR10").toStdString();
    const auto data = datasets::load(wanted);
    if (!data && wanted.path.empty()) {
        QSKIP("CIFAR-10 is not on this machine (GOSSIP_TEST_CIFAR10 may name its place): the real files were not read");
    }
    QVERIFY2(data, data ? "" : data.error().str().c_str());
    QCOMPARE((*data)->train.count(), std::size_t(50000));
    QCOMPARE((*data)->test.count(), std::size_t(10000));
    for (const LabelledImages* part : {&(*data)->train, &(*data)->test}) {
        for (int label = 0; label < 10; ++label) {
            QCOMPARE(std::size_t(std::count(part->labels.begin(), part->labels.end(), label)), part->count() / 10);
        }
    }
}

QTEST_GUILESS_MAIN(TestCifar10)
#include "test_cifar10.moc"
