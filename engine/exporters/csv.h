// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace gossip::exporters {

/// Builds CSV lines (RFC 4180 quoting, UTF-8, dot decimals, "\n"). Numbers are the shortest text that reads back exactly;
/// "nan", "inf" and "-inf" are what they say; an empty field is "not measured".
class CsvText {
public:
    CsvText& field(std::string_view text);
    CsvText& field(double value);
    CsvText& field(std::integral auto value) { return plain(std::to_string(value)); }
    CsvText& field(const std::optional<double>& value) { return value ? field(*value) : plain({}); }
    void endLine();

    [[nodiscard]] const std::string& text() const { return m_text; }
    void clear();

private:
    CsvText& plain(std::string_view text);
    std::string m_text;
    bool m_atStart = true;   ///< of a line
};

}  // namespace gossip::exporters
