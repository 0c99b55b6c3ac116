"""Fails when a coroutine fails with an `error` that is made in the same expression.

g++ 12 destroys an aggregate that is made within a `co_await` expression twice: `co_await fail(error{...})` frees its
text a second time. Make the error in a line of its own, or by a function: `co_await fail(invalid("..."))`.
"""

import re
import subprocess
import sys
from pathlib import Path

PATTERN = re.compile(r"co_await\s+(?:solder::)?fail\s*\(\s*(?:solder::)?(?:error|failure|response)\s*\{")


def mistakes(text):
    """Numbers of the lines that begin one."""
    return [text.count("\n", 0, found.start()) + 1 for found in PATTERN.finditer(text)]


def main():
    files = subprocess.run(["git", "ls-files", "*.cpp", "*.hpp"], capture_output=True, text=True)
    found = [f"{file}:{line}" for file in files.stdout.split() if Path(file).exists()
             for line in mistakes(Path(file).read_text())]
    for place in found:
        print(f"{place}: g++ 12 destroys this error twice: make it in a line of its own")
    return 1 if found or not files.stdout else 0


if __name__ == "__main__":
    sys.exit(main())
