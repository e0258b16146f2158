// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/utf8.h"

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
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isContinuation(text[i]) && seen++ == characters)
            return std::string(text.substr(0, i)) + "…";
    }
    return std::string(text);
}

std::string_view cutToBytes(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && isContinuation(text[bytes]))
        --bytes;
    return text.substr(0, bytes);
}

}  // namespace gossip::scenario
