"""Compiles a file that must not compile, and checks the reason.

    compile_fail.py FILE -- COMPILER OPTIONS...

The file names in `// expect: words` lines what the compiler has to print; all of them must be there.
"""

import re
import subprocess
import sys
from pathlib import Path


def main(file, compiler):
    expected = re.findall(r"^\s*// expect: (.+?)\s*$", Path(file).read_text(), re.MULTILINE)
    if not expected:
        return f"{file}: has no `// expect: words` line"
    run = subprocess.run([*compiler, "-fsyntax-only", file], capture_output=True, text=True)
    if run.returncode == 0:
        return f"{file}: compiles, but must not"
    missing = [words for words in expected if words not in run.stderr]
    if missing:
        return f"{run.stderr}\n{file}: refused, but the compiler does not say {missing}"
    print(f"refused as it must be: {expected}")
    return None


if __name__ == "__main__":
    split = sys.argv.index("--")
    sys.exit(main(sys.argv[1], sys.argv[split + 1 :]))
