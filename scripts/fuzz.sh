#!/usr/bin/env bash
# Runs every fuzz target for some seconds (default 10), those that are named for as many as they are given. A crashing
# input is left in build/fuzz/.
#
#   scripts/fuzz.sh [seconds] [target=seconds]...
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-10}
shift $(($# > 0))
declare -A seconds_of
for each in "$@"; do
    [ -e "tests/fuzz/${each%=*}_fuzz.cpp" ] || { echo "error: there is no fuzz target ${each%=*}" >&2; exit 2; }
    seconds_of[${each%=*}]=${each#*=}
done

scripts/build.sh asan
failed=()
for target in build/asan/fuzz/*_fuzz; do
    [ -x "$target" ] || { echo "There are no fuzz targets yet."; exit 0; }
    name=$(basename "$target" _fuzz)
    mkdir -p "build/fuzz/$name"
    seeds=()
    [ -d "tests/fuzz/corpus/$name" ] && seeds=("tests/fuzz/corpus/$name")
    time=${seconds_of[$name]:-$seconds}
    echo "== $name, $time s"
    "$target" -max_total_time="$time" -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$name-" "build/fuzz/$name" "${seeds[@]}" || failed+=("$name")
done
[ ${#failed[@]} -eq 0 ] || { echo "error: fuzzing found something in: ${failed[*]}" >&2; exit 1; }
