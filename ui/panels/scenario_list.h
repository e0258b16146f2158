// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <QListWidget>
#include <QString>

#include <vector>

namespace gossip::ui {

/// The scenarios that come with the program, each with its title and what it shows. Choosing one emits chosen().
class ScenarioList : public QListWidget {
    Q_OBJECT
public:
    explicit ScenarioList(QWidget* parent = nullptr);

    /// Marks the scenario of this name; none when it is not a shipped one.
    void mark(const std::string& name);
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    void chosen(const QString& path);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Shipped {
        QString path;
        gossip::Scenario scenario;
    };
    void fill();

    std::vector<Shipped> m_shipped;
};

}  // namespace gossip::ui
