#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every test. The last lines are ctest's own summary.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: tests/run.sh [--quick] [--stress]

  --quick   only the optimised build, without the sanitizers
  --stress  also the long tests (labels stress and fuzz)
HELP
}

quick=no
long_tests=(-LE 'stress|fuzz')
for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        --quick) quick=yes ;;
        --stress) long_tests=() ;;
        *) usage >&2; exit 2 ;;
    esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
jobs=$(nproc)
onnxruntime='onnxruntime-node@1.30.0'

heading() { printf '\n== %s\n' "$*"; }

# A runtime that shares no code with ours, for the exported models. Its binary ships inside the package.
install_onnxruntime() {
    export GOSSIP_NODE_MODULES=$root/build/node/node_modules
    if [[ -e $GOSSIP_NODE_MODULES/onnxruntime-node/package.json ]]; then
        return
    fi
    mkdir -p build/node
    if ! npm install --ignore-scripts --no-audit --no-fund --prefix build/node "$onnxruntime"; then
        echo "WARNING: $onnxruntime could not be installed; the comparison with it will be skipped." >&2
    fi
}

# build PRESET [cmake option]...
build() {
    local preset=$1
    shift
    heading "build $preset"
    cmake --preset "$preset" --log-level=WARNING "$@"
    cmake --build --preset "$preset"
}

# check PRESET [ctest option]...: runs its tests, under $launcher
launcher=()
check() {
    local preset=$1 log=build/$1/ctest.log skipped
    shift
    heading "test $preset"
    "${launcher[@]}" ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --parallel "$jobs" "$@" | tee "$log"
    skipped=$(grep -h '^SKIP' "build/$preset/Testing/Temporary/LastTest.log" || true)
    if [[ -n $skipped ]]; then
        printf '\nNot everything was tested:\n%s\n\n' "$skipped"
        sed -n '/tests passed/,$p' "$log"
    fi
}

app/install-packages.sh test
install_onnxruntime

build check
check check "${long_tests[@]}"

if [[ $quick == no ]]; then
    export GOSSIP_TEST_SEEDS=2   # random cases of the longest tests, which take ten times as long here
    build asan -DGOSSIP_GUI=OFF   # widgets take longer to build so than all else together
    check asan -L 'unit|property|golden|differential|command' "${long_tests[@]}"

    # GCC 12's ThreadSanitizer cannot live with the wide address randomisation of newer kernels.
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        launcher=(setarch "$(uname -m)" -R)
    fi
    build tsan -DGOSSIP_GUI=OFF
    # Without those that have one thread only.
    check tsan -L 'unit|property|command' -E '^property_(gosgd|protocols|state)$' "${long_tests[@]}"
fi
