// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QToolButton>
#include <QWidget>

#include <array>

namespace gossip::ui {

enum class Page { prepare, run, compare, results, learn };
inline constexpr int kPages = 5;

/// The rail on the left: one button per page, Ctrl+1 to Ctrl+5.
class PageRail : public QWidget {
    Q_OBJECT
public:
    explicit PageRail(QWidget* parent = nullptr);
    void setPage(Page page);
    [[nodiscard]] static QString title(Page page);

Q_SIGNALS:
    void pagePicked(gossip::ui::Page page);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QButtonGroup m_group;
    std::array<QToolButton*, kPages> m_buttons;
};

}  // namespace gossip::ui
