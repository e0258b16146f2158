// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QSettings>
#include <QUuid>

namespace gossip::ui {

namespace {

constexpr int kSaveAfterMs = 1000;
constexpr qint64 kLargestFile = 4 << 20;   // bytes

QString recoveryFolder()
{
    return QFileInfo(QSettings().fileName()).absolutePath() + QLatin1String("/recovery");
}

QString lockOf(const QString& file)
{
    return file + QLatin1String(".lock");
}

std::unique_ptr<QLockFile> tryLock(const QString& file)
{
    auto lock = std::make_unique<QLockFile>(lockOf(file));
    lock->setStaleLockTime(0);   // held until its process is gone, however long that takes
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

std::optional<LeftBehind> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject all = QJsonDocument::fromJson(file.read(kLargestFile)).object();
    LeftBehind left;
    left.scenarioPath = all.value(QLatin1String("path")).toString();
    const QByteArray json = all.value(QLatin1String("scenario")).toString().toUtf8();
    if (const auto scenario = gossip::parseScenario({json.constData(), std::size_t(json.size())}); scenario && !json.isEmpty())
        left.edited = *scenario;
    const QString folder = all.value(QLatin1String("run")).toString();
    if (isUnfinishedRun(folder))
        left.runFolder = folder;
    return left.edited || !left.runFolder.isEmpty() ? std::optional(left) : std::nullopt;
}

}  // namespace

bool isUnfinishedRun(const QString& folder)
{
    return !folder.isEmpty() && QFile::exists(folder + QLatin1String("/checkpoint/state")) && !QFile::exists(folder + QLatin1String("/summary.json"));
}

Recovery::Recovery(Lab* lab, QObject* parent) : QObject(parent), m_lab(lab)
{
    QDir().mkpath(recoveryFolder());
    m_file = recoveryFolder() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces) + QLatin1String(".json");
    m_lock = tryLock(m_file);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSaveAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &Recovery::save);
    connect(m_lab, &Lab::scenarioChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_lab, &Lab::scenarioSaved, &m_soon, qOverload<>(&QTimer::start));
    connect(m_lab, &Lab::phaseChanged, &m_soon, qOverload<>(&QTimer::start));
}

Recovery::~Recovery()
{
    QFile::remove(m_file);
}

void Recovery::save()
{
    QJsonObject all;
    if (m_lab->isModified()) {
        all[QLatin1String("path")] = m_lab->scenarioPath();
        all[QLatin1String("scenario")] = QString::fromStdString(gossip::toJson(m_lab->scenario()));
    }
    if (m_lab->isActive())
        all[QLatin1String("run")] = m_lab->runFolder();
    if (all.isEmpty()) {
        QFile::remove(m_file);
        return;
    }
    QSaveFile file(m_file);
    if (file.open(QIODevice::WriteOnly)) {   // without it only the comfort is lost
        file.write(QJsonDocument(all).toJson());
        file.commit();
    }
}

std::optional<LeftBehind> Recovery::find() const
{
    const QDir folder(recoveryFolder());
    for (const QFileInfo& info : folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Time)) {
        const QString file = info.absoluteFilePath();
        if (file == m_file || !tryLock(file))   // its window is still there
            continue;
        if (std::optional<LeftBehind> left = read(file)) {
            left->file = file;
            return left;
        }
        QFile::remove(file);
    }
    return std::nullopt;
}

void Recovery::forget(const LeftBehind& left)
{
    QFile::remove(left.file);
}

}  // namespace gossip::ui
