// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/catalogue.h>

#include <dnnl.hpp>
#include <tbb/version.h>

namespace gossip {

std::string versions()
{
    const dnnl_version_t* dnnl = dnnl_version();
    return "gossiplab " GOSSIP_VERSION ", oneDNN " + std::to_string(dnnl->major) + "." + std::to_string(dnnl->minor) + "." +
           std::to_string(dnnl->patch) + ", TBB " + TBB_runtime_version();
}

}  // namespace gossip
