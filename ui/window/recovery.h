// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>

namespace gossip::ui {

/// What a window that ended without being closed has left.
struct LeftBehind {
    std::optional<gossip::Scenario> edited;   ///< with changes that were not saved
    QString scenarioPath;                     ///< what `edited` was opened from; may be empty
    QString runFolder;                        ///< of a run that can go on from its checkpoint; else empty
    QString file;                             ///< that says so
};

/// True when the folder holds a run that broke off and can go on: a checkpoint and no summary.
bool isUnfinishedRun(const QString& folder);

/// Keeps a small file about what would be lost if the window were to vanish now, and finds those of windows that did.
/// The file goes when the window is closed in good order. Several windows have a file each.
class Recovery : public QObject {
    Q_OBJECT
public:
    explicit Recovery(Lab* lab, QObject* parent = nullptr);
    ~Recovery() override;

    /// The newest of windows that are no longer there; what is of no use any more is cleared away.
    [[nodiscard]] std::optional<LeftBehind> find() const;
    /// Somebody has decided about it.
    void forget(const LeftBehind& left);
    /// Writes what is to be kept now; happens by itself a second after a change.
    void save();

private:
    Lab* m_lab;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock;   ///< held as long as this window lives
    QTimer m_soon;
};

}  // namespace gossip::ui
