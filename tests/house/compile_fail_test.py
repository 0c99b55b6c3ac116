"""compile_fail.py accepts a file only when it is refused for the stated reason."""

import tempfile
import unittest
from pathlib import Path

from compile_fail import main


def verdict(text):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.cpp")
        file.write_text(text)
        return main(str(file), ["g++"])


class CompileFail(unittest.TestCase):
    def test_accepts_the_stated_reason(self):
        self.assertIsNone(verdict("// expect: unclosed_tag\nint a = unclosed_tag;\n"))

    def test_refuses_another_reason(self):
        self.assertIn("does not say ['unclosed_tag']", verdict("// expect: unclosed_tag\nint a = other;\n"))

    def test_refuses_code_that_compiles(self):
        self.assertIn("must not", verdict("// expect: word\nint a;\n"))

    def test_refuses_a_file_that_states_no_reason(self):
        self.assertIn("expect", verdict("int a = b;\n"))


if __name__ == "__main__":
    unittest.main()
