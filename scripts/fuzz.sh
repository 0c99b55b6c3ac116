#!/usr/bin/env bash
# Runs every fuzz target for some seconds (default 10), those that are named for as many as they are given, one on each
# core. A crashing input is left in build/fuzz/.
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

# Runs one target and prints what it says when it has ended.
fuzz() {
    local target=$1 time=$2 name said status=0
    name=$(basename "$target" _fuzz)
    mkdir -p "build/fuzz/$name"
    seeds=()
    [ -d "tests/fuzz/corpus/$name" ] && seeds=("tests/fuzz/corpus/$name")
    said=$("$target" -max_total_time="$time" -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$name-" "build/fuzz/$name" "${seeds[@]}" 2>&1) || status=$?
    printf '== %s, %s s\n%s\n' "$name" "$time" "$said"
    [ $status -eq 0 ] || { echo "error: fuzzing found something in $name" >&2; return 1; }
}
export -f fuzz

scripts/build.sh asan
shopt -s nullglob
targets=(build/asan/fuzz/*_fuzz)
[ ${#targets[@]} -gt 0 ] || { echo "error: there are no fuzz targets" >&2; exit 1; }
for target in "${targets[@]}"; do
    printf '%s %s\n' "$target" "${seconds_of[$(basename "$target" _fuzz)]:-$seconds}"
done | xargs --max-procs="$(nproc)" --max-args=2 bash -c 'fuzz "$@"' fuzz
