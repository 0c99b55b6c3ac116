#!/usr/bin/env bash
# The reactive graph beside its peers, natively and in Chromium (bench/reactive/README.md). About a minute.
#
#   scripts/bench/reactive.sh [--long] [option of reactive.mjs...]     --long measures for about ten minutes
#
# Environment: CHROMIUM (/usr/bin/chromium)
set -euo pipefail
cd "$(dirname "$0")/../.."

native=(--seconds 0.05 --rounds 3)
page=(--seconds 0.05 --rounds 2)
if [ "${1:-}" = --long ]; then
    shift
    native=(--seconds 0.5 --rounds 7)
    page=(--seconds 0.5 --rounds 5)
fi

scripts/build.sh bench reactive_bench
[ -e build/bench_wasm/build.ninja ] ||
    cmake -G Ninja -S bench/reactive/wasm -B build/bench_wasm \
        -D "CMAKE_TOOLCHAIN_FILE=$PWD/cmake/toolchain-wasm32.cmake" -D CMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)"
cmake --build build/bench_wasm --target reactive_bench
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

node scripts/bench/reactive.mjs --program build/bench/bench/reactive/reactive_bench "${native[@]}" "$@"
node scripts/bench/reactive.mjs --wasm build/bench_wasm/reactive_bench.wasm "${page[@]}" "$@"
