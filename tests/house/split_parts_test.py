"""cmake/split_parts.py splits a small program, and node runs what comes of it."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SPLITTER = Path(__file__).parents[2] / "cmake/split_parts.py"
FEATURES = ["--enable-bulk-memory", "--enable-tail-call", "--enable-sign-ext", "--enable-mutable-globals"]

PROGRAM = """
namespace solder {
template <unsigned long Size>
struct fixed_string {
    char text[Size + 1];
    consteval fixed_string(const char (&literal)[Size + 1]) {
        for (unsigned long i = 0; i <= Size; ++i) text[i] = literal[i];
    }
};
template <unsigned long Length>
fixed_string(const char (&)[Length]) -> fixed_string<Length - 1>;
namespace detail {
template <fixed_string Part, auto Component, class... Values>
[[gnu::noinline]] int enter_part(const Values&... values) {
    return Component(values...);
}
}  // namespace detail
}  // namespace solder
#define EXPORT(name) extern "C" __attribute__((export_name(#name)))
using solder::detail::enter_part;

[[gnu::noinline]] int twice(int value) { return value * 2; }  // of both parts: stays in the program

struct shape {  // known by its table of functions alone
    virtual int area(int side) const { return side; }
};
struct square : shape {
    int area(int side) const override { return side * side; }
};
square all_squares;
shape plain_shape;
const shape* volatile kinds[] = {&plain_shape, &all_squares};
int Red(int side) { return twice(kinds[1]->area(side)); }

int (*volatile to_add)(int, int);
[[gnu::noinline]] int add(int a, int b) { return a + b; }
int Blue(int side) {  // shows another part
    to_add = add;
    return to_add(twice(side), enter_part<"red", Red>(side));
}

[[gnu::noinline]] int first_value() { return 40; }  // called by a constructor alone
struct begun {
    int value;
    begun() : value(first_value()) {}
} volatile begins;

EXPORT(red) int red(int side) { return enter_part<"red", Red>(side); }
EXPORT(blue) int blue(int side) { return enter_part<"blue", Blue>(side); }
EXPORT(begun_with) int begun_with() { return begins.value; }
"""

RUN = """
const fs = require("fs");
const folder = process.argv[1];
const read = (name) => new WebAssembly.Module(fs.readFileSync(`${folder}/${name}`));
const app = read("app.wasm");
const imports = {};
for (const { module, name } of WebAssembly.Module.imports(app))
  (imports[module] ??= {})[name] = () => { throw new Error(`no ${module}`); };
const program = new WebAssembly.Instance(app, imports).exports;
const add = (part) => new WebAssembly.Instance(read(`app.${part}.wasm`), { program });
const told = [];
const tell = (name, ...args) => {
  try { told.push(program[name](...args)); } catch (e) { told.push(e.message); }
};
program._initialize();
tell("begun_with");
tell("red", 3);
tell("blue", 3);
add("blue");
tell("blue", 3);
add("red");
tell("blue", 3);
tell("red", 3);
console.log(JSON.stringify({ told, imports: Object.keys(imports).sort() }));
"""

RUN_FOREIGN = """
const fs = require("fs");
const read = (file) => new WebAssembly.Module(fs.readFileSync(file));
const [ours, theirs] = process.argv.slice(1);
const app = read(`${ours}/app.wasm`);
const imports = {};
for (const { module, name } of WebAssembly.Module.imports(app)) (imports[module] ??= {})[name] = () => {};
const program = new WebAssembly.Instance(app, imports).exports;
program._initialize();
const told = [];
for (const folder of [theirs, ours])
  for (const part of ["red", "blue"]) {
    try { new WebAssembly.Instance(read(`${folder}/app.${part}.wasm`), { program }); told.push("there"); }
    catch (e) { told.push(e.name); }
    told.push(program[part](3));
  }
console.log(JSON.stringify(told));
"""


class SplitParts(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "program.cpp").write_text(PROGRAM)

    def link(self, *options):
        compiler = ["clang++-19", "--target=wasm32-wasi", "-std=c++23", "-fno-exceptions", "-fno-rtti", "-flto"]
        compiler += ["-mbulk-memory", "-mtail-call", "-fvisibility=hidden", "-fwhole-program-vtables"]
        source, object_, linked = (self.folder / f"program.{end}" for end in ("cpp", "o", "wasm"))
        subprocess.run([*compiler, "-Oz", "-c", source, "-o", object_], check=True)
        subprocess.run([*compiler, "-O0", "-mexec-model=reactor", *options, object_, "-o", linked], check=True)
        return linked

    def split(self, linked, to="parts"):
        command = [sys.executable, "-B", SPLITTER, linked, self.folder / to, "wasm-split", *FEATURES]
        return subprocess.run(command, capture_output=True, text=True)

    def test_a_part_is_called_only_when_it_is_there(self):
        self.assertEqual(self.split(self.link("-Wl,--emit-relocs")).stderr, "")
        run = subprocess.run(["node", "-e", RUN, self.folder / "parts"], capture_output=True, text=True)
        self.assertEqual(run.stderr, "")
        told = [40, "no red", "no blue", "no red", 24, 18]
        self.assertEqual(json.loads(run.stdout), {"told": told, "imports": ["blue", "red"]})

    def test_a_part_of_another_build_is_refused(self):
        self.split(self.link("-Wl,--emit-relocs"), "ours")
        self.split(self.link("-Wl,--emit-relocs"), "again")
        (self.folder / "program.cpp").write_text(PROGRAM.replace("return 40", "return 41"))  # of the program, not of parts
        self.split(self.link("-Wl,--emit-relocs"), "theirs")
        for optimise in (False, True):
            if optimise:
                for module in self.folder.glob("*/app*.wasm"):
                    command = ["wasm-opt", "-Oz", "--converge", *FEATURES, module, "-o", module]
                    subprocess.run(command, check=True)
            for theirs, told in (
                ("theirs", ["LinkError", 0, "LinkError", 0, "there", 18, "there", 24]),
                ("again", ["there", 18, "there", 24, "there", 18, "there", 24]),
            ):
                folders = [self.folder / "ours", self.folder / theirs]
                run = subprocess.run(["node", "-e", RUN_FOREIGN, *folders], capture_output=True, text=True)
                self.assertEqual((run.stderr, json.loads(run.stdout)), ("", told), (theirs, optimise))

    def test_a_program_without_parts_is_one_module(self):
        (self.folder / "program.cpp").write_text(
            '#include <cstdlib>\nextern "C" __attribute__((export_name("two"))) int two() { return 2; }\n'
        )
        self.assertEqual(self.split(self.link("-Wl,--emit-relocs")).stderr, "")
        self.assertEqual([file.name for file in (self.folder / "parts").glob("app*")], ["app.wasm"])

    def test_a_program_without_relocations_is_refused(self):
        split = self.split(self.link())
        self.assertIn("--emit-relocs", split.stderr)
        self.assertNotEqual(split.returncode, 0)


if __name__ == "__main__":
    unittest.main()
