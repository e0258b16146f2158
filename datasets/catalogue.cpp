// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/catalogue.h"

#include "datasets/idx_reader.h"
#include "datasets/stripes.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <utility>

namespace gossip::datasets {
namespace {

/// Names under which the files of MNIST-like sets are passed on, without ".gz".
struct PartFiles {
    std::array<const char*, 2> pictures;
    std::array<const char*, 2> labels;
};
constexpr PartFiles kTrainFiles{{"train-images-idx3-ubyte", "train-images.idx3-ubyte"}, {"train-labels-idx1-ubyte", "train-labels.idx1-ubyte"}};
constexpr PartFiles kTestFiles{{"t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte"}, {"t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte"}};

/// The file of one of these names in a folder, gzipped or not; empty when there is none.
std::string findFile(const QString& folder, const std::array<const char*, 2>& names)
{
    for (const char* name : names) {
        for (const char* ending : {"", ".gz"}) {
            const QString path = QDir(folder).filePath(QString::fromLatin1(name) + QString::fromLatin1(ending));
            if (QFileInfo::exists(path)) {
                return path.toStdString();
            }
        }
    }
    return {};
}

bool holdsDataset(const QString& folder)
{
    const auto has = [&](const PartFiles& files) { return !findFile(folder, files.pictures).empty() && !findFile(folder, files.labels).empty(); };
    return has(kTrainFiles) && has(kTestFiles);
}

/// Where a data set's files are: GOSSIPLAB_DATA, the user's and the system's data folders, then Debian's packages.
QString findFolder(const std::string& id)
{
    QStringList places{qEnvironmentVariable("GOSSIPLAB_DATA")};
    for (const QString& place : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)) {
        places << place + QStringLiteral("/gossiplab/datasets") << place + QStringLiteral("/datasets");
    }
    for (const QString& place : places) {
        const QString folder = place + QLatin1Char('/') + QString::fromStdString(id);
        if (!place.isEmpty() && holdsDataset(folder)) {
            return folder;
        }
    }
    return {};
}

/// Calls \p progress with this part's share of the whole.
LoadProgress within(const LoadProgress& progress, double from, double to)
{
    if (!progress) {
        return {};
    }
    return [&progress, from, to](double share) { return progress(from + (to - from) * share); };
}

struct Part {
    ImageShape shape;
    LabelledImages images;
    std::string labelsFile;
    int classes = 0;   ///< highest label of the file + 1
};

/// Reads one part; \p limit applies to the pictures, while all labels are looked at.
Result<Part> readPart(const QString& folder, const PartFiles& files, int limit, const LoadProgress& progress)
{
    const std::string picturesFile = findFile(folder, files.pictures);
    Part part;
    part.labelsFile = findFile(folder, files.labels);
    if (picturesFile.empty() || part.labelsFile.empty()) {
        const std::string missing = picturesFile.empty() ? files.pictures[0] : files.labels[0];
        return error(GOSSIP_TEXT("There is no file %1 or %1.gz in %2"), {missing, folder.toStdString()});
    }
    Result<std::vector<std::uint16_t>> labels = readIdxLabels(part.labelsFile);
    if (!labels) {
        return labels.error();
    }
    Result<IdxPictures> pictures = readIdxPictures(picturesFile, limit, progress);
    if (!pictures) {
        return pictures.error();
    }
    if (pictures->total != labels->size()) {
        return error(GOSSIP_TEXT("%1 holds %2 pictures but %3 holds %4 labels; they do not belong together"),
                     {picturesFile, std::to_string(pictures->total), part.labelsFile, std::to_string(labels->size())});
    }
    part.shape = pictures->shape;
    part.classes = *std::max_element(labels->begin(), labels->end()) + 1;
    part.images.pixels = std::move(pictures->pixels);
    part.images.labels = std::move(*labels);
    return part;
}

void keepFirst(LabelledImages& images, const ImageShape& shape, int limit)
{
    if (limit > 0 && std::size_t(limit) < images.count()) {
        images.labels.resize(std::size_t(limit));
        images.pixels.resize(std::size_t(limit) * shape.size());
    }
}

/// \param classNames  empty: as many classes as the training labels have, named by their numbers
Result<Dataset> readFolder(const QString& folder, const DatasetSpec& spec, std::vector<std::string> classNames, const LoadProgress& progress)
{
    constexpr double kTrainShare = 0.85;   // of the time, as MNIST-like sets have 60,000 and 10,000 pictures
    Result<Part> train = readPart(folder, kTrainFiles, spec.trainLimit, within(progress, 0.0, kTrainShare));
    if (!train) {
        return train.error();
    }
    Result<Part> test = readPart(folder, kTestFiles, spec.testLimit, within(progress, kTrainShare, 1.0));
    if (!test) {
        return test.error();
    }
    if (train->shape != test->shape) {
        return error(GOSSIP_TEXT("%1: training and test pictures differ in size"), {folder.toStdString()});
    }
    if (classNames.empty()) {
        for (int c = 0; c < train->classes; ++c) {
            classNames.push_back(std::to_string(c));
        }
    }
    for (const Part* part : {&*train, &*test}) {
        if (const Result<void> inRange = checkLabels(part->images.labels, int(classNames.size()), part->labelsFile); !inRange) {
            return inRange.error();
        }
    }
    Dataset dataset;
    dataset.shape = train->shape;
    dataset.classNames = std::move(classNames);
    dataset.train = std::move(train->images);
    dataset.test = std::move(test->images);
    return dataset;
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
    info.available = !findFolder(info.id).isEmpty();
    info.whereToGet = GOSSIP_TEXT("Install the package dataset-fashion-mnist (Debian, Ubuntu), or put the four IDX files into the folder "
                                  "fashion-mnist of a folder that the environment variable GOSSIPLAB_DATA names.");
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

Result<Dataset> loadById(const DatasetSpec& spec, const LoadProgress& progress)
{
    if (spec.id == "stripes") {
        return makeStripes();
    }
    const DatasetInfo info = fashionMnist();
    if (spec.id != info.id) {
        return error(GOSSIP_TEXT("dataset.id: there is no data set \"%1\"; allowed are fashion-mnist and stripes"), {spec.id});
    }
    const QString folder = findFolder(info.id);
    if (folder.isEmpty()) {
        return error(GOSSIP_TEXT("The files of Fashion-MNIST were not found. Install the package dataset-fashion-mnist (Debian, Ubuntu), or put "
                                 "the four IDX files into the folder fashion-mnist of a folder that the environment variable GOSSIPLAB_DATA names."));
    }
    return readFolder(folder, spec, info.classNames, progress);
}

Result<Dataset> loadByPath(const DatasetSpec& spec, const LoadProgress& progress)
{
    const QFileInfo folder(QString::fromStdString(spec.path));
    if (!folder.isDir()) {
        return error(folder.exists() ? GOSSIP_TEXT("dataset.path: %1 is not a folder; give the folder that holds the four IDX files")
                                     : GOSSIP_TEXT("dataset.path: there is no folder %1"),
                     {spec.path});
    }
    return readFolder(folder.filePath(), spec, {}, progress);
}

}  // namespace

std::vector<DatasetInfo> catalogue()
{
    return {fashionMnist(), stripes()};
}

Result<DatasetPtr> load(const DatasetSpec& spec, const LoadProgress& progress)
{
    try {
        Result<Dataset> dataset = spec.path.empty() ? loadById(spec, progress) : loadByPath(spec, progress);
        if (!dataset) {
            return dataset.error();
        }
        dataset->id = spec.path.empty() ? spec.id : QDir(QDir(QString::fromStdString(spec.path)).absolutePath()).dirName().toStdString();
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
