// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/parts.h"

#include "core/aligned.h"
#include "core/vector_ops.h"

#include <cstring>

namespace gossip::bench {
namespace {

void combine(std::span<float> y, std::span<const float> x, float a, float b)
{
    float* __restrict to = y.data();
    const float* __restrict from = x.data();
    for (std::size_t i = 0; i < y.size(); ++i) {
        to[i] = a * from[i] + b * to[i];
    }
}

}  // namespace

ExchangeTime measureExchange(Session& session, std::size_t bytes, double seconds)
{
    const std::size_t floats = bytes / sizeof(float);
    ArrayPool pool(floats);
    FlatArray x(floats, 0.5F);
    FlatArray y(floats, 0.25F);
    Best push;
    Best copy;
    Best mix;
    Best plain;
    Best check;
    bool isFinite = true;
    session.rounds(seconds, [&] {
        for (int i = 0; i < 4; ++i) {
            push.time([&] {
                const ArrayPool::Loan loan = pool.take();
                std::copy(x.begin(), x.end(), loan->begin());
            });
            copy.time([&] { std::memcpy(y.data(), x.data(), bytes); });
            mix.time([&] { mixInto(y, x, 0.3F); });
            plain.time([&] { combine(y, x, 0.3F, 0.7F); });
            check.time([&] { isFinite = allFinite(y) && isFinite; });
        }
    });
    const double size = double(bytes);
    ExchangeTime time;
    time.bytes = bytes;
    time.push = 2.0 * size / push.seconds();
    time.copy = 2.0 * size / copy.seconds();
    time.mix = 3.0 * size / mix.seconds();
    time.plain = 3.0 * size / plain.seconds();
    time.check = isFinite ? size / check.seconds() : 0.0;
    return time;
}

}  // namespace gossip::bench
