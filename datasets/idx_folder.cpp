// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/idx_folder.h"

#include "datasets/idx_reader.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
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

}  // namespace

bool holdsIdx(const QString& folder)
{
    const auto has = [&](const PartFiles& files) { return !findFile(folder, files.pictures).empty() && !findFile(folder, files.labels).empty(); };
    return has(kTrainFiles) && has(kTestFiles);
}

bool holdsSomeIdx(const QString& folder)
{
    const auto hasOne = [&](const PartFiles& files) { return !findFile(folder, files.pictures).empty() || !findFile(folder, files.labels).empty(); };
    return hasOne(kTrainFiles) || hasOne(kTestFiles);
}

Result<Dataset> readIdxFolder(const QString& folder, const DatasetSpec& spec, std::vector<std::string> classNames, const LoadProgress& progress)
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

}  // namespace gossip::datasets
