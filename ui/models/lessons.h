// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gossip::ui {

/// A short lesson: an experiment that runs by itself, and one number of it to be guessed beforehand.
struct Lesson {
    using Texts = std::map<std::string, std::string>;   ///< by language

    gossip::Scenario scenario;   ///< named as the lesson; its title and description are the lesson's
    QString control;             ///< object name of the run page's control that the lesson is about
    double pace = 1.0;           ///< virtual seconds in a second of real time
    bool asksWorst = false;      ///< whether the worst worker's accuracy is guessed, or else the mean of all workers' own
    Texts question;
    Texts why;                   ///< two sentences

    [[nodiscard]] QString path() const;      ///< of the experiment, for Lab::openScenario()
    [[nodiscard]] double lengthS() const;    ///< of the run on the screen
    /// What is guessed, as a run's end has it, 0–1; empty: not measured.
    [[nodiscard]] std::optional<double> truth(const gossip::MetricsRow& end) const;
};

/// The lessons inside the program, in the order of learning: resources/lessons/lessons.json and beside it each one's experiment.
const std::vector<Lesson>& lessons();

}  // namespace gossip::ui
