// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/answers_view.h"

#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"
#include "ui/models/words.h"
#include "ui/panels/parts.h"
#include "ui/views/heat_map.h"
#include "ui/views/mistake_gallery.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr int kPollMs = 100;
constexpr qint64 kCheapMs = 700;   // a look that takes longer is only taken when asked for

}  // namespace

AnswersView::AnswersView(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_title(label(QStringLiteral("title"), this)), m_look(new QPushButton(this)),
      m_progress(new QProgressBar(this)), m_note(label(QStringLiteral("muted"), this)), m_gallery(new MistakeGallery(this)),
      m_confusionTitle(label(QStringLiteral("title"), this)), m_confusion(new HeatMap(this))
{
    m_look->setObjectName(QStringLiteral("look"));
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_look);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    for (QWidget* part : std::initializer_list<QWidget*>{m_progress, m_note, m_gallery, m_confusionTitle, m_confusion})
        column->addWidget(part);
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, [this] { m_progress->setValue(int(std::lround(100.0 * m_shared->share))); });
    connect(m_look, &QPushButton::clicked, this, &AnswersView::look);
    connect(m_lab, &Lab::updated, this, &AnswersView::watch);
    connect(&m_job, &BackgroundJob::busyChanged, this, &AnswersView::refresh);
    retranslate();
}

AnswersView::~AnswersView()
{
    if (m_shared)
        m_shared->givenUp = true;
}

bool AnswersView::canLook() const
{
    return m_worker >= 0 && !m_momentS && m_lab->sharedRun() != nullptr && m_lab->dataset() != nullptr;
}

void AnswersView::begin()
{
    if (m_shared)
        m_shared->givenUp = true;
    m_looks.clear();
    m_lastTookMs = 0;
    refresh();
}

void AnswersView::setWorker(int worker)
{
    if (worker == m_worker)
        return;
    m_worker = worker;
    refresh();
    if (m_follows && isVisible() && shown() == nullptr)
        look();
}

void AnswersView::setMoment(std::optional<double> timeS)
{
    if (timeS == m_momentS)
        return;
    m_momentS = timeS;
    refresh();
}

void AnswersView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void AnswersView::watch(const gossip::RunUpdate& update)
{
    const bool evaluated = std::any_of(update.records.begin(), update.records.end(),
                                       [](const gossip::Record& record) { return record.metrics.testAccuracy.has_value(); });
    if (evaluated && m_follows && isVisible() && m_lastTookMs < kCheapMs)
        look();
}

void AnswersView::look()
{
    if (!canLook() || m_job.isBusy())
        return;
    m_follows = true;
    auto progress = std::make_shared<Progress>();
    m_shared = progress;
    const std::shared_ptr<gossip::Run> watched = m_lab->sharedRun();
    const Look wanted{m_worker, m_lab->latest().timeS, nullptr};
    // The pictures that the map's figures are counted on, so that both say the same.
    const int samples = m_lab->runScenario().evaluation.workerSamples;
    m_job.start([this, watched, wanted, progress, samples]() -> BackgroundJob::Outcome {
        QElapsedTimer clock;
        clock.start();
        const auto tell = [&progress](double share) {
            progress->share = share;
            return !progress->givenUp;
        };
        auto answers = watched->evaluate({wanted.worker}, {samples, MistakeGallery::kPictures, tell});
        return [this, watched, wanted, answers = std::move(answers), took = clock.elapsed()] {
            m_lastTookMs = took;
            take(watched, wanted, answers);
        };
    });
    m_poll.start();
}

void AnswersView::take(const std::shared_ptr<gossip::Run>& of, Look look, const gossip::Result<gossip::Evaluation>& answers)
{
    m_poll.stop();
    if (!answers || of != m_lab->sharedRun())
        return;
    look.answers = std::make_shared<const gossip::Evaluation>(*answers);
    m_looks.push_back(std::move(look));
    if (m_looks.size() > kMostLooks)
        m_looks.pop_front();
    refresh();
}

const AnswersView::Look* AnswersView::shown() const
{
    for (auto look = m_looks.rbegin(); look != m_looks.rend(); ++look)
        if (look->worker == m_worker && (!m_momentS || look->timeS <= *m_momentS))
            return &*look;
    return nullptr;
}

QStringList AnswersView::classNames() const
{
    QStringList names;
    if (const auto dataset = m_lab->dataset())
        for (const std::string& name : dataset->classNames)
            names << engineText(name);
    return names;
}

void AnswersView::refresh()
{
    const Look* look = shown();
    if (m_job.isBusy() && m_look->hasFocus())
        setFocus();   // not to whatever stands next on the page
    m_look->setEnabled(canLook() && !m_job.isBusy());
    if (m_look->isEnabled() && hasFocus())
        m_look->setFocus();
    m_look->setText(look != nullptr ? tr("Look again") : tr("Look now"));
    m_progress->setVisible(m_job.isBusy());
    for (QWidget* part : std::initializer_list<QWidget*>{m_gallery, m_confusionTitle, m_confusion})
        part->setVisible(look != nullptr);
    if (look != nullptr)
        showLook(*look);
    else if (m_momentS)
        m_note->setText(tr("Nobody looked at these answers up to this moment. Go back to live to look at them."));
    else if (m_lab->hasRun() && m_lab->run() == nullptr)
        m_note->setText(tr("An opened folder holds figures, not models. Start the run again to look at its answers."));
    else
        m_note->setText(canLook() ? tr("“Look now” tries this worker's own model on test pictures and shows which it gets wrong.")
                                  : tr("Start the run; then this worker's mistakes can be looked at here."));
    Q_EMIT shownChanged();
}

void AnswersView::showLook(const Look& look)
{
    const gossip::Evaluation& answers = *look.answers;
    std::uint64_t pictures = 0;
    HeatValues values;
    values.most = 1.0;
    for (std::size_t row = 0; row < answers.confusion.size(); ++row) {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : answers.confusion[row])
            sum += count;
        pictures += sum;
        values.rows << classNames().value(int(row));
        values.columns << QString::number(row);
        for (const std::uint64_t count : answers.confusion[row])
            values.cells.push_back(sum == 0 ? NAN : double(count) / double(sum));
    }
    m_note->setText(tr("At %1: %2 of %3 test pictures right.")
                        .arg(timeText(look.timeS), percentText(answers.accuracy), QLocale().toString(qulonglong(pictures))));
    m_gallery->setMistakes(answers.mistakes, m_lab->dataset(), classNames());
    m_confusion->setValues(std::move(values));
    const auto kept = look.answers;
    const QStringList names = classNames();
    m_confusion->setTexts(
        tr("Rows: what it is. Columns: the answer, by number."),
        [kept, names](int row, int column) {
            return tr("%1 %2 taken for %3 %4: %5").arg(row).arg(names.value(row)).arg(column).arg(names.value(column))
                .arg(QLocale().toString(qulonglong(kept->confusion[std::size_t(row)][std::size_t(column)])));
        },
        [](double share) { return percentText(share, 0); });
}

void AnswersView::retranslate()
{
    m_title->setText(tr("What it gets wrong"));
    m_look->setWhatsThis(tr("Tries this worker's own model on the test pictures, in the background. After that it looks again at every "
                            "evaluation as long as that is quick."));
    m_progress->setAccessibleName(tr("Progress of looking"));
    m_gallery->setAccessibleName(tr("Pictures that this worker gets wrong"));
    m_gallery->setWhatsThis(tr("Test pictures that this worker's own model gets wrong: above what they show, below in red what it says. "
                               "They are the first wrong ones of the test pictures, not chosen."));
    m_confusionTitle->setText(tr("What it takes them for (confusion matrix)"));
    m_confusion->setAccessibleName(tr("Confusion matrix of this worker"));
    m_confusion->setWhatsThis(tr("Each row is a class, each column an answer; the colour tells the share of the row. A worker that never saw a "
                                 "class has nothing in that class's column."));
    refresh();
}

}  // namespace gossip::ui
