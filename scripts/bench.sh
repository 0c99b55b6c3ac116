#!/usr/bin/env bash
# Measures the example applications and the parts, and prints what docs/performance.md records.
#
#   scripts/bench.sh [--long] [--builds]
#       --long    measures the reactive graph, the query cache, matching, rows and pages for about 75 minutes, not 13
#       --builds  also times a clean build and the rebuild after one edit (minutes)
#
# Environment: BENCH_PORT (8181), WRK_SECONDS (10), WRK_CONNECTIONS (64), START_RUNS (15)
set -euo pipefail
cd "$(dirname "$0")/.."

long=
builds=
for option in "$@"; do
    case $option in
    --long) long=--long ;;
    --builds) builds=yes ;;
    *)
        echo "usage: scripts/bench.sh [--long] [--builds]" >&2
        exit 2
        ;;
    esac
done

port=${BENCH_PORT:-8181}
export SOLDER_SECRET=${SOLDER_SECRET:-$(head -c 32 /dev/urandom | base64)}
origin=http://127.0.0.1:$port
scratch=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill -INT "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT

title() { printf '\n== %s\n' "$*"; }

start_server() {
    PORT=$port DATABASE_URL=sqlite:$scratch/bench.db build/release/examples/projects/projects >"$scratch/log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        grep -q 'listening on' "$scratch/log" && return
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    cat "$scratch/log" >&2
    return 1
}

scripts/build.sh release projects projects_bundle
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

title "Bundle sizes, bytes"
python3 -B tests/house/bundle_limits.py build/browser

start_server
title "Requests: /projects/1, ${WRK_CONNECTIONS:-64} connections, ${WRK_SECONDS:-10} s"
curl --silent --fail --show-error --output "$scratch/page.html" "$origin/projects/1"
printf 'page: %s bytes\n' "$(stat -c %s "$scratch/page.html")"
wrk --threads 1 --connections "${WRK_CONNECTIONS:-64}" --duration "${WRK_SECONDS:-10}s" --latency "$origin/projects/1"
awk '/^VmHWM|^VmRSS/ { printf "server memory %s %.1f MB\n", $1, $2 / 1024 }' "/proc/$server/status"

title "Page start: navigation to html[data-hydrated]"
CHROMIUM=${CHROMIUM:-$(command -v chromium)} node scripts/bench/start_time.mjs "$origin/projects/1" "${START_RUNS:-15}"

title "Pages on a phone: examples/hackernews"
CHROMIUM=${CHROMIUM:-$(command -v chromium)} scripts/bench/vitals.sh

title "Reactive graph"
scripts/bench/reactive.sh $long

title "Query cache"
scripts/bench/query.sh $long

title "Route matching"
scripts/bench/router.sh $long

title "Rows in the browser"
scripts/bench/html_browser.sh $long

title "Pages made on a server"
scripts/bench/html_server.sh $long

if compgen -G 'bench/*_bench.cpp' >/dev/null; then
    title "Parts, in process"
    scripts/build.sh bench
    find build/bench/bench -maxdepth 1 -name '*_bench' -type f -executable | sort | while read -r program; do
        "$program" --benchmark_min_time=0.2
    done
fi

if [ -n "$builds" ]; then
    title "Build times, without ccache"
    scripts/bench/build_times.sh
fi
