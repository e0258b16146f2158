// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gossip::exporters {

/// Reads a CSV file of a run folder line by line. The file is hostile: lines and fields are bounded, a last line without its end is
/// torn and left out.
class CsvReader {
public:
    static constexpr std::size_t kLongestLine = 1 << 18;   ///< bytes: a group of all workers' numbers

    /// isOpen() is false when there is no such file; then next() gives nothing.
    explicit CsvReader(const std::string& path);
    [[nodiscard]] bool isOpen() const { return m_file.is_open(); }

    /// The next line's fields. False at the end, at a torn line, and from the first line on that is no CSV.
    bool next();
    /// Whether next() gave up at a line that is no CSV.
    [[nodiscard]] bool isDamaged() const { return m_damaged; }
    [[nodiscard]] std::size_t line() const { return m_line; }   ///< of what next() gave, from 1

    [[nodiscard]] const std::vector<std::string>& fields() const { return m_fields; }
    /// Whether the line has exactly these fields.
    [[nodiscard]] bool isHeader(std::string_view names) const;

private:
    bool split(std::string_view text);

    std::ifstream m_file;
    std::vector<char> m_buffer;
    std::vector<std::string> m_fields;
    std::size_t m_line = 0;
    bool m_damaged = false;
};

/// Takes a line's fields one after the other. A field that is not what was asked for makes ok() false for good.
class FieldReader {
public:
    explicit FieldReader(const std::vector<std::string>& fields) : m_fields(fields) {}

    std::string text();
    double number();                                            ///< finite
    std::optional<double> optional();                           ///< empty field: not measured; nan and inf are values
    std::uint64_t count();
    std::int64_t integer(std::int64_t least, std::int64_t most);
    /// Everything was taken and all of it was right.
    [[nodiscard]] bool isDone() const { return m_ok && m_next == m_fields.size(); }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool isEmpty() const { return m_next < m_fields.size() && m_fields[m_next].empty(); }   ///< the next one

private:
    const std::vector<std::string>& m_fields;
    std::size_t m_next = 0;
    bool m_ok = true;
};

/// The number that a text is, all of it; "nan", "inf" and "-inf" as CsvText writes them.
std::optional<double> numberOf(std::string_view text);

}  // namespace gossip::exporters
