// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

namespace gossip::ui {

/// Leads the eye to one control of a page: a ring around it, the others at 60 %. None of them is locked.
class Spotlight : public QWidget {
    Q_OBJECT
public:
    static constexpr double kDimmed = 0.6;

    explicit Spotlight(QWidget* page);
    /// \param lit  somewhere on the page
    void turnOn(QWidget* lit, const QList<QWidget*>& others);
    void turnOff();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QPointer<QWidget> m_lit;
    QList<QPointer<QWidget>> m_dimmed;
};

}  // namespace gossip::ui
