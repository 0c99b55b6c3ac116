#!/usr/bin/env bash
# Times a clean build of the projects application, both sides, and the rebuild after touching each of its components.
# Without ccache, in a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CCACHE_DISABLE=1
folder=$PWD/build/times

build() { cmake --build "$folder" --target projects projects_bundle >/dev/null; }

# Prints the seconds that a command took.
seconds() {
    local start=$EPOCHREALTIME
    "$@"
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'
}

rm -rf "$folder"
cmake --preset release -B "$folder" -D "SOLDER_BROWSER_DIR=$folder/browser" >/dev/null
printf '%-48s %6s s\n' "clean build, both sides" "$(seconds build)"
printf '%-48s %6s s\n' "nothing to do" "$(seconds build)"
for file in examples/projects/app/*.cpp; do
    touch "$file"
    printf '%-48s %6s s\n' "after editing $file" "$(seconds build)"
done
rm -rf "$folder"
