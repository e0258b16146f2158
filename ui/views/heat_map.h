// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

namespace gossip::ui {

/// Numbers in rows and columns, to be shown as colours.
struct HeatValues {
    QStringList rows;
    QStringList columns;
    std::vector<double> cells;   ///< row by row; NaN: nothing there
    double most = 0.0;           ///< what the strongest colour stands for; 0: the largest cell
};

/// A matrix in the six colours of heat maps, square cells, with the scale below. A cell is named under the pointer, and below the
/// matrix while the keyboard is in it (arrow keys). Rows and columns are named as far as there is room, every n-th beyond.
class HeatMap : public QWidget {
    Q_OBJECT
public:
    /// What a cell says: "A-1 to B-2: 0.42".
    using CellText = std::function<QString(int row, int column)>;

    explicit HeatMap(QWidget* parent);

    void setValues(HeatValues values);
    /// \param axes  what stands in rows and columns, one short line above the matrix; empty: none
    void setTexts(const QString& axes, CellText cellText, std::function<QString(double)> valueText);
    /// A row and column to point out; -1: none.
    void setMarked(int index);
    [[nodiscard]] const HeatValues& values() const { return m_values; }
    [[nodiscard]] QString cellText(int row, int column) const;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int rows() const { return int(m_values.rows.size()); }
    [[nodiscard]] int columns() const { return int(m_values.columns.size()); }
    [[nodiscard]] double most() const;
    [[nodiscard]] double nameRoom() const;
    [[nodiscard]] double cellSide(double width) const;
    [[nodiscard]] double head() const;
    [[nodiscard]] QRectF area() const;
    void paintCells(QPainter& painter) const;
    void paintNames(QPainter& painter) const;
    void paintScale(QPainter& painter) const;
    void choose(int row, int column);

    HeatValues m_values;
    QString m_axes;
    CellText m_cellText;
    std::function<QString(double)> m_valueText;
    int m_marked = -1;
    int m_row = 0;
    int m_column = 0;
};

}  // namespace gossip::ui
