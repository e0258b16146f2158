// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/tar_reader.h"

#include "datasets/byte_source.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <utility>

namespace gossip::datasets {
namespace {

constexpr int kMostEntries = 10000;
constexpr std::int64_t kLargestContent = std::int64_t{1} << 30U;   ///< [bytes] of all entries, read or passed over
constexpr std::size_t kLargestTail = std::size_t{1} << 24U;        ///< [bytes] of padding after the archive's end

}  // namespace

struct TarReader::Impl {
    std::string path;
    std::unique_ptr<ByteSource> source;
    std::array<std::uint8_t, 65536> block{};
    std::optional<Error> failure;   ///< of the source, told in its own words
    archive* tar = archive_read_new();
    int entries = 0;
    std::int64_t content = 0;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { archive_read_free(tar); }

    static la_ssize_t give(archive*, void* self, const void** bytes)
    {
        auto& impl = *static_cast<Impl*>(self);
        const Result<std::size_t> got = impl.source->read(impl.block);
        if (!got) {
            impl.failure = got.error();
            return ARCHIVE_FATAL;
        }
        *bytes = impl.block.data();
        return la_ssize_t(*got);
    }

    Error damaged() const
    {
        return failure ? *failure : error(GOSSIP_TEXT("%1 is no tar archive, or it is damaged or cut off; copy or download it again"), {path});
    }

    Error tooLarge() const
    {
        return error(GOSSIP_TEXT("%1 holds far more than a data set of this kind; it is damaged or another file"), {path});
    }

    /// Reads what follows the archive's last block, so that the source reaches its end.
    Result<void> drain()
    {
        for (std::size_t tail = 0; tail <= kLargestTail; tail += block.size()) {
            const Result<std::size_t> got = source->read(block);
            if (!got) {
                return got.error();
            }
            if (*got < block.size()) {
                return {};
            }
        }
        return tooLarge();
    }
};

TarReader::TarReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

TarReader::~TarReader() = default;

Result<std::unique_ptr<TarReader>> TarReader::open(const std::string& path)
{
    auto source = ByteSource::open(path);
    if (!source) {
        return source.error();
    }
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->source = std::move(*source);
    // Only tar, and gzip is the source's: every other decoder of the library would be one more door.
    archive_read_support_format_tar(impl->tar);
    if (archive_read_open(impl->tar, impl.get(), nullptr, &Impl::give, nullptr) != ARCHIVE_OK) {
        return impl->damaged();
    }
    return std::unique_ptr<TarReader>(new TarReader(std::move(impl)));
}

Result<std::optional<std::string>> TarReader::next()
{
    for (;;) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(m_impl->tar, &entry);
        if (status == ARCHIVE_EOF) {
            const Result<void> ended = m_impl->drain();
            return ended ? Result<std::optional<std::string>>(std::nullopt) : ended.error();
        }
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            return m_impl->damaged();
        }
        const std::int64_t size = archive_entry_size(entry);
        // A size is compared before it is added: it may be anything.
        if (++m_impl->entries > kMostEntries || size < 0 || size > kLargestContent - m_impl->content) {
            return m_impl->tooLarge();
        }
        m_impl->content += size;
        const char* name = archive_entry_pathname(entry);
        if (archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr && name != nullptr) {
            const std::string whole = name;
            return std::optional(whole.substr(whole.rfind('/') + 1));
        }
    }
}

Result<std::size_t> TarReader::read(std::span<std::uint8_t> bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const la_ssize_t got = archive_read_data(m_impl->tar, bytes.data() + done, bytes.size() - done);
        if (got < 0) {
            return m_impl->damaged();
        }
        if (got == 0) {
            break;
        }
        done += std::size_t(got);
    }
    return done;
}

}  // namespace gossip::datasets
