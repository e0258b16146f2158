// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/topology.h>

#include "core/philox.h"

#include <Eigen/Dense>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

namespace gossip {

namespace {

using Sparse = Eigen::SparseMatrix<double, Eigen::RowMajor>;

constexpr int kMostDense = 1024;
constexpr int kMostIterations = 400;
constexpr double kTolerance = 1e-4;   ///< residual relative to the gap; symmetric: the gap's own error is far smaller

/// λₖ = Σ_h w_h e^{2πi k h/n} over the hops h of row 0; of a period the product.
double gapOfCirculant(const Topology& topology)
{
    const int n = topology.workers();
    std::vector<decltype(topology.mixingRow(0))> rows;
    for (int round = 0; round < topology.period(); ++round) {
        rows.push_back(topology.mixingRow(0, std::uint64_t(round)));
    }
    double largest = 0.0;
    for (int k = 1; k <= n / 2; ++k) {
        double modulus = 1.0;
        for (const auto& row : rows) {
            std::complex<double> eigenvalue = 0.0;
            for (const auto [hop, weight] : row) {
                const double turns = double(std::int64_t(hop) * k % n) / n;
                eigenvalue += std::polar(weight, 2.0 * std::numbers::pi * turns);
            }
            modulus *= std::abs(eigenvalue);
        }
        largest = std::max(largest, modulus);
    }
    constexpr double kRounding = 1e-15;   // a product that is exactly the mean
    return largest < kRounding ? 1.0 : 1.0 - std::pow(largest, 1.0 / topology.period());
}

Sparse mixingMatrix(const Topology& topology)
{
    std::vector<Eigen::Triplet<double>> entries;
    for (int worker = 0; worker < topology.workers(); ++worker) {
        for (const auto [from, weight] : topology.mixingRow(worker)) {
            entries.emplace_back(worker, from, weight);
        }
    }
    Sparse matrix(topology.workers(), topology.workers());
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

double gapOfDense(const Topology& topology)
{
    const Eigen::MatrixXd matrix(mixingMatrix(topology));
    const Eigen::VectorXd moduli =
        topology.isSymmetric()
            ? Eigen::VectorXd(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix, Eigen::EigenvaluesOnly).eigenvalues().cwiseAbs())
            : Eigen::VectorXd(Eigen::EigenSolver<Eigen::MatrixXd>(matrix, false).eigenvalues().cwiseAbs());
    std::vector<double> sorted(moduli.begin(), moduli.end());
    std::nth_element(sorted.begin(), sorted.begin() + 1, sorted.end(), std::greater<>());
    return 1.0 - sorted[1];
}

/// Arnoldi's iteration (for symmetric matrices: Lanczos') with full orthogonalisation in the space of vectors of sum 0. Every W
/// maps that space into itself, since its columns sum to 1, and its eigenvalues there are λ₂ … λₙ.
SpectralGap gapByIteration(const Topology& topology)
{
    const Sparse matrix = mixingMatrix(topology);
    const Eigen::Index n = matrix.rows();
    Eigen::MatrixXd basis(n, kMostIterations + 1);
    Eigen::MatrixXd hessenberg = Eigen::MatrixXd::Zero(kMostIterations + 1, kMostIterations);
    RandomStream random(1, Purpose::topology, 0xFFFFFFFFU);
    for (Eigen::Index i = 0; i < n; ++i) {
        basis(i, 0) = random.normal();
    }
    basis.col(0).array() -= basis.col(0).mean();
    basis.col(0).normalize();
    SpectralGap found;
    for (int k = 1, check = 25; k <= kMostIterations; ++k) {
        Eigen::VectorXd next = matrix * basis.col(k - 1);
        next.array() -= next.mean();
        for (int twice = 0; twice < 2; ++twice) {   // once loses orthogonality to rounding
            const Eigen::VectorXd along = basis.leftCols(k).transpose() * next;
            next -= basis.leftCols(k) * along;
            hessenberg.col(k - 1).head(k) += along;
        }
        const double rest = next.norm();
        hessenberg(k, k - 1) = rest;
        constexpr double kExhausted = 1e-13;
        if (k == check || rest < kExhausted) {
            const Eigen::EigenSolver<Eigen::MatrixXd> small(hessenberg.topLeftCorner(k, k));
            Eigen::Index at = 0;
            found.gap = 1.0 - small.eigenvalues().cwiseAbs().maxCoeff(&at);
            const double residual = rest * std::abs(small.eigenvectors()(k - 1, at));
            found.converged = residual <= kTolerance * found.gap;
            if (found.converged || rest < kExhausted) {
                break;
            }
            check *= 2;
        }
        basis.col(k) = next / rest;
    }
    return found;
}

}  // namespace

SpectralGap spectralGap(const Topology& topology)
{
    if (topology.isComplete()) {
        return {};
    }
    if (topology.isCirculant()) {
        return {gapOfCirculant(topology), true};
    }
    return topology.workers() <= kMostDense ? SpectralGap{gapOfDense(topology), true} : gapByIteration(topology);
}

std::optional<double> predictedContraction(const Scenario& scenario, const Topology& topology, const SpectralGap& gap)
{
    const bool undisturbed = scenario.faults.empty() && scenario.network.loss == 0.0;
    if (scenario.workload != Workload::averaging || !undisturbed || topology.workers() < 2) {
        return std::nullopt;
    }
    if (scenario.protocol.id == "d-psgd") {
        return 1.0 - gap.gap;
    }
    if (scenario.protocol.id != "gosgd" || !topology.isSymmetric() || topology.id() == "edges") {
        return std::nullopt;
    }
    const std::size_t links = topology.out(0).size();
    for (int worker = 1; worker < topology.workers(); ++worker) {
        if (topology.out(worker).size() != links) {
            return std::nullopt;
        }
    }
    constexpr double kShare = 0.39;
    return 1.0 - kShare * scenario.protocol.parameters.at("probability") * gap.gap * double(links + 1) / double(links);
}

}  // namespace gossip
