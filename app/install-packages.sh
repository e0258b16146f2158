#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that Gossip Lab needs and that are missing. The one list of them is here.
set -euo pipefail

usage() {
    cat <<'HELP'
usage: app/install-packages.sh run|test [--list]

  run     what building and running the lab needs
  test    the same, and what tests and measurements need: Google Benchmark, Node.js
  --list  only print the packages' names
HELP
}

packages=(
    g++ cmake ninja-build ccache
    qt6-base-dev qt6-charts-dev qt6-svg-dev
    libqt6opengl6-dev                                   # Qt Charts needs it and does not pull it in
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools    # lrelease
    qt6-translations-l10n                               # Qt's own dialogs in Japanese
    libgl-dev
    libdnnl-dev libtbb-dev nlohmann-json3-dev libcli11-dev libeigen3-dev
    libonnx-dev libprotobuf-dev protobuf-compiler zlib1g-dev libarchive-dev
    dataset-fashion-mnist fonts-noto-cjk
)

say() { printf '%s\n' "$*" >&2; }

installed() { [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" == installed ]]; }

known() { [[ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null || true)" ]]; }

as_root() {
    if [[ $EUID -eq 0 ]]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

install_packages() {
    if ! as_root apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"; then
        say "Installing failed. Is this computer online? Otherwise install these packages by hand and start again:"
        say "  $*"
        exit 1
    fi
}

what=${1:-}
case "$what" in
    run | test) ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac
if [[ $what == test ]]; then
    packages+=(libbenchmark-dev)
fi
if [[ ${2:-} == --list ]]; then
    printf '%s\n' "${packages[@]}"
    exit 0
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "This is not Debian or Ubuntu: nothing is installed. The build will tell if one of these is missing:"
    say "  ${packages[*]}"
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
# Node.js may have come from elsewhere, and then brings its own npm.
need_node=no
if [[ $what == test ]] && ! { command -v node && command -v npm; } >/dev/null; then
    need_node=yes
fi
if [[ ${#missing[@]} -eq 0 && $need_node == no ]]; then
    exit 0
fi

if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
    say "Some packages are missing, and only root may install them. Ask whoever has root for:"
    say "  apt-get install --no-install-recommends ${missing[*]}"
    exit 1
fi
say "Installing with apt-get: ${missing[*]}${missing[0]:+ }$([[ $need_node == no ]] || echo nodejs npm)"
as_root apt-get update -q || say "The package lists could not be renewed; going on with the old ones."

available=()
for package in "${missing[@]}"; do
    if known "$package"; then
        available+=("$package")
    else
        say "This system has no package $package: left out. The build will tell if that matters."
    fi
done
[[ ${#available[@]} -eq 0 ]] || install_packages "${available[@]}"
if [[ $need_node == yes ]]; then
    command -v node >/dev/null || install_packages nodejs
    command -v npm >/dev/null || install_packages npm
fi
