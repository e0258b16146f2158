// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/cifar10.h"

#include "datasets/byte_source.h"
#include "datasets/idx_reader.h"
#include "datasets/tar_reader.h"

#include <QDir>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <utility>

namespace gossip::datasets {
namespace {

constexpr std::size_t kPixels = 3 * 32 * 32;
constexpr std::size_t kRecord = 1 + kPixels;          ///< [bytes]
constexpr std::size_t kMostRecords = 10000;           ///< of one file
constexpr std::size_t kRecordsAtOnce = 200;
constexpr std::size_t kLargestMeta = 65536;           ///< [bytes]
constexpr std::size_t kMostClasses = 256;             ///< a label is one byte
constexpr int kLongestName = 100;

constexpr const char* kMeta = "batches.meta.txt";
/// The test set last.
constexpr std::array<const char*, 6> kBatches{"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                                              "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"};
constexpr std::size_t kTest = kBatches.size() - 1;

/// Reads on in a file, wherever it lies, as ByteSource::read does.
using Read = std::function<Result<std::size_t>(std::span<std::uint8_t>)>;

Result<std::vector<std::string>> namesFrom(const QByteArray& text, const std::string& where)
{
    std::vector<std::string> names;
    for (const QByteArray& line : text.split('\n')) {
        const QByteArray name = line.trimmed();
        if (name.isEmpty()) {
            continue;
        }
        const bool printable = name.isValidUtf8() && std::none_of(name.begin(), name.end(), [](char c) { return std::uint8_t(c) < 0x20; });
        if (!printable || name.size() > kLongestName || names.size() == kMostClasses) {
            return error(GOSSIP_TEXT("%1 is no list of class names: allowed are at most %2 lines of printable UTF-8 with up to %3 bytes"),
                         {where, std::to_string(kMostClasses), std::to_string(kLongestName)});
        }
        names.push_back(name.toStdString());
    }
    return names.empty() ? Result<std::vector<std::string>>(cifarClassNames()) : names;
}

/// Puts the files together, in whatever order they come.
class Collector {
public:
    Collector(const DatasetSpec& spec, const LoadProgress& progress) : m_spec(spec), m_progress(progress) {}

    /// Takes the file when it is one of the data set's; \p where is its name in sentences.
    Result<void> take(const std::string& name, const std::string& where, const Read& read);
    Result<Dataset> finish(const std::string& where);

private:
    struct Batch {
        bool there = false;
        std::string where;
        LabelledImages images;
    };

    Result<void> takeNames(const std::string& where, const Read& read);
    Result<void> takeBatch(std::size_t index, const std::string& where, const Read& read);
    [[nodiscard]] std::size_t mostOf(std::size_t index) const;
    Result<void> checkLabels(std::size_t classes) const;

    const DatasetSpec& m_spec;
    const LoadProgress& m_progress;
    std::array<Batch, kBatches.size()> m_batches;
    std::optional<std::vector<std::string>> m_names;
    std::size_t m_records = 0;
};

Result<void> Collector::take(const std::string& name, const std::string& where, const Read& read)
{
    const auto found = std::find(kBatches.begin(), kBatches.end(), name);
    const bool isMeta = name == kMeta;
    if (found == kBatches.end() && !isMeta) {
        return {};
    }
    const auto index = std::size_t(found - kBatches.begin());
    if (isMeta ? m_names.has_value() : m_batches[index].there) {
        return error(GOSSIP_TEXT("%1 is there twice; which one is meant cannot be told"), {where});
    }
    return isMeta ? takeNames(where, read) : takeBatch(index, where, read);
}

Result<void> Collector::takeNames(const std::string& where, const Read& read)
{
    std::vector<std::uint8_t> bytes(kLargestMeta);
    const Result<std::size_t> got = read(bytes);
    if (!got) {
        return got.error();
    }
    Result<std::vector<std::string>> names = namesFrom(QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(*got)), where);
    if (!names) {
        return names.error();
    }
    m_names = std::move(*names);
    return {};
}

/// Of a training file no more is wanted than the whole limit leaves to those before it.
std::size_t Collector::mostOf(std::size_t index) const
{
    const int limit = index == kTest ? m_spec.testLimit : m_spec.trainLimit;
    if (limit == 0) {
        return std::numeric_limits<std::size_t>::max();
    }
    std::size_t before = 0;
    for (std::size_t i = 0; index != kTest && i < index; ++i) {
        before += m_batches[i].images.count();
    }
    return std::size_t(limit) - std::min(std::size_t(limit), before);
}

Result<void> Collector::takeBatch(std::size_t index, const std::string& where, const Read& read)
{
    Batch& batch = m_batches[index];
    batch.there = true;
    batch.where = where;
    std::vector<std::uint8_t> bytes(kRecordsAtOnce * kRecord);
    LabelledImages& images = batch.images;
    for (const std::size_t most = mostOf(index); images.count() < most;) {
        if (m_progress && !m_progress(std::min(1.0, double(m_records) / double(kBatches.size() * kMostRecords)))) {
            return loadCancelled();
        }
        const std::size_t wanted = std::min(kRecordsAtOnce, most - images.count()) * kRecord;
        const Result<std::size_t> got = read(std::span(bytes).first(wanted));
        if (!got) {
            return got.error();
        }
        const std::size_t records = *got / kRecord;
        if (*got % kRecord != 0 || images.count() + records > kMostRecords || (images.count() + records == 0)) {
            return error(GOSSIP_TEXT("%1 is no batch of CIFAR-10: it must hold 1 to %2 whole records of %3 bytes; copy or download it again"),
                         {where, std::to_string(kMostRecords), std::to_string(kRecord)});
        }
        for (std::size_t i = 0; i < records; ++i) {
            const std::uint8_t* record = bytes.data() + i * kRecord;
            images.labels.push_back(record[0]);
            images.pixels.insert(images.pixels.end(), record + 1, record + kRecord);
        }
        m_records += records;
        if (*got < wanted) {
            break;
        }
    }
    return {};
}

Result<void> Collector::checkLabels(std::size_t classes) const
{
    for (const Batch& batch : m_batches) {
        if (const Result<void> inRange = datasets::checkLabels(batch.images.labels, int(classes), batch.where); !inRange) {
            return inRange.error();
        }
    }
    return {};
}

Result<Dataset> Collector::finish(const std::string& where)
{
    for (std::size_t i = 0; i < kBatches.size(); ++i) {
        if (!m_batches[i].there) {
            return error(GOSSIP_TEXT("There is no file %1 in %2; CIFAR-10 has data_batch_1.bin to data_batch_5.bin and test_batch.bin"),
                         {kBatches[i], where});
        }
    }
    Dataset dataset;
    dataset.shape = kCifarShape;
    dataset.classNames = m_names ? std::move(*m_names) : cifarClassNames();
    if (const Result<void> inRange = checkLabels(dataset.classNames.size()); !inRange) {
        return inRange.error();
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < kTest; ++i) {
        count += m_batches[i].images.count();
    }
    dataset.train.pixels.reserve(count * kPixels);
    dataset.train.labels.reserve(count);
    for (std::size_t i = 0; i < kTest; ++i) {
        const LabelledImages images = std::exchange(m_batches[i].images, {});   // freed as soon as it is copied
        dataset.train.pixels.insert(dataset.train.pixels.end(), images.pixels.begin(), images.pixels.end());
        dataset.train.labels.insert(dataset.train.labels.end(), images.labels.begin(), images.labels.end());
    }
    dataset.test = std::move(m_batches[kTest].images);
    return dataset;
}

}  // namespace

std::vector<std::string> cifarClassNames()
{
    return {GOSSIP_TEXT("airplane"), GOSSIP_TEXT("automobile"), GOSSIP_TEXT("bird"), GOSSIP_TEXT("cat"), GOSSIP_TEXT("deer"),
            GOSSIP_TEXT("dog"), GOSSIP_TEXT("frog"), GOSSIP_TEXT("horse"), GOSSIP_TEXT("ship"), GOSSIP_TEXT("truck")};
}

bool holdsCifar(const QString& folder)
{
    return std::any_of(kBatches.begin(), kBatches.end(), [&](const char* name) { return QFileInfo::exists(folder + QLatin1Char('/') + QLatin1String(name)); });
}

Result<Dataset> readCifarFolder(const QString& folder, const DatasetSpec& spec, const LoadProgress& progress)
{
    Collector collector(spec, progress);
    QStringList names{QLatin1String(kMeta)};
    for (const char* name : kBatches) {
        names << QLatin1String(name);
    }
    for (const QString& name : names) {
        const std::string path = QDir(folder).filePath(name).toStdString();
        if (!QFileInfo::exists(QString::fromStdString(path))) {
            continue;
        }
        auto source = ByteSource::open(path);
        if (!source) {
            return source.error();
        }
        const Result<void> taken = collector.take(name.toStdString(), path, [&](std::span<std::uint8_t> bytes) { return (*source)->read(bytes); });
        if (!taken) {
            return taken.error();
        }
    }
    return collector.finish(folder.toStdString());
}

Result<Dataset> readCifarArchive(const std::string& path, const DatasetSpec& spec, const LoadProgress& progress)
{
    auto archive = TarReader::open(path);
    if (!archive) {
        return archive.error();
    }
    Collector collector(spec, progress);
    for (;;) {
        const Result<std::optional<std::string>> name = (*archive)->next();
        if (!name) {
            return name.error();
        }
        if (!*name) {
            return collector.finish(path);
        }
        const Result<void> taken =
            collector.take(**name, path + ": " + **name, [&](std::span<std::uint8_t> bytes) { return (*archive)->read(bytes); });
        if (!taken) {
            return taken.error();
        }
    }
}

}  // namespace gossip::datasets
