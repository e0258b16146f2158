// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/idx_files.h"

#include <QByteArray>
#include <QDir>
#include <QList>
#include <QPair>
#include <QString>

/// Small files in the layout of CIFAR-10's binary version, and tar archives of them written byte by byte.
namespace cifarfiles {

inline constexpr int kRecord = 3073;

/// Pixel \p i of record \p n of a file that begins at \p start: every record and every plane differs.
inline std::uint8_t pixel(int start, int n, int i)
{
    return std::uint8_t((start + n) * 7 + i / 1024 * 50 + i % 251);
}

/// Records with labels start, start + 1, … modulo 10.
inline QByteArray batch(int start, int count)
{
    QByteArray bytes;
    for (int n = 0; n < count; ++n) {
        bytes.append(char((start + n) % 10));
        for (int i = 0; i < 3072; ++i) {
            bytes.append(char(pixel(start, n, i)));
        }
    }
    return bytes;
}

using Files = QList<QPair<QString, QByteArray>>;

inline QByteArray meta()
{
    return "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";
}

/// A whole data set: batch k begins at 100·k and has 3 + k records, the test batch 12; in the order that the real archive has.
inline Files wholeSet()
{
    const auto training = [](int k) { return QPair<QString, QByteArray>(QStringLiteral("data_batch_%1.bin").arg(k), batch(100 * k, 3 + k)); };
    return {training(1), {QStringLiteral("batches.meta.txt"), meta()}, training(3), training(4),
            {QStringLiteral("test_batch.bin"), batch(600, 12)}, {QStringLiteral("readme.html"), "<html>"}, training(5), training(2)};
}

inline constexpr int kTrainCount = 4 + 5 + 6 + 7 + 8;
inline constexpr int kTestCount = 12;

/// A ustar header. \param type  '0' file, '5' folder, '2' symbolic link, '1' hard link
inline QByteArray tarHeader(const QByteArray& name, qint64 size, char type = '0', const QByteArray& target = {})
{
    QByteArray header(512, '\0');
    const auto put = [&header](int at, const QByteArray& text) { header.replace(at, text.size(), text); };
    put(0, name.left(100));
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, QByteArray::number(size, 8).rightJustified(11, '0'));
    put(136, "00000000000");
    put(148, "        ");
    header[156] = type;
    put(157, target.left(100));
    put(257, QByteArray("ustar\00000", 8));
    int sum = 0;
    for (const char byte : header) {
        sum += std::uint8_t(byte);
    }
    put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
    return header;
}

inline QByteArray tarFile(const QByteArray& name, const QByteArray& content)
{
    return tarHeader(name, content.size()) + content + QByteArray((512 - content.size() % 512) % 512, '\0');
}

inline QByteArray tarEnd()
{
    return QByteArray(1024, '\0');
}

inline QByteArray tar(const Files& files, const QByteArray& folder = "cifar-10-batches-bin/")
{
    QByteArray bytes = tarHeader(folder, 0, '5');
    for (const auto& [name, content] : files) {
        bytes += tarFile(folder + name.toUtf8(), content);
    }
    return bytes + tarEnd();
}

inline void writeFolder(const QDir& folder, const Files& files = wholeSet())
{
    folder.mkpath(QStringLiteral("."));
    for (const auto& [name, content] : files) {
        idxfiles::write(folder, name, content);
    }
}

}  // namespace cifarfiles
