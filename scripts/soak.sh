#!/usr/bin/env bash
# Long runs under the address and undefined behaviour sanitizers: the model tests of the reactive graph, of transitions
# and of route matching; and generated pages, rendered by the server and taken over, here and in Chromium.
#
#   scripts/soak.sh [steps]          a million steps of each kind of graph when not said
#   SOLDER_MODEL_SEED=7 ...          the first seed; a random one when not said
#   SOLDER_TRANSITION_SEEDS=20000    how many graphs with transitions
#   SOLDER_GENERATED_SEEDS=8000      how many generated pages, from SOLDER_GENERATED_SEED=1 on
#   SOLDER_GENERATED_PAGES=100       how many of them in Chromium, which follow on those; 0: none
set -euo pipefail
cd "$(dirname "$0")/.."
export SOLDER_MODEL_STEPS=${1:-${SOLDER_MODEL_STEPS:-1000000}}
export SOLDER_MODEL_SEED=${SOLDER_MODEL_SEED:-$((RANDOM * 32768 + RANDOM))}
export SOLDER_TRANSITION_SEEDS=${SOLDER_TRANSITION_SEEDS:-20000}
export SOLDER_GENERATED_SEEDS=${SOLDER_GENERATED_SEEDS:-8000}
export SOLDER_GENERATED_PAGES=${SOLDER_GENERATED_PAGES:-100}

scripts/build.sh asan solder_test_reactive solder_test_query solder_test_router solder_test_html_generated
failed=()
# What no test is named like would pass.
run() {
    local program=build/asan/tests/solder_test_$1 filter=$2 start=$SECONDS
    "$program" --gtest_list_tests --gtest_filter="$filter" | grep -q '^  ' || { echo "error: no test is called $filter" >&2; exit 1; }
    "$program" --gtest_filter="$filter" --gtest_brief=1 || failed+=("$filter")
    echo "== $filter: $((SECONDS - start)) s"
}

echo "== seed $SOLDER_MODEL_SEED, $SOLDER_MODEL_STEPS steps, $SOLDER_TRANSITION_SEEDS graphs with transitions"
run reactive 'graph_model.*'
run query 'transition_model.*'
run router 'matching_model.*'
run html_generated 'generated_pages.*:readings.*'
if [ "$SOLDER_GENERATED_PAGES" -gt 0 ]; then
    export SOLDER_GENERATED_SEED=$((${SOLDER_GENERATED_SEED:-1} + SOLDER_GENERATED_SEEDS))
    scripts/build.sh release generated_probe generated_probe_bundle
    [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --loglevel=error
    CHROMIUM=${CHROMIUM:-$(command -v chromium)} SOLDER_BUILD_DIR=$PWD/build/release \
        node --test --test-reporter=dot tests/browser/generated.test.mjs || failed+=("pages in Chromium")
fi
[ ${#failed[@]} -eq 0 ] || { echo "error: a long run failed: ${failed[*]}" >&2; exit 1; }
