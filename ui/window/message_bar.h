// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace gossip::ui {

/// One line for what went wrong and what to do; stays until closed or replaced, never in the way of a run.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    void say(const QString& sentence);
    [[nodiscard]] QString sentence() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* m_text;
    QPushButton* m_close;
};

}  // namespace gossip::ui
