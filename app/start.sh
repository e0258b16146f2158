#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and opens the lab with its first scenario.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: app/start.sh [--headless]

Installs the packages that are missing (Debian, Ubuntu), builds Gossip Lab into build/release and opens it with the
first scenario. Without a display, or with --headless, the scenario runs on the command line instead.
HELP
}

headless=no
for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        --headless) headless=yes ;;
        *) usage >&2; exit 2 ;;
    esac
done
if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    headless=yes
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
app/install-packages.sh run
cmake --preset release --log-level=WARNING
cmake --build --preset release

scenario=resources/scenarios/two-plants.json
if [[ $headless == no ]]; then
    exec build/release/bin/gossiplab "$scenario"
fi

echo "No window: running the first scenario on the command line (Ctrl-C stops it cleanly)." >&2
results="runs/two-plants-$(date -u +%Y%m%dT%H%M%SZ)"
status=0
build/release/bin/gossiplab-cli run "$scenario" --out "$results" || status=$?
if [[ -e $results/summary.json ]]; then
    echo "The results lie in $PWD/$results: figures (*.csv, summary.json) and the trained model (model.onnx)." >&2
fi
exit "$status"
