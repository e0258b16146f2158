// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QMenu;

namespace gossip::ui {

/// The run's course from left to right: what is planned (hollow), what happened (filled), and now.
///
/// At rest every entry can be moved, lengthened, edited and deleted, and new ones can be added; what happened in the last run
/// becomes the plan of the next one with the first edit. While a run goes on that holds for what is still to come; what has
/// happened stays.
/// Keys: left and right choose an entry, with Ctrl they move it by a second, Enter edits, Delete deletes, the menu key adds.
class Timeline : public QWidget {
    Q_OBJECT
public:
    static constexpr double kMargin = 16.0;   // px at both ends

    enum class Editable { none, toCome, all };

    struct Mark {
        gossip::Fault fault;
        bool past = false;
    };

    explicit Timeline(QWidget* parent = nullptr);
    void setScenario(const gossip::Scenario& scenario);
    void apply(const gossip::RunUpdate& update);
    /// A run has ended: what acted in it, and what of the plan was still to come.
    void showRecorded(const std::vector<gossip::Fault>& faults, double untilS);
    /// A running run's plan has changed: \p faults, as far as they are still to come.
    void showPlan(const std::vector<gossip::Fault>& faults);
    void setEditable(Editable editable);
    void setSelectedWorker(int worker) { m_worker = worker; }   ///< whom new entries are about
    [[nodiscard]] double endS() const { return m_endS; }
    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] const std::vector<Mark>& marks() const { return m_marks; }
    [[nodiscard]] int currentMark() const { return m_current; }   ///< -1: none
    [[nodiscard]] double xOf(double timeS) const;
    /// For an entry, or for a time without one.
    [[nodiscard]] std::unique_ptr<QMenu> makeMenu(double timeS);

Q_SIGNALS:
    /// What is to come, in order; at rest the whole timeline.
    void planEdited(const std::vector<gossip::Fault>& faults, const QString& what);
    void hinted(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Grip { none, empty, mark, end };

    [[nodiscard]] double expectedEndS(const gossip::RunUpdate& update) const;
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double axisY() const;
    [[nodiscard]] int markAt(const QPointF& position) const;
    [[nodiscard]] int endAt(const QPointF& position) const;
    [[nodiscard]] QString textOf(const Mark& mark) const;
    void paintAxis(QPainter& painter) const;
    void paintMark(QPainter& painter, const Mark& mark, bool current) const;
    void setCurrent(int index);
    void retranslate();
    void add(const gossip::Fault& fault);
    void change(int index, const gossip::Fault& fault, const QString& what);
    void remove(int index);
    void editMark(int index);
    void showMenu(double timeS, const QPoint& globalPosition);
    void tell(const QString& what);
    [[nodiscard]] bool canEdit(int index) const;
    [[nodiscard]] bool canPlan(double timeS) const;
    [[nodiscard]] bool refuses(int index);
    [[nodiscard]] bool refusesTime(double timeS);
    void happened(const gossip::Fault& fault);
    void forgetWhatNeverCame();
    void letGo();

    gossip::Scenario m_scenario;
    std::vector<Mark> m_marks;
    double m_nowS = 0.0;
    double m_endS = 60.0;
    Editable m_editable = Editable::all;
    int m_worker = 0;
    int m_current = -1;
    Grip m_grip = Grip::none;
    double m_pressedX = 0.0;
    std::optional<gossip::Fault> m_pressed;   ///< as it was before it was dragged
};

}  // namespace gossip::ui
