#!/usr/bin/env bash
# Runs clang-tidy over src/ and examples/, or over the files whose path matches the given patterns.
set -euo pipefail
cd "$(dirname "$0")/.."

cmake --preset asan >/dev/null # the list of files may have changed since
[ $# -gt 0 ] || set -- '/src/' '/examples/'
run-clang-tidy-19 -quiet -p build/asan "$@"
