// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/state.h"

#include <zlib.h>

#include <bit>
#include <cstring>
#include <utility>

namespace gossip {

namespace {

constexpr std::string_view kMagic = "GossipLabState\r\n";   // a transfer as text would change the line's end
constexpr std::size_t kVersionBytes = sizeof(kStateVersion);
constexpr std::size_t kChecksumBytes = 4;

std::uint32_t checksum(std::string_view bytes)
{
    return std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::uint64_t fromLittleEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8U | std::uint8_t(bytes[i]);
    }
    return value;
}

}  // namespace

StateWriter::StateWriter(std::size_t expectedBytes)
{
    m_bytes.reserve(expectedBytes);
    m_bytes = kMagic;
    integer(kStateVersion);
}

void StateWriter::section(std::string_view name)
{
    text(name);
}

void StateWriter::unsignedInteger(std::uint64_t value, std::size_t bytes)
{
    for (std::size_t i = 0; i < bytes; ++i) {
        m_bytes += char(std::uint8_t(value >> (8U * i)));
    }
}

void StateWriter::number(double value)
{
    integer(std::bit_cast<std::uint64_t>(value));
}

void StateWriter::text(std::string_view value)
{
    integer(std::uint64_t(value.size()));
    m_bytes += value;
}

void StateWriter::floats(std::span<const float> values)
{
    if constexpr (std::endian::native == std::endian::little) {
        m_bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    } else {
        for (const float value : values) {
            integer(std::bit_cast<std::uint32_t>(value));
        }
    }
}

void StateWriter::array(const ArrayPool::Loan& loan)
{
    flag(loan != nullptr);
    if (loan) {
        floats(*loan);
    }
}

std::string StateWriter::finish()
{
    integer(checksum(m_bytes));
    return std::exchange(m_bytes, {});
}

StateReader::StateReader(std::string_view bytes) : m_left(bytes)
{
    if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kVersionBytes + kChecksumBytes) {
        m_failure = error(GOSSIP_TEXT("it is no saved state"));
        return;
    }
    const std::uint64_t version = fromLittleEndian(bytes.substr(kMagic.size(), kVersionBytes));
    if (version != kStateVersion) {
        m_failure = error(GOSSIP_TEXT("its format has the number %1 and this version reads %2; continue with the version that wrote it"),
                          {std::to_string(version), std::to_string(kStateVersion)});
        return;
    }
    const std::string_view content = bytes.substr(0, bytes.size() - kChecksumBytes);
    if (fromLittleEndian(bytes.substr(content.size())) != checksum(content)) {
        m_failure = error(GOSSIP_TEXT("it is damaged: its checksum is wrong"));
        return;
    }
    m_left = content.substr(kMagic.size() + kVersionBytes);
}

void StateReader::fail()
{
    if (!m_failure) {
        m_failure = error(GOSSIP_TEXT("its part \"%1\" is not what it should be"), {m_section});
    }
}

std::string_view StateReader::take(std::size_t bytes)
{
    if (m_failure || bytes > m_left.size()) {
        fail();
        return {};
    }
    const std::string_view taken = m_left.substr(0, bytes);
    m_left.remove_prefix(bytes);
    return taken;
}

std::uint64_t StateReader::unsignedInteger(std::size_t bytes)
{
    return fromLittleEndian(take(bytes));
}

void StateReader::section(std::string_view name)
{
    m_section = name;
    if (text() != name) {
        fail();
    }
}

double StateReader::number()
{
    return std::bit_cast<double>(integer<std::uint64_t>());
}

double StateReader::number(double least, double most)
{
    const double value = number();
    if (m_failure || !(value >= least && value <= most)) {
        fail();
        return 0.0;
    }
    return value;
}

std::string StateReader::text()
{
    return std::string(take(count(1)));
}

void StateReader::floats(std::span<float> values)
{
    const std::string_view bytes = take(values.size_bytes());
    if (values.empty() || bytes.size() < values.size_bytes()) {
        return;
    }
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(values.data(), bytes.data(), bytes.size());
    } else {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = std::bit_cast<float>(std::uint32_t(fromLittleEndian(bytes.substr(4 * i, 4))));
        }
    }
}

ArrayPool::Loan StateReader::array(ArrayPool& arrays)
{
    if (!flag()) {
        return {};
    }
    ArrayPool::Loan loan = arrays.take();
    floats(*loan);
    return failed() ? ArrayPool::Loan{} : std::move(loan);
}

std::size_t StateReader::count(std::size_t bytesEach)
{
    const auto things = integer<std::uint64_t>();
    if (things > m_left.size() / bytesEach) {
        fail();
        return 0;
    }
    return things;
}

Result<void> StateReader::end()
{
    if (!m_left.empty()) {
        fail();
    }
    return m_failure ? Result<void>(*m_failure) : Result<void>();
}

}  // namespace gossip
