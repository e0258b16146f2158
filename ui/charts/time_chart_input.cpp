// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with a chart: looking closer, and taking it away.
#include "ui/charts/time_chart.h"

#include "ui/look/theme.h"

#include <QBuffer>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFileDialog>
#include <QGraphicsLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QTableWidget>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>
#include <map>

namespace gossip::ui {
namespace {

constexpr double kZoomPerNotch = 0.8;
constexpr double kNotch = 120.0;   // eighths of a degree
constexpr int kPngScale = 2;

/// Writes all or nothing.
bool writeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
}

QString csvCell(QString text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n')) return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

}  // namespace

void TimeChart::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() == 0) return event->ignore();
    m_axis->zoom(std::pow(kZoomPerNotch, event->angleDelta().y() / kNotch), m_frame.timeAt(event->position().x()));
    event->accept();
}

void TimeChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) m_dragX = event->position().x();
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (m_dragX >= 0.0 && event->buttons().testFlag(Qt::LeftButton)) {
        if (x == m_dragX) return;
        m_axis->pan(m_frame.timeAt(m_dragX) - m_frame.timeAt(x));
        m_dragX = x;
        refresh();
        return;
    }
    const bool inside = x >= m_frame.plot.left() && x <= m_frame.plot.right();
    m_axis->setHover(inside ? std::optional(m_frame.timeAt(x)) : std::nullopt);
}

void TimeChart::mouseReleaseEvent(QMouseEvent*)
{
    m_dragX = -1.0;
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_dragX = -1.0;
    m_axis->follow();
}

void TimeChart::leaveEvent(QEvent* event)
{
    m_axis->setHover(std::nullopt);
    QChartView::leaveEvent(event);
}

void TimeChart::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Save as PNG…"), this, [this] {
        askAndSave(tr("Picture (*.png)"), [this](const QString& path) { return savePng(path); });
    });
    menu.addAction(tr("Save as SVG…"), this, [this] {
        askAndSave(tr("Drawing (*.svg)"), [this](const QString& path) { return saveSvg(path); });
    });
    menu.addAction(tr("Save values as CSV…"), this, [this] {
        askAndSave(tr("Table (*.csv)"), [this](const QString& path) { return saveCsv(path); });
    });
    menu.addSeparator();
    menu.addAction(tr("Show as table"), this, &TimeChart::showTable);
    menu.addAction(tr("To the newest"), m_axis, &TimeAxis::follow)->setEnabled(!m_axis->isFollowing());
    menu.exec(event->globalPos());
}

void TimeChart::askAndSave(const QString& filter, const std::function<bool(const QString&)>& save)
{
    const QString path = QFileDialog::getSaveFileName(this, title(), QString(), filter);
    if (path.isEmpty() || save(path)) return;
    Q_EMIT saveFailed(tr("%1 could not be written. Choose another folder, or free some space.").arg(path));
}

bool TimeChart::savePng(const QString& path)
{
    ensurePolished();
    QImage image(size() * kPngScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kPngScale);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderTo(painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return image.save(&buffer, "PNG") && writeFile(path, bytes);
}

bool TimeChart::saveSvg(const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(QRect(QPoint(), size()));
    generator.setTitle(title());
    QPainter painter(&generator);
    renderTo(painter);
    painter.end();
    return writeFile(path, bytes);
}

void TimeChart::renderTo(QPainter& painter)
{
    // A chart that was never shown was never laid out either.
    viewport()->resize(size());
    chart()->resize(size());
    chart()->layout()->activate();
    m_axis->setHover(std::nullopt);  // where the pointer is belongs to the window
    {
        const ExportColors colors;
        m_linesStale = true;
        refresh();
        chart()->layout()->activate();
        painter.setRenderHint(QPainter::Antialiasing);
        render(&painter, QRectF(QPointF(), size()), QRect(mapFromScene(QPointF()), size()));
    }
    m_linesStale = true;
    refresh();
}

bool TimeChart::saveCsv(const QString& path) const
{
    QByteArray text;
    for (const QStringList& row : table()) {
        QStringList cells;
        for (const QString& cell : row) cells.append(csvCell(cell));
        text += cells.join(u',').toUtf8() + '\n';
    }
    return writeFile(path, text);
}

std::vector<QStringList> TimeChart::table() const
{
    std::map<double, std::vector<double>> rows;
    std::vector<const ChartLine*> columns;
    for (const auto& line : m_lines) {
        if (!line->column.isEmpty()) columns.push_back(line.get());
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const SeriesBuffer& buffer = columns[c]->buffer;
        for (std::size_t i = 0; i < buffer.size(); ++i) {
            auto& row = rows.try_emplace(buffer.at(i).x(), columns.size(), NAN).first->second;
            row[c] = buffer.at(i).y();
        }
    }
    QStringList heading{QStringLiteral("time_s")};
    for (const ChartLine* line : columns) heading.append(line->column);
    std::vector<QStringList> result{heading};
    for (const auto& [timeS, values] : rows) {
        QStringList cells{QString::number(timeS, 'g', 10)};
        for (const double value : values) cells.append(std::isnan(value) ? QString() : QString::number(value, 'g', 10));
        result.push_back(cells);
    }
    return result;
}

void TimeChart::showTable()
{
    const std::vector<QStringList> rows = table();
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title());
    dialog->resize(640, 480);
    auto* view = new QTableWidget(int(rows.size()) - 1, int(rows.front().size()), dialog);
    view->setHorizontalHeaderLabels(rows.front());
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (int r = 0; r < view->rowCount(); ++r) {
        for (int c = 0; c < view->columnCount(); ++c) {
            auto* cell = new QTableWidgetItem(rows[std::size_t(r) + 1][c]);
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            view->setItem(r, c, cell);
        }
    }
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(view);
    dialog->show();
}

}  // namespace gossip::ui
