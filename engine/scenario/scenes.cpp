// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/structured.h"

namespace gossip::scenario {

namespace {

constexpr std::size_t kMaxScenes = 200;
constexpr std::size_t kLongestSentence = 120;   // characters: one line across a screen
constexpr double kMaxSeconds = 1e7;

Result<Scene> readScene(const Json& json, const std::string& path)
{
    if (Result<void> object = needObject(json, path); !object)
        return object.error();
    Scene scene;
    for (const char* needed : {"at_s", "sentence"}) {
        if (!json.contains(needed))
            return error(GOSSIP_TEXT("%1: a scene needs this key"), {pathTo(path, needed)});
    }
    for (const auto& [key, value] : json.items()) {
        const std::string where = pathTo(path, key);
        if (key == "sentence") {
            const Result<Texts> texts = readTexts(value, where, kLongestSentence, Lines::one);
            if (!texts)
                return texts.error();
            if (texts->empty())
                return error(GOSSIP_TEXT("%1: there is no text; allowed: one for each language, like {\"en\": …, \"ja\": …}"), {where});
            scene.sentence = *texts;
        } else if (key == "at_s" || key == "for_s") {
            const Result<double> seconds = readNumber(value, where, 0.0, kMaxSeconds);
            if (!seconds)
                return seconds.error();
            (key == "at_s" ? scene.atS : scene.forS) = *seconds;
        } else {
            return unknownKey(where, key, {"at_s", "for_s", "sentence"});
        }
    }
    return scene;
}

}  // namespace

Json writeScenes(const std::vector<Scene>& scenes)
{
    if (scenes.empty())
        return Json(Json::value_t::discarded);
    Json json = Json::array();
    for (const Scene& scene : scenes)
        json.push_back({{"at_s", scene.atS}, {"for_s", scene.forS}, {"sentence", scene.sentence}});
    return json;
}

Result<std::vector<Scene>> readScenes(const Json& json, const std::string& path)
{
    if (Result<void> list = needList(json, path, kMaxScenes); !list)
        return list.error();
    std::vector<Scene> scenes;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Result<Scene> scene = readScene(json[i], pathTo(path, i));
        if (!scene)
            return scene.error();
        if (!scenes.empty() && scene->atS <= scenes.back().atS)
            return error(GOSSIP_TEXT("%1: %2 does not come after %3; allowed: rising times"),
                         {pathTo(pathTo(path, i), "at_s"), shown(scene->atS), shown(scenes.back().atS)});
        scenes.push_back(*scene);
    }
    return scenes;
}

}  // namespace gossip::scenario
