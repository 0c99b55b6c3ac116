#!/usr/bin/env bash
# Runs tests/browser/*.test.mjs in Debian's Chromium, against the release build of the examples, the static build
# of one and the applications in tests/browser.
# More arguments go to `node --test`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh release projects projects_bundle projects_static_bundle counter_bundle hackernews hackernews_bundle \
    notes notes_bundle uploads_probe uploads_probe_bundle places_probe places_probe_bundle \
    streaming_probe streaming_probe_bundle generated_probe generated_probe_bundle controls_probe controls_probe_bundle
scripts/build.sh browser-debug notes_bundle # 30 s of two cores: a dozen files at a time
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error

shopt -s nullglob
tests=(tests/browser/*.test.mjs)
[ ${#tests[@]} -gt 0 ] || { echo "error: there are no tests/browser/*.test.mjs" >&2; exit 1; }
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
export SOLDER_BUILD_DIR=$PWD/build/release
rm -f build/e2e.tap
# A test that leaves something running would keep node for ever.
timeout --foreground 1800 node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination=build/e2e.tap "$@" "${tests[@]}"
