// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/protocol_rig.h"

#include <utility>
#include <vector>

/// Protocols' exchanges as matrices K of small clusters.
namespace gossip::test {

using Matrix = std::vector<std::vector<double>>;
using Rows = Matrix;

inline Matrix identity(int n)
{
    Matrix k(std::size_t(n), std::vector<double>(std::size_t(n), 0.0));
    for (std::size_t i = 0; i < k.size(); ++i) {
        k[i][i] = 1.0;
    }
    return k;
}

inline Rows rowsOf(const std::vector<FlatArray>& x)
{
    Rows rows;
    for (const FlatArray& each : x) {
        rows.emplace_back(each.begin(), each.end());
    }
    return rows;
}

/// K X for the nodes' parameters as rows.
inline Rows product(const Matrix& k, const Rows& x)
{
    Rows result;
    for (const std::vector<double>& factors : k) {
        std::vector<double>& row = result.emplace_back(x.front().size(), 0.0);
        for (std::size_t j = 0; j < factors.size(); ++j) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                row[c] += factors[j] * x[j][c];
            }
        }
    }
    return result;
}

inline double gap(const Rows& expected, const std::vector<FlatArray>& found)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        for (std::size_t c = 0; c < expected[i].size(); ++c) {
            largest = std::max(largest, std::abs(expected[i][c] - double(found[i][c])));
        }
    }
    return largest;
}

/// The order in which messages of a kind were delivered: (from, to).
inline std::vector<std::pair<int, int>> delivered(const Listener& listener)
{
    std::vector<std::pair<int, int>> pairs;
    for (const MessageTrace& trace : listener.traces) {
        if (trace.fate == MessageFate::delivered) {
            pairs.emplace_back(trace.from, trace.to);
        }
    }
    return pairs;
}

}  // namespace gossip::test
