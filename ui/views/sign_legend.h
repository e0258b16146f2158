// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/worker_item.h"

#include <QFrame>

#include <functional>
#include <vector>

namespace gossip::ui {

/// A sign of the map and what it says. \p paint draws it around the origin, within kSignReach px.
struct SignMeaning {
    std::function<void(QPainter&)> paint;
    QString text;
};

inline constexpr double kSignReach = 17.0;

/// What machines look like in each state.
std::vector<SignMeaning> machineSigns();
/// What messages look like, in \p color, the protocol's.
std::vector<SignMeaning> messageSigns(const QColor& color);

/// Pops up over the map and says what its signs mean; any click or Escape closes it.
class SignLegend : public QFrame {
    Q_OBJECT
public:
    SignLegend(const QColor& messages, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Column {
        QString title;
        std::vector<SignMeaning> signs;
    };
    [[nodiscard]] double widthOf(const Column& column) const;

    std::vector<Column> m_columns;
};

}  // namespace gossip::ui
