// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gossip::scenario {

/// The characters of a text, or nothing when it is not valid UTF-8 (overlong forms and surrogates included).
std::optional<std::vector<char32_t>> decodeUtf8(std::string_view text);

/// C0 and C1 controls, delete, and Unicode's line and paragraph separators.
bool isControl(char32_t character);

/// The text's first characters as they may stand in a sentence: "…" when there are more, U+FFFD for control characters.
std::string shortened(std::string_view text, std::size_t characters);

}  // namespace gossip::scenario
