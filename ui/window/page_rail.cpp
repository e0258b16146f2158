// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_rail.h"

#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {
constexpr std::array<Sign, kPages> kSigns = {Sign::prepare, Sign::nodes, Sign::bars, Sign::results, Sign::learn};
}

PageRail::PageRail(QWidget* parent) : QWidget(parent)
{
    setFixedWidth(72);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    for (int i = 0; i < kPages; ++i) {
        auto* button = new QToolButton(this);
        setRole(button, "rail");
        button->setObjectName(QStringLiteral("page%1").arg(i + 1));
        button->setIcon(signIcon(kSigns[std::size_t(i)]));
        button->setIconSize({20, 20});
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedSize(64, 56);
        m_group.addButton(button, i);
        m_buttons[std::size_t(i)] = button;
        column->addWidget(button);
    }
    column->addStretch();
    connect(&m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT pagePicked(Page(id)); });
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &PageRail::retranslate);
    retranslate();
}

void PageRail::setPage(Page page)
{
    m_buttons[std::size_t(page)]->setChecked(true);
}

QString PageRail::title(Page page)
{
    switch (page) {
    case Page::prepare: return tr("Prepare");
    case Page::run: return tr("Run");
    case Page::compare: return tr("Compare");
    case Page::results: return tr("Results");
    case Page::learn: return tr("Learn");
    }
    return {};
}

void PageRail::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PageRail::retranslate()
{
    for (int i = 0; i < kPages; ++i) {
        m_buttons[std::size_t(i)]->setFont(uiFont(12));
        m_buttons[std::size_t(i)]->setText(title(Page(i)));
        m_buttons[std::size_t(i)]->setToolTip(QStringLiteral("%1 (Ctrl+%2)").arg(title(Page(i))).arg(i + 1));
    }
}

}  // namespace gossip::ui
