// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace gossip::ui {

/// A horizontal header whose texts stand upright, for narrow columns with long names.
class RotatedHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit RotatedHeader(QWidget* parent = nullptr);

protected:
    void paintSection(QPainter* painter, const QRect& area, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;
};

}  // namespace gossip::ui
