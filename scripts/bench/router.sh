#!/usr/bin/env bash
# Matching beside its peers under Node (bench/router/README.md). About a minute.
#
#   scripts/bench/router.sh [--long] [option of router.mjs...]     --long measures for some minutes
set -euo pipefail
cd "$(dirname "$0")/../.."

length=(--seconds 0.3 --rounds 3)
if [ "${1:-}" = --long ]; then
    shift
    length=(--seconds 1 --rounds 7)
fi

scripts/build.sh bench router_bench
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

node scripts/bench/router.mjs --program build/bench/bench/router/router_bench "${length[@]}" "$@"
