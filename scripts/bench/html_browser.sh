#!/usr/bin/env bash
# Rows of a table beside peers in Chromium (bench/html/browser/README.md). About three minutes.
#
#   scripts/bench/html_browser.sh [--long] [option of html_browser.mjs...]     --long measures for about fifteen
#
# Environment: CHROMIUM (/usr/bin/chromium)
set -euo pipefail
cd "$(dirname "$0")/../.."

length=(--samples 15 --rounds 1)
if [ "${1:-}" = --long ]; then
    shift
    length=(--samples 25 --rounds 3)
fi

[ -e build/bench_html_browser/build.ninja ] ||
    cmake -G Ninja -S bench/html/browser -B build/bench_html_browser \
        -D "CMAKE_TOOLCHAIN_FILE=$PWD/cmake/toolchain-wasm32.cmake" -D CMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)"
cmake --build build/bench_html_browser --target rows_bundle rows_signals_bundle
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

node scripts/bench/html_browser.mjs --bundles build/bench_html_browser "${length[@]}" "$@"
