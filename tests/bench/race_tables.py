# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints RESULTS.md from race folders: race_tables.py FOLDER_OF_RACES OLD_RESULTS

A section's paragraph that begins with "**Borne out" is a person's judgement: it is taken over from the old file.
"""
import json
import pathlib
import re
import sys

ORDER = ["healthy-cluster", "slow-network", "straggler", "lossy-network", "crash-and-rejoin", "server-crash", "cut-in-two", "uneven-data",
         "many-workers", "paper-setting"]


def seconds(value):
    return f"{value:.0f}" if value >= 99.95 else f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def size(value):
    for unit in ("B", "kB", "MB", "GB"):
        if value < 999.95:
            break
        value /= 1000.0
    else:
        unit = "TB"
    return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"


def percent(value):
    return f"{100 * value:.1f}"


def cell(spread, show):
    if spread is None:
        return "–"
    width = max(spread["maximum"] - spread["mean"], spread["mean"] - spread["minimum"])
    return show(spread["mean"]) if spread["seeds"] == 1 else f"{show(spread['mean'])} ± {show(width)}"


def time_cell(row):
    if row["reached"] == 0:
        return f"not reached (stopped at {seconds(row['time_s']['maximum'])})"
    some = f" ({row['reached']} of {row['runs']} seeds)" if row["reached"] < row["runs"] else ""
    return cell(row["time_to_target_s"], seconds) + some


def table(race):
    lines = [f"| protocol | {100 * race['goal']:.0f} % after [s] | traffic until then | messages until then | final accuracy [%] | worst worker [%] | "
             "consensus distance | waiting [% of time] | busiest line [% of time] | busiest machine |", "|---" + "|--:" * 9 + "|"]
    for row in race["standings"]:
        lines.append("| " + " | ".join([
            row["protocol"], time_cell(row), cell(row["bytes_to_target"], size), cell(row["messages_to_target"], lambda v: f"{v:.0f}"),
            cell(row["accuracy"], percent), cell(row["worker_accuracy_min"], percent), cell(row["consensus_distance"], lambda v: f"{v:.2f}"),
            cell(row["waited_share"], lambda v: f"{100 * v:.0f}"), cell(row["bottleneck_share"], lambda v: f"{100 * v:.0f}"),
            cell(row["busiest_node_bytes"], size)]) + " |")
    return "\n".join(lines)


def judgements(text):
    """The kept paragraphs by the heading that they stand under."""
    kept = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        found = re.search(r"^\*\*Borne out.*?(?=\n\n|\Z)", section, flags=re.M | re.S)
        if found:
            kept[section.split("\n", 1)[0].strip()] = found.group(0)
    return kept


def section(scenario, name, folders, kept):
    lines = [f"## {name}", "", f"*{scenario['title']['en']}.* {scenario['description']['en']}", ""]
    for folder in folders:
        race = json.loads((folder / "race.json").read_text())
        setting = f"p = {scenario_probability(folder)}: " if len(folders) > 1 else ""
        lines += [f"{setting}{race['conditions']}.", "", table(race), ""]
        lines += [f"> {sentence}" for sentence in race["sentences"]] + [""]
    lines += [kept.get(name, "**Borne out?** Not judged yet."), ""]
    return "\n".join(lines)


def scenario_probability(folder):
    return json.loads((folder / "scenario.json").read_text())["protocol"]["probability"]


def main():
    root, old = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    kept = judgements(old.read_text() if old.exists() else "")
    races = sorted(path.parent for path in root.glob("*/race.json"))
    print("""# Races of the reference scenarios

Made by `tests/bench/races.sh`, which anybody can run again: the tables are the same on any machine of the same processor type, as all times are
virtual (simulated clock) and repeat exactly. What is modelled is how long steps and messages take; every gradient is really computed.
Each figure is the mean over three seeds (1, 2, 3) ± the seed furthest from it; "within the spread of the seeds" means that the ranges overlap.
Accuracies are of the protocol's output model on 2,000 test pictures, "worst worker" on few hundred. Rivals have settings of their own in
`protocol_overrides` of each scenario, found by trying a few learning rates on `healthy-cluster` with seed 1. "Busiest line" is the share of
the time in which one machine's line was in use, "waiting" the share that workers lost waiting for others. The lines after each table are the program's own.
""")
    missing = []
    for name in ORDER:
        folders = [path for path in races if path.name == name or re.fullmatch(re.escape(name) + r"-[0-9.]+", path.name)]
        if not folders:
            missing.append(name)
        else:
            print(section(json.loads((old.parent / f"{name}.json").read_text()), name, folders, kept))
    if missing:
        print(f"Not run yet: {', '.join(missing)}.")


main()
