// SPDX-License-Identifier: GPL-3.0-or-later
// What the race page says about its controls and conditions, and what leaves it as a file.
#include "ui/panels/race_page.h"

#include "ui/bridge/lab.h"
#include "ui/charts/race_bars.h"
#include "ui/look/theme.h"
#include "ui/models/race_view.h"
#include "ui/models/words.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QtSvg/QSvgGenerator>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kPictureScale = 2.0;

}  // namespace

void RacePage::makeExports()
{
    auto* menu = new QMenu(this);
    m_png = menu->addAction(QString(), this, [this] { ask(QStringLiteral("PNG (*.png)"), &RacePage::savePng); });
    m_svg = menu->addAction(QString(), this, [this] { ask(QStringLiteral("SVG (*.svg)"), &RacePage::saveSvg); });
    m_csv = menu->addAction(QString(), this, [this] { ask(QStringLiteral("CSV (*.csv)"), &RacePage::saveCsv); });
    menu->addSeparator();
    m_copy = menu->addAction(QString(), this, [this] { QGuiApplication::clipboard()->setText(command()); });
    m_export->setMenu(menu);
}

void RacePage::ask(const QString& filter, bool (RacePage::*save)(const QString&) const)
{
    const QString ending = filter.section(QLatin1Char('*'), 1).chopped(1);
    QString path = QFileDialog::getSaveFileName(this, tr("Save the race"), QDir::home().filePath(QLatin1String("race") + ending), filter);
    if (path.isEmpty())
        return;
    if (!path.endsWith(ending, Qt::CaseInsensitive))
        path += ending;
    if (!(this->*save)(path))
        Q_EMIT failed(tr("%1 cannot be written.").arg(QDir::toNativeSeparators(path)));
}

QSizeF RacePage::shownSize() const
{
    return m_tabs->currentIndex() == 0 ? QSizeF(std::max(m_bars->width(), 800), m_bars->minimumSizeHint().height())
                                       : QSizeF(std::max(m_curves->width(), 800), std::max(m_curves->height(), 400));
}

void RacePage::drawShown(QPainter& painter, const QSizeF& size) const
{
    const ExportColors colors;
    if (m_tabs->currentIndex() == 0)
        m_bars->draw(painter, size);
    else
        m_curves->draw(painter, size);
}

bool RacePage::savePng(const QString& path) const
{
    const QSizeF size = shownSize();
    QImage image((size * kPictureScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    {
        QPainter painter(&image);
        painter.scale(kPictureScale, kPictureScale);
        drawShown(painter, size);
    }
    return image.save(path, "PNG");
}

bool RacePage::saveSvg(const QString& path) const
{
    QSvgGenerator svg;
    svg.setFileName(path);
    svg.setSize(shownSize().toSize());
    svg.setViewBox(QRectF(QPointF(), shownSize()));
    QPainter painter;
    if (!painter.begin(&svg))
        return false;
    drawShown(painter, shownSize());
    return painter.end();
}

bool RacePage::saveCsv(const QString& path) const
{
    QSaveFile file(path);
    return m_race->result() != nullptr && file.open(QIODevice::WriteOnly) && file.write(standingsCsv(*m_race->result()).toUtf8()) > 0 && file.commit();
}

QString RacePage::conditionsText() const
{
    const gossip::Scenario race = shownScenario();
    QStringList parts{tr("%n workers", nullptr, race.workers.count)};
    if (!race.workers.speed.empty()) {
        const auto [slowest, fastest] = std::minmax_element(race.workers.speed.begin(), race.workers.speed.end());
        if (*slowest < *fastest)
            parts << tr("the slowest at 1/%1 of the speed").arg(numberText(*fastest / *slowest));
    }
    parts << (race.network.bandwidthMbps > 0.0 ? tr("lines of %1 Mbit/s").arg(numberText(race.network.bandwidthMbps)) : tr("lines without limit"));
    if (race.network.latencyMs > 0.0)
        parts << tr("latency %1 ms").arg(numberText(race.network.latencyMs));
    if (race.network.loss > 0.0)
        parts << tr("%1 lost").arg(percentText(race.network.loss, 0));
    if (race.clock == gossip::Clock::simulated)
        parts << tr("%1 ms a step").arg(numberText(race.workers.stepMs));
    return parts.join(tr(", ", "between conditions")) + tr(".", "after conditions");
}

void RacePage::showHelp()
{
    const auto about = [](QWidget* control, const QString& name, const QString& text) {
        control->setAccessibleName(name);
        control->setWhatsThis(text);
        control->setToolTip(text);
    };
    about(m_start, m_start->text(), tr("Starts the race of the picked protocols. Each gets the same data, the same initial model and the same faults."));
    about(m_cancel, m_cancel->text(), tr("Ends the race after the steps in flight. What was measured until then stays on the screen and in its folder."));
    about(m_protocols, tr("Protocols in the race"), tr("Which protocols take part. Four take part at first; all others of this program can be added."));
    about(m_conditions, m_conditionsLabel->text(),
          tr("Under which conditions they race. The usual ones have one machine four times slower than the others and an ordinary line between them."));
    about(m_clock, m_clockLabel->text(),
          tr("Virtual time models how long steps and transfers take, so that speeds can be compared. Real time shares this PC's cores among all workers and says little about speed."));
    about(m_epochs, tr("Longest distance"), tr("Who has not reached the goal after so many epochs has missed it. More epochs take longer and show the final quality better."));
    about(m_seeds, m_seedsLabel->text(),
          tr("How often the race is repeated with other random draws. With several the whiskers show whether a difference is more than chance."));
    about(m_tabs, tr("Picture of the race"), tr("Chooses between the bars, which say who was first, and the curves. Both show the same race."));
    about(m_export, m_export->text(), tr("Saves the picture or the figures, or copies the command line that repeats this race. Nothing leaves this PC by itself."));
    for (int axis = 0; axis < 3; ++axis)
        about(m_axes->button(axis), m_axes->button(axis)->text(),
              tr("Draws the accuracy over this quantity. Time shows who is fast, data sent who is thrifty, steps who learns most from each."));
}

}  // namespace gossip::ui
