// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/figures.h"

#include "ui/charts/computed_lines.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr int kShowEveryMs = 250;
const QString kNothing = QStringLiteral("–");

QString islandsText(const std::vector<gossip::GroupRow>& islands, const gossip::Scenario& scenario)
{
    QStringList parts;
    if (islands.size() <= 2) {
        const std::vector<std::string> names = islandNames(islands, scenario);
        for (std::size_t i = 0; i < islands.size(); ++i)
            parts << Figures::tr("%1 alone %2").arg(islandText(names[i]), percentText(islands[i].testAccuracy, 0));
        return parts.join(QLatin1Char('\n'));
    }
    const auto [low, high] = std::minmax_element(islands.begin(), islands.end(),
        [](const auto& a, const auto& b) { return a.testAccuracy < b.testAccuracy; });
    return Figures::tr("%n parts alone:", nullptr, int(islands.size())) + QLatin1Char('\n') +
           Figures::tr("%1 to %2").arg(percentText(low->testAccuracy, 0), percentText(high->testAccuracy, 0));
}

}  // namespace

FigureCard::FigureCard(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_digits(new QLabel(this)), m_note(new QLabel(this))
{
    setRole(this, "panel");
    setRole(m_title, "muted");
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // four cards of one width, whatever they say
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_digits);
    row->addWidget(m_note, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 5, 10, 4);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addLayout(row, 1);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &FigureCard::dress);
    dress();
}

void FigureCard::display(const QString& title, const QString& digits, const QString& note, bool healthy)
{
    m_title->setText(title);
    m_digits->setText(digits);
    m_note->setText(note);
    if (healthy != m_healthy) {
        m_healthy = healthy;
        dress();
    }
}

void FigureCard::setLarge(bool large)
{
    m_large = large;
    dress();
}

void FigureCard::dress()
{
    const Theme& t = theme();
    setFixedHeight(m_large ? 96 : 72);
    m_title->setFont(uiFont(12));
    m_digits->setFont(uiFont(m_large ? 35 : 28, true));  // 35 px grow to 40 px with the large text
    m_note->setFont(uiFont(12));
    m_digits->setStyleSheet(QStringLiteral("color: %1").arg((m_healthy ? t.ink : t.resting).name()));
    m_note->setStyleSheet(QStringLiteral("color: %1").arg((m_healthy ? t.muted : t.ink).name()));
}

Figures::Figures(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (FigureCard*& card : m_cards) {
        card = new FigureCard(this);
        row->addWidget(card, 1);
    }
    refresh();
}

void Figures::start(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    m_scenario = scenario;
    m_dataset = dataset;
    m_facts = {};
    m_facts.workers = scenario.workers.count;
    m_facts.goal = scenario.goalInForce();
    m_started = false;
    refresh();
}

void Figures::apply(const RunFacts& facts)
{
    const bool over = facts.state != gossip::RunState::running;
    m_facts = facts;
    m_started = true;
    if (m_shown.isValid() && m_shown.elapsed() < kShowEveryMs && !over)
        return;
    m_shown.start();
    refresh();
}

void Figures::showAtOnce(const RunFacts& facts)
{
    m_shown.invalidate();
    apply(facts);
}

void Figures::setLarge(bool large)
{
    for (FigureCard* card : m_cards)
        card->setLarge(large);
}

void Figures::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void Figures::refresh()
{
    if (m_scenario.workload == gossip::Workload::training)
        showAccuracy();
    else
        showDistance();
    showWorkers();
    showTraffic();
}

void Figures::showAccuracy()
{
    const QString goal = percentText(m_facts.goal, 0);
    if (m_facts.meanCouldExist) {
        QString note = tr("Goal %1").arg(goal);
        if (m_facts.goalReachedS)
            note += QLatin1Char('\n') + tr("reached at %1").arg(timeText(*m_facts.goalReachedS));
        m_cards[0]->display(tr("Mean model, accuracy"), percentText(m_facts.accuracy), note);
    } else {
        m_cards[0]->display(tr("If all models were collected"), percentText(m_facts.accuracy), islandsText(m_facts.islands, m_scenario), false);
    }
    QStringList note;
    note << tr("Lowest %1").arg(percentText(m_facts.workersMin, 0));
    if (m_facts.groupLimit)
        note << tr("Limit of one plant %1").arg(percentText(m_facts.groupLimit, 0));
    m_cards[1]->display(tr("Workers' own models (mean)"), percentText(m_facts.workersMean), note.join(QLatin1Char('\n')));
}

void Figures::showDistance()
{
    m_cards[0]->display(tr("Divergence of the models"), numberText(m_facts.distance), tr("Distance to\ntheir mean"));
    m_cards[1]->display(tr("Divergence, relative"), numberText(m_facts.relativeDistance), tr("divided by the\nmean's length"));
}

void Figures::showWorkers()
{
    QString digits = kNothing;
    QStringList note;
    if (m_started || m_scenario.workers.count > 0)
        digits = tr("%1 / %2", "running of all workers").arg(m_started ? m_facts.alive() : 0).arg(m_facts.workers);
    if (!m_started)
        note << tr("Not started");
    else if (m_facts.cutSinceS)
        note << tr("Line cut since %1").arg(timeText(*m_facts.cutSinceS));
    else if (!m_facts.exchanges)
        note << tr("No exchange");
    else
        note << tr("Lines in order");
    if (!m_facts.slow.empty())
        note << tr("%n slow", nullptr, int(m_facts.slow.size()));
    else if (m_facts.loss > 0.0)
        note << tr("%1 lost").arg(percentText(m_facts.loss, 0));
    m_cards[2]->display(tr("Running"), digits, note.join(QLatin1Char('\n')));
}

void Figures::showTraffic()
{
    QString note = tr("%1 messages").arg(QLocale().toString(qulonglong(m_facts.messagesSent)));
    const auto computed = allReduceBytes(m_scenario, m_dataset, m_facts.steps, m_facts.bytesSent, m_facts.messagesSent);
    if (computed && m_scenario.workload == gossip::Workload::training)
        note = tr("All-reduce, computed:\n%1").arg(dataText(std::uint64_t(*computed)));
    m_cards[3]->display(tr("Data sent"), dataText(m_facts.bytesSent), note);
}

}  // namespace gossip::ui
