// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include <vector>

namespace gossip::ui {

/// 学ぶ: the lessons as cards, to be begun in any order.
class LearnPage : public QWidget {
    Q_OBJECT
public:
    explicit LearnPage(QWidget* parent = nullptr);

Q_SIGNALS:
    void lessonPicked(int lesson);   ///< its place in lessons()

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Card {
        QLabel* title;
        QLabel* sentence;
        QLabel* length;
        QPushButton* begin;
    };

    QWidget* makeCard(int lesson);
    void retranslate();

    QLabel* m_title;
    QLabel* m_text;
    std::vector<Card> m_cards;
};

}  // namespace gossip::ui
