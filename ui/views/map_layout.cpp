// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_layout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numbers>

namespace gossip::ui {
namespace {

constexpr double kLargest = 64.0;      // px radius: a node is a gauge, not a wall
constexpr double kSmallest = 0.5;
constexpr double kGap = 6.0;           // px between neighbours beyond ring and name
constexpr double kGroupGap = 28.0;     // px between groups, room for the wall
constexpr double kLeastMargin = 0.14;  // of a small cell; only one node at a time has a ring
constexpr double kSmallestNamed = 13.0;
constexpr double kNameGap = 6.0;       // px between names

struct Grid {
    int columns = 1;
    int rows = 1;
    double radius = 0.0;
};

double radiusInCell(double width, double height, double nameHeight)
{
    const auto half = [](double length) { return 0.5 * length - std::min(MapLayout::kRing + 0.5 * kGap, kLeastMargin * length); };
    return std::min({kLargest, half(width), half(height - nameHeight)});
}

/// Columns and rows for `count` cells with the largest circles.
Grid bestGrid(int count, const QSizeF& room, double nameHeight)
{
    Grid best{1, count, -std::numeric_limits<double>::infinity()};
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double radius = radiusInCell(room.width() / columns, room.height() / rows, nameHeight);
        if (radius > best.radius + 1e-9) best = {columns, rows, radius};
    }
    return best;
}

std::vector<QPointF> gridCentres(int count, const Grid& grid, const QRectF& room, double nameHeight)
{
    std::vector<QPointF> centres;
    const double width = room.width() / grid.columns;
    const double height = room.height() / grid.rows;
    for (int i = 0; i < count; ++i) {
        const int row = i / grid.columns;
        const int inRow = std::min(grid.columns, count - row * grid.columns);
        const double indent = 0.5 * (grid.columns - inRow) * width;  // a short last row stands in the middle
        centres.emplace_back(room.left() + indent + (i % grid.columns + 0.5) * width,
                             room.top() + (row + 0.5) * height - nameHeight / 2.0);
    }
    return centres;
}

/// Points on an oval, evenly along its outline, from the top to the right.
std::vector<QPointF> ovalCentres(int count, const QPointF& middle, double a, double b)
{
    constexpr int kPieces = 720;
    const auto at = [&](int i) {
        const double angle = 2.0 * std::numbers::pi * i / kPieces - std::numbers::pi / 2.0;
        return middle + QPointF(a * std::cos(angle), b * std::sin(angle));
    };
    std::vector<double> length{0.0};
    for (int i = 1; i <= kPieces; ++i) length.push_back(length.back() + QLineF(at(i - 1), at(i)).length());
    std::vector<QPointF> centres;
    for (int i = 0; i < count; ++i) {
        const auto found = std::lower_bound(length.begin(), length.end(), length.back() * i / count);
        centres.push_back(at(int(found - length.begin())));
    }
    return centres;
}

/// How many stand on each circle, from the inside; the first is the middle when it is 1.
std::vector<int> circlesFor(int workers, bool middleIsTaken)
{
    constexpr int kAround = 8;   // on the first circle
    std::vector<int> circles;
    int left = workers;
    if (!middleIsTaken && left > kAround) {
        circles.push_back(1);
        --left;
    }
    int count = 1;
    while (kAround * count * (count + 1) / 2 < left) ++count;
    const int room = kAround * count * (count + 1) / 2;
    for (int k = 1, placed = 0, share = 0; k <= count; ++k) {   // as full as each other
        share += kAround * k;
        const int upTo = left * share / room;
        circles.push_back(upTo - placed);
        placed = upTo;
    }
    return circles;
}

/// Where all stand for a given radius; nothing when they cannot.
using Place = std::function<std::vector<QPointF>(double radius)>;

/// The largest radius for which nobody reaches into somebody else.
MapLayout largestThatFits(const Place& place, double upTo, double nameHeight)
{
    MapLayout layout;
    layout.nameHeight = nameHeight;
    const auto fits = [&](double radius) {
        layout.radius = radius;
        layout.centres = place(radius);
        for (int i = 0; i < int(layout.centres.size()); ++i) {
            for (int j = 0; j < i; ++j) {
                if (layout.footprint(i).intersects(layout.footprint(j))) return false;
            }
        }
        return !layout.centres.empty();
    };
    double radius = upTo;
    while (radius > kSmallest && !fits(radius)) radius -= 0.5;
    if (radius <= kSmallest) (void)fits(kSmallest);
    return layout;
}

/// Machines on an oval along the room's edge, a server in its middle.
MapLayout oval(const MapContent& content, const QRectF& room, double nameHeight)
{
    const double shorter = std::min(room.width(), room.height());
    const QPointF middle = room.center() - QPointF(0, nameHeight / 2.0);
    const auto place = [&](double radius) {
        const double reach = radius + MapLayout::kRing;
        if (2.0 * reach + nameHeight > shorter && radius > kSmallest) return std::vector<QPointF>();
        auto centres = ovalCentres(content.workers, middle, room.width() / 2.0 - reach, (room.height() - nameHeight) / 2.0 - reach);
        if (content.server) centres.push_back(middle);
        return centres;
    };
    // Larger nodes would leave no middle to see messages cross.
    const bool alone = content.workers == 1 && !content.server;
    return largestThatFits(place, alone ? kLargest : std::min(kLargest, 0.095 * shorter), nameHeight);
}

/// Machines on circles around one in the middle, or around the server.
MapLayout circles(const MapContent& content, const QRectF& room, double nameHeight)
{
    const std::vector<int> sizes = circlesFor(content.workers, content.server);
    const bool filled = content.server || (!sizes.empty() && sizes.front() == 1 && content.workers > 1);
    const QPointF middle = room.center() - QPointF(0, nameHeight / 2.0);
    const int around = int(sizes.size()) - (filled && !content.server ? 1 : 0);
    const auto place = [&](double radius) {
        const double reach = radius + MapLayout::kRing;
        const double a = room.width() / 2.0 - reach;
        const double b = (room.height() - nameHeight) / 2.0 - reach;
        std::vector<QPointF> centres;
        if (std::min(a, b) < 0.0) return centres;
        if (filled && !content.server) centres.push_back(middle);
        for (int k = 1; k <= around; ++k) {
            const int count = sizes[sizes.size() - std::size_t(around - k) - 1];
            const double share = double(k) / around;
            const auto circle = content.workers == 1 && !content.server ? std::vector{middle} : ovalCentres(count, middle, a * share, b * share);
            centres.insert(centres.end(), circle.begin(), circle.end());
        }
        if (content.server) centres.push_back(middle);
        return centres;
    };
    return largestThatFits(place, std::min(kLargest, 0.12 * std::min(room.width(), room.height())), nameHeight);
}

/// Members of each group in worker order; workers of no group come last, as one more.
std::vector<std::vector<int>> membersOf(int workers, const std::vector<int>& groupOfWorker)
{
    std::map<int, std::vector<int>> byGroup;
    for (int i = 0; i < workers; ++i) {
        const int group = groupOfWorker.empty() ? 0 : groupOfWorker[std::size_t(i)];
        byGroup[group < 0 ? std::numeric_limits<int>::max() : group].push_back(i);
    }
    std::vector<std::vector<int>> members;
    for (auto& [group, list] : byGroup) members.push_back(std::move(list));
    return members;
}

QRectF areaOf(int index, const Grid& grid, const QRectF& room, const QSizeF& size)
{
    return QRectF(room.left() + (index % grid.columns) * (size.width() + kGroupGap),
                  room.top() + (index / grid.columns) * (size.height() + kGroupGap), size.width(), size.height());
}

MapLayout grids(int workers, const std::vector<std::vector<int>>& members, const QRectF& room, double nameHeight)
{
    std::size_t largest = 0;
    for (const auto& list : members) largest = std::max(largest, list.size());
    const int count = int(members.size());
    Grid outer{count, 1, -std::numeric_limits<double>::infinity()};
    Grid inner;
    QSizeF size;
    for (int columns = count; columns >= 1; --columns) {  // side by side unless that costs size
        const int rows = (count + columns - 1) / columns;
        const QSizeF part((room.width() - kGroupGap * (columns - 1)) / columns, (room.height() - kGroupGap * (rows - 1)) / rows);
        const Grid grid = bestGrid(int(largest), part, nameHeight);
        if (grid.radius > outer.radius * 1.15 + 1e-9 || size.isEmpty()) {
            outer = {columns, rows, grid.radius};
            inner = grid;
            size = part;
        }
    }
    MapLayout layout;
    layout.radius = std::max(1.0, inner.radius);
    layout.nameHeight = nameHeight;
    layout.centres.resize(std::size_t(workers));
    for (int g = 0; g < count; ++g) {
        const auto& list = members[std::size_t(g)];
        const auto places = gridCentres(int(list.size()), inner, areaOf(g, outer, room, size), nameHeight);
        for (std::size_t i = 0; i < list.size(); ++i) layout.centres[std::size_t(list[i])] = places[i];
    }
    return layout;
}

/// A server above everybody: the room is shared so that its node is as large as the others.
MapLayout underServer(const MapContent& content, const std::vector<std::vector<int>>& members, const QRectF& room, double nameHeight)
{
    MapLayout best;
    for (double share = 0.08; share < 0.5; share += 0.02) {
        const double strip = share * room.height();
        MapLayout layout = grids(content.workers, members, room.adjusted(0, strip, 0, 0), nameHeight);
        layout.radius = std::min(layout.radius, radiusInCell(room.width(), strip, nameHeight));
        if (layout.radius <= best.radius) continue;
        layout.centres.emplace_back(room.center().x(), room.top() + (strip - nameHeight) / 2.0);
        best = std::move(layout);
    }
    return best;
}

MapArrangement resolved(const MapContent& content, std::size_t groups)
{
    if (content.arrangement != MapArrangement::best) return content.arrangement;
    if (groups > 1) return MapArrangement::groups;
    return content.workers <= MapLayout::kMostDetailed ? MapArrangement::ring : MapArrangement::grid;
}

}  // namespace

QRectF MapLayout::footprint(int node) const
{
    const QPointF& centre = centres[std::size_t(node)];
    const double reach = radius;
    return QRectF(centre.x() - reach, centre.y() - reach, 2.0 * reach, 2.0 * reach + nameHeight);
}

double MapLayout::nameRoom(int node, const QRectF& room) const
{
    const QPointF& own = centres[std::size_t(node)];
    const double top = own.y() + radius;
    double half = std::min(own.x() - room.left(), room.right() - own.x());
    for (std::size_t other = 0; other < centres.size(); ++other) {
        const QPointF& centre = centres[other];
        const double aside = std::abs(centre.x() - own.x());
        if (int(other) == node) continue;
        if (top + nameHeight > centre.y() - radius && top < centre.y() + radius) half = std::min(half, aside - radius - kNameGap);
        if (std::abs(centre.y() - own.y()) < nameHeight) half = std::min(half, (aside - kNameGap) / 2.0);
    }
    return 2.0 * std::max(half, radius);   // moved by hand they may stand anywhere
}

MapLayout layOutMap(const MapContent& content, const QRectF& room, double nameHeight)
{
    const auto groups = membersOf(content.workers, content.groupOfWorker);
    const MapArrangement arrangement = resolved(content, groups.size());
    const auto members = arrangement == MapArrangement::groups ? groups : membersOf(content.workers, {});
    const auto attempt = [&](double height) {
        if (arrangement == MapArrangement::ring) return oval(content, room, height);
        if (arrangement == MapArrangement::circle) return circles(content, room, height);
        return content.server ? underServer(content, members, room, height) : grids(content.workers, members, room, height);
    };
    MapLayout layout = attempt(nameHeight);
    layout.named = layout.radius >= kSmallestNamed;
    if (!layout.named) layout = attempt(0.0);  // names would take the room from the gauges
    return layout;
}

std::optional<QLineF> wallBetween(const std::vector<QPointF>& one, const std::vector<QPointF>& other, const QRectF& room,
                                  double clearance)
{
    if (one.empty() || other.empty()) return std::nullopt;
    constexpr int kDirections = 180;
    double widest = 2.0 * clearance;
    std::optional<QLineF> wall;
    for (int i = 0; i < kDirections; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kDirections;
        const QPointF normal(std::cos(angle), std::sin(angle));
        const auto along = [&](const QPointF& a, const QPointF& b) {
            return QPointF::dotProduct(a, normal) < QPointF::dotProduct(b, normal);
        };
        const double left = QPointF::dotProduct(*std::max_element(one.begin(), one.end(), along), normal);
        const double right = QPointF::dotProduct(*std::min_element(other.begin(), other.end(), along), normal);
        if (right - left < widest + 1e-6) continue;
        widest = right - left;
        const QPointF foot = normal * (0.5 * (left + right));
        const QPointF direction(-normal.y(), normal.x());
        const QPointF near = foot + direction * QPointF::dotProduct(room.center() - foot, direction);
        const double reach = room.width() + room.height();
        wall = QLineF(near - direction * reach, near + direction * reach);
    }
    return wall;
}

}  // namespace gossip::ui
