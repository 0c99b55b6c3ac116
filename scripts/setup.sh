#!/usr/bin/env bash
# Installs the Debian packages that are missing. Quick when none is.
#
#   scripts/setup.sh run     what `make run` needs: both compilers, libraries, the database
#   scripts/setup.sh test    all of that, and what testing, measuring, formatting and linting need
set -euo pipefail

run=(
    cmake ninja-build g++ clang-19 ccache mold
    # browser side
    lld-19 libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32 llvm-19 wasi-libc binaryen esbuild brotli gzip
    # libraries
    libboost1.81-dev rapidjson-dev libsodium-dev libbrotli-dev zlib1g-dev
    libsoci-dev libsqlite3-dev libpq-dev
    # small, and asked for when a build is configured, so that `make run` and `make test` share one
    libgtest-dev libgmock-dev libgumbo-dev python3
)
test=(
    libbenchmark-dev libclang-rt-19-dev clang-format-19 clang-tidy-19
    chromium fonts-noto-color-emoji ca-certificates
    sqlite3 curl wrk postgresql
)

case "${1:-test}" in
run) wanted=("${run[@]}") ;;
test)
    wanted=("${run[@]}" "${test[@]}")
    # Many machines have node from elsewhere; Debian's would not install beside it.
    command -v node >/dev/null || wanted+=(nodejs)
    command -v npm >/dev/null || wanted+=(npm)
    ;;
*)
    echo "usage: scripts/setup.sh [run|test]" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "error: this is not a Debian system; install by hand what Debian calls: ${wanted[*]}" >&2
    exit 1
fi
installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
    grep -qx "installed $package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Installing Debian packages: ${missing[*]}"
if [ "$(id -u)" = 0 ]; then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "error: installing needs root or sudo; run as root: apt-get install ${missing[*]}" >&2
    exit 1
fi
"${as_root[@]}" apt-get update -qq </dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null
