// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/background_job.h"

#include <utility>

namespace gossip::ui {

BackgroundJob::~BackgroundJob()
{
    // Queued outcomes die with the QObject; the thread must be over before.
    if (m_thread.joinable())
        m_thread.join();
}

bool BackgroundJob::start(Work work)
{
    if (m_busy)
        return false;
    m_busy = true;
    Q_EMIT busyChanged(true);
    m_thread = std::jthread([this, work = std::move(work)] {
        QMetaObject::invokeMethod(this, [this, outcome = work()] { finish(outcome); }, Qt::QueuedConnection);
    });
    return true;
}

void BackgroundJob::finish(const Outcome& outcome)
{
    m_thread.join();
    m_busy = false;
    Q_EMIT busyChanged(false);
    if (outcome)
        outcome();
}

}  // namespace gossip::ui
