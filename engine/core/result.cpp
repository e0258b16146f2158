// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/result.h>

namespace gossip {

std::string Message::str() const
{
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool gap = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        const std::size_t number = gap ? std::size_t(text[i + 1] - '1') : arguments.size();
        if (number < arguments.size()) {
            filled += arguments[number];
            ++i;
        } else {
            filled += text[i];
        }
    }
    return filled;
}

}  // namespace gossip
