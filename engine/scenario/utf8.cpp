// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/utf8.h"

#include <algorithm>

namespace gossip::scenario {

namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Length of the sequence that a first byte announces; 0: not a first byte.
std::size_t sequenceLength(unsigned char first)
{
    if (first < 0x80U)
        return 1;
    if (first < 0xC2U)
        return 0;
    if (first < 0xE0U)
        return 2;
    if (first < 0xF0U)
        return 3;
    return first < 0xF5U ? 4 : 0;
}

constexpr char32_t kReplacement = 0xFFFD;

void append(std::string& text, char32_t character)
{
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
    if (character < 0x80) {
        text += static_cast<char>(character);
    } else if (character < 0x800) {
        text += static_cast<char>(0xC0U | (character >> 6U));
        tail(0);
    } else if (character < 0x10000) {
        text += static_cast<char>(0xE0U | (character >> 12U));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (character >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace

std::optional<std::vector<char32_t>> decodeUtf8(std::string_view text)
{
    std::vector<char32_t> characters;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = sequenceLength(first);
        if (length == 0 || i + length > text.size())
            return std::nullopt;
        char32_t character = length == 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            if (!isContinuation(text[i + k]))
                return std::nullopt;
            character = (character << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        const bool overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
        if (overlong || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
            return std::nullopt;
        characters.push_back(character);
        i += length;
    }
    return characters;
}

bool isControl(char32_t character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0x2028 || character == 0x2029;
}

std::string shortened(std::string_view text, std::size_t characters)
{
    const std::optional<std::vector<char32_t>> decoded = decodeUtf8(text);
    if (!decoded)
        return "?";
    std::string out;
    for (std::size_t i = 0; i < std::min(characters, decoded->size()); ++i)
        append(out, isControl((*decoded)[i]) ? kReplacement : (*decoded)[i]);
    return decoded->size() > characters ? out + "…" : out;
}

}  // namespace gossip::scenario
