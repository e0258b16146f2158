#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of resources/screenshots anew: every view, both languages and themes, two sizes.
#   tests/bench/screenshots.sh BUILD_FOLDER [VIEW]...
# Needs pngquant. Takes about ten minutes: a real run and a real race.
set -eu
build=$1
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
QT_QPA_PLATFORM=offscreen "$build/bin/screenshots" "$folder" "$@"
for picture in "$folder"/*.png; do
    pngquant --quiet --nofs --speed 3 --strip 24 --output "$root/resources/screenshots/$(basename "$picture")" --force "$picture"
done
