// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace gossip::test {

/// How many of \p wanted random cases to take: GOSSIP_TEST_SEEDS, where it is set, keeps the slow builds of sanitizers short.
inline int seeds(int wanted)
{
    const int most = qEnvironmentVariableIntValue("GOSSIP_TEST_SEEDS");
    return most > 0 ? std::min(most, wanted) : wanted;
}

}  // namespace gossip::test
