#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs PyTorch and the engine in turns on one thread and prints how much faster the engine's training step is.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: tests/bench/versus_pytorch.sh [--install] [--rounds N] [--cli PATH]

  --install   install python3-torch first, if it is missing
  --rounds N  turns of each (default 3; a turn takes about 40 seconds)
  --cli PATH  the gossiplab-cli to measure (default: build/release/bin/gossiplab-cli)

The ratio of a turn is PyTorch's step time, in the faster of its two memory layouts, divided by the engine's.
HELP
}

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
install=no
rounds=3
cli=build/release/bin/gossiplab-cli
while [[ $# -gt 0 ]]; do
    case "$1" in
        --install) install=yes; shift ;;
        --rounds) rounds=${2:?--rounds needs a number}; shift 2 ;;
        --cli) cli=${2:?--cli needs a path}; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done
if ! [[ $rounds =~ ^[1-9][0-9]*$ ]]; then
    echo "--rounds: \"$rounds\" is not a number of at least 1" >&2
    exit 2
fi
if [[ ! -x $cli ]]; then
    echo "$cli is missing: build the preset release first, or give --cli" >&2
    exit 2
fi
if ! python3 -c 'import torch' 2>/dev/null; then
    if [[ $install == no ]]; then
        echo "PyTorch is missing; with --install its Debian package python3-torch is installed" >&2
        exit 2
    fi
    root=()
    [[ $EUID -eq 0 ]] || root=(sudo)
    "${root[@]}" apt-get update -q
    "${root[@]}" apt-get install -y --no-install-recommends python3-torch
fi

results=$(mktemp)
trap 'rm -f "$results"' EXIT
for ((round = 1; round <= rounds; ++round)); do
    echo "turn $round of $rounds" >&2
    steps=$("$cli" bench --steps-only --json 2>/dev/null)
    while read -r model batch precision; do
        flags=()
        [[ $precision == bf16 ]] && flags=(--bf16)
        peer=$(python3 tests/bench/pytorch_step.py "$model" "$batch" "${flags[@]}")
        printf '%s\t%s\n' "$steps" "$peer" | tr -d '\n' >>"$results"
        echo >>"$results"
    done < <(python3 -c 'import json, sys
for step in json.load(sys.stdin)["steps"]:
    print(step["model"], step["batch"], step["precision"])' <<<"$steps")
done

python3 - "$results" <<'TABLE'
import json
import statistics
import sys

turns = {}
for line in open(sys.argv[1], encoding="utf-8"):
    engine, peer = (json.loads(part) for part in line.split("\t"))
    own = next(s for s in engine["steps"] if (s["model"], s["precision"]) == (peer["model"], peer["precision"]))
    turns.setdefault((peer["model"], peer["precision"], peer["batch"]), []).append((own, peer))
print(f"{'':24}{'engine ms':>12}{'PyTorch ms':>12}{'layout':>15}{'ratio: min':>12}{'median':>9}{'of limit':>10}")
for (model, precision, batch), pairs in turns.items():
    ratios = [peer["step_s"] / own["step_s"] for own, peer in pairs]
    best = min((peer for _, peer in pairs), key=lambda peer: peer["step_s"])
    own = min(own["step_s"] for own, _ in pairs)
    limit = statistics.median(own["ratio_to_limit"] for own, _ in pairs)
    print(f"{model + ' ' + precision + ', ' + str(batch):24}{own * 1e3:12.2f}{best['step_s'] * 1e3:12.2f}{best['layout']:>15}"
          f"{min(ratios):12.2f}{statistics.median(ratios):9.2f}{limit:10.3f}")
TABLE
