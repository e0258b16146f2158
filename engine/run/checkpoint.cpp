// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/checkpoint.h"

#include "core/platform.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace gossip {

namespace {

namespace fs = std::filesystem;

fs::path stateFile(const std::string& folder)
{
    return fs::path(folder) / "checkpoint" / "state";
}

/// The key in which two scenarios differ, as far as a single key says it.
std::string differingKey(const Scenario& a, const Scenario& b)
{
    const auto& fields = scenarioFields();
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldInfo& f) { return fieldValue(a, f.path) != fieldValue(b, f.path); });
    return found == fields.end() ? "scenario" : found->path;
}

}  // namespace

Checkpointer::Checkpointer(const Scenario& scenario, exporters::RunFolder* folder, double wallSeconds)
    : m_scenario(scenario), m_folder(folder), m_earlierS(wallSeconds)
{
}

bool Checkpointer::isDue() const
{
    const bool writing = m_writing.valid() && m_writing.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    const std::chrono::duration<double> since = Steady::now() - m_last;
    return m_folder && m_scenario.checkpointEveryS > 0.0 && since.count() >= m_scenario.checkpointEveryS && !writing;
}

std::string Checkpointer::take(const std::function<void(StateWriter&)>& save)
{
    m_last = Steady::now();
    StateWriter out(m_expectedBytes);
    out.section("run");
    out.text(toJson(m_scenario));
    for (const std::uint64_t length : m_folder->lengths()) {
        out.integer(length);
    }
    out.number(wallSeconds());
    save(out);
    std::string state = out.finish();
    m_expectedBytes = state.size() + state.size() / 16;
    return state;
}

Result<void> Checkpointer::write(std::string state)
{
    // The lines first: a state must never know of lines that a power cut took away.
    if (Result<void> synced = m_folder->sync(); !synced) {
        return synced;
    }
    const std::string path = stateFile(m_folder->path()).string();
    m_writing = std::async(std::launch::async, [path, bytes = std::move(state)] {
        std::error_code ignored;   // writing says it better
        fs::create_directories(fs::path(path).parent_path(), ignored);
        return platform::writeFileAtomically(path, bytes);
    });
    return {};
}

Result<void> Checkpointer::finish()
{
    return m_writing.valid() ? m_writing.get() : Result<void>();
}

double Checkpointer::wallSeconds() const
{
    return m_earlierS + std::chrono::duration<double>(Steady::now() - m_started).count();
}

Checkpoint::Checkpoint(const std::string& folder, std::string bytes) : m_folder(folder), m_bytes(std::move(bytes)), m_reader(m_bytes)
{
    m_reader.section("run");
    m_scenario = m_reader.text();
    for (std::uint64_t& length : m_lengths) {
        length = m_reader.integer<std::uint64_t>();
    }
    m_wallSeconds = m_reader.number(0.0, kLongestS);
}

Result<std::unique_ptr<Checkpoint>> Checkpoint::open(const std::string& folder)
{
    std::ifstream file(stateFile(folder), std::ios::binary);
    if (!file) {
        return error(GOSSIP_TEXT("The run in %1 cannot go on: it has no checkpoint"), {folder});
    }
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::unique_ptr<Checkpoint> checkpoint(new Checkpoint(folder, std::move(bytes)));
    if (checkpoint->m_reader.failed()) {
        return checkpoint->end().error();
    }
    return checkpoint;
}

Result<Scenario> Checkpoint::measured(Scenario wanted) const
{
    const Result<Scenario> saved = parseScenario(m_scenario);
    if (saved && wanted.workers.measureStep) {
        wanted.workers.measureStep = false;
        wanted.workers.stepMs = saved->workers.stepMs;
    }
    return saved ? Result<Scenario>(std::move(wanted)) : saved;
}

Result<void> Checkpoint::accepts(const Scenario& wanted) const
{
    Result<Scenario> saved = parseScenario(m_scenario);
    if (!saved) {
        return saved.error();
    }
    saved->stop = wanted.stop;
    saved->checkpointEveryS = wanted.checkpointEveryS;
    if (toJson(*saved) != toJson(wanted)) {
        return error(GOSSIP_TEXT("The run in %1 was made with another %2; only the stop limits may differ"), {m_folder, differingKey(*saved, wanted)});
    }
    return {};
}

Result<void> Checkpoint::end()
{
    const Result<void> end = m_reader.end();
    if (!end) {
        return error(GOSSIP_TEXT("The run in %1 cannot go on from its checkpoint: %2"), {m_folder, end.error().str()});
    }
    return {};
}

}  // namespace gossip
