// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scenario_list.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QDir>
#include <QEvent>
#include <QFile>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <array>

namespace gossip::ui {

namespace {

constexpr int kDescriptionRole = Qt::UserRole;
constexpr int kMargin = 10;       // px
constexpr int kLinesAtRest = 3;   // of the description, on cards that are not chosen
constexpr std::array kOrder = {"two-plants", "iid-reference", "isolated", "cifar-10", "averaging", "random-walk", "healthy-cluster", "slow-network",
                               "straggler", "lossy-network", "crash-and-rejoin", "server-crash", "cut-in-two", "uneven-data", "many-workers",
                               "paper-setting"};

/// Where a scenario stands: the first one is what a newcomer should try; unknown ones follow by name.
std::size_t place(const std::string& name)
{
    return std::size_t(std::find(kOrder.begin(), kOrder.end(), name) - kOrder.begin());
}

/// A card: title in bold, below it what the scenario shows.
class CardDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        const QRectF card = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -4.5);
        const bool stands = option.state.testFlag(QStyle::State_HasFocus);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(isChosen || stands ? theme().primary : theme().grid, isChosen ? 2.0 : 1.0));
        painter->setBrush(theme().panel);
        painter->drawRoundedRect(card, 6, 6);
        const QRect inner = card.toRect().adjusted(kMargin, kMargin - 2, -kMargin, -kMargin + 2);
        const QString title = index.data(Qt::DisplayRole).toString();
        const int titleHeight = textHeight(title, uiFont(13, true), inner.width());
        painter->setPen(theme().ink);
        painter->setFont(uiFont(13, true));
        painter->drawText(inner, Qt::TextWordWrap, title);
        painter->setPen(theme().muted);
        painter->setFont(uiFont(12));
        drawDescription(*painter, inner.adjusted(0, titleHeight + 2, 0, 0), index.data(kDescriptionRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* list = qobject_cast<const QListWidget*>(option.widget);
        const int width = (list != nullptr ? list->viewport()->width() : 220) - 2 * kMargin - 3;
        const QString description = index.data(kDescriptionRole).toString();
        const bool isChosen = list != nullptr && list->currentIndex() == index;
        const int atRest = QFontMetrics(uiFont(12)).lineSpacing() * kLinesAtRest;
        const int whole = description.isEmpty() ? 0 : textHeight(description, uiFont(12), width) + 2;
        const int below = isChosen ? whole : std::min(whole, atRest + 2);
        return {width, textHeight(index.data(Qt::DisplayRole).toString(), uiFont(13, true), width) + below + 2 * kMargin + 3};
    }

private:
    /// Whole lines only; the last one that fits ends in an ellipsis when there is more.
    static void drawDescription(QPainter& painter, const QRect& area, const QString& text)
    {
        QTextLayout layout(text, painter.font());
        layout.beginLayout();
        const int lineHeight = painter.fontMetrics().lineSpacing();
        for (int top = 0; top + lineHeight <= area.height() + 1; top += lineHeight) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(area.width());
            const bool isLast = top + 2 * lineHeight > area.height() + 1;
            const QString rest = text.mid(line.textStart());
            const QString shown = isLast ? painter.fontMetrics().elidedText(rest, Qt::ElideRight, area.width())
                                         : text.mid(line.textStart(), line.textLength());
            painter.drawText(QRect(area.left(), area.top() + top, area.width(), lineHeight), int(Qt::AlignLeft), shown);
        }
        layout.endLayout();
    }

    static int textHeight(const QString& text, const QFont& font, int width)
    {
        return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, text).height();
    }
};

}  // namespace

ScenarioList::ScenarioList(QWidget* parent) : QListWidget(parent)
{
    setItemDelegate(new CardDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setObjectName(QStringLiteral("exampleList"));
    setStyleSheet(QStringLiteral("QListView { background: transparent; }"));
    const QDir folder(QStringLiteral(":/scenarios"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray json = file.readAll();
        if (const auto parsed = gossip::parseScenario({json.constData(), std::size_t(json.size())}))
            m_shipped.push_back({folder.filePath(name), *parsed});
    }
    std::stable_sort(m_shipped.begin(), m_shipped.end(),
                     [](const auto& a, const auto& b) { return place(a.scenario.name) < place(b.scenario.name); });
    fill();
    const auto choose = [this](const QListWidgetItem* item) {
        Q_EMIT chosen(m_shipped[std::size_t(row(item))].path);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
    connect(this, &QListWidget::currentRowChanged, this, [this] { scheduleDelayedItemsLayout(); });  // the chosen card unfolds
}

void ScenarioList::fill()
{
    setAccessibleName(tr("Scenarios that come with the program"));
    while (count() < int(m_shipped.size()))
        addItem(QString());
    for (int row = 0; row < count(); ++row) {
        const gossip::Scenario& scenario = m_shipped[std::size_t(row)].scenario;
        item(row)->setText(scenarioTitle(scenario));
        item(row)->setData(kDescriptionRole, scenarioDescription(scenario));
        item(row)->setData(Qt::AccessibleDescriptionRole, scenarioDescription(scenario));
        item(row)->setToolTip(scenarioDescription(scenario));
    }
}

void ScenarioList::mark(const std::string& name)
{
    for (int row = 0; row < count(); ++row)
        if (m_shipped[std::size_t(row)].scenario.name == name) {
            setCurrentRow(row);
            return;
        }
    setCurrentRow(-1);
}

void ScenarioList::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}

void ScenarioList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    scheduleDelayedItemsLayout();  // the cards' heights follow their width
}

}  // namespace gossip::ui
