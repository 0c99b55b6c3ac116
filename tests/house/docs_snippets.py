"""Every block of C++ in a page of PAGES is cut from a compiled file.

A block fenced as ```cpp or ```cmake in docs/<page>.md has to stand, line by line and up to common indentation, in
tests/docs/<page>_snippets_test.cpp (with `_` for `-`), which the test program `docs` is built from, or in a file of the
example that EXAMPLES names for the page. Other kinds of blocks are left alone.
"""

import re
import sys
import textwrap

from layers import root_folder

PAGES = ["core", "reactive", "query", "actions", "server-functions", "router", "html", "rendering", "getting-started"]
EXAMPLES = {"getting-started": "examples/notes"}

FENCED = re.compile(r"^( *)```(?:cpp|cmake)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """Yields (line, lines): where each block begins in the text of a page, and what it says."""
    for found in FENCED.finditer(page):
        yield page.count("\n", 0, found.start(2)) + 1, textwrap.dedent(found[2]).splitlines()


def stands_in(block, source):
    for start in range(len(source) - len(block) + 1):
        if source[start].strip() != block[0].strip():
            continue
        if textwrap.dedent("\n".join(source[start : start + len(block)])).splitlines() == block:
            return True
    return False


def compiled_for(name):
    return EXAMPLES.get(name) or f"tests/docs/{name.replace('-', '_')}_snippets_test.cpp"


def sources(path):
    """The lines of a file, or of each source in a folder."""
    files = [path] if path.is_file() else [*path.rglob("*.?pp"), *path.rglob("CMakeLists.txt")]
    return [each.read_text().splitlines() for each in files]


def complaints(root, pages):
    for name in pages:
        page, compiled = f"docs/{name}.md", compiled_for(name)
        if not (root / page).exists() or not (root / compiled).exists():
            yield f"{page}: has to be there, and {compiled} with it"
            continue
        texts = sources(root / compiled)
        found = list(blocks((root / page).read_text()))
        if not found:
            yield f"{page}: has no block of C++, so why is it in the list?"
        for line, block in found:
            if not block or not any(stands_in(block, text) for text in texts):
                yield f"{page}:{line}: this block does not stand in {compiled}"


def main():
    found = list(complaints(root_folder(), PAGES))
    print("\n".join(found) or f"docs: every block of {', '.join(PAGES)} is compiled")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
