// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include <array>

class QHBoxLayout;

namespace gossip::ui {

class Lab;
class RunPage;

/// One line of text as large as wanted; smaller only where it would not fit.
class FitLabel : public QLabel {
    Q_OBJECT
public:
    FitLabel(int pixelSize, bool bold, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    void display(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    int m_pixelSize;
    bool m_bold;
};

/// 発表モード: what can be read from three metres. One sentence, three figures, map and accuracy; three fault buttons
/// while the mouse moves. Borrows map and chart from the run page while it is shown.
class PresenterPage : public QWidget {
    Q_OBJECT
public:
    PresenterPage(Lab* lab, RunPage* page, QWidget* parent = nullptr);

    void enter();
    void leave();   ///< gives back what was borrowed
    [[nodiscard]] QString sentence() const { return m_sentence->text(); }

Q_SIGNALS:
    void leaveRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Figure {
        FitLabel* title;
        FitLabel* digits;
        FitLabel* note;
    };

    QWidget* makeFigure(Figure& figure);
    void makeButtons();
    void scaleViews();
    void refresh();
    void refreshButtons();

    Lab* m_lab;
    RunPage* m_page;
    FitLabel* m_sentence;
    std::array<Figure, 3> m_figures{};
    QHBoxLayout* m_body;
    QWidget* m_buttons;
    std::array<QPushButton*, 3> m_faults{};   ///< crash, cut, restore
    QTimer m_hideButtons;
    bool m_shown = false;
};

}  // namespace gossip::ui
