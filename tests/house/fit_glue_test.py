"""cmake/fit_glue.py takes the glue that small programs need, of a folder of small modules."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CMAKE = Path(__file__).parents[2] / "cmake"
sys.path.insert(0, str(CMAKE))
from fit_glue import Program  # noqa: E402

MODULES = {
    "console.js": "export const log = (number) => console.log(`told ${number}`);\nexport const unheard = 'unheard';\n",
    "links.js": "import { wasm } from './program.js';\nexport const solder_link = { loaded: () => wasm.solder_link() };\n",
    "program.js": "export let wasm;\nexport const set_program = (exports) => (wasm = exports);\n",
    "requests.js": "function send() {\n  return 'sent';\n}\nexport { send as fetch };\n",
    "start.js": "import { set_program } from './program.js';\n"
    "export function start(host, calls, stubs) {\n  set_program(host.wasm ?? calls ?? stubs);\n}\n",
    "stubs.js": "export const stubs = () => 'stubbed';\n",
}


class FitGlue(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.place = Path(self.folder.name)
        (self.place / "js").mkdir()
        for name, text in MODULES.items():
            (self.place / "js" / name).write_text(text)

    def fit(self, wat):
        """What it says in the end, the glue, and the exports that are left."""
        (self.place / "app.wat").write_text(f"(module {wat})")
        app, out = self.place / "app.wasm", self.place / "solder.js"
        subprocess.run(["wasm-as", self.place / "app.wat", "-o", app], check=True)
        run = [sys.executable, "-B", CMAKE / "fit_glue.py", app, self.place / "js", out, "esbuild"]
        ended = subprocess.run(run, capture_output=True, text=True)
        glue = out.read_text() if out.exists() else ""
        return ended.stderr, glue, set(Program(app.read_bytes()).exports)

    def test_takes_what_the_program_imports_under_its_name(self):
        said, glue, _ = self.fit('(import "solder" "log" (func (param i32)))')
        self.assertEqual(said, "")
        self.assertIn("told", glue)
        for other in ("unheard", "sent", "solder_link", "stubbed"):
            self.assertNotIn(other, glue)
        _, glue, _ = self.fit('(import "solder" "fetch" (func))')
        self.assertIn("sent", glue)
        self.assertNotIn("told", glue)

    def test_takes_what_calls_an_export_that_does_something(self):
        for body, does in (("", False), ("(nop)", False), ("(unreachable)", True)):
            _, glue, exports = self.fit(f'(func (export "solder_link") {body})')
            self.assertEqual("solder_link" in glue, does, body)
            self.assertEqual("solder_link" in exports, does, body)
        for answer, does in ((0, False), (1, True)):
            _, glue, _ = self.fit(f'(func (export "solder_link") (result i32) (i32.const {answer}))')
            self.assertEqual("solder_link" in glue, does, answer)

    def test_exports_of_the_host_that_nothing_calls_go_and_others_stay(self):
        work = "(unreachable)"
        _, _, exports = self.fit(
            f'(memory (export "memory") 1) (func (export "_initialize") {work}) (func (export "go") {work})'
            f'(func (export "solder_link") {work}) (func (export "solder_timer") {work})'
        )
        self.assertEqual(exports, {"memory", "_initialize", "go", "solder_link"})

    def test_imports_of_others_bring_the_stubs(self):
        _, glue, _ = self.fit('(import "students" "4" (func))')
        self.assertIn("stubbed", glue)

    def test_a_name_that_no_module_exports_or_two_do_ends_the_build(self):
        said, glue, _ = self.fit('(import "solder" "lost" (func))')
        self.assertIn("lost is exported by 0 modules", said)
        self.assertEqual(glue, "")
        (self.place / "js/more.js").write_text("export function log() {}\n")
        said, _, _ = self.fit('(import "solder" "log" (func (param i32)))')
        self.assertIn("log is exported by 2 modules", said)


if __name__ == "__main__":
    unittest.main()
