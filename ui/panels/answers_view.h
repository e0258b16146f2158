// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/background_job.h"

#include <gossip/run.h>

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <atomic>
#include <deque>
#include <memory>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace gossip::ui {

class HeatMap;
class Lab;
class MistakeGallery;

/// What a worker's own model answers on test pictures: its share of right ones, pictures that it gets wrong, what it takes them for.
/// Looks when asked to, and then again at each evaluation while it is seen and a look is cheap. Works off the window's thread.
class AnswersView : public QWidget {
    Q_OBJECT
public:
    AnswersView(Lab* lab, QWidget* parent);
    ~AnswersView() override;

    void setWorker(int worker);                     ///< -1: none
    /// The moment to show; empty: now. A look of that moment or before it is shown, if there was one.
    void setMoment(std::optional<double> timeS);
    void look();                                    ///< evaluates now, in the background
    [[nodiscard]] bool isLooking() const { return m_job.isBusy(); }
    /// Forgets what was seen: another run.
    void begin();
    void retranslate();

Q_SIGNALS:
    void shownChanged();                            ///< another look, or none, is shown

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// One look at one worker's answers.
    struct Look {
        int worker = -1;
        double timeS = 0.0;
        std::shared_ptr<const gossip::Evaluation> answers;
    };
    /// What the working thread and this one share.
    struct Progress {
        std::atomic<double> share{0.0};
        std::atomic<bool> givenUp{false};
    };
    static constexpr std::size_t kMostLooks = 400;  ///< with ten classes and twelve mistakes, about half a megabyte

    void take(const std::shared_ptr<gossip::Run>& of, Look look, const gossip::Result<gossip::Evaluation>& answers);
    void watch(const gossip::RunUpdate& update);
    void refresh();
    void showLook(const Look& look);
    [[nodiscard]] const Look* shown() const;
    [[nodiscard]] bool canLook() const;
    [[nodiscard]] QStringList classNames() const;

    Lab* m_lab;
    int m_worker = -1;
    std::optional<double> m_momentS;
    std::deque<Look> m_looks;
    bool m_follows = false;            ///< somebody has asked to look
    qint64 m_lastTookMs = 0;
    QLabel* m_title;
    QPushButton* m_look;
    QProgressBar* m_progress;
    QLabel* m_note;
    MistakeGallery* m_gallery;
    QLabel* m_confusionTitle;
    HeatMap* m_confusion;
    QTimer m_poll;
    std::shared_ptr<Progress> m_shared;
    BackgroundJob m_job;               // last: its work ends before what it reports to
};

}  // namespace gossip::ui
