// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"
#include "scenario/names.h"

#include <gossip/scenario.h>

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// The one table of the scenario's keys. Parsing, defaults, checks, serialising and forms all read it.
namespace gossip::scenario {

struct Key {
    FieldInfo info;
    bool simple = true;      ///< false: a list or object with a reader of its own, no single value
    /// The key's value; a discarded value is not written.
    std::function<Json(const Scenario&)> write;
    /// Checks a value and puts it into the scenario. Keys that it depends on stand earlier in the table.
    std::function<Result<void>(const Json&, Scenario&)> read;
};

using Keys = std::vector<Key>;

/// All keys in the order of the document.
const Keys& keys();
const Key* findKey(std::string_view path);

/// The value of a key as a scenario document holds it, checked against the key's own rules.
Result<void> readKey(const Key& key, const Json& value, Scenario& scenario);

// Rooms of the table, one for each part of the document.
void addRunKeys(Keys& keys);        ///< schema_version … workload_options
void addDatasetKeys(Keys& keys);
void addModelKeys(Keys& keys);
void addTrainingKeys(Keys& keys);
void addWorkersKeys(Keys& keys);
void addExchangeKeys(Keys& keys);   ///< protocol, topology, network
void addTimeKeys(Keys& keys);       ///< faults, clock, stop, recording, evaluation

/// What a form says about a key.
struct Words {
    std::string label;
    std::string help;
    std::string unit = {};
};

/// Smallest and largest value; for texts, of their length in characters.
struct Range {
    double minimum;
    double maximum;
};

FieldInfo describe(std::string path, FieldInfo::Type type, Range range, Words words);

/// A key that is one number or truth value of the scenario; \p member gives a reference to it.
template <class Member>
Key valueKey(const std::string& path, Range range, Words words, Member member)
{
    using Value = std::remove_cvref_t<decltype(member(std::declval<Scenario&>()))>;
    using Type = FieldInfo::Type;
    constexpr Type kType = std::is_same_v<Value, bool> ? Type::boolean : std::is_integral_v<Value> ? Type::integer : Type::number;
    Key key;
    key.info = describe(path, kType, range, std::move(words));
    key.write = [member](const Scenario& scenario) { return Json(member(scenario)); };
    key.read = [member, path, range](const Json& json, Scenario& scenario) -> Result<void> {
        const auto value = [&] {
            if constexpr (kType == Type::boolean)
                return readBoolean(json, path);
            else if constexpr (kType == Type::integer)
                return readInteger(json, path, range.minimum, range.maximum);
            else
                return readNumber(json, path, range.minimum, range.maximum);
        }();
        if (!value)
            return value.error();
        member(scenario) = static_cast<Value>(*value);
        return {};
    };
    return key;
}

template <class Member>
Key textKey(const std::string& path, Range length, Words words, Member member)
{
    Key key;
    key.info = describe(path, FieldInfo::Type::text, length, std::move(words));
    key.write = [member](const Scenario& scenario) { return Json(member(scenario)); };
    key.read = [member, path, length](const Json& json, Scenario& scenario) -> Result<void> {
        const Result<std::string> text = readText(json, path, std::size_t(length.minimum), std::size_t(length.maximum));
        if (!text)
            return text.error();
        member(scenario) = *text;
        return {};
    };
    return key;
}

/// A key whose value is one of a few words. \p get gives the word, \p set takes one of \p choices.
Key wordKey(const std::string& path, std::vector<std::string> choices, Words words,
            std::function<std::string(const Scenario&)> get, std::function<void(Scenario&, const std::string&)> set);

template <class Member>
Key choiceKey(const std::string& path, Words words, Member member)
{
    using Value = std::remove_cvref_t<decltype(member(std::declval<Scenario&>()))>;
    return wordKey(
        path, allNames<Value>(), std::move(words), [member](const Scenario& scenario) { return nameOf(member(scenario)); },
        [member](Scenario& scenario, const std::string& name) { member(scenario) = *valueOf<Value>(name); });
}

/// A list or object with its own writer and reader.
Key structuredKey(const std::string& path, std::function<Json(const Scenario&)> write,
                  std::function<Result<void>(const Json&, Scenario&)> read);

}  // namespace gossip::scenario
