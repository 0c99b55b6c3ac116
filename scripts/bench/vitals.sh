#!/usr/bin/env bash
# What a visitor with a phone notices of the pages of examples/hackernews, in Chromium (bench/vitals/README.md). About
# two minutes.
#
#   scripts/bench/vitals.sh [option of vitals.mjs...]
#
# Environment: CHROMIUM (/usr/bin/chromium)
set -euo pipefail
cd "$(dirname "$0")/../.."

scripts/build.sh release hackernews hackernews_bundle
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

scratch=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill -INT "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT

PORT=0 HN_DATABASE=$scratch/hackernews.db build/release/examples/hackernews/hackernews >"$scratch/log" 2>&1 &
server=$!
for _ in $(seq 100); do
    grep -q 'listening on' "$scratch/log" && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
done
origin=$(sed -n 's/^listening on //p' "$scratch/log")
[ -n "$origin" ] || { cat "$scratch/log" >&2; exit 1; }

longest=$(sqlite3 "$scratch/hackernews.db" 'select id from stories order by comment_count desc, id limit 1')
author=$(sqlite3 "$scratch/hackernews.db" 'select author from comments group by author order by count(*) desc, 1 limit 1')
node scripts/bench/vitals.mjs "$@" "$origin" / "/item/$longest" "/user/$author"
