// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/csv.h"

#include <array>
#include <charconv>
#include <cmath>

namespace gossip::exporters {

CsvText& CsvText::plain(std::string_view text)
{
    if (!m_atStart) {
        m_text += ',';
    }
    m_text += text;
    m_atStart = false;
    return *this;
}

CsvText& CsvText::field(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return plain(text);
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return plain(quoted + '"');
}

CsvText& CsvText::field(double value)
{
    if (std::isnan(value)) {
        return plain("nan");  // to_chars would tell the sign of a NaN
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return plain({digits.data(), std::size_t(end - digits.data())});
}

void CsvText::endLine()
{
    m_text += '\n';
    m_atStart = true;
}

void CsvText::clear()
{
    m_text.clear();
    m_atStart = true;
}

}  // namespace gossip::exporters
