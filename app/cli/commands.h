// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/bench.h>
#include <gossip/business.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gossip::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;     ///< the run failed, or its results could not be written
inline constexpr int kExitBadInput = 2;   ///< bad usage or bad input; nothing was run

struct RunArguments {
    std::string scenario;
    std::vector<std::string> settings;   ///< "a.b=value"
    std::optional<std::int64_t> seed;    ///< its range is checked with the scenario
    std::string folder;                  ///< empty: runs/<name>-<UTC>
    bool resume = false;                 ///< go on with the run in \c folder or, when \c scenario is a folder, in that
    int threads = 0;
    bool json = false;
    bool quiet = false;
};

/// Runs a scenario to its end or until Ctrl-C. \return the exit code
int runCommand(const RunArguments& arguments);

struct RaceArguments {
    std::string scenario;
    std::vector<std::string> settings;
    std::vector<std::string> protocols;
    std::vector<std::uint64_t> seeds;    ///< empty: the scenario's
    std::string folder;                  ///< empty: runs/<name>-race-<UTC>
    int threads = 0;
    bool json = false;
    bool quiet = false;
};

/// Runs several protocols under one scenario until all have ended or Ctrl-C. \return the exit code: failed when nothing could be
/// written or no run came to its end; a protocol that diverges is a result
int raceCommand(const RaceArguments& arguments);

struct ListArguments {
    std::string kind;            ///< protocols, models, topologies or datasets
    std::optional<int> workers;  ///< of topologies: tell how well each mixes so many
    bool json = false;
};

/// Prints what there is to choose from. \return the exit code
int listCommand(const ListArguments& arguments);

struct CostArguments {
    std::string folder;          ///< of a run
    Prices prices;
    bool json = false;
};

/// Prints what a run would cost. \return the exit code
int costCommand(const CostArguments& arguments);

/// Measures how fast this machine trains. \return the exit code
int benchCommand(const bench::Options& options, bool json);

/// Prints data on stdout. \return the exit code: failed when it could not be written (disk full, closed pipe)
int print(const std::string& text);

/// Prints one sentence on stderr. \return \p exitCode
int complain(const std::string& sentence, int exitCode);

}  // namespace gossip::cli
