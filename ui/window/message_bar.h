// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include <functional>
#include <vector>

namespace gossip::ui {

/// One line for what went wrong and what to do, or for something offered; stays until closed or replaced, never in the way
/// of a run.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    void say(const QString& sentence);
    /// Something that can be had now. Each choice has a button, which also closes the line.
    struct Choice {
        QString text;
        std::function<void()> act;
    };
    void offer(const QString& sentence, const std::vector<Choice>& choices);
    [[nodiscard]] QString sentence() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void show(const QString& sentence, QAnyStringView role);

    QLabel* m_text;
    QPushButton* m_close;
    bool m_isError = false;
    std::vector<QPushButton*> m_choices;
};

}  // namespace gossip::ui
