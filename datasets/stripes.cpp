// SPDX-License-Identifier: GPL-3.0-or-later
#include "datasets/stripes.h"

#include <gossip/result.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <utility>

namespace gossip::datasets {
namespace {

/// Steps across the stripes per pixel to the right and per pixel down.
constexpr std::array<std::pair<int, int>, 4> kDirections{{{0, 1}, {1, 0}, {1, 1}, {1, -1}}};

/// The standard fixes this generator's numbers but not those of its distributions, so draws are taken from it directly.
int draw(std::mt19937& random, int from, int to)
{
    return from + int(random() % std::uint32_t(to - from + 1));
}

void addPicture(LabelledImages& images, int label, std::mt19937& random)
{
    const auto [right, down] = kDirections[std::size_t(label)];
    const int width = draw(random, 2, 3);
    const int place = draw(random, 0, 2 * width - 1);
    const int contrast = draw(random, 30, 60);
    const int brightness = draw(random, 100, 155);
    for (int y = 0; y < kStripesShape.height; ++y) {
        for (int x = 0; x < kStripesShape.width; ++x) {
            const int across = right * x + down * y + place + 4 * kStripesShape.height * width;   // multiple of the period, keeps it positive
            const bool bright = across / width % 2 == 0;
            const int noise = draw(random, -70, 70) + draw(random, -70, 70);
            images.pixels.push_back(std::uint8_t(std::clamp(brightness + (bright ? contrast : -contrast) + noise, 0, 255)));
        }
    }
    images.labels.push_back(std::uint16_t(label));
}

LabelledImages makePart(int count, std::uint32_t seed)
{
    LabelledImages images;
    std::mt19937 random(seed);
    for (int i = 0; i < count; ++i) {
        addPicture(images, i % int(kDirections.size()), random);
    }
    return images;
}

}  // namespace

Dataset makeStripes()
{
    Dataset stripes;
    stripes.id = "stripes";
    stripes.shape = kStripesShape;
    stripes.classNames = {GOSSIP_TEXT("horizontal"), GOSSIP_TEXT("vertical"), GOSSIP_TEXT("rising"), GOSSIP_TEXT("falling")};
    stripes.train = makePart(kStripesTrainCount, 1);
    stripes.test = makePart(kStripesTestCount, 2);
    return stripes;
}

}  // namespace gossip::datasets
