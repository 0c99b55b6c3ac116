"""cmake/static_page.cmake: the document of a static build names its files by relative addresses that follow their content."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from layers import root_folder

SCRIPT = root_folder() / "cmake/static_page.cmake"


class StaticPage(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.folder = Path(self.kept.name) / "a folder"
        self.folder.mkdir()
        (self.folder / "app.wasm").write_bytes(b"first")

    def write(self, template):
        """The document, or what CMake complains of."""
        (self.folder / "template").write_text(template)
        page = self.folder / "index.html"
        options = [f"-DTEMPLATE={self.folder / 'template'}", f"-DPAGE={page}"]
        done = subprocess.run(["cmake", *options, "-P", SCRIPT], capture_output=True, text=True)
        return page.read_text() if done.returncode == 0 else " ".join(done.stderr.split())

    def test_marks_become_addresses_and_all_else_stays(self):
        rest = "<style>a{b:{}}</style> ; [x] [ \\n ${y} @z@ 'q' \"p\" é {one} {{}}\n"
        address = "app.wasm?v=a7937b64b8ca"
        self.assertEqual(self.write("{{app.wasm}} {{app.wasm}} " + rest), f"{address} {address} {rest}")

    def test_the_address_follows_the_content(self):
        before = self.write("{{app.wasm}}")
        (self.folder / "app.wasm").write_bytes(b"second")
        self.assertNotEqual(self.write("{{app.wasm}}"), before)

    def test_the_address_of_a_program_follows_its_parts(self):
        before = self.write("{{app.wasm}}")
        (self.folder / "app.extra.wasm").write_bytes(b"part")
        with_part = self.write("{{app.wasm}}")
        (self.folder / "app.extra.wasm").write_bytes(b"other")
        self.assertEqual(len({before, with_part, self.write("{{app.wasm}}")}), 3)

    def test_files_in_folders_have_marks_too(self):
        (self.folder / "img").mkdir()
        (self.folder / "img/cat-1.png").write_bytes(b"first")
        self.assertEqual(self.write("{{img/cat-1.png}}"), "img/cat-1.png?v=a7937b64b8ca")

    def test_a_file_that_is_not_there_is_named(self):
        self.assertIn('names {{app.css}}, but there is no such file in', self.write("{{app.css}}"))


if __name__ == "__main__":
    unittest.main()
