// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>
#include <gossip/scenario.h>

#include <string>
#include <vector>

/// The scenario form without its widgets: which fields there are, when they count, what they hold, how they change.
namespace gossip::ui {

enum class FormSection { data, model, workers, protocol, network, stop, evaluation, general, Count };

/// One line of the form.
struct FormField {
    gossip::FieldInfo info;       ///< of the engine, or made from a protocol's parameter; minimum and maximum in JSON's unit
    FormSection section = FormSection::general;
    bool percent = false;         ///< a share: shown and typed as percent
    bool isPath = false;          ///< a place in the file system, which can be chosen too
    bool shared = false;          ///< reads and writes more than one key ("form.plants")
};

/// Keys of the lines that the engine does not describe one by one.
inline constexpr auto kPlantsPath = "form.plants";                       ///< number of plants
inline constexpr auto kGroupsPath = "workers.groups";                    ///< "A: 0-3; B: 4-7"
inline constexpr auto kNamesPath = "workers.names";                      ///< "A-1, A-2"
inline constexpr auto kClassesPath = "dataset.partition.classes";        ///< "A: 0-4; B: 5-9"

/// All lines for this scenario's protocol, section by section in the order of FormSection.
std::vector<FormField> formFields(const gossip::Scenario& scenario);

/// Whether the key plays a part in this scenario (e.g. alpha only with Dirichlet).
bool fieldCounts(const gossip::Scenario& scenario, const std::string& path);

/// The field's value as JSON text.
std::string formValue(const gossip::Scenario& scenario, const std::string& path);

/// The scenario with one field changed, by the engine's own checks. Plants, groups and names follow the number of workers.
gossip::Result<gossip::Scenario> withField(const gossip::Scenario& scenario, const std::string& path, const std::string& json);

}  // namespace gossip::ui
