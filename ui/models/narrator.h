// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/run_facts.h"

#include <gossip/scenario.h>

#include <QCoreApplication>
#include <QString>

namespace gossip::ui {

/// Says in one or two short sentences what is happening now. Pure logic: facts in, words out.
class Narrator {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::Narrator)
public:
    /// Before anything ran, and while the data are loaded.
    [[nodiscard]] static QString beforeRun(const gossip::Scenario& scenario, bool loading);
    /// While a run goes on, is paused or has ended. Lines are separated by '\n'; at most two.
    [[nodiscard]] static QString sentence(const gossip::Scenario& scenario, const RunFacts& facts);

    /// What the scenario's script says now; empty: nothing. A script that knows of no faults is silent during them.
    [[nodiscard]] static QString scene(const gossip::Scenario& scenario, const RunFacts& facts);

private:
    static QString ended(const RunFacts& facts);
    static QString cut(const gossip::Scenario& scenario, const RunFacts& facts);
    static QString disturbed(const gossip::Scenario& scenario, const RunFacts& facts);
    static QString calm(const gossip::Scenario& scenario, const RunFacts& facts);
};

}  // namespace gossip::ui
