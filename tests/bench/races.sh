#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the races of the reference scenarios and writes their tables into resources/scenarios/RESULTS.md.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: tests/bench/races.sh [--cli PATH] [--seeds 1,2,3] [--threads N] [--out DIR] [--cifar FOLDER] [SCENARIO...]

  --cli PATH      the gossiplab-cli to use (default: build/release/bin/gossiplab-cli)
  --seeds LIST    seeds of each race (default: 1,2,3)
  --threads N     training threads (default: one per core); the figures do not depend on it
  --out DIR       where the race folders go (default: races); a race whose folder is there already is not run again
  --cifar FOLDER  CIFAR-10's files; without it the paper's setting is left out
  SCENARIO...     only these (default: all reference scenarios)

On two quiet cores all races on Fashion-MNIST take about twenty minutes, the paper's setting with one seed a quarter of an hour.
HELP
}

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cli=build/release/bin/gossiplab-cli
seeds=1,2,3
out=races
cifar=
threads=()
while [[ ${1:-} == -* ]]; do
    case "$1" in
        --cli) cli=${2:?--cli needs a path}; shift 2 ;;
        --seeds) seeds=${2:?--seeds needs a list}; shift 2 ;;
        --threads) threads=(--threads "${2:?--threads needs a number}"); shift 2 ;;
        --out) out=${2:?--out needs a folder}; shift 2 ;;
        --cifar) cifar=${2:?--cifar needs a folder}; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done
if [[ ! -x $cli ]]; then
    echo "$cli is missing: build the preset release first, or name it with --cli" >&2
    exit 2
fi
wanted=("$@")
if [[ ${#wanted[@]} == 0 ]]; then
    wanted=(healthy-cluster slow-network straggler lossy-network crash-and-rejoin server-crash cut-in-two uneven-data many-workers)
    if [[ -n $cifar ]]; then
        wanted+=(paper-setting)
    fi
fi

# race NAME SCENARIO PROTOCOLS [ARGUMENT...]
race() {
    local folder=$out/$1 scenario=$2 protocols=$3
    shift 3
    if [[ -e $folder/race.json ]]; then
        return
    fi
    rm -rf "$folder"
    "$cli" race "$scenario" --protocols "$protocols" --seeds "$seeds" "${threads[@]}" --out "$folder" "$@" > /dev/null
}

# Everybody races on the healthy cluster; elsewhere those whom the scenario is about.
everybody=$("$cli" list protocols | awk '/^[^ ]/ { printf "%s%s", separator, $1; separator = "," }')
declare -A racers=(
    [healthy-cluster]=$everybody
    [slow-network]=gosgd,ad-psgd,easgd,downpour,allreduce,local-sgd
    [straggler]=gosgd,ad-psgd,easgd,allreduce,local-sgd
    [lossy-network]=gosgd,ad-psgd,easgd,allreduce,local-sgd
    [crash-and-rejoin]=gosgd,ad-psgd,easgd,allreduce,local-sgd
    [server-crash]=gosgd,ad-psgd,easgd,downpour
    [cut-in-two]=gosgd,easgd,allreduce,local-sgd
    [uneven-data]=gosgd,ad-psgd,easgd,allreduce,local-sgd,isolated
    [many-workers]=gosgd,easgd,allreduce,local-sgd
)
for scenario in "${wanted[@]}"; do
    echo "$scenario" >&2
    if [[ $scenario != paper-setting ]]; then
        race "$scenario" "$scenario" "${racers[$scenario]:?no such reference scenario}"
        continue
    fi
    for p in 0.01 0.02 0.1 0.4; do
        tau=$(awk "BEGIN { print int(1 / $p + 0.5) }")
        race "paper-setting-$p" paper-setting gosgd,easgd,local-sgd --set dataset.path="$cifar" --set protocol.probability=$p \
            --set protocol_overrides.easgd.tau="$tau" --set protocol_overrides.local-sgd.tau="$tau"
    done
done
results=resources/scenarios/RESULTS.md
python3 tests/bench/race_tables.py "$out" "$results" > "$results.new"
mv "$results.new" "$results"
