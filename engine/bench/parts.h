// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/rounds.h"
#include "bench/subject.h"

namespace gossip::bench {

// The parts of a measurement, in files of their names. Each returns early when the session does not go on.

Result<StepTime> measureStep(Session& session, const RunSetup& setup, double seconds);
EvaluationTime measureEvaluation(Session& session, const RunSetup& setup, double seconds);
ExchangeTime measureExchange(Session& session, std::size_t bytes, double seconds);

/// What a live run reaches over about \p seconds, from its first steps on.
Result<ScalingRow> measureRun(Session& session, const Scenario& scenario, const DatasetPtr& data, int threads, double seconds);
Result<GossipCost> measureGossip(Session& session, int threads, double seconds);
Result<Scaling> measureScaling(Session& session, const Subject& subject, int threads, double seconds);
/// To be called first: later on the process holds memory that earlier parts gave back to it.
Result<Memory> measureMemory(Session& session, int threads);

}  // namespace gossip::bench
