// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/csv_reader.h"

#include <gossip/run_files.h>

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace gossip {

namespace {

constexpr int kHighestNode = 1'000'000;
constexpr std::array<std::pair<std::string_view, FaultKind>, 9> kKinds = {{{"crash", FaultKind::crash},
                                                                          {"rejoin", FaultKind::rejoin},
                                                                          {"slow", FaultKind::slow},
                                                                          {"partition", FaultKind::partition},
                                                                          {"heal", FaultKind::heal},
                                                                          {"link", FaultKind::link},
                                                                          {"network", FaultKind::network},
                                                                          {"corrupt", FaultKind::corrupt},
                                                                          {"probability", FaultKind::probability}}};

/// A worker's number, or the server.
std::optional<int> nodeOf(std::string_view text)
{
    if (text == "server") {
        return kServerNode;
    }
    int node = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), node);
    const bool whole = code == std::errc() && end == text.data() + text.size();
    return whole && node >= 0 && node < kHighestNode ? std::optional(node) : std::nullopt;
}

/// Calls \p take with each part between separators until it says false. \return whether it never did
template <class Take>
bool eachPart(std::string_view text, char separator, const Take& take)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (!take(text.substr(0, end))) {
            return false;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

bool readNodes(std::string_view text, std::vector<int>& nodes)
{
    return eachPart(text, ' ', [&nodes](std::string_view part) {
        const auto node = nodeOf(part);
        if (node) {
            nodes.push_back(*node);
        }
        return node.has_value();
    });
}

bool readSubject(std::string_view subject, Fault& fault)
{
    if (subject == "network") {
        return true;
    }
    if (const std::size_t arrow = subject.find('>'); arrow != std::string_view::npos) {
        const auto from = nodeOf(subject.substr(0, arrow));
        const auto to = nodeOf(subject.substr(arrow + 1));
        fault.from = from.value_or(fault.from);
        fault.to = to.value_or(fault.to);
        return from && to;
    }
    return readNodes(subject, fault.workers);
}

bool readSetting(std::string_view key, std::string_view value, Fault& fault)
{
    if (key == "group") {
        return readNodes(value, fault.groups.emplace_back());
    }
    if (key == "mode") {
        fault.mode = value == "nan" ? CorruptMode::nan : CorruptMode::noise;
        return value == "nan" || value == "noise";
    }
    const auto number = exporters::numberOf(value);
    if (!number || !std::isfinite(*number)) {
        return false;
    }
    const std::array<std::pair<std::string_view, double*>, 2> plain = {{{"factor", &fault.factor}, {"probability", &fault.probability}}};
    for (const auto& [name, target] : plain) {
        if (name == key) {
            *target = *number;
            return true;
        }
    }
    const std::array<std::pair<std::string_view, std::optional<double>*>, 5> optional = {{{"latency_ms", &fault.latencyMs},
                                                                                         {"jitter_ms", &fault.jitterMs},
                                                                                         {"bandwidth_mbps", &fault.bandwidthMbps},
                                                                                         {"loss", &fault.loss},
                                                                                         {"for_s", &fault.forS}}};
    for (const auto& [name, target] : optional) {
        if (name == key) {
            *target = *number;
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<Fault> faultOf(const Event& event)
{
    const std::string_view kind = event.kind.ends_with("-end") ? std::string_view(event.kind).substr(0, event.kind.size() - 4) : event.kind;
    for (const auto& [name, value] : kKinds) {
        if (kind != name) {
            continue;
        }
        Fault fault;
        fault.kind = value;
        fault.atS = event.timeS;
        const bool read = readSubject(event.subject, fault) && eachPart(event.detail, ';', [&fault](std::string_view part) {
                              const std::size_t equals = std::min(part.find('='), part.size());
                              return equals < part.size() && readSetting(part.substr(0, equals), part.substr(equals + 1), fault);
                          });
        return read ? std::optional(fault) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace gossip
