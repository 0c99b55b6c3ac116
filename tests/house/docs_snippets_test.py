"""docs_snippets.py finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import docs_snippets
from docs_snippets import complaints

PAGE = "docs/a.md"
COMPILED = "tests/docs/a_snippets_test.cpp"


def found(files):
    """The complaints about page `a` of a tree made of {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return list(complaints(root, ["a"]))


class DocsSnippets(unittest.TestCase):
    def test_takes_a_block_that_is_indented_as_a_whole(self):
        page = "Text.\n```cpp\nint a() {\n    return 1;\n}\n\nint b;\n```\n"
        source = "void f() {\n    int a() {\n        return 1;\n    }\n\n    int b;\n}\n"
        self.assertEqual(found({PAGE: page, COMPILED: source}), [])

    def test_names_page_and_line_of_a_block_that_is_not_compiled(self):
        page = "```cpp\nint a;\n```\nMore.\n```cpp\nint b;\n```\n"
        self.assertEqual(found({PAGE: page, COMPILED: "int a;\n"}),
                         [f"{PAGE}:6: this block does not stand in {COMPILED}"])

    def test_refuses_other_indentation_inside_a_block(self):
        page = "```cpp\nif (a)\n    b();\n```\n"
        self.assertEqual(len(found({PAGE: page, COMPILED: "if (a)\n  b();\n"})), 1)

    def test_refuses_lines_that_stand_apart(self):
        page = "```cpp\nint a;\nint b;\n```\n"
        self.assertEqual(len(found({PAGE: page, COMPILED: "int a;\nint c;\nint b;\n"})), 1)

    def test_reads_blocks_inside_lists(self):
        page = "- Item:\n\n  ```cpp\n  int a;\n  ```\n"
        self.assertEqual(found({PAGE: page, COMPILED: "int a;\n"}), [])
        self.assertEqual(len(found({PAGE: page, COMPILED: "int b;\n"})), 1)

    def test_finds_blocks_of_an_example_in_any_of_its_files(self):
        page = "```cpp\nint a;\n```\n```cmake\nproject(b)\n```\n```cpp\nint c;\n```\n"
        files = {"examples/e/app/a.cpp": "int a;\n", "examples/e/CMakeLists.txt": "project(b)\n"}
        with mock.patch.dict(docs_snippets.EXAMPLES, {"a": "examples/e"}):
            self.assertEqual(found({PAGE: page, **files}), [f"{PAGE}:8: this block does not stand in examples/e"])

    def test_leaves_other_kinds_of_blocks_alone(self):
        page = "```sh\nmake\n```\n```\nplain\n```\n```cpp\nint a;\n```\n"
        self.assertEqual(found({PAGE: page, COMPILED: "int a;\n"}), [])

    def test_refuses_a_page_without_blocks_and_one_that_is_not_there(self):
        self.assertEqual(len(found({PAGE: "Text.\n", COMPILED: ""})), 1)
        self.assertEqual(len(found({PAGE: "```cpp\nint a;\n```\n"})), 1)
        self.assertEqual(len(found({})), 1)


if __name__ == "__main__":
    unittest.main()
