"""Every relative link and every path in `backticks` in the documentation leads to something that exists."""

import re
import sys
from pathlib import Path

from layers import root_folder

LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
# A path of this tree: starts with one of its folders and has no placeholder or pattern in it.
QUOTED = re.compile(r"`((?:include|src|tests|docs|examples|scripts|cmake|js|bench)/[\w./-]*)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def complaints(root):
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "examples").rglob("*.md")]
    for page in sorted(pages):
        text = FENCED.sub("", page.read_text())
        links = ((target, page.parent) for target in LINK.findall(text) if ":" not in target)
        quoted = ((target, root) for target in QUOTED.findall(text))
        for target, base in (*links, *quoted):
            if not (base / target).exists():
                yield f"{page.relative_to(root)}: there is no {target}"


def main():
    found = list(complaints(root_folder()))
    print("\n".join(found) or "docs: every link and path leads somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
