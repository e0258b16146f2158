// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/run_folder.h"

#include "core/platform.h"
#include "exporters/csv.h"
#include "exporters/csv_headers.h"
#include "exporters/instrument_files.h"

#include <gossip/export.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace gossip::exporters {

namespace {

namespace fs = std::filesystem;

void addLine(CsvText& csv, const MetricsRow& row)
{
    csv.field(row.timeS).field(row.steps).field(row.epochs).field(row.trainLoss).field(row.testLoss).field(row.testAccuracy);
    csv.field(row.workerAccuracyMin).field(row.workerAccuracyMean).field(row.consensusDistance).field(row.relativeConsensusDistance);
    csv.field(row.messagesSent).field(row.messagesDelivered).field(row.messagesLost).field(row.bytesSent);
    csv.field(row.stalenessMean).field(row.workersAlive).field(row.samplesPerSecond).endLine();
}

void addLine(CsvText& csv, const WorkerRow& row)
{
    csv.field(row.timeS).field(row.worker).field(row.steps).field(row.trainLoss).field(row.distanceToMean).field(row.sumWeight);
    csv.field(row.inbox).field(row.staleness).field(row.alive ? 1 : 0).field(row.speed);
    csv.field(row.log2SumWeight).field(row.testAccuracy).field(row.probability).endLine();
}

void addLine(CsvText& csv, const GroupRow& row)
{
    std::string workers;
    for (const int worker : row.workers) {
        workers.append(workers.empty() ? "" : " ").append(std::to_string(worker));
    }
    csv.field(row.timeS).field(row.group).field(workers).field(row.testAccuracy).endLine();
}

std::string nodeName(int node)
{
    return node < kServerNode ? "" : node == kServerNode ? "server" : std::to_string(node);  // below: all peers
}

void addLine(CsvText& csv, const ExchangeRow& row)
{
    csv.field(nodeName(row.from)).field(nodeName(row.to)).field(row.sent).field(row.delivered).field(row.lost).field(row.bytes);
    csv.endLine();
}

}  // namespace

Result<bool> makeFolder(const std::string& folder)
{
    std::error_code code;
    const bool isNew = fs::create_directories(folder, code);
    if (code) {
        return error(GOSSIP_TEXT("The run folder %1 cannot be created: %2; choose another place"), {folder, code.message()});
    }
    const bool empty = fs::is_empty(folder, code);
    if (code || !empty) {
        return error(GOSSIP_TEXT("The run folder %1 is not empty; a run overwrites nothing, so choose a new or an empty folder"), {folder});
    }
    return isNew;
}

struct RunFolder::Impl {
    std::string folder;
    std::optional<platform::AppendFile> metrics, workers, events, groups, instruments, layers;
    bool hasInstruments = false;      // the scenario records them
    CsvText csv;                      // reused: no allocation per record once it has grown
    std::optional<Error> failure;

    std::string file(const std::string& name) const { return (fs::path(folder) / name).string(); }

    Result<void> keep(Result<void> result)
    {
        if (!result && !failure) {
            failure = result.error();
        }
        return failure ? Result<void>(*failure) : Result<void>();
    }

    /// A file of lines that only grows.
    struct Csv {
        const char* name;
        const char* header;
        std::optional<platform::AppendFile>* file;
    };
    std::vector<Csv> files()
    {
        std::vector<Csv> all{{"metrics.csv", kMetricsHeader, &metrics},
                             {"workers.csv", kWorkersHeader, &workers},
                             {"events.csv", kEventsHeader, &events},
                             {"groups.csv", kGroupsHeader, &groups}};
        if (hasInstruments) {
            all.push_back({"instruments.csv", kInstrumentsHeader, &instruments});
            all.push_back({"layers.csv", kLayersHeader, &layers});
        }
        return all;
    }

    static Result<void> use(Result<platform::AppendFile> opened, std::optional<platform::AppendFile>& target)
    {
        if (!opened) {
            return opened.error();
        }
        target.emplace(std::move(*opened));
        return {};
    }

    Result<void> beginAll(const Scenario& resolved)
    {
        hasInstruments = resolved.recordInstruments;
        Result<void> result = platform::writeFileAtomically(file("scenario.json"), toJson(resolved));
        for (const Csv& csvFile : files()) {
            if (result) {
                result = use(platform::AppendFile::create(file(csvFile.name)), *csvFile.file);
            }
            if (result) {
                result = (*csvFile.file)->append(std::string(csvFile.header) + "\n");
            }
        }
        return result;
    }

    void removeAll(bool folderToo)
    {
        for (const Csv& csvFile : files()) {
            csvFile.file->reset();
        }
        std::error_code ignored;
        for (const char* name : {"scenario.json", "metrics.csv", "workers.csv", "events.csv", "groups.csv", "instruments.csv", "layers.csv"}) {
            fs::remove(file(name), ignored);
        }
        if (folderToo) {
            fs::remove(folder, ignored);
        }
    }

    /// One call for all the lines of one instant.
    template <class Row>
    Result<void> appendLines(platform::AppendFile& target, const std::vector<Row>& rows)
    {
        csv.clear();
        for (const Row& row : rows) {
            addLine(csv, row);
        }
        return rows.empty() ? Result<void>() : target.append(csv.text());
    }
};

RunFolder::RunFolder(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

RunFolder::~RunFolder() = default;

Result<std::unique_ptr<RunFolder>> RunFolder::create(const std::string& folder, const Scenario& resolved)
{
    const Result<bool> isNew = makeFolder(folder);
    if (!isNew) {
        return isNew.error();
    }
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    const Result<void> begun = impl->beginAll(resolved);
    if (!begun) {
        impl->removeAll(*isNew);
        return begun.error();
    }
    return std::unique_ptr<RunFolder>(new RunFolder(std::move(impl)));
}

std::unique_ptr<RunFolder> RunFolder::reopen(const std::string& folder)
{
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    return std::unique_ptr<RunFolder>(new RunFolder(std::move(impl)));
}

bool RunFolder::hasSummary() const
{
    std::error_code ignored;
    return fs::exists(m_impl->file("summary.json"), ignored);
}

RunFolder::Lengths RunFolder::lengths() const
{
    Lengths lengths{};
    const auto files = m_impl->files();
    std::transform(files.begin(), files.end(), lengths.begin(), [](const Impl::Csv& csvFile) { return (*csvFile.file)->size(); });
    return lengths;
}

Result<void> RunFolder::sync()
{
    for (const Impl::Csv& csvFile : m_impl->files()) {
        if (Result<void> synced = (*csvFile.file)->sync(); !synced) {
            return m_impl->keep(std::move(synced));
        }
    }
    return {};
}

Result<void> RunFolder::goOn(const Lengths& lengths, const Scenario& resolved)
{
    Result<void> result;
    m_impl->hasInstruments = resolved.recordInstruments;
    const auto files = m_impl->files();
    for (std::size_t i = 0; i < files.size() && result; ++i) {
        result = Impl::use(platform::AppendFile::goOn(m_impl->file(files[i].name), lengths[i]), *files[i].file);
    }
    if (!result) {
        return result;
    }
    std::error_code ignored;
    for (const char* name : {"summary.json", "model.onnx"}) {
        fs::remove(m_impl->file(name), ignored);
    }
    return writeFile("scenario.json", toJson(resolved));
}

Result<void> RunFolder::append(const Record& record)
{
    if (m_impl->failure) {
        return *m_impl->failure;
    }
    // metrics.csv last: an instant that it lists has its rows in the other files.
    Result<void> result = m_impl->appendLines(*m_impl->workers, record.workers);
    if (result) {
        result = m_impl->appendLines(*m_impl->groups, record.groups);
    }
    if (result && record.instruments && m_impl->hasInstruments) {
        result = appendInstruments(*record.instruments);
    }
    if (result) {
        result = m_impl->appendLines(*m_impl->metrics, std::vector<MetricsRow>{record.metrics});
    }
    return m_impl->keep(std::move(result));
}

Result<void> RunFolder::appendInstruments(const Instruments& taken)
{
    CsvText& csv = m_impl->csv;
    csv.clear();
    addLayers(csv, taken);
    Result<void> result = m_impl->layers->append(csv.text());
    csv.clear();
    addInstruments(csv, taken);
    if (result) {
        result = m_impl->instruments->append(csv.text());
    }
    if (!result || !taken.paths) {
        return result;
    }
    csv.clear();
    addPairs(csv, taken);
    result = writeFile("pairs.csv", std::string(kPairsHeader) + "\n" + csv.text());
    csv.clear();
    addPaths(csv, taken);
    return result ? writeFile("paths.csv", std::string(kPathsHeader) + "\n" + csv.text()) : result;
}

Result<void> RunFolder::append(const Event& event)
{
    if (m_impl->failure) {
        return *m_impl->failure;
    }
    m_impl->csv.clear();
    m_impl->csv.field(event.timeS).field(event.kind).field(event.subject).field(event.detail).endLine();
    return m_impl->keep(m_impl->events->append(m_impl->csv.text()));
}

Result<void> RunFolder::writeExchanges(const std::vector<ExchangeRow>& rows)
{
    m_impl->csv.clear();
    for (const ExchangeRow& row : rows) {
        addLine(m_impl->csv, row);
    }
    return writeFile("exchanges.csv", std::string(kExchangesHeader) + "\n" + m_impl->csv.text());
}

Result<void> RunFolder::writeSummary(const Scenario& resolved, const Summary& summary, const std::vector<std::string>& classNames)
{
    return writeFile("summary.json", summaryJson(resolved, summary, classNames));
}

Result<void> RunFolder::writeFile(const std::string& name, const std::string& bytes)
{
    if (m_impl->failure) {
        return *m_impl->failure;
    }
    return m_impl->keep(platform::writeFileAtomically(m_impl->file(name), bytes));
}

const std::string& RunFolder::path() const
{
    return m_impl->folder;
}

}  // namespace gossip::exporters
