"""Which tests prove which numbered statement of the behaviour specification: docs/conformance.md, made from the tests.

    conformance.py            checks that the page is what the tests say
    conformance.py --write    writes it

A test tells its statements in its name (`A18_an_empty_result_...`, `Q20_Q21_...`) or in a comment on the line it
begins on or right above it (`// V17, V19 as the design has them`). Statements that no test tells have to be in NOT_HERE, with a reason.
One that tests tell and that is there too is proven in part: the reason is for the rest.
"""

import re
import sys

from layers import root_folder

SECTIONS = {
    "K": ("Keys", [(1, 13)]),
    "Q": ("Queries", [(1, 40)]),
    "R": ("Revalidation", [(1, 14)]),
    "F": ("Route data", [(1, 19)]),
    "C": ("create_async", [(1, 18)]),
    "A": ("Actions", [(1, 31), (40, 49)]),
    "S": ("Submissions", [(1, 9)]),
    "H": ("Answers", [(1, 8)]),
    "M": ("Paths, patterns, matching", [(1, 34)]),
    "N": ("Navigation and location", [(1, 40)]),
    "P": ("Preloading and intents", [(1, 14)]),
    "L": ("Links, event delegation, forms", [(1, 15)]),
    "X": ("Search parameters", [(1, 8)]),
    "T": ("Routers and integrations", [(1, 17)]),
    "V": ("Server functions and forms without script", [(12, 27), (30, 36)]),
    "W": ("Transitions, suspense, errors", [(1, 15)]),
}

OPEN = "open"
NOT_HERE = {
    "Q40": "one word per idea: there is no second name for `query`",
    "V13": "replaced by our own wire (design, server functions)",
    "V14": "replaced by our own wire (design, server functions)",
    "V16": "replaced by our own wire (design, server functions)",
    "C11": "an error is one type here, so there is nothing to wrap; an exception that leaves a query becomes one (Q19)",
    "V35": "a failed post travels in the sealed cookie of V32, which route actions take up too (A49): in an address it "
    "would be logged, and could be forged",
    "W6": "content that was shown stays while it is read again, in a transition or not (docs/decisions/0005)",
    "A48": "there is no component `Form`: a plain `<form>` with the url as its address does what it would, its clicked "
    "button included; a handler that prevents the default keeps the submit from us",
    "C12": "not here: `name`, since messages tell where it was made",
    "L7": "listeners stay for the life of the page, where forms work without a router too; without one, links and "
    "history are the browser's (T17)",
    "L8": "no `action_base`: the addresses of actions are ours on both sides (`https://action/`, `/_server?id=`), and only "
    "the very address of one is taken over (L12)",
    "L11": "not left to the browser: its fields, passwords too, would stand in the address. A form that takes an action in a "
    "template without `method=\"post\"` does not compile",
    "V12": "called without a request a body runs all the same, and `use_request()` is null: tasks outside of requests "
    "(start-up, timers) may call it",
}

TEST = re.compile(r"^((?:[ \t]*//.*\n)*)[ \t]*(?:TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)|(?:test|it)\(\s*[\"'`](.*?)[\"'`])(.*)$", re.MULTILINE)
NUMBER = re.compile(r"(?<![A-Za-z0-9])([A-Z])(\d{1,2})(?![0-9A-Za-z])")


def statements_in(text):
    return {f"{letter}{int(number)}" for letter, number in NUMBER.findall(text.replace("_", " "))}


def tests(root):
    """Yields (statements, path, name) of each test that tells any."""
    for path in sorted([*root.glob("tests/**/*.cpp"), *root.glob("tests/**/*.mjs"), *root.glob("examples/*/tests/**/*.cpp")]):
        for found in TEST.finditer(path.read_text()):
            above, suite, name, title, rest = found.groups()
            name = name or title
            told = statements_in(f"{suite or ''} {name} {above} {rest.partition('//')[2]}")
            if told:
                yield told, path.relative_to(root).as_posix(), name


def short(name):
    """The name without its numbers."""
    return re.sub(r"^(?:[A-Z]\d{1,2}_)+", "", name)


def page(root):
    by_statement = {}
    for told, path, name in tests(root):
        for statement in told:
            by_statement.setdefault(statement, []).append(f"[{short(name)}](../{path})")
    lines = [
        "# Conformance",
        "",
        "Which tests prove which numbered statement of the behaviour specification. Made from the tests by",
        "`python3 -B tests/house/conformance.py --write`; a statement without a test is open, or says why it is not here.",
        "The statements themselves are not part of this repository; each test says in words what it proves.",
    ]
    for letter, (title, ranges) in SECTIONS.items():
        lines += ["", f"## {letter}. {title}", "", "| statement | tests |", "|---|---|"]
        for first, last in ranges:
            for number in range(first, last + 1):
                statement = f"{letter}{number}"
                proof = by_statement.get(statement, []) + [why for why in [NOT_HERE.get(statement)] if why]
                lines.append(f"| {statement} | {'<br>'.join(proof) or f'**{OPEN}**'} |")
    return "\n".join(lines) + "\n"


def main(arguments):
    root = root_folder()
    made = page(root)
    file = root / "docs/conformance.md"
    if arguments == ["--write"]:
        file.write_text(made)
        return 0
    if not file.exists() or file.read_text() != made:
        print("docs/conformance.md is not what the tests say: python3 -B tests/house/conformance.py --write")
        return 1
    print(f"conformance: {made.count('](../')} proofs, {made.count(OPEN + '**')} statements open")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
