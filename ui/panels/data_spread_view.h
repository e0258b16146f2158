// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace gossip::ui {

/// Heat map of the pictures that each worker gets of each class: rows are workers, columns classes.
class DataSpreadView : public QWidget {
    Q_OBJECT
public:
    using Counts = std::vector<std::vector<std::uint32_t>>;   ///< [worker][class]

    explicit DataSpreadView(QWidget* parent = nullptr);

    void setCounts(const Counts& counts, const QStringList& workers, const QStringList& classes);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF cells() const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] bool namesRows() const;
    [[nodiscard]] QString cellText(const QPoint& position) const;
    void paintCells(QPainter& painter) const;

    Counts m_counts;
    QStringList m_workers;
    QStringList m_classes;
    std::uint32_t m_most = 0;
};

}  // namespace gossip::ui
