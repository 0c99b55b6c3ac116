#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, on a free port of loopback, and takes the server away after it.
# The command finds it by SOLDER_TEST_POSTGRES_URL; when that is set already, nothing is started.
#
#   scripts/with_postgres.sh ctest --preset release
set -euo pipefail
[ -z "${SOLDER_TEST_POSTGRES_URL:-}" ] || exec "$@"

programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
place=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# PostgreSQL refuses to run as root.
as_server=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$place"
    as_server=(runuser -u postgres --)
fi

server() { (cd "$place" && "${as_server[@]}" "$programs/$@"); }
stop() {
    server pg_ctl -D "$place/data" -m immediate -s stop || true
    rm -rf "$place"
}
trap stop EXIT

server initdb -D "$place/data" -U solder -A trust --no-sync >/dev/null
server pg_ctl -D "$place/data" -s -w -l "$place/log" \
    -o "-h 127.0.0.1 -p $port -k $place -c fsync=off" start
export SOLDER_TEST_POSTGRES_URL="postgresql://solder@127.0.0.1:$port/postgres"
"$@"
