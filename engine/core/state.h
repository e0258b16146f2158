// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aligned.h"

#include <gossip/result.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace gossip {

/// Number of the format that StateWriter writes and StateReader accepts; to be raised when anything's saved form changes.
inline constexpr std::uint32_t kStateVersion = 5;

/// [s] No time of a run is later.
inline constexpr double kLongestS = 1e12;

/// Writes state as one little-endian binary text: a head with the format's version, values one after the other, and their
/// checksum (CRC-32). Nothing says what a value is: whatever saves and what loads it again must agree call by call.
class StateWriter {
public:
    /// \param expectedBytes  reserved at once, so that large states are not copied while they grow
    explicit StateWriter(std::size_t expectedBytes = 0);

    /// Begins a part; loading it checks the name, so that an error can say where it is.
    void section(std::string_view name);
    template <std::integral T>
    void integer(T value)
    {
        unsignedInteger(std::uint64_t(value), sizeof(T));
    }
    void flag(bool value) { integer(std::uint8_t(value)); }
    void number(double value);                   ///< by its bits: NaN and −0 come back as they were
    void text(std::string_view value);
    void floats(std::span<const float> values);  ///< without their count, which the loading side must know
    void array(const ArrayPool::Loan& loan);     ///< a lent array or null

    /// The whole text; the writer is empty afterwards.
    [[nodiscard]] std::string finish();

private:
    void unsignedInteger(std::uint64_t value, std::size_t bytes);
    std::string m_bytes;
};

/// Reads what StateWriter wrote. Bytes from outside are hostile: every value is bounded, nothing is read past the end and
/// nothing is allocated that the bytes do not fill. The first failure is kept, and from then on every value read is zero or
/// empty, so that loading code checks once, by end().
class StateReader {
public:
    /// \param bytes  must outlive the reader. Head, version and checksum are checked here.
    explicit StateReader(std::string_view bytes);

    void section(std::string_view name);
    /// A value outside [least, most] is a failure.
    template <std::integral T>
    [[nodiscard]] T integer(std::type_identity_t<T> least = std::numeric_limits<T>::min(),
                            std::type_identity_t<T> most = std::numeric_limits<T>::max())
    {
        const T value = static_cast<T>(unsignedInteger(sizeof(T)));
        if (m_failure || value < least || value > most) {
            fail();
            return T{};
        }
        return value;
    }
    [[nodiscard]] bool flag() { return integer<std::uint8_t>(0, 1) != 0; }
    [[nodiscard]] double number();
    /// NaN or a value outside [least, most] is a failure.
    [[nodiscard]] double number(double least, double most);
    [[nodiscard]] std::string text();
    void floats(std::span<float> values);
    [[nodiscard]] ArrayPool::Loan array(ArrayPool& arrays);
    /// A count (saved as std::uint64_t) of things that follow and take at least \p bytesEach each.
    [[nodiscard]] std::size_t count(std::size_t bytesEach);

    /// What was read is impossible although the checksum is right.
    void fail();
    [[nodiscard]] bool failed() const { return m_failure.has_value(); }
    /// Whether everything was read and nothing failed.
    [[nodiscard]] Result<void> end();

private:
    [[nodiscard]] std::string_view take(std::size_t bytes);
    [[nodiscard]] std::uint64_t unsignedInteger(std::size_t bytes);

    std::string_view m_left;
    std::string m_section;
    std::optional<Error> m_failure;
};

}  // namespace gossip
