// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/icons.h"

#include <QLabel>
#include <QWidget>

namespace gossip::ui {

/// A page that is not there yet says in plain words what will be, and what can be done today.
class LaterPage : public QWidget {
    Q_OBJECT
public:
    explicit LaterPage(QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
};

}  // namespace gossip::ui
