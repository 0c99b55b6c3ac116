"""Reads the #include lines of include/ and src/ against cmake/layers.txt.

A file of a layer includes only its own layer and the ones above it in that list; nothing in include/ reaches into src/.
Prints one line per violation and fails if there is any.
"""

import re
import sys
from pathlib import Path

from layers import read_layers, root_folder

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(path):
    """The layer of a file, from its path below the root: src/query/x.cpp, include/solder/query.hpp -> query.

    None for include/solder/solder.hpp and include/solder.hpp, which gather all layers.
    """
    parts = path.parts
    inside = parts[1:] if parts[0] == "src" else parts[2:]
    name = inside[0] if inside else "solder.hpp"
    return None if name == "solder.hpp" else name.removesuffix(".hpp")


def included_path(root, file, bracket, name):
    """Where an #include leads, below the root; None if it leads out of the project."""
    if bracket == '"':
        beside = (root / file).parent / name
        if beside.is_file():
            return beside.resolve().relative_to(root)
    return Path("include", name) if name.startswith("solder/") else None


def complaints(root):
    """Yields one sentence per violation, with file and line."""
    heights = read_layers((root / "cmake/layers.txt").read_text())
    files = sorted(f for folder in ("include", "src") for f in (root / folder).rglob("*.[ch]pp"))
    for file in (f.relative_to(root) for f in files):
        here = layer_of(file)
        if here is not None and here not in heights:
            yield f"{file}:1: '{here}' is not a layer of cmake/layers.txt"
            continue
        text = (root / file).read_text()
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start(2)) + 1
            target = included_path(root, file, *match.groups())
            if problem := target and judge(heights, here, file, target):
                yield f"{file}:{line}: includes {match[2]}: {problem}"


def judge(heights, here, file, target):
    """What is wrong with `file` of layer `here` including `target`; None if nothing is."""
    there = layer_of(target)
    if file.parts[0] == "include" and target.parts[0] == "src":
        return "a public header reaches into src/"
    if there is None:
        return None if here is None else "inside the library, include the header that is meant"
    if there not in heights:
        return f"'{there}' is not a layer of cmake/layers.txt"
    if here is None or here == there or heights[there] < heights[here]:
        return None
    return f"layer '{here}' must know nothing of '{there}'"


def main():
    found = list(complaints(root_folder()))
    print("\n".join(found) or "include order: every file keeps to its layer")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
