// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/idx_reader.h"

#include "datasets/byte_source.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>

namespace gossip::datasets {
namespace {

constexpr std::uint32_t kMagicLabels = 0x00000801;
constexpr std::uint32_t kMagicPictures = 0x00000803;
constexpr std::uint32_t kLargestSide = 1024;                        ///< [pixels]
constexpr std::uint64_t kLargestContent = std::uint64_t{1} << 30U;  ///< [bytes] read into memory from one file
constexpr std::size_t kStep = std::size_t{1} << 20U;                ///< [bytes] between two calls of the progress callback

/// Opened, its sizes read and found possible.
struct OpenIdx {
    std::unique_ptr<ByteSource> source;
    std::vector<std::uint32_t> sizes;
    std::uint64_t itemBytes = 1;
};

Error tooShort(const std::string& path)
{
    return error(GOSSIP_TEXT("%1 ends too early: it holds less than its header says; copy or download it again"), {path});
}

std::string hex(std::uint32_t value)
{
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4) {
        text += kDigits[(value >> unsigned(shift)) & 0xFU];
    }
    return text;
}

Result<std::uint32_t> readNumber(ByteSource& source, const std::string& path)
{
    std::array<std::uint8_t, 4> bytes{};
    const Result<std::size_t> got = source.read(bytes);
    if (!got) {
        return got.error();
    }
    if (*got < bytes.size()) {
        return tooShort(path);
    }
    return std::uint32_t(bytes[0]) << 24U | std::uint32_t(bytes[1]) << 16U | std::uint32_t(bytes[2]) << 8U | bytes[3];
}

Result<void> checkSizes(const OpenIdx& idx, const std::string& path)
{
    for (std::size_t i = 1; i < idx.sizes.size(); ++i) {
        if (idx.sizes[i] == 0 || idx.sizes[i] > kLargestSide) {
            return error(GOSSIP_TEXT("%1: pictures of %2 × %3 pixels are not possible; each side may have 1 to %4"),
                         {path, std::to_string(idx.sizes.back()), std::to_string(idx.sizes[1]), std::to_string(kLargestSide)});
        }
    }
    if (idx.sizes[0] == 0) {
        return error(GOSSIP_TEXT("%1 is empty: its header says 0 entries"), {path});
    }
    if (idx.sizes[0] * idx.itemBytes > idx.source->largestSize()) {
        return tooShort(path);
    }
    return {};
}

Result<OpenIdx> openIdx(const std::string& path, std::uint32_t magic)
{
    auto source = ByteSource::open(path);
    if (!source) {
        return source.error();
    }
    OpenIdx idx{std::move(*source), {}, 1};
    const Result<std::uint32_t> found = readNumber(*idx.source, path);
    if (!found) {
        return found.error();
    }
    if (*found != magic) {
        return error(magic == kMagicPictures
                         ? GOSSIP_TEXT("%1 is not an IDX file of pictures: it starts with %2 instead of %3")
                         : GOSSIP_TEXT("%1 is not an IDX file of labels: it starts with %2 instead of %3"),
                     {path, hex(*found), hex(magic)});
    }
    for (std::uint32_t i = 0; i < (magic & 0xFFU); ++i) {
        const Result<std::uint32_t> size = readNumber(*idx.source, path);
        if (!size) {
            return size.error();
        }
        idx.sizes.push_back(*size);
        idx.itemBytes *= i > 0 ? std::min(*size, kLargestSide) : 1;   // larger ones are refused below; the product must not overflow
    }
    const Result<void> possible = checkSizes(idx, path);
    if (!possible) {
        return possible.error();
    }
    return idx;
}

Result<std::vector<std::uint8_t>> readItems(OpenIdx& idx, std::size_t count, const std::string& path, const LoadProgress& progress)
{
    const std::uint64_t size = count * idx.itemBytes;
    if (size > kLargestContent) {
        return error(GOSSIP_TEXT("%1 holds %2 MB, more than the %3 MB that are read into memory; set a limit of pictures"),
                     {path, std::to_string(size >> 20U), std::to_string(kLargestContent >> 20U)});
    }
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t done = 0; done < size;) {
        if (progress && !progress(double(done) / double(size))) {
            return loadCancelled();
        }
        const std::size_t step = std::min(kStep, std::size_t(size) - done);
        const Result<std::size_t> got = idx.source->read(std::span(bytes).subspan(done, step));
        if (!got) {
            return got.error();
        }
        if (*got < step) {
            return tooShort(path);
        }
        done += step;
    }
    return bytes;
}

/// Also makes the source reach its end, where gzip's checksum is verified.
Result<void> expectEnd(ByteSource& source, const std::string& path)
{
    std::array<std::uint8_t, 1> extra{};
    const Result<std::size_t> got = source.read(extra);
    if (!got) {
        return got.error();
    }
    if (*got > 0) {
        return error(GOSSIP_TEXT("%1 holds more than its header says; it is damaged or another file's"), {path});
    }
    return {};
}

}  // namespace

Result<IdxPictures> readIdxPictures(const std::string& path, int limit, const LoadProgress& progress)
{
    Result<OpenIdx> idx = openIdx(path, kMagicPictures);
    if (!idx) {
        return idx.error();
    }
    IdxPictures pictures;
    pictures.shape = {1, int(idx->sizes[1]), int(idx->sizes[2])};
    pictures.total = idx->sizes[0];
    const std::size_t count = limit > 0 ? std::min(pictures.total, std::size_t(limit)) : pictures.total;
    Result<std::vector<std::uint8_t>> pixels = readItems(*idx, count, path, progress);
    if (!pixels) {
        return pixels.error();
    }
    if (count == pictures.total) {
        if (const Result<void> end = expectEnd(*idx->source, path); !end) {
            return end.error();
        }
    }
    pictures.pixels = std::move(*pixels);
    return pictures;
}

Result<std::vector<std::uint16_t>> readIdxLabels(const std::string& path)
{
    Result<OpenIdx> idx = openIdx(path, kMagicLabels);
    if (!idx) {
        return idx.error();
    }
    const Result<std::vector<std::uint8_t>> bytes = readItems(*idx, idx->sizes[0], path, {});
    if (!bytes) {
        return bytes.error();
    }
    if (const Result<void> end = expectEnd(*idx->source, path); !end) {
        return end.error();
    }
    return std::vector<std::uint16_t>(bytes->begin(), bytes->end());
}

Result<void> checkLabels(const std::vector<std::uint16_t>& labels, int classes, const std::string& path)
{
    const auto wrong = std::find_if(labels.begin(), labels.end(), [&](std::uint16_t label) { return label >= classes; });
    if (wrong != labels.end()) {
        return error(GOSSIP_TEXT("%1: label %2 of picture %3 is out of range; the %4 classes have labels 0 to %5"),
                     {path, std::to_string(*wrong), std::to_string(wrong - labels.begin()), std::to_string(classes),
                      std::to_string(classes - 1)});
    }
    return {};
}

Error loadCancelled()
{
    return error(GOSSIP_TEXT("Loading the data set was cancelled"));
}

}  // namespace gossip::datasets
