// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rotated_header.h"

#include "ui/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr int kPadding = 6;        // px
constexpr int kMostHeight = 120;   // px

}  // namespace

RotatedHeader::RotatedHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsClickable(false);
}

void RotatedHeader::paintSection(QPainter* painter, const QRect& area, int section) const
{
    painter->save();
    painter->setFont(uiFont(12));
    painter->setPen(theme().muted);
    painter->translate(area.left(), area.bottom());
    painter->rotate(-90.0);
    const QRect upright(kPadding, 0, area.height() - 2 * kPadding, area.width());
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    painter->drawText(upright, int(Qt::AlignLeft | Qt::AlignVCenter),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, upright.width()));
    painter->restore();
}

QSize RotatedHeader::sectionSizeFromContents(int section) const
{
    const QFontMetrics metrics(uiFont(12));
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    return {metrics.height() + kPadding, std::min(kMostHeight, metrics.horizontalAdvance(text) + 2 * kPadding + 2)};
}

}  // namespace gossip::ui
