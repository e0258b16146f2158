// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include "scenario/utf8.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace gossip::scenario {

namespace {

/// Looks for what nlohmann's reader would take in silence: keys given twice, endless depth, objects too big for its
/// linear look-up. Builds nothing.
class Inspector : public nlohmann::json_sax<Json> {
public:
    explicit Inspector(std::string_view text) : m_text(text) {}

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t) override { return value(); }
    bool number_unsigned(number_unsigned_t) override { return value(); }
    bool number_float(number_float_t, const string_t&) override { return value(); }
    bool string(string_t&) override { return value(); }
    bool binary(binary_t&) override { return value(); }
    bool start_object(std::size_t) override { return open(true); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override
    {
        Level& level = m_levels.back();
        level.key = name;
        if (!level.keys.insert(name).second)
            return refuse(gossip::error(GOSSIP_TEXT("%1: this key is given twice; allowed: once"), {path()}));
        if (level.keys.size() > kMaxKeys)
            return refuse(gossip::error(GOSSIP_TEXT("%1: too many keys; allowed: at most %2 in one object"),
                                        {path(), std::to_string(kMaxKeys)}));
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        notJson = true;
        const std::string_view before = m_text.substr(0, position == 0 ? 0 : std::min(position - 1, m_text.size()));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        return refuse(gossip::error(GOSSIP_TEXT("line %1, column %2: this is not JSON; allowed: one complete JSON document"),
                                    {std::to_string(line), std::to_string(before.size() - start + 1)}));
    }

    std::optional<Error> refusal;
    bool notJson = false;

private:
    struct Level {
        bool object = false;
        std::string key;
        std::size_t index = 0;
        std::set<std::string> keys;
    };

    bool refuse(Error error)
    {
        refusal = std::move(error);
        return false;
    }

    bool value()
    {
        if (!m_levels.empty())
            ++m_levels.back().index;
        return true;
    }

    bool open(bool object)
    {
        if (m_levels.size() >= kMaxDepth)
            return refuse(gossip::error(GOSSIP_TEXT("%1: nested too deeply; allowed: %2 levels"),
                                        {path(), std::to_string(kMaxDepth)}));
        m_levels.push_back({object, {}, 0, {}});
        return true;
    }

    bool close()
    {
        m_levels.pop_back();
        return value();
    }

    [[nodiscard]] std::string path() const
    {
        std::string text;
        for (const Level& level : m_levels)
            text = level.object ? pathTo(text, shortened(level.key, 40)) : pathTo(text, level.index);
        return shortened(text, 200);
    }

    std::string_view m_text;
    std::vector<Level> m_levels;
};

/// Why a text is refused, and whether because it is not JSON at all.
std::optional<Error> inspect(std::string_view text, bool& notJson)
{
    if (text.size() > kMaxBytes)
        return error(GOSSIP_TEXT("The scenario is too big: %1 bytes; allowed: at most %2"),
                     {std::to_string(text.size()), std::to_string(kMaxBytes)});
    Inspector inspector(text);
    // nlohmann's reader takes a zero byte for the end of the text.
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        notJson = true;
        return error(GOSSIP_TEXT("byte %1: zero bytes are not allowed; allowed: UTF-8 text"), {std::to_string(zero + 1)});
    }
    Json::sax_parse(text.begin(), text.end(), &inspector);
    notJson = inspector.notJson;
    return inspector.refusal;
}

std::size_t editDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

/// The closest of \p allowed when it is close enough to be meant; else empty.
std::string nearest(const std::string& key, const std::vector<std::string>& allowed)
{
    std::string best;
    std::size_t fewest = std::max<std::size_t>(2, key.size() / 3) + 1;
    if (key.size() > 100)
        return best;
    for (const std::string& candidate : allowed) {
        const std::size_t edits = editDistance(key, candidate);
        if (edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

}  // namespace

Result<std::optional<Json>> parseIfJson(std::string_view text)
{
    bool notJson = false;
    if (const std::optional<Error> refusal = inspect(text, notJson); notJson)
        return std::optional<Json>{};
    else if (refusal)
        return *refusal;
    return std::optional<Json>{Json::parse(text.begin(), text.end(), nullptr, false)};
}

Result<Json> parseText(std::string_view text)
{
    bool notJson = false;
    if (const std::optional<Error> refusal = inspect(text, notJson))
        return *refusal;
    return Json::parse(text.begin(), text.end(), nullptr, false);
}

std::string shown(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    if (value == std::floor(value) && std::abs(value) <= kMaxExact)
        return std::to_string(static_cast<std::int64_t>(value));
    return Json(value).dump();
}

std::string shown(const Json& value)
{
    if (value.is_number_float())
        return shown(value.get<double>());
    return shortened(value.dump(-1, ' ', false, Json::error_handler_t::replace), 40);
}

std::string join(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts)
        text.append(text.empty() ? "" : ", ").append(part);
    return text;
}

std::string pathTo(const std::string& section, const std::string& key)
{
    return section.empty() ? key : section + "." + key;
}

std::string pathTo(const std::string& list, std::size_t index)
{
    std::string path = list;
    return path.append("[").append(std::to_string(index)).append("]");
}

Error unknownKey(const std::string& path, const std::string& key, const std::vector<std::string>& allowed)
{
    const std::string shownPath = shortened(path, 200);
    if (const std::string meant = nearest(key, allowed); !meant.empty())
        return error(GOSSIP_TEXT("%1: this key is not known; nearest: %2; allowed: %3"), {shownPath, meant, join(allowed)});
    return error(GOSSIP_TEXT("%1: this key is not known; allowed: %2"), {shownPath, join(allowed)});
}

Error notAllowed(const std::string& path, const Json& value, const std::vector<std::string>& allowed)
{
    return error(GOSSIP_TEXT("%1: %2 is not allowed; allowed: %3"), {path, shown(value), join(allowed)});
}

Error outOfRange(const std::string& path, const Json& value, double minimum, double maximum)
{
    return error(GOSSIP_TEXT("%1: %2 is not allowed; allowed: %3 to %4"), {path, shown(value), shown(minimum), shown(maximum)});
}

}  // namespace gossip::scenario
