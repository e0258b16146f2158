// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/catalogue.h"

#include "datasets/cifar10.h"
#include "datasets/idx_folder.h"
#include "datasets/idx_reader.h"
#include "datasets/stripes.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QString>
#include <QStringList>

#include <memory>
#include <new>
#include <utility>

namespace gossip::datasets {
namespace {

/// Where data sets are looked for: GOSSIPLAB_DATA, the user's and the system's data folders, then Debian's packages.
QStringList places()
{
    QStringList found{qEnvironmentVariable("GOSSIPLAB_DATA")};
    for (const QString& place : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)) {
        found << place + QStringLiteral("/gossiplab/datasets") << place + QStringLiteral("/datasets");
    }
    found.removeAll(QString());
    return found;
}

QString findFashionMnist()
{
    for (const QString& place : places()) {
        const QString folder = place + QStringLiteral("/fashion-mnist");
        if (holdsIdx(folder)) {
            return folder;
        }
    }
    return {};
}

/// The folder with CIFAR-10's files or the archive, where a person who was given either of them puts it: here, or one level below.
QString findCifarIn(const QString& folder)
{
    const QString unpacked = folder + QLatin1Char('/') + QLatin1String(kCifarFolder);
    const QString packed = folder + QLatin1Char('/') + QLatin1String(kCifarArchive);
    if (holdsCifar(folder)) {
        return folder;
    }
    if (holdsCifar(unpacked)) {
        return unpacked;
    }
    return QFileInfo(packed).isFile() ? packed : QString();
}

QString findCifar()
{
    for (const QString& place : places()) {
        for (const QString& folder : {place, place + QStringLiteral("/cifar-10")}) {
            if (const QString found = findCifarIn(folder); !found.isEmpty()) {
                return found;
            }
        }
    }
    return {};
}

Result<Dataset> readCifar(const QString& place, const DatasetSpec& spec, const LoadProgress& progress)
{
    return QFileInfo(place).isDir() ? readCifarFolder(place, spec, progress) : readCifarArchive(place.toStdString(), spec, progress);
}

void keepFirst(LabelledImages& images, const ImageShape& shape, int limit)
{
    if (limit > 0 && std::size_t(limit) < images.count()) {
        images.labels.resize(std::size_t(limit));
        images.pixels.resize(std::size_t(limit) * shape.size());
    }
}

DatasetInfo fashionMnist()
{
    DatasetInfo info;
    info.id = "fashion-mnist";
    info.label = GOSSIP_TEXT("Fashion-MNIST (clothing, 10 classes)");
    info.help = GOSSIP_TEXT("70,000 grey pictures of clothes, 28 × 28 pixels, by Zalando Research. The usual first test of a picture classifier.");
    info.classNames = {GOSSIP_TEXT("T-shirt/top"), GOSSIP_TEXT("Trouser"), GOSSIP_TEXT("Pullover"), GOSSIP_TEXT("Dress"),
                       GOSSIP_TEXT("Coat"), GOSSIP_TEXT("Sandal"), GOSSIP_TEXT("Shirt"), GOSSIP_TEXT("Sneaker"),
                       GOSSIP_TEXT("Bag"), GOSSIP_TEXT("Ankle boot")};
    info.trainCount = 60000;
    info.testCount = 10000;
    info.shape = {1, 28, 28};
    info.available = !findFashionMnist().isEmpty();
    info.whereToGet = GOSSIP_TEXT("Install the package dataset-fashion-mnist (Debian, Ubuntu), or put the four IDX files into the folder "
                                  "fashion-mnist of a folder that the environment variable GOSSIPLAB_DATA names.");
    return info;
}

DatasetInfo cifar10()
{
    DatasetInfo info;
    info.id = "cifar-10";
    info.label = GOSSIP_TEXT("CIFAR-10 (animals and vehicles, 10 classes)");
    info.help = GOSSIP_TEXT("60,000 colour photographs of animals and vehicles, 32 × 32 pixels, by A. Krizhevsky. Harder than clothes; "
                            "made for the model easgd-cnn.");
    info.classNames = cifarClassNames();
    info.trainCount = 50000;
    info.testCount = 10000;
    info.shape = kCifarShape;
    info.available = !findCifar().isEmpty();
    info.whereToGet = GOSSIP_TEXT("Put cifar-10-binary.tar.gz (the binary version from its makers' page) or the unpacked folder "
                                  "cifar-10-batches-bin into ~/.local/share/gossiplab/datasets.");
    return info;
}

DatasetInfo stripes()
{
    DatasetInfo info;
    info.id = "stripes";
    info.label = GOSSIP_TEXT("Stripes (generated, 4 classes)");
    info.help = GOSSIP_TEXT("2,500 small noisy pictures of stripes in four directions, made by the program itself. Needs no files and trains in seconds.");
    info.classNames = makeStripes().classNames;
    info.trainCount = kStripesTrainCount;
    info.testCount = kStripesTestCount;
    info.shape = kStripesShape;
    info.available = true;
    return info;
}

Result<Dataset> loadFashionMnist(const DatasetSpec& spec, const LoadProgress& progress)
{
    const QString folder = findFashionMnist();
    if (folder.isEmpty()) {
        return error(GOSSIP_TEXT("The files of Fashion-MNIST were not found. Install the package dataset-fashion-mnist (Debian, Ubuntu), or put "
                                 "the four IDX files into the folder fashion-mnist of a folder that the environment variable GOSSIPLAB_DATA names."));
    }
    return readIdxFolder(folder, spec, fashionMnist().classNames, progress);
}

Result<Dataset> loadCifar10(const DatasetSpec& spec, const LoadProgress& progress)
{
    const QString place = findCifar();
    if (place.isEmpty()) {
        return error(GOSSIP_TEXT("CIFAR-10 was not found. Put cifar-10-binary.tar.gz or the folder cifar-10-batches-bin into %1, or say in "
                                 "dataset.path where it is."),
                     {places().at(qEnvironmentVariableIsEmpty("GOSSIPLAB_DATA") ? 0 : 1).toStdString()});
    }
    return readCifar(place, spec, progress);
}

Result<Dataset> loadById(const DatasetSpec& spec, const LoadProgress& progress)
{
    if (spec.id == "stripes") {
        return makeStripes();
    }
    if (spec.id == "cifar-10") {
        return loadCifar10(spec, progress);
    }
    if (spec.id == "fashion-mnist") {
        return loadFashionMnist(spec, progress);
    }
    return error(GOSSIP_TEXT("dataset.id: there is no data set \"%1\"; allowed are fashion-mnist, cifar-10 and stripes"), {spec.id});
}

Result<Dataset> loadByPath(const DatasetSpec& spec, const LoadProgress& progress)
{
    const QString path = QString::fromStdString(spec.path);
    const QFileInfo place(path);
    if (!place.exists()) {
        return error(GOSSIP_TEXT("dataset.path: there is no folder or file %1"), {spec.path});
    }
    if (!place.isDir()) {
        return readCifarArchive(spec.path, spec, progress);
    }
    if (const QString found = findCifarIn(path); !found.isEmpty()) {
        return readCifar(found, spec, progress);
    }
    if (holdsSomeIdx(path)) {
        return readIdxFolder(path, spec, {}, progress);
    }
    return error(GOSSIP_TEXT("dataset.path: %1 holds no data set that is known; give a folder with the four IDX files of the MNIST family, "
                             "the folder cifar-10-batches-bin, or cifar-10-binary.tar.gz"),
                 {spec.path});
}

/// What a data set at this place is called.
std::string nameOf(const std::string& path)
{
    const QFileInfo place(QDir(QString::fromStdString(path)).absolutePath());
    return (place.isDir() ? place.fileName() : place.baseName()).toStdString();
}

}  // namespace

std::vector<DatasetInfo> catalogue()
{
    return {fashionMnist(), cifar10(), stripes()};
}

void makePathAbsolute(DatasetSpec& spec, const std::string& folder)
{
    if (!spec.path.empty()) {
        spec.path = QDir::cleanPath(QDir(QString::fromStdString(folder)).absoluteFilePath(QString::fromStdString(spec.path))).toStdString();
    }
}

Result<DatasetPtr> load(const DatasetSpec& spec, const LoadProgress& progress)
{
    try {
        Result<Dataset> dataset = spec.path.empty() ? loadById(spec, progress) : loadByPath(spec, progress);
        if (!dataset) {
            return dataset.error();
        }
        dataset->id = spec.path.empty() ? spec.id : nameOf(spec.path);
        keepFirst(dataset->train, dataset->shape, spec.trainLimit);
        keepFirst(dataset->test, dataset->shape, spec.testLimit);
        if (progress && !progress(1.0)) {
            return loadCancelled();
        }
        return std::make_shared<const Dataset>(std::move(*dataset));
    } catch (const std::bad_alloc&) {
        return error(GOSSIP_TEXT("Not enough memory for the data set; set dataset.train_limit"));
    }
}

}  // namespace gossip::datasets
