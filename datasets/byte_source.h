// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace gossip::datasets {

/// A file read from front to back; gzip (also of several members) is recognised and unpacked on the way. Trusts nothing: only
/// regular files are opened, and no more is unpacked than is asked for.
class ByteSource {
public:
    /// Fails with a sentence when \p path is missing, not a file or not readable.
    static Result<std::unique_ptr<ByteSource>> open(const std::string& path);
    ~ByteSource();

    /// Fills \p bytes; a count below bytes.size() means that the content has ended. Fails when the gzip data are damaged or cut off.
    Result<std::size_t> read(std::span<std::uint8_t> bytes);
    /// More bytes than this the content cannot have, whatever its header claims.
    [[nodiscard]] std::uint64_t largestSize() const;

private:
    struct Impl;
    explicit ByteSource(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gossip::datasets
