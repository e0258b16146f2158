#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes every measurement and prints them in the form of RESULTS.md:  tests/bench/run_all.sh > tests/bench/RESULTS.md
# Wants a machine on which nothing else runs, and the preset release, built.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=${1:-build/release/bin}
if [[ ! -x $bin/gossiplab-cli ]]; then
    echo "usage: tests/bench/run_all.sh [folder of the programs]   $bin/gossiplab-cli is missing: build the preset release first" >&2
    exit 2
fi

# section TITLE COMMAND...: its output as it is
section() {
    local title=$1
    shift
    printf '\n## %s\n\n    %s\n\n```text\n' "$title" "$*"
    "$@"
    printf '```\n'
}

cpu() { lscpu | sed -n "s/^ *$1: *//p" | head -n 1; }

printf '# Results\n\nTaken on %s by `tests/bench/run_all.sh`.\n\n' "$(date -u +%Y-%m-%d)"
printf -- '- processor: %s, %s CPUs of %s threads a core%s\n' "$(cpu 'Model name')" "$(cpu 'CPU(s)')" "$(cpu 'Thread(s) per core')" \
    "$(lscpu | grep -q '^Hypervisor' && echo ', virtual')"
printf -- '- caches: L1d %s, L2 %s, L3 %s\n' "$(cpu 'L1d cache')" "$(cpu 'L2 cache')" "$(cpu 'L3 cache')"
printf -- '- vector instructions: %s\n' "$(cpu Flags | tr ' ' '\n' | grep -E '^(sse4_2|avx|avx2|fma|avx512f|avx512_bf16|amx_bf16)$' | tr '\n' ' ')"
printf -- '- system: %s\n' "$(. /etc/os-release && echo "$PRETTY_NAME")"

section 'Training, evaluation, exchange, scaling, memory' "$bin/gossiplab-cli" bench
if python3 -c 'import torch' 2>/dev/null; then
    section 'Beside PyTorch' tests/bench/versus_pytorch.sh --cli "$bin/gossiplab-cli"
fi
launcher=()
if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    launcher=(xvfb-run -a -s '-screen 0 1920x1080x24')
fi
if [[ -x $bin/start_up ]]; then
    section 'Start of the window' "${launcher[@]}" "$bin/start_up"
    for workers in 64 256; do
        section "The map while all cores train, $workers workers" "${launcher[@]}" "$bin/window_latency" "$workers"
    done
fi
if [[ -x $bin/bench_parts ]]; then
    section 'Simulated cluster: workers, numbers a worker (events a second); workers, threads (gradients a second)' \
        "$bin/bench_simulator" --benchmark_min_time=1.5 2>/dev/null
    section 'Parts' "$bin/bench_parts" --benchmark_min_time=0.2 2>/dev/null
fi
