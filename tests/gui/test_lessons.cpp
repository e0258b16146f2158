// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons inside the program: each is whole, its experiment does what its reason says, and the window leads through it.
#include "window_rig.h"

#include "ui/charts/accuracy_chart.h"
#include "ui/charts/guess_mark.h"
#include "ui/look/spotlight.h"
#include "ui/models/lessons.h"
#include "ui/models/words.h"
#include "ui/panels/learn_page.h"
#include "ui/views/cluster_map.h"
#include "ui/window/fault_strip.h"
#include "ui/window/lesson_bar.h"
#include "ui/window/run_page.h"

#include "datasets/catalogue.h"

#include <gossip/run.h>

#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QGraphicsOpacityEffect>
#include <QRegularExpression>
#include <QTimer>

#include <functional>
#include <map>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 60000;

int sentencesOf(const std::string& text)
{
    static const QRegularExpression ends(QStringLiteral("[.!?](\\s|$)|[。？]"));
    return int(QString::fromStdString(text).count(ends));
}

/// All records of a lesson's experiment, undisturbed; computed once.
const std::vector<gossip::Record>& recordsOf(const Lesson& lesson)
{
    static std::map<std::string, std::vector<gossip::Record>> known;
    std::vector<gossip::Record>& records = known[lesson.scenario.name];
    if (!records.empty())
        return records;
    const auto data = gossip::datasets::load(lesson.scenario.dataset, {});
    if (!data)
        return records;
    auto run = gossip::Run::start(lesson.scenario, *data, {});
    gossip::RunUpdate update;
    if (run && (*run)->wait().outcome == gossip::RunState::finished)
        (*run)->drain(update);
    return records = std::move(update.records);
}

/// The worst or mean accuracy [%] at the last evaluation until then.
double accuracyAt(const std::vector<gossip::Record>& records, double timeS, std::optional<double> gossip::MetricsRow::* what)
{
    double found = -1.0;
    for (const gossip::Record& record : records)
        if (record.metrics.timeS <= timeS && record.metrics.*what)
            found = 100.0 * *(record.metrics.*what);
    return found;
}

}  // namespace

class TestLessons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLessonIsWhole_data() { rows(); }
    void everyLessonIsWhole();
    void theExperimentDoesWhatTheReasonSays_data() { rows(); }
    void theExperimentDoesWhatTheReasonSays();
    void theCardsBeginTheirLessons();
    void aGuessIsDraggedAndMovedByKeys();
    void theBarTellsHowFarOffAndWhyAndLeadsOn();
    void whoHadAHandInItIsTold();
    void startAgainEndsTheRunFirst();
    void oneControlIsLitAndNoneIsLocked();
    void leavingUndoesEverything();
    void unsavedEditsAreAskedFor();
    void nothingMovesAndNothingIsCutOff_data();
    void nothingMovesAndNothingIsCutOff();
    void cleanup() { m_rig.close(); }

private:
    static void rows();
    void begin(int lesson);
    void runToTheEnd();
    void dragTo(int percent);
    [[nodiscard]] Lab& lab() { return m_rig.lab(); }
    template <class Widget>
    Widget* find(const char* name = "") { return m_rig.window->findChild<Widget*>(QLatin1String(name)); }
    void press(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] LessonBar& bar() { return *find<LessonBar>("lesson"); }
    [[nodiscard]] GuessMark& mark() { return *find<GuessMark>("guess"); }

    WindowRig m_rig;
};

void TestLessons::rows()
{
    QTest::addColumn<int>("index");
    QCOMPARE(lessons().size(), std::size_t(4));
    for (int i = 0; i < int(lessons().size()); ++i)
        QTest::newRow(lessons()[std::size_t(i)].scenario.name.c_str()) << i;
}

void TestLessons::begin(int lesson)
{
    if (!m_rig.window)
        m_rig.open();
    m_rig.window->setPage(Page::learn);
    QTest::mouseClick(m_rig.window->findChildren<QPushButton*>(QStringLiteral("beginLesson"))[lesson], Qt::LeftButton);
    QTest::qWait(200);   // charts lay themselves out ten times a second
}

void TestLessons::runToTheEnd()
{
    lab().setPace(0.0);
    press("lessonRun");
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
}

void TestLessons::dragTo(int percent)
{
    const QPoint from = mark().flag().center();
    const QRectF plot = m_rig.window->runPage().accuracyChart()->chart()->plotArea();
    const QPoint to = from - QPoint(0, qRound((percent - mark().value()) * plot.height() / 100.0));
    QTest::mousePress(&mark(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&mark(), to);
    QTest::mouseRelease(&mark(), Qt::LeftButton, {}, to);
}

void TestLessons::everyLessonIsWhole()
{
    QFETCH(int, index);
    m_rig.open();
    const Lesson& lesson = lessons()[std::size_t(index)];
    QString why;
    QVERIFY2(lab().openScenario(lesson.path(), &why), qPrintable(why));
    QCOMPARE(lab().scenario().name, lesson.scenario.name);
    QCOMPARE(lesson.scenario.clock, gossip::Clock::simulated);   // so that it comes out as the reason says
    QCOMPARE(lesson.scenario.dataset.id, std::string("stripes")); // needs no files
    QVERIFY2(lesson.lengthS() >= 20.0 && lesson.lengthS() <= 40.0, qPrintable(QString::number(lesson.lengthS())));
    QVERIFY(m_rig.window->runPage().findChild<QWidget*>(lesson.control) != nullptr);
    QCOMPARE(QDir(QStringLiteral(":/lessons")).entryList({QStringLiteral("*.json")}).size(), qsizetype(lessons().size()) + 1);
    for (const Lesson::Texts* texts : {&lesson.scenario.title, &lesson.scenario.description, &lesson.question, &lesson.why}) {
        QVERIFY(!texts->at("en").empty() && !texts->at("ja").empty());
        QVERIFY(texts->at("en") != texts->at("ja"));
        QCOMPARE(texts->size(), std::size_t(2));
    }
    QCOMPARE(sentencesOf(lesson.why.at("en")), 2);
    QCOMPARE(sentencesOf(lesson.why.at("ja")), 2);
    QCOMPARE(sentencesOf(lesson.question.at("en")), 1);
    QVERIFY(lesson.question.at("en").ends_with("?"));
}

void TestLessons::theExperimentDoesWhatTheReasonSays()
{
    QFETCH(int, index);
    const Lesson& lesson = lessons()[std::size_t(index)];
    const std::vector<gossip::Record> records = recordsOf(lesson);
    QVERIFY(!records.empty());
    constexpr auto kMean = &gossip::MetricsRow::workerAccuracyMean;
    constexpr auto kWorst = &gossip::MetricsRow::workerAccuracyMin;
    const gossip::MetricsRow& end = records.back().metrics;
    QVERIFY(lesson.truth(end).has_value());
    const double truth = 100.0 * *lesson.truth(end);
    const auto claims = std::map<std::string, std::function<void()>>{
        {"each-plant-alone",
         [&] {
             QVERIFY2(truth > 45.0 && truth <= 50.5, qPrintable(QString::number(truth)));   // two of four kinds
             QCOMPARE(end.messagesSent, std::uint64_t(0));
         }},
        {"now-and-then",
         [&] {
             QVERIFY2(truth > 90.0, qPrintable(QString::number(truth)));
             // In bytes: a ring sends 2 (M - 1) / M models a step of every worker, gossip as many as there are messages.
             const double ring = 2.0 * 7.0 / 8.0 * double(end.steps) / double(end.messagesSent);
             QVERIFY2(ring > 34.0 && ring < 38.0, qPrintable(QString::number(ring)));       // "36 times as much"
         }},
        {"line-cut",
         [&] {
             const double before = accuracyAt(records, 8.0, kMean);
             const double cut = accuracyAt(records, 15.9, kMean);
             QVERIFY2(cut < before - 15.0, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(cut)));
             QVERIFY2(accuracyAt(records, 19.0, kMean) > cut + 15.0, "the knowledge is back within seconds");
             QVERIFY2(truth > 90.0, qPrintable(QString::number(truth)));
         }},
        {"two-machines-fail",
         [&] {
             for (const gossip::Record& record : records)
                 if (record.metrics.timeS > 4.5 && record.metrics.timeS < 19.5)
                     QCOMPARE(record.metrics.workersAlive, 6);
             QCOMPARE(end.workersAlive, 8);
             const double before = accuracyAt(records, 4.0, kMean);
             const double others = accuracyAt(records, 19.9, kMean);
             QVERIFY2(others > before + 20.0, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(others)));   // they went on
             QVERIFY2(accuracyAt(records, 22.0, kWorst) > others - 5.0, "who comes back is at once where the others are");
             QVERIFY2(truth > 90.0, qPrintable(QString::number(truth)));
         }}};
    claims.at(lesson.scenario.name)();
}

void TestLessons::theCardsBeginTheirLessons()
{
    m_rig.open();
    m_rig.window->setPage(Page::learn);
    const auto* page = find<LearnPage>();
    QCOMPARE(page->findChildren<QPushButton*>(QStringLiteral("beginLesson")).size(), qsizetype(lessons().size()));
    for (int i = 0; i < int(lessons().size()); ++i) {
        begin(i);
        const Lesson& lesson = lessons()[std::size_t(i)];
        QCOMPARE(m_rig.window->page(), Page::run);
        QVERIFY(bar().isVisible() && mark().isVisible() && find<QPushButton>("lessonRun")->isVisible());
        QCOMPARE(bar().heading(), scenarioDescription(lesson.scenario));
        QVERIFY(bar().text().startsWith(byLanguage(lesson.question)));
        QCOMPARE(lab().scenario().name, lesson.scenario.name);
        QVERIFY(!lab().isModified());
        QCOMPARE(lab().pace(), lesson.pace);
    }
}

void TestLessons::aGuessIsDraggedAndMovedByKeys()
{
    begin(0);
    for (const int percent : {30, 92, 4, 55}) {
        dragTo(percent);
        QVERIFY2(std::abs(mark().value() - percent) <= 1, qPrintable(QString::number(mark().value())));
        const QRectF plot = m_rig.window->runPage().accuracyChart()->chart()->plotArea();
        const double onScale = 100.0 * (plot.bottom() - mark().mapToParent(QPoint(0, mark().flag().bottom() + 1)).y()) / plot.height();
        QVERIFY2(std::abs(onScale - mark().value()) < 1.0, qPrintable(QString::number(onScale)));   // it stands where it says
    }
    mark().setValue(55);
    mark().setFocus();
    QTest::keyClick(&mark(), Qt::Key_Up);
    QCOMPARE(mark().value(), 56);
    QTest::keyClick(&mark(), Qt::Key_Left);
    QTest::keyClick(&mark(), Qt::Key_Down);
    QCOMPARE(mark().value(), 54);
    QTest::keyClick(&mark(), Qt::Key_PageUp);
    QCOMPARE(mark().value(), 64);
    for (const char* next : {"lessonRun", "lessonAgain", "lessonClose"}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1String(next));
    }
    QCOMPARE(mark().accessibleName(), QStringLiteral("Your guess"));
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&mark());
    QVERIFY(spoken != nullptr && spoken->valueInterface() != nullptr);
    QCOMPARE(spoken->role(), QAccessible::Slider);
    QCOMPARE(spoken->valueInterface()->currentValue().toInt(), 64);
}

void TestLessons::theBarTellsHowFarOffAndWhyAndLeadsOn()
{
    const int last = int(lessons().size()) - 1;
    begin(last - 1);
    dragTo(20);
    const int guessed = mark().value();
    runToTheEnd();
    const Lesson& lesson = lessons()[std::size_t(last - 1)];
    const int measured = qRound(100.0 * *lesson.truth(lab().summary()->final.metrics));
    QVERIFY(measured > guessed);
    QCOMPARE(bar().heading(), QStringLiteral("%1 points higher than you guessed: %2 %, not %3 %.").arg(measured - guessed).arg(measured).arg(guessed));
    QCOMPARE(bar().text(), byLanguage(lesson.why));
    QCOMPARE(mark().value(), guessed);
    QVERIFY(!mark().isEnabled() && mark().isVisible());

    press("lessonNext");
    QCOMPARE(lab().scenario().name, lessons()[std::size_t(last)].scenario.name);
    QVERIFY(mark().isEnabled());
    QTest::qWait(200);
    dragTo(100);
    runToTheEnd();
    const int worst = qRound(100.0 * *lab().summary()->final.metrics.workerAccuracyMin);
    const QString points = 100 - worst == 1 ? QStringLiteral("1 point") : QStringLiteral("%1 points").arg(100 - worst);
    QCOMPARE(bar().heading(), worst == 100 ? QStringLiteral("Just as you guessed: 100 %.")
                                           : QStringLiteral("%1 lower than you guessed: %2 %, not 100 %.").arg(points).arg(worst));
    QVERIFY(!find<QPushButton>("lessonRun")->isVisible());
    press("lessonNext");   // there is none: all lessons
    QCOMPARE(m_rig.window->page(), Page::learn);
    QVERIFY(!bar().isVisibleTo(&m_rig.window->runPage()));
}

void TestLessons::whoHadAHandInItIsTold()
{
    begin(0);
    press("lessonRun");
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().steps > 100, kPatienceMs);
    QVERIFY(!m_rig.window->runPage().facts().cutSinceS && !m_rig.window->runPage().facts().exchanges);   // nobody sends; no line is cut
    QVERIFY(!find<QPushButton>("cut")->isChecked());
    m_rig.window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    QVERIFY(bar().heading().contains(QStringLiteral("than you guessed")));
    QVERIFY(bar().text().startsWith(QStringLiteral("You had a hand in this run.")));
    QVERIFY(bar().text().endsWith(byLanguage(lessons()[0].why)));
}

void TestLessons::startAgainEndsTheRunFirst()
{
    begin(1);
    press("lessonRun");
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().steps > 100, kPatienceMs);
    QVERIFY(!mark().isEnabled() && !find<QPushButton>("lessonRun")->isEnabled());
    press("lessonAgain");
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::idle, kPatienceMs);
    QVERIFY(mark().isEnabled() && find<QPushButton>("lessonRun")->isEnabled());
    QVERIFY(bar().text().startsWith(byLanguage(lessons()[1].question)));
    const Lesson& lesson = lessons()[1];
    QVERIFY(!recordsOf(lesson).empty());
    const int answer = qRound(100.0 * *lesson.truth(recordsOf(lesson).back().metrics));
    mark().setValue(answer);
    runToTheEnd();   // as it comes out whenever nobody has a hand in it
    QCOMPARE(bar().heading(), QStringLiteral("Just as you guessed: %1 %.").arg(answer));
    QCOMPARE(bar().text(), byLanguage(lesson.why));
    press("lessonAgain");
    QCOMPARE(lab().phase(), Lab::Phase::idle);
    QVERIFY(mark().isEnabled() && find<QPushButton>("lessonRun")->isVisible() && !find<QPushButton>("lessonNext")->isVisible());
}

void TestLessons::oneControlIsLitAndNoneIsLocked()
{
    begin(2);
    auto* lit = find<QWidget>(qPrintable(lessons()[2].control));
    auto* ring = find<Spotlight>("spotlight");
    RunPage& page = m_rig.window->runPage();
    const auto around = [&] { return QRect(lit->mapTo(&page, QPoint()), lit->size()); };
    QVERIFY(ring->isVisible() && lit->graphicsEffect() == nullptr);
    for (const QSize size : {QSize(1280, 800), QSize(1600, 900)}) {
        m_rig.window->resize(size);
        QTRY_VERIFY(ring->geometry().contains(around()));
        QVERIFY(ring->width() - lit->width() < 20 && ring->height() - lit->height() < 20);
    }
    for (const char* name : {"crash", "slow", "restore", "probability", "latency", "loss", "start", "pause", "stop"}) {
        const auto* other = find<QWidget>(name);
        const auto* effect = qobject_cast<QGraphicsOpacityEffect*>(other->graphicsEffect());
        QVERIFY2(effect != nullptr && effect->opacity() == Spotlight::kDimmed, name);
    }
    press("start");   // a dimmed control works as ever
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().steps > 100, kPatienceMs);
    press("crash");
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().workers[1].state, gossip::WorkerState::crashed, kPatienceMs);
    m_rig.language().setChoice(QStringLiteral("ja"));
    QTRY_VERIFY(ring->geometry().contains(around()));
    QTRY_VERIFY(bar().text().startsWith(QString::fromStdString(lessons()[2].question.at("ja"))));
    QCOMPARE(lab().phase(), Lab::Phase::running);
}

void TestLessons::leavingUndoesEverything()
{
    m_rig.open();
    lab().setPace(5.0);
    const int before = m_rig.window->runPage().accuracyChart()->height();
    begin(3);
    press("lessonRun");
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running, kPatienceMs);
    press("lessonClose");
    QVERIFY(!bar().isVisible() && !mark().isVisible() && !find<Spotlight>("spotlight")->isVisible());
    QCOMPARE(lab().pace(), 5.0);
    for (const QWidget* widget : m_rig.window->findChildren<QWidget*>())
        QVERIFY2(widget->graphicsEffect() == nullptr, qPrintable(widget->objectName()));
    QTRY_COMPARE(m_rig.window->runPage().accuracyChart()->height(), before);
    QCOMPARE(lab().phase(), Lab::Phase::running);   // whoever leaves may go on watching
    lab().stop();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    begin(0);
    lab().setScenario(endlessScenario());   // another experiment is no lesson any more
    QVERIFY(!bar().isVisible() && !mark().isVisible());
    QCOMPARE(lab().pace(), 5.0);
}

void TestLessons::unsavedEditsAreAskedFor()
{
    m_rig.open();
    lab().setScenario(endlessScenario());
    QVERIFY(lab().isModified());
    bool asked = false;
    QTimer::singleShot(50, this, [&asked] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        asked = dialog != nullptr;
        if (asked)
            dialog->reject();
    });
    begin(0);
    QVERIFY(asked);
    QCOMPARE(lab().scenario().name, std::string("small"));
    QVERIFY(!bar().isVisibleTo(&m_rig.window->runPage()));
    QCOMPARE(m_rig.window->page(), Page::learn);
}

void TestLessons::nothingMovesAndNothingIsCutOff_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("ja")})
        for (const QSize size : {QSize(1180, 680), QSize(1920, 1080)})   // the narrowest, and the largest text
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(language).arg(size.width()))) << language << size;
}

void TestLessons::nothingMovesAndNothingIsCutOff()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    m_rig.open(language, size);
    const auto fits = [this] {
        for (const QLabel* label : bar().findChildren<QLabel*>()) {
            const int high = label->wordWrap() ? label->heightForWidth(label->width()) : 0;
            const int wide = label->wordWrap() ? 0 : QFontMetrics(label->font()).horizontalAdvance(label->text());
            QVERIFY2(high <= label->height() && wide <= label->width(),
                     qPrintable(QStringLiteral("%1 > %2 px high or %3 > %4 px wide: %5").arg(high).arg(label->height()).arg(wide).arg(label->width()).arg(label->text())));
        }
        for (const QPushButton* button : bar().findChildren<QPushButton*>())
            QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    };
    for (int i = 0; i < int(lessons().size()); ++i) {
        begin(i);
        fits();
        const RunPage& page = m_rig.window->runPage();
        const auto places = [&page] { return std::vector<QRect>{page.map()->geometry(), page.accuracyChart()->geometry(), page.strip()->geometry()}; };
        const std::vector<QRect> before = places();
        press("lessonRun");
        QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().steps > 100, kPatienceMs);
        QCOMPARE(places(), before);
        lab().stop();
        QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
        QTest::qWait(100);
        fits();   // the longest text: of a run that somebody ended
        QCOMPARE(places(), before);
    }
}

QTEST_MAIN(TestLessons)
#include "test_lessons.moc"
