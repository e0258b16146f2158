// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Marks an English text for translation by the window; `lupdate` collects it, the engine only passes it on.
#define GOSSIP_TEXT(text) text

namespace gossip {

/// A sentence for people: an English template with %1…%9 and what fills the gaps.
/// The command line prints str(); the window translates `text` first.
struct Message {
    std::string text;
    std::vector<std::string> arguments;

    /// The English sentence with its gaps filled.
    [[nodiscard]] std::string str() const;
};

/// Why something expected to fail at times (bad input, unreadable file) did fail.
struct Error {
    Message message;  ///< what happened, where, and what is allowed or to be done

    [[nodiscard]] std::string str() const { return message.str(); }
};

/// A failure from a template marked with GOSSIP_TEXT and its arguments.
[[nodiscard]] inline Error error(std::string text, std::vector<std::string> arguments = {})
{
    return Error{Message{std::move(text), std::move(arguments)}};
}

/// Either a value or the reason why there is none. Used for expected failures; broken promises abort.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::move(value)) {}
    Result(Error error) : m_state(std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    T& operator*() { return std::get<0>(m_state); }
    const T& operator*() const { return std::get<0>(m_state); }
    T* operator->() { return &std::get<0>(m_state); }
    const T* operator->() const { return &std::get<0>(m_state); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    explicit operator bool() const { return !m_failed; }
    const Error& error() const { return m_error; }

private:
    Error m_error;
    bool m_failed = false;
};

}  // namespace gossip
