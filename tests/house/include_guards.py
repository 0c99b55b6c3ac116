"""The guard of a header tells its path: src/query/entry_index.hpp has SOLDER_SRC_QUERY_ENTRY_INDEX_HPP, and
include/solder/query/query.hpp SOLDER_QUERY_QUERY_HPP. So no two are alike, also when a private header has the name of a
public one.

Prints one line per header that has another, and fails if there is any.
"""

import re
import sys

from layers import root_folder

GUARD = re.compile(r"^#ifndef (\w+)\n#define (\w+)\n", re.MULTILINE)


def guard_of(path):
    """For a path below the root, as pathlib has it."""
    parts = path.with_suffix("").parts
    inside = parts[1:] if parts[0] == "include" else ("solder", *parts)
    return "_".join(inside).upper() + "_HPP"


def complaints(root):
    files = sorted(f for folder in ("include", "src") for f in (root / folder).rglob("*.hpp"))
    for file in files:
        path = file.relative_to(root)
        found = GUARD.search(file.read_text())
        if not found or {*found.groups()} != {guard_of(path)}:
            yield f"{path}: begins with #ifndef {guard_of(path)} and #define of that"


def main():
    found = list(complaints(root_folder()))
    print("\n".join(found) or "include guards: every header's tells its path")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
