"""Makes the solder.js of a bundle: of the modules in js/, what the program in it has a use for.

    fit_glue.py PROGRAM JS OUT ESBUILD [option of esbuild...]

PROGRAM is app.wasm. What it imports from "solder" is taken from the module in JS that exports it under the same name,
and so is what is there under the name of a function that PROGRAM exports (`solder_link`): code that calls this. A
function that does nothing, which is what the linker leaves of one whose work nobody can ask for, counts as not exported.
Then PROGRAM is written anew without the exports of that kind (`solder_...`) that the glue calls nowhere.
"""

import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from split_parts import Reader, number  # noqa: E402

EXPORT = re.compile(r"^export (?:async )?(?:const|let|function) (\w+)|^export \{ \w+ as (\w+) \}", re.MULTILINE)
EMPTY = {b"\x00\x0b", b"\x00\x01\x0b", b"\x00\x41\x00\x0b"}  # no locals, and: nothing; nop; 0


class Program:
    def __init__(self, data):
        self.data, self.imports, self.functions, self.exports, bodies = data, [], 0, {}, []
        reader = Reader(data, 8)
        while reader.more():
            kind, size = reader.byte(), reader.number()
            section = Reader(data, reader.at, reader.at + size)
            reader.skip(size)
            if kind == 2:
                self.read_imports(section)
            elif kind == 7:
                for _ in range(section.number()):
                    name = section.text()
                    self.exports[name] = (section.byte(), section.number())
            elif kind == 10:
                for _ in range(section.number()):
                    length = section.number()
                    bodies.append(data[section.at : section.at + length])
                    section.skip(length)
        self.bodies = bodies

    def read_imports(self, section):
        for _ in range(section.number()):
            module, name = section.text(), section.text()
            if section.byte() != 0:
                sys.exit(f"fit_glue: the program imports {module}.{name}, which is no function")
            section.number()
            self.imports.append((module, name))

    def does_nothing(self, name):
        kind, index = self.exports[name]
        return kind == 0 and index >= len(self.imports) and self.bodies[index - len(self.imports)] in EMPTY

    def without(self, names):
        """The same module without these exports."""
        kept = [(name, *what) for name, what in self.exports.items() if name not in names]
        table = number(len(kept))
        for name, kind, index in kept:
            table += number(len(name)) + name.encode() + bytes([kind]) + number(index)
        reader = Reader(self.data, 8)
        while reader.more():
            start = reader.at
            kind, size = reader.byte(), reader.number()
            reader.skip(size)
            if kind == 7:
                return self.data[:start] + b"\x07" + number(len(table)) + table + self.data[reader.at :]
        return self.data


def exporters(folder):
    """{name: module} of what the modules in `folder` export."""
    found = {}
    for module in sorted(folder.glob("*.js")):
        for names in EXPORT.findall(module.read_text()):
            found.setdefault(names[0] or names[1], []).append(module.name)
    return found


def entry(program, folder):
    """The text of a module that starts the program with what it has a use for."""
    modules = exporters(folder)
    taken = {}

    def take(name):
        if len(modules.get(name, [])) != 1:
            sys.exit(f"fit_glue: {name} is exported by {len(modules.get(name, []))} modules in {folder}, not by one")
        taken.setdefault(modules[name][0], set()).add(name)
        return name

    host = [take(name) for module, name in program.imports if module == "solder"]
    working = [name for name in program.exports if name.startswith("solder_") and not program.does_nothing(name)]
    calls = [take(name) for name in working if name in modules]
    others = [take("stubs")] if any(module != "solder" for module, _ in program.imports) else []
    take("start")
    lines = [f'import {{ {", ".join(sorted(names))} }} from "./{module}";' for module, names in sorted(taken.items())]
    given = [f"{{ {', '.join(sorted(host))} }}", f"[{', '.join(sorted(calls))}]", *others]
    return "\n".join([*lines, f"start({', '.join(given)});", ""])


def main(path, folder, out, esbuild, *options):
    path, folder = Path(path), Path(folder)
    program = Program(path.read_bytes())
    made = subprocess.run(
        [esbuild, "--bundle", "--format=esm", "--log-level=warning", "--sourcefile=solder.js", *options],
        input=entry(program, folder).encode(), cwd=folder, stdout=subprocess.PIPE, check=True,
    ).stdout  # fmt: skip
    Path(out).write_bytes(made)
    called = set(re.findall(r"\bsolder_\w+", made.decode()))
    unused = {name for name in program.exports if name.startswith("solder_") and name not in called}
    if unused:
        path.write_bytes(program.without(unused))


if __name__ == "__main__":
    main(*sys.argv[1:])
