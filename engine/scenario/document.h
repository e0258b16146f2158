// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON text, read strictly, and the sentences for values that are refused.
namespace gossip::scenario {

/// Keeps the keys' order: groups and faults are listed as they were written.
using Json = nlohmann::ordered_json;

inline constexpr std::size_t kMaxBytes = 1024 * 1024;
inline constexpr int kMaxDepth = 16;
inline constexpr std::size_t kMaxKeys = 1000;     ///< of one object
inline constexpr double kMaxExact = 9007199254740991.0;  ///< 2^53 − 1: every JSON reader agrees up to here

/// Reads one JSON value. Refused: more than kMaxBytes, deeper than kMaxDepth, a key given twice, NaN and Infinity.
Result<Json> parseText(std::string_view text);
/// As parseText; empty when \p text is not JSON at all (then an override's value is plain text).
Result<std::optional<Json>> parseIfJson(std::string_view text);

/// A value as it is shown in a sentence: JSON, at most 40 characters.
std::string shown(const Json& value);
std::string shown(double value);
std::string join(const std::vector<std::string>& parts);  ///< "a, b, c"
/// "section.key", or "key" at the top.
std::string pathTo(const std::string& section, const std::string& key);
std::string pathTo(const std::string& list, std::size_t index);  ///< "list[3]"

/// A key that is not known, with the nearest of those that are.
Error unknownKey(const std::string& path, const std::string& key, const std::vector<std::string>& allowed);
Error notAllowed(const std::string& path, const Json& value, const std::vector<std::string>& allowed);
Error outOfRange(const std::string& path, const Json& value, double minimum, double maximum);

/// The value as a number of a range, or the reason why it is none.
Result<double> readNumber(const Json& value, const std::string& path, double minimum, double maximum);
/// A whole number; 32.0 counts as one.
Result<std::int64_t> readInteger(const Json& value, const std::string& path, double minimum, double maximum);
Result<bool> readBoolean(const Json& value, const std::string& path);

enum class Lines { one, several };
/// A text of so many characters (code points) without control characters; several lines may hold line feeds.
Result<std::string> readText(const Json& value, const std::string& path, std::size_t minimum, std::size_t maximum,
                             Lines lines = Lines::one);
Result<void> needObject(const Json& value, const std::string& path);
Result<void> needList(const Json& value, const std::string& path, std::size_t most);
/// Whole numbers of a range, each at most once; \p list has been given to needList.
Result<std::vector<int>> readDistinct(const Json& list, const std::string& path, int maximum);

}  // namespace gossip::scenario
