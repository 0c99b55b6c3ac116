#!/usr/bin/env bash
# Formats the C++ files with clang-format-19; --check only says which ones differ.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=(-i)
[ "${1:-}" = --check ] && mode=(--dry-run --Werror)
find include src tests examples bench docs -name '*.[ch]pp' -print0 |
    xargs -0 --no-run-if-empty --max-args=50 --max-procs="$(nproc)" clang-format-19 "${mode[@]}"
