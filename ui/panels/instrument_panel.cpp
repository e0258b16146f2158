// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/instrument_panel.h"

#include "ui/bridge/lab.h"
#include "ui/look/role.h"
#include "ui/models/words.h"
#include "ui/panels/parts.h"
#include "ui/views/heat_map.h"
#include "ui/views/layer_bars.h"
#include "ui/views/path_view.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

enum Part { Distances, Exchanges, Layers, Agreement, Paths };

constexpr QSize kLargeSize(1100, 860);

std::vector<double> cellsOf(const std::vector<float>& numbers)
{
    return {numbers.begin(), numbers.end()};
}

/// "×0.97 a round: half in 23 rounds".
QString factorText(std::optional<double> factor)
{
    if (!factor)
        return QStringLiteral("–");
    const QString times = QLocale().toString(*factor, 'f', 4);
    if (*factor >= 1.0)
        return InstrumentPanel::tr("× %1").arg(times);
    const double half = std::log(0.5) / std::log(*factor);
    return InstrumentPanel::tr("× %1, half in %2 rounds").arg(times, QLocale().toString(half, 'f', half < 10.0 ? 1 : 0));
}

}  // namespace

InstrumentPanel::InstrumentPanel(Lab* lab, int columns, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_pages(new QStackedWidget(this)), m_empty(label(QStringLiteral("muted"), this)),
      m_note(label(QStringLiteral("muted"), this)), m_distances(new HeatMap(this)), m_sent(new HeatMap(this)), m_expected(new HeatMap(this)),
      m_sentTitle(label(QStringLiteral("muted"), this)), m_expectedTitle(label(QStringLiteral("muted"), this)),
      m_layers(new LayerBars(this)), m_agreement(label(QString(), this)), m_paths(new PathView(this))
{
    for (QLabel*& title : m_titles)
        title = label(QStringLiteral("title"), this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(16, 0, 16, 0);
    m_agreement->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (columns == 1) {
        m_large = new QPushButton(this);
        connect(m_large, &QPushButton::clicked, this, &InstrumentPanel::showLarge);
    }
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(makeContent(columns));
    area->widget()->setAttribute(Qt::WA_StyledBackground);
    setRole(area->widget(), "bar");
    m_pages->addWidget(m_empty);
    m_pages->addWidget(area);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    retranslate();
}

InstrumentPanel::~InstrumentPanel()
{
    delete m_window;
}

QWidget* InstrumentPanel::makeContent(int columns)
{
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(12, 10, 8, 10);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(12);
    QWidget* const bodies[] = {m_distances, makeExchanges(), m_layers, m_agreement, m_paths};
    auto* head = new QHBoxLayout;
    head->addWidget(m_note, 1);
    if (m_large != nullptr)
        head->addWidget(m_large);
    grid->addLayout(head, 0, 0, 1, columns);
    // Two columns: matrices at the left, the rest at the right, the paths tall.
    const QPoint places[2][5] = {{{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}}, {{1, 0}, {2, 0}, {2, 1}, {3, 1}, {1, 1}}};
    for (int part = Distances; part <= Paths; ++part) {
        auto* cell = new QVBoxLayout;
        cell->setSpacing(4);
        cell->addWidget(m_titles[part]);
        cell->addWidget(bodies[part], part == Paths ? 1 : 0);
        if (part != Paths)
            cell->addStretch();
        const QPoint place = places[columns - 1][part];
        grid->addLayout(cell, place.x(), place.y(), columns == 2 && part == Exchanges ? 2 : 1, 1);
    }
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, 1);
    grid->setRowStretch(6, 1);
    return content;
}

QWidget* InstrumentPanel::makeExchanges()
{
    auto* pair = new QWidget(this);
    auto* grid = new QGridLayout(pair);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_sentTitle, 0, 0);
    grid->addWidget(m_expectedTitle, 0, 1);
    grid->addWidget(m_sent, 1, 0, Qt::AlignTop);
    grid->addWidget(m_expected, 1, 1, Qt::AlignTop);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return pair;
}

void InstrumentPanel::watch()
{
    if (m_large == nullptr) {   // who opened it decides for both
        Q_EMIT seenChanged();
        return;
    }
    const bool seen = isVisible() || (m_twin && m_twin->isVisible());
    if (gossip::Run* run = m_lab->run())
        run->watch(seen);
}

void InstrumentPanel::begin()
{
    m_history.begin();
    m_momentS.reset();
    m_paths->setScenario(m_lab->hasRun() ? m_lab->runScenario() : m_lab->scenario());
    if (m_twin)
        m_twin->begin();
    watch();
    refresh();
}

void InstrumentPanel::apply(const gossip::RunUpdate& update)
{
    bool any = false;
    for (const gossip::Record& record : update.records) {
        m_history.add(record);
        any |= record.instruments != nullptr;
    }
    if (m_twin)
        m_twin->apply(update);
    if (any && !m_momentS)
        refresh();
}

void InstrumentPanel::setMoment(std::optional<double> timeS)
{
    m_momentS = timeS;
    if (m_twin)
        m_twin->setMoment(timeS);
    refresh();
}

void InstrumentPanel::setSelectedWorker(int worker)
{
    m_selected = worker;
    m_paths->setSelected(worker);
    if (m_twin)
        m_twin->setSelectedWorker(worker);
    refresh();
}

void InstrumentPanel::showLarge()
{
    if (!m_window) {
        auto* window = new QWidget(this, Qt::Window);
        window->setObjectName(QStringLiteral("page"));
        window->setAttribute(Qt::WA_DeleteOnClose);
        m_twin = new InstrumentPanel(m_lab, 2, window);
        auto* column = new QVBoxLayout(window);
        column->addWidget(m_twin);
        window->resize(kLargeSize);
        m_window = window;
        connect(m_twin, &InstrumentPanel::seenChanged, this, &InstrumentPanel::watch);
        m_twin->begin();
        m_twin->m_history = m_history;
        m_twin->m_momentS = m_momentS;
        m_twin->setSelectedWorker(m_selected);
        retranslate();
    }
    m_window->show();
    m_window->raise();
}

QStringList InstrumentPanel::namesOf(const std::vector<int>& workers) const
{
    QStringList names;
    for (const int worker : workers)
        names << workerText(m_lab->runScenario(), worker);
    return names;
}

void InstrumentPanel::refresh()
{
    if (!isVisible())
        return;
    const auto now = m_history.at(m_momentS);
    const auto evaluated = m_history.evaluatedAt(m_momentS);
    m_pages->setCurrentIndex(now && evaluated ? 1 : 0);
    const bool ofFolder = m_lab->hasRun() && m_lab->run() == nullptr;
    const bool isPast = m_momentS || (m_lab->run() != nullptr && !m_lab->isActive());
    m_empty->setText(isPast ? tr("Nobody watched the instruments up to this moment. They fill while they are seen.")
                     : ofFolder ? tr("An opened folder holds no models. Start the run again to see its instruments.")
                     : m_lab->isActive() ? tr("The instruments fill at the next evaluation.")
                                         : tr("Start the run; the instruments fill at its evaluations."));
    if (!now || !evaluated)
        return;
    const int all = m_lab->runScenario().workers.count;
    const QString sample = int(evaluated->workers.size()) < all ? tr(", %1 of %2 workers, evenly chosen").arg(evaluated->workers.size()).arg(all) : QString();
    m_note->setText(tr("At %1%2").arg(timeText(evaluated->timeS), sample));
    showPairs(*evaluated);
    showExchanges(*evaluated);
    m_layers->setLayers(now->layers);
    showAgreement(*now);
    // The newest course holds all that came before: so the plane stays when one looks back.
    const auto& course = m_history.newestEvaluated();
    m_paths->setPaths(course->paths, course->workers, m_momentS);
}

void InstrumentPanel::showPairs(const gossip::Instruments& taken)
{
    const QStringList names = namesOf(taken.workers);
    m_distances->setValues({names, names, cellsOf(taken.distances), 0.0});
    const auto distances = taken.distances;
    m_distances->setTexts({}, [names, distances](int row, int column) {
        return tr("%1 and %2: %3").arg(names.value(row), names.value(column), numberText(distances[std::size_t(row * names.size() + column)]));
    }, [](double value) { return numberText(value); });
    const auto place = std::find(taken.workers.begin(), taken.workers.end(), m_selected);
    m_distances->setMarked(place == taken.workers.end() ? -1 : int(place - taken.workers.begin()));
}

void InstrumentPanel::showExchanges(const gossip::Instruments& taken)
{
    const QStringList names = namesOf(taken.workers);
    double most = 0.0;
    for (const auto* numbers : {&taken.sentPerStep, &taken.expectedPerStep})
        for (const float number : *numbers)
            most = std::max(most, double(number));
    const auto fill = [&](HeatMap* map, const std::vector<float>& numbers) {
        map->setValues({names, names, cellsOf(numbers), most});
        map->setTexts({}, [names, numbers](int row, int column) {
            return tr("%1 to %2: %3 a step").arg(names.value(row), names.value(column), percentText(double(numbers[std::size_t(row * names.size() + column)]), 2));
        }, [](double value) { return percentText(value, value == 0.0 ? 0 : value < 0.01 ? 2 : 1); });
    };
    fill(m_sent, taken.sentPerStep);
    const bool known = !taken.expectedPerStep.empty();
    m_expected->setVisible(known);
    m_expectedTitle->setText(known ? tr("Expected") : tr("Nothing is expected: this protocol has no exchange frequency."));
    if (known)
        fill(m_expected, taken.expectedPerStep);
}

void InstrumentPanel::showAgreement(const gossip::Instruments& taken)
{
    const QString predicted = taken.predictedContraction ? factorText(taken.predictedContraction) : tr("no rule for this protocol, topology or network");
    QString text = tr("Measured since the record before: %1\nPredicted for exchanges alone: %2").arg(factorText(taken.contraction), predicted);
    if (m_lab->runScenario().workload != gossip::Workload::averaging)
        text += QLatin1Char('\n') + tr("Steps push the models apart again: that is the difference between the two.");
    m_agreement->setText(text);
}

void InstrumentPanel::retranslate()
{
    const QString titles[] = {tr("Distances between models"), tr("Exchanges per step, from row to column"), tr("Divergence by layer"),
                              tr("Divergence from round to round"), tr("Paths of the models")};
    for (int part = Distances; part <= Paths; ++part)
        m_titles[part]->setText(titles[part]);
    m_sentTitle->setText(tr("Seen"));
    m_distances->setAccessibleName(titles[Distances]);
    m_distances->setWhatsThis(tr("How far every two workers' models are apart, darker for farther in the light theme. Blocks along the diagonal are "
                                 "groups that agree among themselves."));
    m_sent->setAccessibleName(tr("Exchanges seen"));
    m_sent->setWhatsThis(tr("How many messages a step of the row's worker has sent to the column's worker so far. Beside it stands what exchange "
                            "frequency and topology lead to expect."));
    m_expected->setAccessibleName(tr("Exchanges expected"));
    m_expected->setWhatsThis(tr("The exchange frequency of now, shared evenly by those whom a worker may send to. Both matrices have one scale."));
    m_layers->setAccessibleName(titles[Layers]);
    m_layers->setWhatsThis(tr("How far the workers are from their mean in each layer of the network alone. The squares of the bars add up to that of "
                              "the whole."));
    m_agreement->setWhatsThis(tr("A round is one step of every worker; the factor tells what becomes of the divergence in one. The prediction is a rule "
                                 "of thumb for exchanges alone."));
    m_paths->setAccessibleName(titles[Paths]);
    m_paths->setWhatsThis(tr("Every worker's model as a point that moves on the plane in which models move and differ most (principal components). "
                             "The plane is fitted anew at each evaluation, so that the whole course lies in one."));
    if (m_large != nullptr) {
        m_large->setText(tr("Large"));
        m_large->setWhatsThis(tr("Opens the instruments in a window of their own, twice as large. Both show the same."));
    }
    if (m_window)
        m_window->setWindowTitle(tr("Instruments"));
    refresh();
}

void InstrumentPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    watch();
    refresh();
}

void InstrumentPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    watch();
}

void InstrumentPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace gossip::ui
