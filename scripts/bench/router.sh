#!/usr/bin/env bash
# Matching beside its peers, natively and in Chromium (bench/router/README.md). About two minutes.
#
#   scripts/bench/router.sh [--long] [option of router.mjs...]     --long measures for about ten minutes
#
# Environment: CHROMIUM (/usr/bin/chromium)
set -euo pipefail
cd "$(dirname "$0")/../.."

length=(--seconds 0.3 --rounds 3)
if [ "${1:-}" = --long ]; then
    shift
    length=(--seconds 1 --rounds 7)
fi

scripts/build.sh bench router_bench
[ -e build/bench_router_wasm/build.ninja ] ||
    cmake -G Ninja -S bench/router/wasm -B build/bench_router_wasm \
        -D "CMAKE_TOOLCHAIN_FILE=$PWD/cmake/toolchain-wasm32.cmake" -D CMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)"
cmake --build build/bench_router_wasm --target router_bench
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

node scripts/bench/router.mjs --program build/bench/bench/router/router_bench "${length[@]}" "$@"
node scripts/bench/router.mjs --wasm build/bench_router_wasm/router_bench.wasm "${length[@]}" "$@"
