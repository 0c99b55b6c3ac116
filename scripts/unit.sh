#!/usr/bin/env bash
# Builds and runs the unit tests of a preset (release, asan, dev, clang); more arguments go to ctest.
#
#   scripts/unit.sh release -R query
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

scripts/build.sh "$preset"
# Two for each core: much of a short test is waiting for its program to start.
scripts/with_postgres.sh ctest --preset "$preset" --parallel "$((2 * $(nproc)))" --no-tests=error --progress \
    --output-junit "$PWD/build/$preset/ctest.xml" "$@"
