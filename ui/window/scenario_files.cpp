// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/scenario_files.h"

#include "ui/models/words.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>

namespace gossip::ui {

namespace {

constexpr auto kRecentKey = "recent files";
constexpr auto kFolderKey = "scenario folder";
constexpr int kRecentFiles = 8;
constexpr auto kFirstExample = ":/scenarios/two-plants.json";

QString lastFolder()
{
    return QSettings().value(QLatin1String(kFolderKey), QDir::homePath()).toString();
}

}  // namespace

ScenarioFiles::ScenarioFiles(Lab* lab, QWidget* window) : QObject(window), m_lab(lab), m_window(window) {}

void ScenarioFiles::openAtStart(const QString& path)
{
    QString why;
    if (path.isEmpty() || !m_lab->openScenario(path, &why)) {
        const QString given = why;
        if (!m_lab->openScenario(QLatin1String(kFirstExample), &why))
            Q_EMIT failed(why);
        else if (!given.isEmpty())
            Q_EMIT failed(tr("%1 (The first example is open instead.)").arg(given));
        return;
    }
    remember(path);
    showRun(path);
}

void ScenarioFiles::showRun(const QString& path)
{
    if (QFileInfo(path).isDir() && QFile::exists(path + QLatin1String("/metrics.csv")))
        m_lab->showRun(path);
}

bool ScenarioFiles::openPath(const QString& path)
{
    if (m_lab->isActive()) {
        Q_EMIT failed(tr("A run is going on. End it first; then another scenario can be opened."));
        return false;
    }
    if (!maySave())
        return false;
    QString why;
    if (!m_lab->openScenario(path, &why)) {
        Q_EMIT failed(why);
        return false;
    }
    remember(path);
    Q_EMIT opened();
    if (isUnfinishedRun(path))
        Q_EMIT unfinishedRunOpened(path);   // it may go on; what it was so far shows when it does
    else
        showRun(path);
    return true;
}

void ScenarioFiles::openDropped(const QString& path)
{
    const QFileInfo info(path);
    const auto isRunFolder = [](const QString& folder) { return QFile::exists(folder + QLatin1String("/scenario.json")); };
    const bool otherJson = info.fileName() == QLatin1String("summary.json");
    if (info.isDir() ? isRunFolder(path) : info.suffix() == QLatin1String("json") && !otherJson)
        return void(openPath(path));
    // Whatever a run has written leads to its folder: metrics.csv, model.onnx, checkpoint/state.
    for (const QString& folder : {info.absolutePath(), QFileInfo(info.absolutePath()).absolutePath()})
        if (isRunFolder(folder))
            return void(openPath(folder));
    Q_EMIT failed(tr("%1 is neither a scenario nor part of a run folder. Drop a scenario (JSON), a run folder or one of its files.")
                      .arg(QDir::toNativeSeparators(path)));
}

void ScenarioFiles::restore(const LeftBehind& left)
{
    QString why;
    if (!left.scenarioPath.isEmpty() && !m_lab->openScenario(left.scenarioPath, &why))
        Q_EMIT failed(why);   // the file is gone; what was edited is not
    m_lab->setScenario(*left.edited);
}

void ScenarioFiles::newScenario()
{
    openPath(QStringLiteral(":/scenarios/iid-reference.json"));
}

void ScenarioFiles::askAndOpen()
{
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Open scenario"), lastFolder(), tr("Scenarios (*.json)"));
    if (!path.isEmpty())
        openPath(path);
}

void ScenarioFiles::askAndOpenFolder()
{
    const QString path = QFileDialog::getExistingDirectory(m_window, tr("Open a run folder"), lastFolder());
    if (!path.isEmpty())
        openPath(path);
}

QString ScenarioFiles::askForTarget(const QString& title)
{
    const QString name = QString::fromStdString(m_lab->scenario().name) + QLatin1String(".json");
    QString path = QFileDialog::getSaveFileName(m_window, title, QDir(lastFolder()).filePath(name), tr("Scenarios (*.json)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += QLatin1String(".json");
    return path;
}

bool ScenarioFiles::save()
{
    if (m_lab->scenarioPath().isEmpty())
        return saveAs();
    QString why;
    if (m_lab->saveScenario(m_lab->scenarioPath(), &why))
        return true;
    Q_EMIT failed(why);
    return false;
}

bool ScenarioFiles::saveAs()
{
    const QString path = askForTarget(tr("Save scenario"));
    if (path.isEmpty())
        return false;
    QString why;
    if (!m_lab->saveScenario(path, &why)) {
        Q_EMIT failed(why);
        return false;
    }
    remember(path);
    return true;
}

void ScenarioFiles::saveReplay()
{
    const QString path = askForTarget(tr("Save with what was disturbed"));
    if (path.isEmpty() || m_lab->run() == nullptr)
        return;
    QString why;
    if (m_lab->saveRecordedScenario(path, &why))
        remember(path);
    else
        Q_EMIT failed(why);
}

bool ScenarioFiles::maySave()
{
    if (!m_lab->isModified())
        return true;
    QMessageBox box(QMessageBox::Question, tr("Gossip Lab"), tr("The scenario \"%1\" was changed. Save it?").arg(scenarioTitle(m_lab->scenario())),
                    QMessageBox::NoButton, m_window);
    QPushButton* keep = box.addButton(tr("Save"), QMessageBox::AcceptRole);
    QPushButton* drop = box.addButton(tr("Do not save"), QMessageBox::DestructiveRole);
    box.addButton(tr("Go back"), QMessageBox::RejectRole);
    box.exec();
    if (box.clickedButton() == keep)
        return save();
    return box.clickedButton() == drop;
}

void ScenarioFiles::remember(const QString& path)
{
    if (path.startsWith(QLatin1Char(':')))
        return;
    QSettings settings;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = settings.value(QLatin1String(kRecentKey)).toStringList();
    files.removeAll(absolute);
    files.prepend(absolute);
    settings.setValue(QLatin1String(kRecentKey), files.mid(0, kRecentFiles));
    settings.setValue(QLatin1String(kFolderKey), QFileInfo(absolute).absolutePath());
}

void ScenarioFiles::fillExamples(QMenu* menu)
{
    menu->clear();
    QStringList files = QDir(QStringLiteral(":/scenarios")).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    const QString first = QFileInfo(QLatin1String(kFirstExample)).fileName();
    if (files.removeOne(first))
        files.prepend(first);
    for (const QString& file : files) {
        const QString path = QLatin1String(":/scenarios/") + file;
        QFile source(path);
        if (!source.open(QIODevice::ReadOnly))
            continue;
        const QByteArray json = source.readAll();
        const auto scenario = gossip::parseScenario({json.constData(), std::size_t(json.size())});
        QAction* action = menu->addAction(scenario ? scenarioTitle(*scenario) : file);
        action->setData(path);
        connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
    }
}

void ScenarioFiles::fillRecent(QMenu* menu)
{
    menu->clear();
    const QStringList files = QSettings().value(QLatin1String(kRecentKey)).toStringList();
    for (const QString& file : files)
        connect(menu->addAction(QDir::toNativeSeparators(file)), &QAction::triggered, this, [this, file] { openPath(file); });
    if (files.isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

}  // namespace gossip::ui
