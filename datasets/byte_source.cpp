// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/byte_source.h"

#include <QFile>
#include <QFileInfo>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gossip::datasets {
namespace {

/// The densest that deflate can pack (zlib's documentation, "maximum compression factor").
constexpr std::uint64_t kLargestPacking = 1032;
/// Unpacked in one call; zlib counts in 32 bits.
constexpr std::size_t kLargestStep = std::size_t{1} << 30U;

}  // namespace

struct ByteSource::Impl {
    std::string path;
    QFile file;
    bool packed = false;
    z_stream stream{};
    std::array<std::uint8_t, 65536> input{};
    bool memberEnded = false;   ///< a gzip member is complete; another may follow

    ~Impl()
    {
        if (packed) {
            inflateEnd(&stream);
        }
    }

    Error unreadable() const
    {
        return error(GOSSIP_TEXT("Cannot read %1: %2"), {path, file.errorString().toStdString()});
    }

    Result<std::size_t> readPlain(std::span<std::uint8_t> bytes)
    {
        const qint64 got = file.read(reinterpret_cast<char*>(bytes.data()), qint64(bytes.size()));
        if (got < 0) {
            return unreadable();
        }
        return std::size_t(got);
    }

    /// Makes packed bytes available. \return false at the end of the file
    Result<bool> refill()
    {
        if (stream.avail_in > 0) {
            return true;
        }
        const Result<std::size_t> got = readPlain(input);
        if (!got) {
            return got.error();
        }
        stream.next_in = input.data();
        stream.avail_in = uInt(*got);
        return *got > 0;
    }

    Result<std::size_t> readPacked(std::span<std::uint8_t> bytes)
    {
        stream.next_out = bytes.data();
        stream.avail_out = uInt(bytes.size());
        while (stream.avail_out > 0) {
            const Result<bool> more = refill();
            if (!more) {
                return more.error();
            }
            if (!*more && memberEnded) {
                break;
            }
            if (!*more) {
                return error(GOSSIP_TEXT("%1 is cut off in the middle of its gzip data; copy or download it again"), {path});
            }
            if (memberEnded) {
                inflateReset(&stream);
                memberEnded = false;
            }
            const int status = inflate(&stream, Z_NO_FLUSH);
            memberEnded = status == Z_STREAM_END;
            if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
                return error(GOSSIP_TEXT("%1 has damaged gzip data; copy or download it again"), {path});
            }
        }
        return bytes.size() - stream.avail_out;
    }
};

ByteSource::ByteSource(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

ByteSource::~ByteSource() = default;

Result<std::unique_ptr<ByteSource>> ByteSource::open(const std::string& path)
{
    const QString name = QString::fromStdString(path);
    const QFileInfo info(name);
    if (!info.exists()) {
        return error(GOSSIP_TEXT("There is no file %1"), {path});
    }
    if (!info.isFile()) {
        return error(GOSSIP_TEXT("%1 is not a file"), {path});
    }
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->file.setFileName(name);
    if (!impl->file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return impl->unreadable();
    }
    std::array<char, 2> start{};
    const bool gzip = impl->file.read(start.data(), 2) == 2 && start[0] == '\x1f' && start[1] == '\x8b';
    impl->file.seek(0);
    if (gzip) {
        constexpr int kGzipOnly = 16;
        if (inflateInit2(&impl->stream, MAX_WBITS + kGzipOnly) != Z_OK) {
            return error(GOSSIP_TEXT("Not enough memory to read %1"), {path});
        }
        impl->packed = true;
    }
    return std::unique_ptr<ByteSource>(new ByteSource(std::move(impl)));
}

Result<std::size_t> ByteSource::read(std::span<std::uint8_t> bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto rest = bytes.subspan(done, std::min(bytes.size() - done, kLargestStep));
        const Result<std::size_t> got = m_impl->packed ? m_impl->readPacked(rest) : m_impl->readPlain(rest);
        if (!got) {
            return got;
        }
        if (*got == 0) {
            break;
        }
        done += *got;
    }
    return done;
}

std::uint64_t ByteSource::largestSize() const
{
    const auto size = std::uint64_t(std::max<qint64>(m_impl->file.size(), 0));
    return m_impl->packed ? size * kLargestPacking : size;
}

}  // namespace gossip::datasets
