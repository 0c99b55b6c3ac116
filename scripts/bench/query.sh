#!/usr/bin/env bash
# The query cache beside its peers, natively and in Chromium (bench/query/README.md). About five minutes.
#
#   scripts/bench/query.sh [--long] [option of query.mjs...]     --long measures for about half an hour
#
# Environment: CHROMIUM (/usr/bin/chromium)
set -euo pipefail
cd "$(dirname "$0")/../.."

native=(--seconds 0.05 --rounds 1)
page=(--seconds 0.05 --rounds 1)
if [ "${1:-}" = --long ]; then
    shift
    native=(--seconds 0.3 --rounds 5)
    page=(--seconds 0.3 --rounds 3)
fi

scripts/build.sh bench query_bench
[ -e build/bench_query_wasm/build.ninja ] ||
    cmake -G Ninja -S bench/query/wasm -B build/bench_query_wasm \
        -D "CMAKE_TOOLCHAIN_FILE=$PWD/cmake/toolchain-wasm32.cmake" -D CMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)"
cmake --build build/bench_query_wasm --target query_bench
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

node scripts/bench/query.mjs --program build/bench/bench/query/query_bench "${native[@]}" "$@"
node scripts/bench/query.mjs --wasm build/bench_query_wasm/query_bench.wasm "${page[@]}" "$@"
