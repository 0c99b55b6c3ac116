"""What a results file says: ctest's JUnit (.xml) or node's TAP (.tap).

    tally.py FILE              PASSED FAILED
    tally.py --failures FILE   each failed test with the start of its message, a line each
"""

import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

MESSAGE_CHARACTERS = 240


def tally_junit(text):
    suite = xml.fromstring(text)
    tests, failures, skipped, disabled = (int(suite.get(k, 0)) for k in ("tests", "failures", "skipped", "disabled"))
    return tests - failures - skipped - disabled, failures


def tally_tap(text):
    total = {word: int(n) for word, n in re.findall(r"^# (pass|fail|cancelled) (\d+)$", text, re.MULTILINE)}
    return total["pass"], total["fail"] + total["cancelled"]


def failures_junit(text):
    for case in xml.fromstring(text).iter("testcase"):
        if case.find("failure") is not None:
            yield case.get("name"), from_first_failure(case.findtext("system-out") or "")


def from_first_failure(output):
    """Without the tests that went well before, where GoogleTest wrote it: `file.cpp:7: Failure`."""
    at = output.find(": Failure")
    return output[output.rfind("\n", 0, at) + 1 :] if at >= 0 else output


FAILED_TAP = re.compile(r"^ *not ok \d+ - (.*)\n((?:.*\n)*?) *\.\.\.$", re.MULTILINE)


def failures_tap(text):
    for name, block in FAILED_TAP.findall(text):
        if "failureType: 'subtestsFailed'" in block:
            continue
        place = re.search(r"location: '(?:.*/)?(.+?:\d+):\d+'", block)
        message = re.search(r"error: (?:\|-\n)?((?:.*\n)*?)(?= *(?:code|stack): |\Z)", block)
        yield f"{name} ({place[1]})" if place else name, message[1] if message else ""


def summary(failure):
    name, message = failure
    return f"{name}: {' '.join(message.split())[:MESSAGE_CHARACTERS]}".rstrip(": ")


def read(file, junit, tap):
    return (junit if file.suffix == ".xml" else tap)(file.read_text())


if __name__ == "__main__":
    if sys.argv[1] == "--failures":
        for each in read(Path(sys.argv[2]), failures_junit, failures_tap):
            print(summary(each))
    else:
        print(*read(Path(sys.argv[1]), tally_junit, tally_tap))
