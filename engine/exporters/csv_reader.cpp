// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/csv_reader.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace gossip::exporters {

CsvReader::CsvReader(const std::string& path) : m_file(path, std::ios::binary), m_buffer(kLongestLine) {}

bool CsvReader::next()
{
    if (m_damaged || !m_file.is_open()) {
        return false;
    }
    m_file.getline(m_buffer.data(), std::streamsize(m_buffer.size()));
    if (m_file.eof()) {
        return false;   // at the end, or in a torn line
    }
    ++m_line;
    const auto length = m_file.gcount() - 1;
    m_damaged = m_file.fail() || length < 0 || !split({m_buffer.data(), std::size_t(length)});
    return !m_damaged;
}

bool CsvReader::split(std::string_view text)
{
    m_fields.clear();
    std::size_t at = 0;
    for (;;) {
        std::string field;
        if (at < text.size() && text[at] == '"') {
            for (++at;; ++at) {
                if (at >= text.size()) {
                    return false;   // no quote that ends it
                }
                if (text[at] != '"') {
                    field += text[at];
                } else if (at + 1 < text.size() && text[at + 1] == '"') {
                    field += text[++at];
                } else {
                    ++at;
                    break;
                }
            }
        } else {
            const std::size_t end = std::min(text.find(',', at), text.size());
            field = text.substr(at, end - at);
            at = end;
        }
        m_fields.push_back(std::move(field));
        if (at >= text.size()) {
            return true;
        }
        if (text[at] != ',') {
            return false;
        }
        ++at;
    }
}

bool CsvReader::isHeader(std::string_view names) const
{
    std::string joined;
    for (const std::string& field : m_fields) {
        joined += (joined.empty() ? "" : ",") + field;
    }
    return joined == names;
}

std::optional<double> numberOf(std::string_view text)
{
    if (text == "nan") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string FieldReader::text()
{
    m_ok = m_ok && m_next < m_fields.size();
    return m_ok ? m_fields[m_next++] : std::string();
}

double FieldReader::number()
{
    const auto value = numberOf(text());
    m_ok = m_ok && value && std::isfinite(*value);
    return m_ok ? *value : 0.0;
}

std::optional<double> FieldReader::optional()
{
    const std::string field = text();
    if (field.empty()) {
        return std::nullopt;
    }
    const auto value = numberOf(field);
    m_ok = m_ok && value;
    return value;
}

std::uint64_t FieldReader::count()
{
    const std::string field = text();
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(field.data(), field.data() + field.size(), value);
    m_ok = m_ok && code == std::errc() && end == field.data() + field.size();
    return m_ok ? value : 0;
}

std::int64_t FieldReader::integer(std::int64_t least, std::int64_t most)
{
    const std::string field = text();
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(field.data(), field.data() + field.size(), value);
    m_ok = m_ok && code == std::errc() && end == field.data() + field.size() && value >= least && value <= most;
    return m_ok ? value : least;
}

}  // namespace gossip::exporters
