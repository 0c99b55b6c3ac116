#!/bin/sh
# strip_js.sh FROM TO: copies a script without what only its readers need: comments that begin a line or follow the end
# of a statement, indentation, empty lines; and without the lines for debug builds, which end in `// debug`. Lines stay
# lines, so that errors name readable places.
set -eu
sed -E -e '\,// debug$,d' -e 's,^[[:space:]]+,,' -e '\,^/\*,{:more /\*\//!{N;bmore};d}' -e '\,^//,d' \
    -e 's,([;{}\,)]) // .*$,\1,' -e '/^$/d' "$1" > "$2"
