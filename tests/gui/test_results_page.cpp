// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lab.h"
#include "ui/charts/accuracy_chart.h"
#include "ui/charts/time_axis.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/export_panel.h"
#include "ui/panels/results_page.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace gossip::ui;

namespace {

constexpr int kRunMs = 60000;

QString allTexts(const QWidget& page)
{
    QStringList texts;
    for (const auto* label : page.findChildren<QLabel*>())
        if (label->isVisibleTo(&page))
            texts << label->text();
    return texts.join(QLatin1Char('\n'));
}

}  // namespace

class TestResultsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_theme.reset(); }
    void init();
    void cleanup();

    void emptyPageOffersTheOneActThatFillsIt();
    void endedRunShowsWhatItsSummarySays();
    void csvExportCopiesEveryFileAndNeverOverwrites();
    void onnxOfAnyWorkerIsWrittenOffTheWindowsThread();
    void exportToAnImpossiblePlaceIsExplained();
    void chartsAreWrittenAsPngAndSvg();
    void runningModelIsEvaluatedOnDemand();
    void averagingShowsSpreadInsteadOfAccuracy();
    void pageMayGoWhileAnExportIsUnderWay();

private:
    void open(const std::vector<std::string>& overrides);
    void runToTheEnd();
    void waitForExport();

    std::unique_ptr<ThemeStore> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<ResultsPage> m_page;
};

void TestResultsPage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("results-page"));
    m_theme = std::make_unique<ThemeStore>();
}

void TestResultsPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings().setValue(QStringLiteral("runs folder"), m_folder->path());
    m_lab = std::make_unique<Lab>();
    open({"stop.epochs=1"});
    m_page = std::make_unique<ResultsPage>(m_lab.get());
    m_page->resize(1208, 704);
    m_page->show();
}

void TestResultsPage::cleanup()
{
    m_page.reset();
    m_lab.reset();
    m_folder.reset();
}

void TestResultsPage::open(const std::vector<std::string>& overrides)
{
    const auto scenario = gossip::parseScenario(R"({"schema_version": 1, "name": "small", "dataset": {"id": "stripes"},
        "model": {"id": "softmax"}, "workers": {"count": 2}, "training": {"batch": 16},
        "evaluation": {"every_s": 0.2, "worker_samples": 50}})", overrides);
    QVERIFY2(bool(scenario), scenario ? "" : scenario.error().str().c_str());
    m_lab->setScenario(*scenario);
}

void TestResultsPage::runToTheEnd()
{
    QSignalSpy ended(m_lab.get(), &Lab::runEnded);
    QSignalSpy failed(m_lab.get(), &Lab::failed);
    m_lab->start();
    QVERIFY(ended.wait(kRunMs));
    QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed.first().first().toString()));
}

void TestResultsPage::waitForExport()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->exports()->isBusy(), kRunMs);
}

void TestResultsPage::emptyPageOffersTheOneActThatFillsIt()
{
    QSignalSpy starts(m_page.get(), &ResultsPage::startRequested);
    QList<QPushButton*> visible;
    for (auto* button : m_page->findChildren<QPushButton*>())
        if (button->isVisible())
            visible << button;
    QCOMPARE(visible.size(), 1);
    visible.first()->click();
    QCOMPARE(starts.count(), 1);
}

void TestResultsPage::endedRunShowsWhatItsSummarySays()
{
    runToTheEnd();
    const gossip::Summary& summary = *m_lab->summary();
    QVERIFY(summary.evaluation.has_value());
    const QString texts = allTexts(*m_page);
    QVERIFY2(texts.contains(percentText(summary.final.metrics.testAccuracy)), qPrintable(texts));
    QVERIFY2(texts.contains(dataText(summary.final.metrics.bytesSent)), qPrintable(texts));
    QVERIFY(texts.contains(protocolText("gosgd")));
    QVERIFY(texts.contains(QStringLiteral("seed 1")));
    const auto tables = m_page->findChildren<QTableView*>();
    QCOMPARE(tables.size(), 2);
    for (const auto* table : tables)
        QCOMPARE(std::size_t(table->model()->rowCount()), m_lab->dataset()->classNames.size());
}

void TestResultsPage::csvExportCopiesEveryFileAndNeverOverwrites()
{
    runToTheEnd();
    const QString target = m_folder->filePath(QStringLiteral("taken"));
    m_page->exports()->exportCsv(target);
    waitForExport();
    const QStringList source = QDir(m_lab->runFolder()).entryList({QStringLiteral("*.csv")});
    QVERIFY(source.size() >= 4);
    QCOMPARE(QDir(target).entryList(QDir::Files), source);
    for (const QString& name : source) {
        QFile a(m_lab->runFolder() + QLatin1Char('/') + name), b(target + QLatin1Char('/') + name);
        QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
        QCOMPARE(b.readAll(), a.readAll());
    }
    m_page->exports()->exportCsv(target);
    waitForExport();
    QVERIFY2(m_page->exports()->said().contains(QStringLiteral("already holds files")), qPrintable(m_page->exports()->said()));
}

void TestResultsPage::onnxOfAnyWorkerIsWrittenOffTheWindowsThread()
{
    runToTheEnd();
    auto* models = m_page->exports()->findChild<QComboBox*>();
    QCOMPARE(models->count(), 3);   // the mean model and two workers
    QList<QByteArray> written;
    for (int choice = 0; choice < models->count(); ++choice) {
        models->setCurrentIndex(choice);
        const QString path = m_folder->filePath(QStringLiteral("model%1.onnx").arg(choice));
        m_page->exports()->exportOnnx(path);
        QVERIFY(m_page->exports()->isBusy());   // it came back before the work was done
        waitForExport();
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(m_page->exports()->said()));
        written << file.readAll();
        QVERIFY(written.last().size() > 1000);
    }
    QVERIFY(written[0] != written[1]);
    QVERIFY(written[1] != written[2]);
}

void TestResultsPage::exportToAnImpossiblePlaceIsExplained()
{
    runToTheEnd();
    m_page->exports()->exportOnnx(QStringLiteral("/proc/nowhere/model.onnx"));
    waitForExport();
    QVERIFY2(m_page->exports()->said().contains(QStringLiteral("/proc/nowhere")), qPrintable(m_page->exports()->said()));
    m_page->exports()->exportCsv(QStringLiteral("/proc/nowhere"));
    waitForExport();
    QVERIFY2(m_page->exports()->said().contains(QStringLiteral("/proc/nowhere")), qPrintable(m_page->exports()->said()));
}

void TestResultsPage::chartsAreWrittenAsPngAndSvg()
{
    TimeAxis axis;
    AccuracyChart chart(&axis);
    chart.resize(600, 300);
    chart.setScenario(m_lab->scenario());
    connect(m_lab.get(), &Lab::updated, &chart, &TimeChart::apply);
    runToTheEnd();
    m_page->setCharts({&chart});
    m_page->exports()->exportCharts(m_folder->path(), QStringLiteral("png"));
    m_page->exports()->exportCharts(m_folder->path(), QStringLiteral("svg"));
    const QDir folder(m_folder->path());
    const QStringList png = folder.entryList({QStringLiteral("*.png")}), svg = folder.entryList({QStringLiteral("*.svg")});
    QCOMPARE(png.size(), 1);
    QCOMPARE(svg.size(), 1);
    const QImage image(folder.filePath(png.first()));
    QVERIFY(image.width() >= 600);
    QFile drawing(folder.filePath(svg.first()));
    QVERIFY(drawing.open(QIODevice::ReadOnly));
    QVERIFY(drawing.readAll().contains("<svg"));
}

void TestResultsPage::runningModelIsEvaluatedOnDemand()
{
    open({"stop.seconds=600", "workers.step_ms=5"});
    QSignalSpy started(m_lab.get(), &Lab::runStarted);
    QSignalSpy evaluated(m_page->exports(), &ExportPanel::evaluated);
    m_lab->start();
    QVERIFY(started.wait(kRunMs));
    auto* button = m_page->findChild<QPushButton*>(QStringLiteral("evaluateNow"));
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    button->setFocus();
    m_page->exports()->evaluateNow();
    QVERIFY(!button->isEnabled());
    QVERIFY(QApplication::focusWidget() == m_page->exports());   // not the price that stands next
    QVERIFY(evaluated.wait(kRunMs));
    QVERIFY(m_lab->isActive());
    const auto evaluation = evaluated.first().first().value<gossip::Evaluation>();
    QVERIFY(allTexts(*m_page).contains(percentText(evaluation.accuracy)));
    QSignalSpy ended(m_lab.get(), &Lab::runEnded);
    m_lab->stop();
    QVERIFY(ended.wait(kRunMs));
}

void TestResultsPage::averagingShowsSpreadInsteadOfAccuracy()
{
    const auto scenario = gossip::parseScenario(
        R"({"schema_version": 1, "workload": "averaging", "workers": {"count": 4}, "stop": {"steps": 2000}})");
    QVERIFY2(bool(scenario), scenario ? "" : scenario.error().str().c_str());
    m_lab->setScenario(*scenario);
    runToTheEnd();
    for (const auto* table : m_page->findChildren<QTableView*>())
        QVERIFY(!table->isVisible());
    QVERIFY(allTexts(*m_page).contains(numberText(m_lab->summary()->final.metrics.consensusDistance)));
}

void TestResultsPage::pageMayGoWhileAnExportIsUnderWay()
{
    runToTheEnd();
    const QString path = m_folder->filePath(QStringLiteral("late.onnx"));
    m_page->exports()->exportOnnx(path);
    m_page.reset();   // waits for the file; its outcome has nobody left to tell
    m_lab.reset();
    QVERIFY(QFile::exists(path));
    QCoreApplication::processEvents();
}

QTEST_MAIN(TestResultsPage)
#include "test_results_page.moc"
