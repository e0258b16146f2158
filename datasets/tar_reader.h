// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace gossip::datasets {

/// The files of a tar archive, gzipped or not, one after another, without unpacking anything onto the disk. Trusts nothing: links
/// and devices are passed over, the number of entries and the bytes passed over are bounded, damage is one sentence.
class TarReader {
public:
    static Result<std::unique_ptr<TarReader>> open(const std::string& path);
    ~TarReader();

    /// Goes to the next file. \return its name without folders; empty at the archive's end, where gzip's checksum was verified too
    Result<std::optional<std::string>> next();
    /// Fills \p bytes from the file that next() went to; a count below bytes.size() means that it has ended.
    Result<std::size_t> read(std::span<std::uint8_t> bytes);

private:
    struct Impl;
    explicit TarReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gossip::datasets
