#!/usr/bin/env bash
# Configures a preset if that is still to do, and builds targets of it (none given: all).
#
#   scripts/build.sh <preset> [target...]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

[ -e "build/$preset/build.ninja" ] || cmake --preset "$preset"
cmake --build "build/$preset" ${1:+--target "$@"}
