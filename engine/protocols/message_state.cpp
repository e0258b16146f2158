// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/protocol.h"

namespace gossip {

void ModelMessage::save(StateWriter& out) const
{
    out.integer(std::int32_t(from));
    out.integer(std::int32_t(to));
    out.array(parameters);
    weight.save(out);
    out.integer(senderStep);
    out.integer(id);
    out.number(sentS);
}

void ModelMessage::load(StateReader& in, ArrayPool& arrays, int workers)
{
    from = in.integer<std::int32_t>(0, workers - 1);
    to = in.integer<std::int32_t>(0, workers - 1);
    parameters = in.array(arrays);
    weight.load(in);
    senderStep = in.integer<std::uint64_t>();
    id = in.integer<std::uint64_t>();
    sentS = in.number(0.0, 1e12);
}

}  // namespace gossip
