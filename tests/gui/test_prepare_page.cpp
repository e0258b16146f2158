// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lab.h"
#include "ui/look/theme.h"
#include "ui/panels/groups_text.h"
#include "ui/panels/prepare_page.h"
#include "ui/panels/scenario_form.h"
#include "ui/panels/scenario_list.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace gossip::ui;
using Type = gossip::FieldInfo::Type;

class TestPreparePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); m_theme = std::make_unique<ThemeStore>(); }
    void cleanupTestCase() { m_theme.reset(); }
    void init();
    void cleanup();

    void everyNumberIsRefusedOutsideItsRangeAndTakenInside();
    void everyChoiceThatIsOfferedIsTakenOrExplained();
    void refusalSaysTheRangeAndWhatWasEntered();
    void sharesAreTypedAsPercent();
    void fullWidthDigitsAreUnderstood();
    void shippedScenarioFillsTheForm();
    void fewerWorkersKeepPlantsNamesAndClassesTogether();
    void dividingDataByPlantMakesPlants();
    void steppedRateKnowsWhenToDrop();
    void dataCanBeChosenAsFolderOrArchive();
    void topologiesBringTheirOwnFields();
    void workersThatBreakTheTopologyAreRefusedInSight();
    void spectralGapIsShown();
    void unreadableGroupsAreExplained();
    void groupsSurviveTheirText();
    void fieldsThatDoNotCountAreHidden();
    void resetBringsBackTheDefault();
    void replacedEditsCanBeBroughtBack();
    void startAndSaveAreToldToTheWindow();

private:
    void type(FieldEditor* editor, const QString& text);
    void open(const QString& name);

    std::unique_ptr<ThemeStore> m_theme;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<PreparePage> m_page;
};

void TestPreparePage::init()
{
    m_lab = std::make_unique<Lab>();
    open(QStringLiteral("two-plants"));
    m_page = std::make_unique<PreparePage>(m_lab.get());
    m_page->resize(1208, 704);
    m_page->show();
}

void TestPreparePage::cleanup()
{
    m_page.reset();
    m_lab.reset();
}

void TestPreparePage::open(const QString& name)
{
    QString why;
    QVERIFY2(m_lab->openScenario(QStringLiteral(":/scenarios/%1.json").arg(name), &why), qPrintable(why));
}

void TestPreparePage::type(FieldEditor* editor, const QString& text)
{
    QVERIFY(editor != nullptr);
    auto* line = qobject_cast<QLineEdit*>(editor->editor());
    QVERIFY(line != nullptr);
    line->setText(text);
    Q_EMIT line->editingFinished();
}

void TestPreparePage::everyNumberIsRefusedOutsideItsRangeAndTakenInside()
{
    int checked = 0;
    for (const FormField& field : formFields(m_lab->scenario())) {
        FieldEditor* editor = m_page->editor(field.info.path);
        if (editor == nullptr || (field.info.type != Type::number && field.info.type != Type::integer))
            continue;
        const std::string before = formValue(m_lab->scenario(), field.info.path);
        const double over = field.info.maximum * (field.percent ? 100.0 : 1.0) * 2.0 + 1.0;
        type(editor, QString::number(over, 'f', 0));
        QVERIFY2(!editor->refusal().isEmpty(), field.info.path.c_str());
        QCOMPARE(formValue(m_lab->scenario(), field.info.path), before);
        type(editor, QStringLiteral("many"));
        QVERIFY2(!editor->refusal().isEmpty(), field.info.path.c_str());
        QCOMPARE(formValue(m_lab->scenario(), field.info.path), before);
        ++checked;
    }
    QVERIFY(checked >= 20);
    type(m_page->editor("training.batch"), QStringLiteral("48"));
    QCOMPARE(m_lab->scenario().training.batch, 48);
    type(m_page->editor("network.latency_ms"), QStringLiteral("12.5"));
    QCOMPARE(m_lab->scenario().network.latencyMs, 12.5);
    QVERIFY(m_page->editor("network.latency_ms")->refusal().isEmpty());
}

void TestPreparePage::everyChoiceThatIsOfferedIsTakenOrExplained()
{
    const gossip::Scenario start = m_lab->scenario();
    for (const FormField& field : formFields(start)) {
        if (field.info.type != Type::choice || m_page->editor(field.info.path) == nullptr)
            continue;
        for (const std::string& choice : field.info.choices) {
            m_lab->setScenario(start);
            auto* box = qobject_cast<QComboBox*>(m_page->editor(field.info.path)->editor());
            const int index = box->findData(QString::fromStdString(choice));
            QVERIFY2(index >= 0, choice.c_str());
            Q_EMIT box->activated(index);
            const bool taken = formValue(m_lab->scenario(), field.info.path) == '"' + choice + '"';
            FieldEditor* editor = m_page->editor(field.info.path);
            QVERIFY2(taken || !editor->refusal().isEmpty(), (field.info.path + "=" + choice).c_str());
        }
    }
}

void TestPreparePage::refusalSaysTheRangeAndWhatWasEntered()
{
    FieldEditor* editor = m_page->editor("protocol.probability");
    type(editor, QStringLiteral("150"));
    QVERIFY2(editor->refusal().contains(QStringLiteral("100 %")), qPrintable(editor->refusal()));
    QVERIFY(editor->refusal().contains(QStringLiteral("150")));
    QCOMPARE(qobject_cast<QLineEdit*>(editor->editor())->text(), QStringLiteral("150"));
    type(editor, QStringLiteral("20"));
    QVERIFY(editor->refusal().isEmpty());
}

void TestPreparePage::sharesAreTypedAsPercent()
{
    type(m_page->editor("protocol.probability"), QStringLiteral("7 %"));
    QCOMPARE(m_lab->scenario().protocol.parameters.at("probability"), 0.07);
    QCOMPARE(qobject_cast<QLineEdit*>(m_page->editor("protocol.probability")->editor())->text(), QStringLiteral("7"));
    type(m_page->editor("network.loss"), QStringLiteral("2.5"));
    QCOMPARE(m_lab->scenario().network.loss, 0.025);
}

void TestPreparePage::fullWidthDigitsAreUnderstood()
{
    type(m_page->editor("training.batch"), QString::fromUtf8("６４"));
    QCOMPARE(m_lab->scenario().training.batch, 64);
}

void TestPreparePage::shippedScenarioFillsTheForm()
{
    auto* list = m_page->findChild<ScenarioList*>();
    QVERIFY(list != nullptr);
    QVERIFY(list->count() >= 5);
    for (int row = 0; row < list->count(); ++row) {
        Q_EMIT list->itemClicked(list->item(row));
        QVERIFY(!m_lab->isModified());
        QCOMPARE(list->currentRow(), row);
        for (const FormField& field : formFields(m_lab->scenario())) {
            FieldEditor* editor = m_page->editor(field.info.path);
            if (editor == nullptr || field.info.type != Type::integer)
                continue;
            QCOMPARE(qobject_cast<QLineEdit*>(editor->editor())->text().toStdString(),
                     formValue(m_lab->scenario(), field.info.path));
        }
    }
}

void TestPreparePage::fewerWorkersKeepPlantsNamesAndClassesTogether()
{
    const auto classes = m_lab->scenario().dataset.partition.classes;
    type(m_page->editor("workers.count"), QStringLiteral("6"));
    const gossip::Scenario& now = m_lab->scenario();
    QCOMPARE(now.workers.count, 6);
    QCOMPARE(now.workers.groups, (gossip::Groups{{"A", {0, 1, 2}}, {"B", {3, 4, 5}}}));
    QCOMPARE(now.workers.names, (std::vector<std::string>{"A-1", "A-2", "A-3", "B-1", "B-2", "B-3"}));
    QCOMPARE(now.dataset.partition.classes, classes);
}

void TestPreparePage::dividingDataByPlantMakesPlants()
{
    open(QStringLiteral("iid-reference"));
    QVERIFY(m_lab->scenario().workers.groups.empty());
    const auto changed = withField(m_lab->scenario(), "dataset.partition.kind", "\"groups\"");
    QVERIFY2(bool(changed), changed ? "" : changed.error().str().c_str());
    QCOMPARE(changed->workers.groups.size(), std::size_t(2));
    QCOMPARE(changed->dataset.partition.classes,
             (gossip::Groups{{"A", {0, 1, 2, 3, 4}}, {"B", {5, 6, 7, 8, 9}}}));
    const auto back = withField(*changed, "form.plants", "0");
    QVERIFY2(bool(back), back ? "" : back.error().str().c_str());
    QVERIFY(back->dataset.partition.kind == gossip::PartitionKind::iid);
}

void TestPreparePage::steppedRateKnowsWhenToDrop()
{
    gossip::Scenario scenario = m_lab->scenario();
    const auto constant = withField(scenario, "training.schedule.kind", "\"constant\"");
    QVERIFY(bool(constant));
    const auto stepped = withField(*constant, "training.schedule.kind", "\"step\"");
    QVERIFY2(bool(stepped), stepped ? "" : stepped.error().str().c_str());
    QCOMPARE(stepped->training.schedule.atEpochs.size(), std::size_t(1));
    const auto two = withField(*stepped, "training.schedule.at_epochs", "\"4, 9\"");
    QVERIFY2(bool(two), two ? "" : two.error().str().c_str());
    QCOMPARE(two->training.schedule.atEpochs, (std::vector<double>{4.0, 9.0}));
    QVERIFY(!withField(*stepped, "training.schedule.at_epochs", "\"9, 4\""));
}

void TestPreparePage::dataCanBeChosenAsFolderOrArchive()
{
    FieldEditor* path = m_page->editor("dataset.path");
    QVERIFY(path != nullptr);
    const auto buttons = path->findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 1);
    QCOMPARE(buttons.first()->menu()->actions().size(), 2);
    for (const QAction* action : buttons.first()->menu()->actions())
        QVERIFY(!action->text().isEmpty());
    type(path, QStringLiteral("/data/cifar-10-binary.tar.gz"));
    QCOMPARE(m_lab->scenario().dataset.path, std::string("/data/cifar-10-binary.tar.gz"));
    QVERIFY(m_page->editor("name")->findChildren<QToolButton*>().isEmpty());
    auto* sets = qobject_cast<QComboBox*>(m_page->editor("dataset.id")->editor());
    QVERIFY(sets != nullptr && sets->findData(QStringLiteral("cifar-10")) >= 0);
}

void TestPreparePage::topologiesBringTheirOwnFields()
{
    QVERIFY(m_page->editor("topology.degree") == nullptr && m_page->editor("topology.edges") == nullptr);
    m_lab->setScenario(*withField(m_lab->scenario(), "topology.id", "\"small-world\""));
    QVERIFY(m_page->editor("topology.degree") != nullptr && m_page->editor("topology.edges") == nullptr);
    QVERIFY(!m_page->editor("topology.degree")->findChild<QPushButton*>()->isVisibleTo(m_page.get()));   // it is the default
    type(m_page->editor("topology.degree"), QStringLiteral("6"));
    QCOMPARE(m_lab->scenario().topology.parameters.at("degree"), 6.0);
    m_page->editor("topology.degree")->findChild<QPushButton*>()->click();
    QCOMPARE(m_lab->scenario().topology.parameters.at("degree"), 4.0);
    m_lab->setScenario(*withField(m_lab->scenario(), "topology.id", "\"edges\""));
    type(m_page->editor("topology.edges"), QStringLiteral("[0, 1], [1, 0]"));
    QVERIFY2(m_page->editor("topology.edges")->refusal().contains(QStringLiteral("no way leads")), qPrintable(m_page->editor("topology.edges")->refusal()));
    QCOMPARE(m_lab->scenario().topology.edges.size(), std::size_t(8));   // the ring that it began with
    auto both = m_lab->scenario().topology.edges;
    both.emplace_back(0, 4);
    type(m_page->editor("topology.edges"), QStringLiteral("[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7], [7, 0], [0, 4]"));
    QVERIFY(m_lab->scenario().topology.edges == both);
    m_page->editor("topology.edges")->findChild<QPushButton*>()->click();   // an empty list would be refused
    QCOMPARE(m_page->editor("topology.edges")->refusal(), QString());
    QCOMPARE(m_lab->scenario().topology.edges.size(), std::size_t(8));
}

void TestPreparePage::workersThatBreakTheTopologyAreRefusedInSight()
{
    for (const auto& [topology, sentence] : {std::pair("\"torus\"", "a torus needs rows and columns"), std::pair("\"edges\"", "there is no worker 7")}) {
        m_lab->setScenario(*withField(m_lab->scenario(), "topology.id", topology));
        FieldEditor* count = m_page->editor("workers.count");
        type(count, QStringLiteral("7"));
        QVERIFY2(count->refusal().contains(QLatin1String(sentence)), qPrintable(count->refusal()));
        QCOMPARE(m_lab->scenario().workers.count, 8);
        const auto labels = count->findChildren<QLabel*>();
        const auto said = std::find_if(labels.begin(), labels.end(), [count](const QLabel* label) { return label->text() == count->refusal(); });
        QVERIFY(said != labels.end());
        QTRY_COMPARE((*said)->visibleRegion().boundingRect(), (*said)->rect());
    }
}

void TestPreparePage::spectralGapIsShown()
{
    const auto shown = [this](const QString& text) {
        const auto labels = m_page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
    };
    QTRY_VERIFY(shown(QStringLiteral("(spectral gap): 1")));
    m_lab->setScenario(*withField(m_lab->scenario(), "topology.id", "\"ring\""));
    QTRY_VERIFY(shown(QStringLiteral("(spectral gap): 0.195")));
    QVERIFY(shown(QStringLiteral("about 3.2 rounds")));   // ln 2 ÷ −ln(1 − 0.1953)
    m_lab->setScenario(*withField(m_lab->scenario(), "protocol.id", "\"isolated\""));
    QTRY_VERIFY(!shown(QStringLiteral("spectral gap")));
}

void TestPreparePage::unreadableGroupsAreExplained()
{
    FieldEditor* editor = m_page->editor("workers.groups");
    const auto before = m_lab->scenario().workers.groups;
    type(editor, QStringLiteral("A 0-3"));
    QVERIFY(editor->refusal().contains(QStringLiteral("A 0-3")));
    type(editor, QStringLiteral("A: 0-99; B: 4-7"));
    QVERIFY(!editor->refusal().isEmpty());
    QCOMPARE(m_lab->scenario().workers.groups, before);
}

void TestPreparePage::groupsSurviveTheirText()
{
    const gossip::Groups groups = {{"A", {0, 1, 2, 5}}, {"West hall", {3, 4}}, {"C", {6}}};
    QString why;
    QCOMPARE(groupsToText(groups), QStringLiteral("A: 0-2, 5; West hall: 3-4; C: 6"));
    QCOMPARE(*groupsFromText(groupsToText(groups), &why), groups);
    QCOMPARE(*groupsFromText(QString::fromUtf8("Ａ：０-２、５"), &why), (gossip::Groups{{"A", {0, 1, 2, 5}}}));
    QVERIFY(!groupsFromText(QStringLiteral("A: 0-999999"), &why));
}

void TestPreparePage::fieldsThatDoNotCountAreHidden()
{
    QVERIFY(m_page->editor("dataset.partition.alpha") == nullptr);
    QVERIFY(m_page->editor("dataset.partition.classes") != nullptr);
    m_lab->setScenario(*withField(m_lab->scenario(), "dataset.partition.kind", "\"dirichlet\""));
    QVERIFY(m_page->editor("dataset.partition.alpha") != nullptr);
    QVERIFY(m_page->editor("dataset.partition.classes") == nullptr);
    open(QStringLiteral("averaging"));
    QVERIFY(m_page->editor("training.batch") == nullptr);
    QVERIFY(m_page->editor("workload_options.dimension") != nullptr);
}

void TestPreparePage::resetBringsBackTheDefault()
{
    const std::string usual = formValue(*gossip::checkScenario(gossip::Scenario{}), "training.batch");
    type(m_page->editor("training.batch"), QStringLiteral("77"));
    auto* reset = m_page->editor("training.batch")->findChild<QPushButton*>();
    QVERIFY(reset->isVisibleTo(m_page.get()));
    reset->click();
    QCOMPARE(formValue(m_lab->scenario(), "training.batch"), usual);
    QVERIFY(!reset->isVisibleTo(m_page.get()));
}

void TestPreparePage::replacedEditsCanBeBroughtBack()
{
    type(m_page->editor("training.batch"), QStringLiteral("77"));
    auto* list = m_page->findChild<ScenarioList*>();
    Q_EMIT list->itemClicked(list->item(0));
    QVERIFY(m_lab->scenario().training.batch != 77);
    for (auto* button : m_page->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Bring back my changes"))
            button->click();
    QCOMPARE(m_lab->scenario().training.batch, 77);
}

void TestPreparePage::startAndSaveAreToldToTheWindow()
{
    QSignalSpy starts(m_page.get(), &PreparePage::startRequested);
    QSignalSpy saves(m_page.get(), &PreparePage::saveRequested);
    for (auto* button : m_page->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Start the run") || button->text().startsWith(QStringLiteral("Save scenario")))
            button->click();
    QCOMPARE(starts.count(), 1);
    QCOMPARE(saves.count(), 1);
}

QTEST_MAIN(TestPreparePage)
#include "test_prepare_page.moc"
