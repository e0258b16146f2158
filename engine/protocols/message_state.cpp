// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/saving.h"

#include <algorithm>
#include <functional>

namespace gossip {

void Membership::save(StateWriter& out) const
{
    out.integer(number);
    out.integer(rank);
    out.integer(std::uint64_t(nodes.size()));
    for (const int node : nodes) {
        out.integer(std::int32_t(node));
    }
}

void Membership::load(StateReader& in, int nodeCount)
{
    number = in.integer<std::uint32_t>();
    rank = in.integer<std::uint32_t>();
    nodes.resize(in.count(sizeof(std::int32_t)));
    for (int& node : nodes) {
        node = in.integer<std::int32_t>(0, nodeCount - 1);
    }
    if (nodes.empty() || std::adjacent_find(nodes.begin(), nodes.end(), std::greater_equal<>()) != nodes.end()) {
        in.fail();
    }
}

void ModelMessage::save(StateWriter& out) const
{
    out.integer(std::int32_t(from));
    out.integer(std::int32_t(to));
    out.flag(bool(parameters));
    out.integer(std::uint64_t(offset));
    out.integer(std::uint64_t(count));
    if (parameters) {
        out.floats(values());   // beside them the array holds what was in it before
    }
    weight.save(out);
    out.integer(std::uint8_t(content));
    out.integer(kind);
    out.integer(round);
    out.integer(mark);
    saveMembership(out, members);
    out.integer(std::uint64_t(payloadBytes));
    out.integer(senderStep);
    out.integer(senderLife);
    out.integer(id);
    for (const double value : {sentS, giveUpS, retryS}) {
        out.number(value);
    }
    out.integer(tries);
}

void ModelMessage::load(StateReader& in, ArrayPool& arrays, int nodes)
{
    from = in.integer<std::int32_t>(0, nodes - 1);
    to = in.integer<std::int32_t>(0, nodes - 1);
    parameters = in.flag() ? arrays.take() : ArrayPool::Loan();
    const std::uint64_t size = parameters ? parameters->size() : 0;
    offset = in.integer<std::uint64_t>(0, size);
    count = in.integer<std::uint64_t>(0, size - offset);
    if (parameters && !in.failed()) {
        in.floats(std::span<float>(*parameters).subspan(offset, count));
    }
    weight.load(in);
    content = Content(in.integer<std::uint8_t>(0, std::uint8_t(Content::request)));
    if (content == Content::model && (!parameters || count != size)) {   // whoever takes it over takes all of it
        in.fail();
    }
    kind = in.integer<std::uint8_t>();
    round = in.integer<std::uint32_t>();
    mark = in.integer<std::uint32_t>();
    members = loadMembership(in, nodes);
    payloadBytes = in.integer<std::uint64_t>();
    senderStep = in.integer<std::uint64_t>();
    senderLife = in.integer<std::uint64_t>();
    id = in.integer<std::uint64_t>();
    for (double* value : {&sentS, &giveUpS, &retryS}) {
        *value = in.number(0.0, kLongestS);
    }
    tries = in.integer<std::uint32_t>();
}

}  // namespace gossip
