"""Every relative link, heading it names included, and every path in `backticks` in the documentation leads to something
that exists."""

import re
import sys
from pathlib import Path

from layers import root_folder

LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]*))?[^)]*\)")
HEADING = re.compile(r"^#+ (.+?)\s*$", re.MULTILINE)
# A path of this tree: starts with one of its folders and has no placeholder or pattern in it.
QUOTED = re.compile(r"`((?:include|src|tests|docs|examples|scripts|cmake|js|bench)/[\w./-]*)`")
CODE = re.compile(r"`[^`]*`")  # may look like a link: [](int) { ... }
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(page):
    """Of the headings of a page, as they are shown where the documentation is read."""
    headings = HEADING.findall(FENCED.sub("", page.read_text()))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def complaints(root):
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "examples").rglob("*.md")]
    for page in sorted(pages):
        text = FENCED.sub("", page.read_text())
        links = ((target, anchor, page.parent) for target, anchor in LINK.findall(CODE.sub("", text)) if ":" not in target)
        quoted = ((target, "", root) for target in QUOTED.findall(text))
        for target, anchor, base in (*links, *quoted):
            at = base / target if target else page
            if not at.exists():
                yield f"{page.relative_to(root)}: there is no {target}"
            elif anchor and at.suffix == ".md" and anchor not in anchors(at):
                yield f"{page.relative_to(root)}: {target or 'the page'} has no heading #{anchor}"


def main():
    found = list(complaints(root_folder()))
    print("\n".join(found) or "docs: every link and path leads somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
