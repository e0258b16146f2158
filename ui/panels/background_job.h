// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <thread>

namespace gossip::ui {

/// One piece of work at a time on a thread of its own, so that the window never waits for files or evaluations.
///
/// Threading: lives on the window's thread. Ownership: the destructor waits for work that is under way.
class BackgroundJob : public QObject {
    Q_OBJECT
public:
    /// What the window's thread does with the outcome.
    using Outcome = std::function<void()>;
    /// Runs on the other thread; must hold everything that it touches by value or shared ownership.
    using Work = std::function<Outcome()>;

    using QObject::QObject;
    ~BackgroundJob() override;

    /// False when another piece of work is still under way.
    bool start(Work work);
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(bool busy);

private:
    void finish(const Outcome& outcome);

    bool m_busy = false;
    std::jthread m_thread;   // last: joined before what it reports to is gone
};

}  // namespace gossip::ui
