#!/usr/bin/env bash
# Everything that has to hold before a change goes in. `make test` and .ci/run both end here.
# A failed step does not stop the ones that can still run. The last lines name the steps and tests that failed (a
# dozen of them) and count all.
set -uo pipefail
cd "$(dirname "$0")/.."

mkdir -p build
passed=0
failed=0
failed_steps=()
failures=() # a line each

# Runs a command under a title, with the time it took. A step that fails counts as one failure of its own, unless
# `report` (a results file the step writes) already says what failed.
step() {
    local title=$1 report=$2 before=$failed start=$SECONDS status=0
    shift 2
    printf '\n=== %s\n' "$title"
    [ -n "$report" ] && rm -f "$report"
    "$@" || status=$?
    [ -n "$report" ] && count "$report"
    if [ $status -ne 0 ]; then
        failed_steps+=("$title")
        [ "$failed" -gt "$before" ] || failed=$((failed + 1))
    fi
    printf '=== %s: %s, %d s\n' "$title" "$([ $status -eq 0 ] && echo ok || echo FAILED)" $((SECONDS - start))
    return $status
}

# Adds what a results file counts, and the failures it tells of.
count() {
    local tally lines
    [ -e "$1" ] || return
    mapfile -t lines < <(python3 -B tests/house/tally.py --failures "$1")
    failures+=("${lines[@]}")
    tally=$(python3 -B tests/house/tally.py "$1") || return
    passed=$((passed + ${tally% *}))
    failed=$((failed + ${tally#* }))
}

step "set-up" "" scripts/setup.sh test &&
    {
        step "formatting" "" scripts/format.sh --check
        step "unit tests, g++ release" build/release/ctest.xml scripts/unit.sh release
        step "browser bundles" "" scripts/build.sh browser &&
            step "bundle limits" "" python3 -B tests/house/bundle_limits.py build/browser
        # Browsers wait most of their time; this takes only what they leave. Should it fail, the step after says how.
        setsid nice -n 19 scripts/build.sh asan >build/asan.log 2>&1 &
        build=$!
        trap "kill -- -$build 2>/dev/null" EXIT # all of it; ^C alone would not reach it
        step "browser tests" build/e2e.tap scripts/e2e.sh
        wait $build
        step "unit tests, clang, sanitizers" build/asan/ctest.xml scripts/unit.sh asan &&
            step "fuzzing" "" scripts/fuzz.sh "${SOLDER_FUZZ_SECONDS:-10}" \
                path="${SOLDER_FUZZ_SECONDS:-30}" address="${SOLDER_FUZZ_SECONDS:-30}"
    }

printf '\n'
[ $passed -gt 0 ] || { [ $failed -gt 0 ] || failed=1; }
[ ${#failed_steps[@]} -eq 0 ] || printf 'Failed: %s\n' "${failed_steps[@]}"
[ ${#failures[@]} -eq 0 ] || printf '  %s\n' "${failures[@]:0:12}"
[ ${#failures[@]} -le 12 ] || printf '  and %d more\n' $((${#failures[@]} - 12))
printf '%d passed, %d failed\n' "$passed" "$failed" | tee build/tally.txt
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
