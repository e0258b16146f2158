// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/csv_reader.h"
#include "exporters/csv_headers.h"
#include "exporters/summary_reader.h"

#include <gossip/run_files.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace gossip {

namespace {

using exporters::CsvReader;
using exporters::FieldReader;

constexpr std::size_t kMostRecords = 20'000;
constexpr std::size_t kMostWorkerRows = 400'000;     // 60 MB
constexpr std::size_t kFewestRecords = 20;
constexpr std::size_t kMostLines = 5'000'000;        // of metrics.csv: 28 days with a record every half second
constexpr std::size_t kMostEvents = 20'000;
constexpr std::size_t kMostExchanges = 100'000;
constexpr std::size_t kMostGroups = 200'000;
constexpr std::size_t kMostScenarioBytes = 1 << 20;

std::optional<std::string> contentOf(const std::string& path, std::size_t most)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    std::string bytes(most + 1, '\0');
    file.read(bytes.data(), std::streamsize(bytes.size()));
    bytes.resize(std::size_t(file.gcount()));
    return bytes;
}

std::optional<MetricsRow> metricsOf(const std::vector<std::string>& fields)
{
    FieldReader in(fields);
    MetricsRow row;
    row.timeS = in.number();
    row.steps = in.count();
    row.epochs = in.number();
    for (auto* value : {&row.trainLoss, &row.testLoss, &row.testAccuracy, &row.workerAccuracyMin, &row.workerAccuracyMean,
                        &row.consensusDistance, &row.relativeConsensusDistance}) {
        *value = in.optional();
    }
    for (std::uint64_t* value : {&row.messagesSent, &row.messagesDelivered, &row.messagesLost, &row.bytesSent}) {
        *value = in.count();
    }
    row.stalenessMean = in.optional();
    row.workersAlive = int(in.integer(0, 1'000'000));
    row.samplesPerSecond = in.optional();
    return in.isDone() && row.timeS >= 0.0 ? std::optional(row) : std::nullopt;
}

std::optional<WorkerRow> workerOf(const std::vector<std::string>& fields, int workers)
{
    FieldReader in(fields);
    WorkerRow row;
    row.timeS = in.number();
    row.worker = int(in.integer(0, workers - 1));
    row.steps = in.count();
    row.trainLoss = in.optional();
    row.distanceToMean = in.optional();
    row.sumWeight = in.optional();
    row.inbox = int(in.integer(0, 1'000'000));
    row.staleness = in.optional();
    row.alive = in.integer(0, 1) == 1;
    row.speed = in.number();
    row.log2SumWeight = in.optional();
    row.testAccuracy = in.optional();
    row.probability = in.optional();
    return in.isDone() ? std::optional(row) : std::nullopt;
}

std::optional<GroupRow> groupOf(const std::vector<std::string>& fields, int workers)
{
    FieldReader in(fields);
    GroupRow row;
    row.timeS = in.number();
    row.group = in.text();
    std::string members = in.text();
    row.testAccuracy = in.number();
    for (const char* at = members.data(); at < members.data() + members.size();) {
        int worker = -1;
        const auto [end, code] = std::from_chars(at, members.data() + members.size(), worker);
        if (code != std::errc() || worker < 0 || worker >= workers || int(row.workers.size()) >= workers) {
            return std::nullopt;
        }
        row.workers.push_back(worker);
        at = end + 1;   // a blank
    }
    return in.isDone() ? std::optional(row) : std::nullopt;
}

std::optional<Event> eventOf(const std::vector<std::string>& fields)
{
    FieldReader in(fields);
    Event event;
    event.timeS = in.number();
    event.kind = in.text();
    event.subject = in.text();
    event.detail = in.text();
    if (!in.isDone()) {
        return std::nullopt;
    }
    event.fault = faultOf(event);
    return event;
}

std::optional<ExchangeRow> exchangeOf(const std::vector<std::string>& fields)
{
    FieldReader in(fields);
    ExchangeRow row;
    for (int* node : {&row.from, &row.to}) {
        const std::string name = in.text();
        *node = kServerNode;
        if (name == "server") {
            continue;
        }
        const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), *node);
        if (!in.ok() || code != std::errc() || end != name.data() + name.size() || *node < 0) {
            return std::nullopt;   // an empty one too: totals of senders are no pairs
        }
    }
    for (std::uint64_t* value : {&row.sent, &row.delivered, &row.lost, &row.bytes}) {
        *value = in.count();
    }
    return in.isDone() ? std::optional(row) : std::nullopt;
}

/// One folder being read.
class Reading {
public:
    Reading(const std::string& folder, RunFiles& files)
        : m_folder(folder), m_files(files), m_mostRecords(std::clamp(kMostWorkerRows / std::size_t(files.scenario.workers.count), kFewestRecords, kMostRecords))
    {
    }

    Result<void> readAll()
    {
        if (Result<void> read = readMetrics(); !read) {
            return read;
        }
        readRows("workers.csv", exporters::kWorkersHeader, [this](const auto& fields) {
            auto row = workerOf(fields, workers());
            Record* record = row ? recordAt(row->timeS) : nullptr;
            if (record != nullptr && int(record->workers.size()) < workers()) {
                record->workers.push_back(std::move(*row));
            }
            return row.has_value();
        });
        std::size_t groups = 0;
        readRows("groups.csv", exporters::kGroupsHeader, [this, &groups](const auto& fields) {
            auto row = groupOf(fields, workers());
            Record* record = row ? recordAt(row->timeS) : nullptr;
            if (record != nullptr && ++groups < kMostGroups && int(record->groups.size()) < workers()) {
                record->groups.push_back(std::move(*row));
                record->meanModelCouldExist = false;
            }
            return row.has_value();
        });
        keepRows("events.csv", exporters::kEventsHeader, eventOf, m_files.events, kMostEvents);
        keepRows("exchanges.csv", exporters::kExchangesHeader, exchangeOf, m_files.exchanges, kMostExchanges);
        return {};
    }

private:
    [[nodiscard]] int workers() const { return m_files.scenario.workers.count; }
    [[nodiscard]] std::string path(const char* name) const { return (std::filesystem::path(m_folder) / name).string(); }

    void damaged(const char* name, std::size_t line)
    {
        m_files.damages.push_back({GOSSIP_TEXT("%1, line %2: this is no line that a run writes; it and what follows was left out."), {name, std::to_string(line)}});
    }

    /// Calls \p take with every line's fields until it says that they are no row.
    template <class Take>
    void readRows(const char* name, const char* header, const Take& take)
    {
        CsvReader reader(path(name));
        if (!reader.isOpen()) {
            return;   // of an older version, or a run that wrote none yet
        }
        bool right = !reader.next() || reader.isHeader(header);
        while (right && reader.next()) {
            right = take(reader.fields());
        }
        if (!right || reader.isDamaged()) {
            damaged(name, reader.line());
        }
    }

    template <class Row>
    void keepRows(const char* name, const char* header, std::optional<Row> (*read)(const std::vector<std::string>&), std::vector<Row>& rows, std::size_t most)
    {
        readRows(name, header, [&](const auto& fields) {
            auto row = read(fields);
            if (row && rows.size() < most) {
                rows.push_back(std::move(*row));
            }
            return row.has_value();
        });
    }

    Result<void> readMetrics()
    {
        CsvReader reader(path("metrics.csv"));
        if (!reader.next() || !reader.isHeader(exporters::kMetricsHeader)) {
            return error(GOSSIP_TEXT("%1 has no metrics.csv of a run; choose a folder that a run has written."), {m_folder});
        }
        double lastS = -1.0;
        bool right = true;
        std::size_t lines = 0;
        while (right && lines < kMostLines && reader.next()) {
            const auto row = metricsOf(reader.fields());
            right = row && row->timeS > lastS;
            if (right) {
                lastS = row->timeS;
                ++lines;
                keep(*row);
            }
        }
        if (!right || reader.isDamaged()) {
            damaged("metrics.csv", reader.line());
        }
        m_files.recordsLeftOut = lines - m_files.records.size();
        return {};
    }

    /// Every m_every lines share one place; an evaluation is kept before others.
    void keep(const MetricsRow& row)
    {
        auto& records = m_files.records;
        const bool newPlace = m_inPlace == 0 || records.empty();
        if (newPlace) {
            records.emplace_back().metrics = row;
        } else if (row.testAccuracy || !records.back().metrics.testAccuracy) {
            records.back().metrics = row;
        }
        m_inPlace = (m_inPlace + 1) % m_every;
        if (newPlace && records.size() > m_mostRecords) {
            thin();
        }
    }

    void thin()
    {
        auto& records = m_files.records;
        std::vector<Record> kept;
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (i % 2 == 0) {
                kept.push_back(std::move(records[i]));
            } else if (records[i].metrics.testAccuracy || !kept.back().metrics.testAccuracy) {
                kept.back() = std::move(records[i]);
            }
        }
        records = std::move(kept);
        m_every *= 2;
        m_inPlace = 1 % m_every;
    }

    Record* recordAt(double timeS)
    {
        auto& records = m_files.records;
        const auto found = std::lower_bound(records.begin(), records.end(), timeS, [](const Record& record, double t) { return record.metrics.timeS < t; });
        return found != records.end() && found->metrics.timeS == timeS ? &*found : nullptr;
    }

    const std::string& m_folder;
    RunFiles& m_files;
    std::size_t m_mostRecords;
    std::size_t m_every = 1;
    std::size_t m_inPlace = 0;
};

}  // namespace

Result<RunFiles> readRunFolder(const std::string& folder)
{
    const auto at = [&folder](const char* name) { return (std::filesystem::path(folder) / name).string(); };
    const auto json = contentOf(at("scenario.json"), kMostScenarioBytes);
    if (!json) {
        return error(GOSSIP_TEXT("%1 has no scenario.json; choose a folder that a run has written."), {folder});
    }
    Result<Scenario> scenario = parseScenario(*json);
    if (!scenario) {
        return scenario.error();
    }
    RunFiles files;
    files.scenario = std::move(*scenario);
    if (files.scenario.protocol.id == "pooled") {
        files.scenario.workers.count = 1;
    }
    if (Result<void> read = Reading(folder, files).readAll(); !read) {
        return read.error();
    }
    if (const auto summary = contentOf(at("summary.json"), exporters::kMostSummaryBytes)) {
        exporters::readSummary(*summary, files);
    }
    return files;
}

}  // namespace gossip
