#!/usr/bin/env bash
# Long runs under the address and undefined behaviour sanitizers: the model test of the reactive graph, and every unit
# test with "soak" in its name, which may look at SOLDER_SOAK=1 to be longer here than in `make asan`.
#
#   scripts/soak.sh [steps]          a million steps of each kind of graph when not said
#   SOLDER_MODEL_SEED=7 ...          the first seed; a random one when not said
set -euo pipefail
cd "$(dirname "$0")/.."
export SOLDER_SOAK=1
export SOLDER_MODEL_STEPS=${1:-${SOLDER_MODEL_STEPS:-1000000}}
export SOLDER_MODEL_SEED=${SOLDER_MODEL_SEED:-$((RANDOM * 32768 + RANDOM))}
programs=(core reactive query)

scripts/build.sh asan "${programs[@]/#/solder_test_}"
echo "== seed $SOLDER_MODEL_SEED, $SOLDER_MODEL_STEPS steps"
failed=()
for program in "${programs[@]}"; do
    start=$SECONDS
    "build/asan/tests/solder_test_$program" --gtest_filter='graph_model.*:*soak*' --gtest_brief=1 || failed+=("$program")
    echo "== $program: $((SECONDS - start)) s"
done
[ ${#failed[@]} -eq 0 ] || { echo "error: a long run failed in: ${failed[*]}" >&2; exit 1; }
