// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/command_line.h"
#include "ui/look/theme.h"
#include "ui/window/actions.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/recovery.h"
#include "ui/window/run_edits.h"
#include "ui/window/run_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QGraphicsView>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <sys/stat.h>

#include <algorithm>
#include <memory>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 60000;

/// Numbers only, on the simulated clock: two runs of it leave the same bytes.
gossip::Scenario quick()
{
    gossip::Scenario scenario = *gossip::parseScenario(R"({"schema_version": 1, "name": "quick", "workload": "averaging",
        "clock": "simulated", "workers": {"count": 4, "groups": {"B": [2, 3], "A": [0, 1]}}, "protocol": {"id": "gosgd", "probability": 0.3},
        "faults": [{"at_s": 0.2, "kind": "partition", "groups": ["A", "B"], "for_s": 0.3}],
        "stop": {"steps": 400}})");
    scenario.name = "it's quick";
    scenario.title = {{"en", "A $quick `one` \\n"}, {"ja", "速い \"例\""}};   // what a shell could take for its own
    return scenario;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

}  // namespace

class TestDocuments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theCopiedLineRepeatsWhatTheWindowRan();
    void theCopiedLineRepeatsWhatWasDisturbed();
    void savingKeepsTheFinishedRunInSight();
    void aLineNamesFilesAndShippedScenariosWithWhatWasChanged();
    void everyQuotedWordReachesTheShellAsItWas();
    void changesOfAWindowThatVanishedAreOffered();
    void aWindowClosedInGoodOrderLeavesNothing();
    void aWindowThatIsStillThereIsLeftAlone();
    void unsavedChangesAreAskedForBeforeTheyAreLost();
    void filesAreOpenedByDropping();
    void whatIsNoScenarioIsRefusedWithItsPlaceAndARemedy_data();
    void whatIsNoScenarioIsRefusedWithItsPlaceAndARemedy();
    void aRunThatBrokeOffGoesOn();

private:
    void openWindow();
    [[nodiscard]] Lab& lab() { return m_window->lab(); }
    void drop(const QString& path);
    void press(const QString& text);
    QString runLine(const QString& line);
    QString vanishedWindow(const QByteArray& content);

    QTemporaryDir m_folder;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<ThemeStore> m_themes;
    std::unique_ptr<MainWindow> m_window;
};

void TestDocuments::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationName(QStringLiteral("test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
    m_themes = std::make_unique<ThemeStore>();
}

void TestDocuments::init()
{
    QSettings().clear();
    QSettings().setValue(QStringLiteral("runs folder"), m_folder.filePath(QStringLiteral("runs")));
    QSettings().setValue(QStringLiteral("look/language"), QStringLiteral("en"));
    m_language = std::make_unique<Language>();
    openWindow();
}

void TestDocuments::openWindow()
{
    m_window = std::make_unique<MainWindow>(*m_language);
    m_window->openAtStart({});
    m_window->show();
}

void TestDocuments::cleanup()
{
    m_window.reset();
    m_language.reset();
}

/// Runs a line in a shell, in an empty folder. \return the folder of its run
QString TestDocuments::runLine(const QString& line)
{
    const QString folder = m_folder.filePath(QStringLiteral("cli-%1").arg(QDir(m_folder.path()).count()));
    QDir().mkpath(folder);
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), QStringLiteral(GOSSIP_BIN_DIR ":") + environment.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(folder);
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
    if (!shell.waitForFinished(kPatienceMs) || shell.exitCode() != 0) {
        qWarning("%s\n%s", qPrintable(line), shell.readAllStandardError().constData());
        return {};
    }
    const QStringList runs = QDir(folder + QStringLiteral("/runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return runs.size() == 1 ? folder + QStringLiteral("/runs/") + runs.front() : QString();
}

void TestDocuments::theCopiedLineRepeatsWhatTheWindowRan()
{
    lab().setScenario(quick());
    m_window->actions().start->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    m_window->actions().copyCommand->trigger();
    const QString folder = runLine(QApplication::clipboard()->text());
    QVERIFY(!folder.isEmpty());
    for (const char* file : {"/scenario.json", "/metrics.csv", "/workers.csv", "/events.csv"}) {
        const QByteArray own = contentOf(lab().runFolder() + QLatin1String(file));
        QVERIFY2(own.size() > 50, file);
        const QByteArray repeated = contentOf(folder + QLatin1String(file));
        const QList<QByteArray> one = own.split('\n'), two = repeated.split('\n');
        for (int line = 0; line < std::min(one.size(), two.size()); ++line)
            QCOMPARE(two[line], one[line]);
        QCOMPARE(repeated.size(), own.size());
    }
}

void TestDocuments::theCopiedLineRepeatsWhatWasDisturbed()
{
    gossip::Scenario scenario = quick();
    scenario.stop = {};
    scenario.stop.seconds = 1e6;
    lab().setScenario(scenario);
    m_window->actions().step->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::paused, kPatienceMs);
    gossip::Fault crash;
    crash.kind = gossip::FaultKind::crash;
    crash.workers = {2};
    m_window->runPage().edits()->command(crash);
    m_window->actions().step->trigger();   // it acts with the next event
    const auto isCrashed = [this] {
        const std::vector<gossip::Fault> faults = lab().run()->recordedScenario().faults;
        return std::any_of(faults.begin(), faults.end(), [](const gossip::Fault& fault) { return fault.kind == gossip::FaultKind::crash; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isCrashed(), kPatienceMs);
    m_window->actions().copyCommand->trigger();
    const QString line = QApplication::clipboard()->text();
    QVERIFY2(line.contains(QStringLiteral("\"crash\"")), qPrintable(line));
    m_window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
}

void TestDocuments::savingKeepsTheFinishedRunInSight()
{
    lab().setScenario(quick());
    m_window->actions().start->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    const RunPage& page = m_window->runPage();
    QTRY_VERIFY(page.canLookBack());
    const QString sentence = page.sentence();
    QString why;
    QVERIFY2(lab().saveScenario(m_folder.filePath(QStringLiteral("kept.json")), &why), qPrintable(why));
    QVERIFY(!m_window->isWindowModified());
    QCOMPARE(lab().phase(), Lab::Phase::ended);
    QCOMPARE(page.sentence(), sentence);
    QVERIFY(page.canLookBack());
}

void TestDocuments::aLineNamesFilesAndShippedScenariosWithWhatWasChanged()
{
    m_window->actions().copyCommand->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("gossiplab-cli run two-plants"));
    gossip::Scenario scenario = lab().scenario();
    scenario.protocol.parameters["probability"] = 0.25;
    scenario.seed = 7;
    lab().setScenario(scenario);
    m_window->actions().copyCommand->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("gossiplab-cli run two-plants --set seed=7 --set protocol.probability=0.25"));
    const QString path = m_folder.filePath(QStringLiteral("with blank.json"));
    QString why;
    QVERIFY2(lab().saveScenario(path, &why), qPrintable(why));
    m_window->actions().copyCommand->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("gossiplab-cli run '%1'").arg(path));
    scenario.workers.names[0] = "another";   // a list: no --set of one value
    lab().setScenario(scenario);
    m_window->actions().copyCommand->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("printf %s '{")));
}

void TestDocuments::everyQuotedWordReachesTheShellAsItWas()
{
    for (const QString& word : {QStringLiteral("plain"), QStringLiteral("two words"), QStringLiteral("it's"), QStringLiteral("$HOME `x` \\n \"q\""),
                                QStringLiteral("工場"), QStringLiteral("'"), QString()}) {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("printf %s ") + shellQuoted(word)});
        QVERIFY(shell.waitForFinished(kPatienceMs));
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), word);
    }
}

/// A recovery file whose window has died.
QString TestDocuments::vanishedWindow(const QByteArray& content)
{
    QProcess gone;
    gone.start(QStringLiteral("/bin/true"), QStringList());
    gone.waitForStarted();
    const qint64 pid = gone.processId();
    gone.waitForFinished();
    const QString path = QFileInfo(QSettings().fileName()).absolutePath() + QStringLiteral("/recovery/gone.json");
    write(path, content);
    write(path + QStringLiteral(".lock"), QByteArray::number(pid) + "\ngone\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    return path;
}

void TestDocuments::changesOfAWindowThatVanishedAreOffered()
{
    gossip::Scenario scenario = lab().scenario();
    scenario.seed = 4711;
    lab().setScenario(scenario);
    const QDir folder(QFileInfo(QSettings().fileName()).absolutePath() + QStringLiteral("/recovery"));
    QTRY_COMPARE_WITH_TIMEOUT(folder.entryList({QStringLiteral("*.json")}).size(), 1, kPatienceMs);   // saved by itself
    const QByteArray kept = contentOf(folder.filePath(folder.entryList({QStringLiteral("*.json")}).front()));
    m_window.reset();
    QVERIFY(folder.entryList({QStringLiteral("*.json")}).isEmpty());
    const QString file = vanishedWindow(kept);
    openWindow();
    QVERIFY(m_window->messages().isVisible());
    QVERIFY(lab().scenario().seed != 4711);
    press(QStringLiteral("Bring them back"));
    QCOMPARE(lab().scenario().seed, std::uint64_t(4711));
    QVERIFY(lab().isModified() && m_window->isWindowModified());
    QVERIFY(!m_window->messages().isVisible() && !QFile::exists(file));
    m_window.reset();
    vanishedWindow(kept);
    openWindow();
    press(QStringLiteral("Drop them"));
    QVERIFY(!m_window->messages().isVisible() && !QFile::exists(file) && !lab().isModified());
    vanishedWindow("not JSON at all");
    openWindow();
    QVERIFY(!m_window->messages().isVisible() && !QFile::exists(file));
}

void TestDocuments::press(const QString& text)
{
    for (auto* button : m_window->messages().findChildren<QPushButton*>())
        if (button->text() == text)
            return QTest::mouseClick(button, Qt::LeftButton);
    QFAIL(qPrintable(QStringLiteral("nothing says: ") + text));
}

void TestDocuments::aWindowClosedInGoodOrderLeavesNothing()
{
    gossip::Scenario scenario = lab().scenario();
    scenario.seed = 12;
    lab().setScenario(scenario);
    QTest::qWait(1300);
    m_window.reset();
    const QDir folder(QFileInfo(QSettings().fileName()).absolutePath() + QStringLiteral("/recovery"));
    QCOMPARE(folder.entryList(QDir::Files), QStringList());
}

void TestDocuments::aWindowThatIsStillThereIsLeftAlone()
{
    gossip::Scenario scenario = lab().scenario();
    scenario.seed = 12;
    lab().setScenario(scenario);
    QTest::qWait(1300);
    MainWindow second(*m_language);
    second.openAtStart({});
    second.show();
    QVERIFY(!second.messages().isVisible());
}

void TestDocuments::unsavedChangesAreAskedForBeforeTheyAreLost()
{
    QVERIFY(!m_window->isWindowModified());
    gossip::Scenario scenario = lab().scenario();
    scenario.seed = 99;
    lab().setScenario(scenario);
    QVERIFY(m_window->isWindowModified());
    const auto answer = [](const QString& text) {
        QTimer::singleShot(200, qApp, [text] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(box != nullptr);
            for (QAbstractButton* button : box->buttons())
                if (button->text().contains(text))
                    return button->click();
            box->reject();
        });
    };
    answer(QStringLiteral("Go back"));
    m_window->close();
    QVERIFY(m_window->isVisible() && lab().isModified());
    answer(QStringLiteral("Do not save"));
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

void TestDocuments::drop(const QString& path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &event);
}

void TestDocuments::filesAreOpenedByDropping()
{
    for (const QGraphicsView* view : m_window->findChildren<QGraphicsView*>())
        QVERIFY(!view->viewport()->acceptDrops());
    const QString scenario = m_folder.filePath(QStringLiteral("dropped.json"));
    write(scenario, R"({"schema_version": 1, "name": "dropped"})");
    drop(scenario);
    QCOMPARE(lab().scenario().name, std::string("dropped"));
    QCOMPARE(lab().scenarioPath(), scenario);
    const QString run = m_folder.filePath(QStringLiteral("a run"));
    QDir().mkpath(run + QStringLiteral("/checkpoint"));
    write(run + QStringLiteral("/scenario.json"), R"({"schema_version": 1, "name": "of-a-run"})");
    for (const char* file : {"", "/metrics.csv", "/model.onnx", "/summary.json", "/checkpoint/state"}) {
        if (*file != '\0')
            write(run + QLatin1String(file), "x");
        drop(scenario);
        drop(run + QLatin1String(file));
        QVERIFY2(lab().scenario().name == "of-a-run", file);
        QTRY_VERIFY_WITH_TIMEOUT(!lab().isActive(), kPatienceMs);   // its files are read
    }
    const QString other = m_folder.filePath(QStringLiteral("photo.png"));
    write(other, "x");
    drop(other);
    QVERIFY(m_window->messages().isVisible() && m_window->messages().sentence().contains(QStringLiteral("photo.png")));
    QCOMPARE(lab().scenario().name, std::string("of-a-run"));
}

void TestDocuments::whatIsNoScenarioIsRefusedWithItsPlaceAndARemedy_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"folder", "empty.json", "sparse.json", "binary.json", "pipe.json", "run-of-nothing", "run-of-a-pipe", "gone.json"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDocuments::whatIsNoScenarioIsRefusedWithItsPlaceAndARemedy()
{
    QFETCH(const QString, name);
    const QString path = m_folder.filePath(name);
    for (const char* folder : {"folder", "run-of-nothing", "run-of-a-pipe"})
        QDir().mkpath(m_folder.filePath(QLatin1String(folder)));
    write(m_folder.filePath(QStringLiteral("run-of-nothing/scenario.json")), "");
    if (name.endsWith(QStringLiteral("pipe")) || name == QLatin1String("pipe.json"))
        QCOMPARE(mkfifo(qPrintable(name == QLatin1String("pipe.json") ? path : path + QStringLiteral("/scenario.json")), 0600), 0);
    if (name == QLatin1String("empty.json"))
        write(path, "");
    if (name == QLatin1String("binary.json"))
        write(path, QByteArray("\x89PNG\0\xff\xfe", 7));
    if (QFile sparse(path); name == QLatin1String("sparse.json")) {
        QVERIFY(sparse.open(QIODevice::WriteOnly));
        QVERIFY(sparse.resize(qint64(2) << 30));
    }
    const std::string before = gossip::toJson(lab().scenario());
    QElapsedTimer took;
    took.start();
    drop(path);
    QVERIFY2(took.elapsed() < kPatienceMs, qPrintable(name));
    const QString said = m_window->messages().sentence();
    QVERIFY(m_window->messages().isVisible());
    QVERIFY2(said.contains(name), qPrintable(said));
    QVERIFY2(said.size() > path.size() + 30, qPrintable(said));   // more than where
    QCOMPARE(gossip::toJson(lab().scenario()), before);
    QFile::remove(path);
}

void TestDocuments::aRunThatBrokeOffGoesOn()
{
    const QString scenario = m_folder.filePath(QStringLiteral("endless.json"));
    write(scenario, R"({"schema_version": 1, "name": "endless", "workload": "averaging", "workers": {"count": 4, "step_ms": 5},
        "checkpoint": {"every_s": 0.1}, "stop": {"seconds": 1000}})");
    const QString folder = m_folder.filePath(QStringLiteral("broken"));
    QProcess cli;
    cli.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"), {QStringLiteral("run"), scenario, QStringLiteral("--out"), folder});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder + QStringLiteral("/checkpoint/state")), kPatienceMs);
    QTest::qWait(500);
    cli.kill();
    cli.waitForFinished();
    const auto rows = contentOf(folder + QStringLiteral("/metrics.csv")).count('\n');
    QVERIFY(isUnfinishedRun(folder));
    drop(folder);
    QVERIFY(m_window->messages().isVisible());
    press(QStringLiteral("Go on with it"));
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::running, kPatienceMs);
    QCOMPARE(lab().runFolder(), folder);
    QTRY_VERIFY_WITH_TIMEOUT(lab().latest().timeS > 1.5, kPatienceMs);
    m_window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    QVERIFY(!isUnfinishedRun(folder));
    QVERIFY(contentOf(folder + QStringLiteral("/metrics.csv")).count('\n') > rows);
}

QTEST_MAIN(TestDocuments)
#include "test_documents.moc"
