// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/why_notes.h"

#include <QLabel>
#include <QListView>
#include <QStackedWidget>
#include <QWidget>

namespace gossip::ui {

/// "Why?": what the numbers show of what happened. A click on a note leads to its moment.
class WhyPanel : public QWidget {
    Q_OBJECT
public:
    explicit WhyPanel(QWidget* parent = nullptr);

    void begin(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);
    void apply(const gossip::RunUpdate& update);
    [[nodiscard]] const WhyModel& notes() const { return *m_notes; }

Q_SIGNALS:
    void momentPicked(double timeS);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showNotes();

    WhyModel* m_notes;
    QLabel* m_title;
    QStackedWidget* m_body;
    QLabel* m_empty;
    QListView* m_list;
};

}  // namespace gossip::ui
