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

/// The text's first characters, with "…" when it has more; never cuts a character in two.
std::string shortened(std::string_view text, std::size_t characters);

/// The longest beginning of at most \p bytes that ends between two characters.
std::string_view cutToBytes(std::string_view text, std::size_t bytes);

}  // namespace gossip::scenario
