// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"
#include "scenario/utf8.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace gossip::scenario {

Result<double> readNumber(const Json& value, const std::string& path, double minimum, double maximum)
{
    if (!value.is_number() || !std::isfinite(value.get<double>()))
        return error(GOSSIP_TEXT("%1: %2 is not a number; allowed: %3 to %4"),
                     {path, shown(value), shown(minimum), shown(maximum)});
    const double number = value.get<double>();
    if (number < minimum || number > maximum)
        return outOfRange(path, value, minimum, maximum);
    return number == 0.0 ? 0.0 : number;  // −0 would be written back as another text
}

Result<std::int64_t> readInteger(const Json& value, const std::string& path, double minimum, double maximum)
{
    const bool isNumber = value.is_number() && std::isfinite(value.get<double>());
    if (!isNumber || value.get<double>() != std::floor(value.get<double>()))
        return error(GOSSIP_TEXT("%1: %2 is not a whole number; allowed: %3 to %4"),
                     {path, shown(value), shown(minimum), shown(maximum)});
    const double number = value.get<double>();
    if (number < minimum || number > maximum)
        return outOfRange(path, value, minimum, maximum);
    return static_cast<std::int64_t>(number);
}

Result<bool> readBoolean(const Json& value, const std::string& path)
{
    if (!value.is_boolean())
        return notAllowed(path, value, {"true", "false"});
    return value.get<bool>();
}

Result<std::string> readText(const Json& value, const std::string& path, std::size_t minimum, std::size_t maximum, Lines lines)
{
    const std::string range = std::to_string(minimum) + "–" + std::to_string(maximum);
    if (!value.is_string())
        return error(GOSSIP_TEXT("%1: %2 is not a text; allowed: a text in quotation marks, %3 characters"),
                     {path, shown(value), range});
    const std::string& text = value.get_ref<const std::string&>();
    const std::optional<std::vector<char32_t>> characters = decodeUtf8(text);
    if (!characters)
        return error(GOSSIP_TEXT("%1: this text is not valid UTF-8"), {path});
    if (characters->size() < minimum || characters->size() > maximum)
        return error(GOSSIP_TEXT("%1: a text of %2 characters is not allowed; allowed: %3 characters"),
                     {path, std::to_string(characters->size()), range});
    const bool clean = std::none_of(characters->begin(), characters->end(), [lines](char32_t c) {
        return isControl(c) && !(c == '\n' && lines == Lines::several);
    });
    if (!clean)
        return error(GOSSIP_TEXT("%1: %2 holds control characters; allowed: printable characters"), {path, shown(value)});
    return text;
}

Result<void> needObject(const Json& value, const std::string& path)
{
    if (!value.is_object())
        return error(GOSSIP_TEXT("%1: %2 is not an object; allowed: keys and values in braces"), {path, shown(value)});
    return {};
}

Result<void> needList(const Json& value, const std::string& path, std::size_t most)
{
    if (!value.is_array())
        return error(GOSSIP_TEXT("%1: %2 is not a list; allowed: values in square brackets"), {path, shown(value)});
    if (value.size() > most)
        return error(GOSSIP_TEXT("%1: a list of %2 entries is not allowed; allowed: at most %3"),
                     {path, std::to_string(value.size()), std::to_string(most)});
    return {};
}

Result<std::vector<int>> readDistinct(const Json& list, const std::string& path, int maximum)
{
    std::vector<int> numbers;
    std::set<int> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Result<std::int64_t> number = readInteger(list[i], pathTo(path, i), 0, maximum);
        if (!number)
            return number.error();
        numbers.push_back(static_cast<int>(*number));
        if (!seen.insert(numbers.back()).second)
            return error(GOSSIP_TEXT("%1: %2 is listed twice; allowed: once"), {pathTo(path, i), std::to_string(numbers.back())});
    }
    return numbers;
}

}  // namespace gossip::scenario
