"""Prints `PASSED FAILED` of a results file: ctest's JUnit (.xml) or node's TAP (.tap)."""

import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def tally_junit(text):
    suite = xml.fromstring(text)
    tests, failures, skipped, disabled = (int(suite.get(k, 0)) for k in ("tests", "failures", "skipped", "disabled"))
    return tests - failures - skipped - disabled, failures


def tally_tap(text):
    total = {word: int(n) for word, n in re.findall(r"^# (pass|fail|cancelled) (\d+)$", text, re.MULTILINE)}
    return total["pass"], total["fail"] + total["cancelled"]


def tally(file):
    read = tally_junit if file.suffix == ".xml" else tally_tap
    return read(file.read_text())


if __name__ == "__main__":
    print(*tally(Path(sys.argv[1])))
