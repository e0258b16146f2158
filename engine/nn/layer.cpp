// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/layer.h"

namespace gossip::nn {

Tensor ParameterTable::add(const std::string& name, const std::vector<int>& dims, int fanIn, const Layout& layout)
{
    constexpr std::size_t kLine = 16;   // floats in 64 bytes
    Parameter parameter;
    parameter.layout = layout;
    parameter.view = {name, dims, m_floats, layout.get_size() / sizeof(float), fanIn};
    m_floats += (parameter.view.storage + kLine - 1) / kLine * kLine;
    m_all.push_back(parameter);
    return {layout, {Home::parameters, parameter.view.offset * sizeof(float)}, nullptr};
}

}  // namespace gossip::nn
