// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>

#include <zlib.h>

#include <cstdint>
#include <initializer_list>

/// Small IDX files, right and wrong ones, for tests of what reads them.
namespace idxfiles {

inline QByteArray number(std::uint32_t value)
{
    QByteArray bytes;
    for (const int shift : {24, 16, 8, 0}) {
        bytes.append(char(value >> unsigned(shift)));
    }
    return bytes;
}

inline QByteArray header(std::uint32_t magic, std::initializer_list<std::uint32_t> sizes)
{
    QByteArray bytes = number(magic);
    for (const std::uint32_t size : sizes) {
        bytes.append(number(size));
    }
    return bytes;
}

/// Pictures whose pixel values count up from 0.
inline QByteArray pictures(std::uint32_t count, std::uint32_t height, std::uint32_t width)
{
    QByteArray bytes = header(0x803, {count, height, width});
    for (std::uint32_t i = 0; i < count * height * width; ++i) {
        bytes.append(char(i));
    }
    return bytes;
}

/// Labels 0, 1, … classes−1, 0, 1, …
inline QByteArray labels(std::uint32_t count, std::uint32_t classes = 10)
{
    QByteArray bytes = header(0x801, {count});
    for (std::uint32_t i = 0; i < count; ++i) {
        bytes.append(char(i % classes));
    }
    return bytes;
}

inline QByteArray gzip(const QByteArray& content)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(content.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = uInt(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

inline QString write(const QDir& folder, const QString& name, const QByteArray& content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(file.fileName()));
    }
    return file.fileName();
}

/// A whole data set: 40 training and 20 test pictures of 6 × 5 pixels, 10 classes.
inline void writeDataset(const QDir& folder)
{
    folder.mkpath(QStringLiteral("."));
    write(folder, QStringLiteral("train-images-idx3-ubyte.gz"), gzip(pictures(40, 6, 5)));
    write(folder, QStringLiteral("train-labels-idx1-ubyte.gz"), gzip(labels(40)));
    write(folder, QStringLiteral("t10k-images-idx3-ubyte"), pictures(20, 6, 5));
    write(folder, QStringLiteral("t10k-labels-idx1-ubyte"), labels(20));
}

}  // namespace idxfiles
