"""include_guards.py finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path

from include_guards import complaints


def found(path, text):
    """The complaints about a tree that has this file alone."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
        return list(complaints(root))


def guarded(name, defined=None):
    return f"#ifndef {name}\n#define {defined or name}\n#endif\n"


class IncludeGuards(unittest.TestCase):
    def test_tell_the_path(self):
        self.assertEqual(found("include/solder/query/a_b.hpp", guarded("SOLDER_QUERY_A_B_HPP")), [])
        self.assertEqual(found("include/solder/query.hpp", guarded("SOLDER_QUERY_HPP")), [])
        self.assertEqual(found("src/query/a_b.hpp", guarded("SOLDER_SRC_QUERY_A_B_HPP")), [])

    def test_of_a_private_header_is_not_that_of_a_public_one(self):
        self.assertEqual(found("src/query/a.hpp", guarded("SOLDER_QUERY_A_HPP")),
                         ["src/query/a.hpp: begins with #ifndef SOLDER_SRC_QUERY_A_HPP and #define of that"])

    def test_define_what_they_ask_for(self):
        self.assertEqual(len(found("src/query/a.hpp", guarded("SOLDER_SRC_QUERY_A_HPP", "SOLDER_SRC_QUERY_B_HPP"))), 1)

    def test_are_there(self):
        self.assertEqual(len(found("src/query/a.hpp", "#pragma once\n")), 1)


if __name__ == "__main__":
    unittest.main()
