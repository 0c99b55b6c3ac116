#!/usr/bin/env bash
# Builds, starts a program, and does both again whenever a file among the sources changes; a program should write its
# own elsewhere. A build that fails leaves the program running as it is. Pages that are open load again when it has
# been started anew. ^C ends both.
#   scripts/watch.sh BUILD_FOLDER PROGRAM [ARGUMENT...]      for instance: scripts/watch.sh build build/notes
set -euo pipefail
[ $# -ge 2 ] || { sed -n 's/^#   //p' "$0" >&2; exit 2; }
build=$(realpath "$1")
shift
[ -e "$build/CMakeCache.txt" ] || { echo "error: $build has no build: cmake -G Ninja -B $build makes one" >&2; exit 2; }
sources=$(realpath "$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$build/CMakeCache.txt")")
built=$(mktemp)
program=

stop_program() {
    [ -n "$program" ] || return 0
    kill "$program" 2>/dev/null || true
    wait "$program" 2>/dev/null || true
    program=
}
trap 'stop_program; rm -f "$built"' EXIT
trap 'exit 130' INT TERM

# What is beside the sources and none: what editors hide, packages, and folders of builds.
find_others() {
    others=(-name '.*' -o -name node_modules)
    local cache
    while IFS= read -r -d '' cache; do
        others+=(-o -path "$(dirname "$cache")")
    done < <(find "$sources" -mindepth 1 \( "${others[@]}" \) -prune -o -name CMakeCache.txt -print0)
}

# Whether a source is newer than the last build; databases and logs are none.
has_changed() {
    local found
    found=$(find "$sources" -mindepth 1 \( "${others[@]}" \) -prune -o -type f ! -name '*~' ! -name '#*' ! -name '*.db*' ! -name '*.sqlite*' ! -name '*.log' \
        -newer "$built" -print -quit 2>/dev/null) || true # files may go while it looks
    [ -n "$found" ]
}

while true; do
    touch "$built"
    find_others
    if cmake --build "$build"; then
        stop_program
        SOLDER_WATCH=1 "$@" &
        program=$!
    fi
    until has_changed; do sleep 0.5; done
done
