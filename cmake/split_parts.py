"""Splits what wasm-ld linked into a program and its lazy parts (docs/decisions/0007-lazy-parts.md).

    split_parts.py LINKED FOLDER WASM_SPLIT [option of wasm-split...]

Makes app.wasm and an app.<part>.wasm for each part in FOLDER. LINKED has symbols and relocations (--emit-relocs): they
tell, exactly, which function or datum refers to which. A part is what can be reached through its entries alone, the
functions that solder::detail::enter_part makes; all else is the program. So nothing outside refers to the inside of a
part, and nothing can call it before it is there.
"""

import bisect
import hashlib
import re
import subprocess
import sys
from pathlib import Path

FUNCTION, DATA = 0, 1  # kinds of symbols
UNDEFINED, EXPLICIT_NAME, ABSOLUTE = 0x10, 0x40, 0x200  # flags of symbols
TYPE_RELOCATIONS = {6}
WITH_ADDEND = {3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23}
ENTRY = re.compile(r"^_ZN6solder6detail10enter_partI.*?A\d+_c((?:Lc\d+E)+)")


class Reader:
    def __init__(self, data, at=0, end=None):
        self.data, self.at, self.end = data, at, len(data) if end is None else end

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def number(self):
        """LEB128, either sign: of signed ones only addends are read, and not used."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def text(self):
        size = self.number()
        self.at += size
        return self.data[self.at - size : self.at].decode()

    def skip(self, size):
        self.at += size

    def more(self):
        return self.at < self.end


class Linked:
    """What refers to what in a linked module: nodes are (FUNCTION, index) and (DATA, symbol)."""

    def __init__(self, data):
        if data[:8] != b"\0asm\1\0\0\0":
            sys.exit("split_parts: not a module of WebAssembly")
        self.imported, self.bodies, self.segments = 0, [], []
        self.code = self.data = None  # where these sections begin
        self.names, self.symbols, self.roots, self.edges = {}, [], set(), {}
        relocations = []
        sections = []
        reader = Reader(data, 8)
        while reader.more():
            kind, size = reader.byte(), reader.number()
            section = Reader(data, reader.at, reader.at + size)
            reader.skip(size)
            start = section.at
            sections.append(start)
            name = section.text() if kind == 0 else ""
            if kind == 2:
                self.read_imports(section)
            elif kind == 7:
                self.read_exports(section)
            elif kind == 10:
                self.code, self.bodies = start, self.read_bodies(section, start)
            elif kind == 11:
                self.data, self.segments = start, self.read_segments(section, start)
            elif name == "linking":
                self.read_symbols(section)
            elif name.startswith("reloc."):
                relocations.append(section)
        if not self.symbols or not relocations:
            sys.exit("split_parts: the module was linked without --emit-relocs")
        self.place_data()
        for section in relocations:
            self.read_relocations(section, sections)

    def read_imports(self, s):
        for _ in range(s.number()):
            s.text(), s.text()
            kind = s.byte()
            if kind == 0:
                self.imported += 1
                s.number()
            else:
                sys.exit("split_parts: only functions are imported by what is linked here")

    def read_exports(self, s):
        for _ in range(s.number()):
            s.text()
            kind, index = s.byte(), s.number()
            if kind == 0:
                self.roots.add((FUNCTION, index))

    @staticmethod
    def read_bodies(s, start):
        found = []
        for _ in range(s.number()):
            size = s.number()
            found.append(s.at - start)
            s.skip(size)
        return found

    @staticmethod
    def read_segments(s, start):
        """Where the bytes of each segment begin."""
        found = []
        for _ in range(s.number()):
            flags = s.number()
            if flags == 2:
                s.number()
            if flags != 1:
                s.byte(), s.number(), s.byte()  # i32.const address end
            size = s.number()
            found.append(s.at - start)
            s.skip(size)
        return found

    def read_symbols(self, s):
        s.number()  # version
        inits = []
        while s.more():
            kind, size = s.byte(), s.number()
            table = Reader(s.data, s.at, s.at + size)
            if kind == 8:
                self.read_symbol_table(table)
            elif kind == 6:
                inits = [(table.number(), table.number())[1] for _ in range(table.number())]
            s.skip(size)

        # What the linker writes itself, the call of each, has no relocations.
        self.roots |= {(FUNCTION, self.symbols[symbol][1]) for symbol in inits}

    def read_symbol_table(self, s):
        for _ in range(s.number()):
            kind, flags = s.byte(), s.number()
            defined = not flags & UNDEFINED
            place = None
            if kind == DATA:
                name = s.text()
                if defined:
                    place = self.range_of(s.number(), s.number(), s.number(), bool(flags & ABSOLUTE))
            elif kind == 3:
                name, _section = "", s.number()
            else:
                index = s.number()
                name = s.text() if defined or flags & EXPLICIT_NAME else ""
                if kind == FUNCTION:
                    place = index
                    self.names.setdefault(index, name)
            self.symbols.append((kind, place))

    def range_of(self, segment, offset, size, is_absolute):
        """In the section of data. None: of no bytes there."""
        if is_absolute or segment >= len(self.segments) or not size:
            return None
        start = self.segments[segment] + offset
        return start, start + size

    def place_data(self):
        """Data that overlap (merged constants, aliases) are one datum."""
        self.starts, self.ends = [], []
        for start, end in sorted(place for kind, place in self.symbols if kind == DATA and place):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def function_at(self, offset):
        return FUNCTION, self.imported + bisect.bisect_right(self.bodies, offset) - 1

    def datum_at(self, offset):
        """None: nobody's."""
        at = bisect.bisect_right(self.starts, offset) - 1
        return (DATA, at) if at >= 0 and offset < self.ends[at] else None

    def read_relocations(self, s, sections):
        target = sections[s.number()]
        if target not in (self.code, self.data):
            return
        for _ in range(s.number()):
            kind, offset, index = s.byte(), s.number(), s.number()
            if kind in WITH_ADDEND:
                s.number()
            if kind in TYPE_RELOCATIONS:
                continue
            symbol, place = self.symbols[index]
            if symbol not in (FUNCTION, DATA) or place is None:
                continue
            to = (FUNCTION, place) if symbol == FUNCTION else self.datum_at(place[0])
            place = self.function_at(offset) if target == self.code else self.datum_at(offset)
            if place is None:
                self.roots.add(to)
            else:
                self.edges.setdefault(place, set()).add(to)

    def reach(self, starts, borders):
        seen, open_ = set(starts), list(starts)
        while open_:
            for to in self.edges.get(open_.pop(), ()):
                if to not in seen and to not in borders:
                    seen.add(to)
                    open_.append(to)
        return seen


def part_named_by(function):
    found = ENTRY.match(function)
    return found and "".join(chr(int(code)) for code in re.findall(r"Lc(\d+)E", found[1]))


def functions_of_parts(linked):
    """{part: numbers of its functions}"""
    entries = {}
    for index, name in linked.names.items():
        if part := part_named_by(name):
            entries.setdefault(part, set()).add((FUNCTION, index))
    borders = set().union(*entries.values())
    reached = {part: linked.reach(starts, borders) for part, starts in entries.items()}
    program = linked.reach(linked.roots - borders, borders)
    found = {}
    for part, nodes in reached.items():
        others = set().union(program, *(each for name, each in reached.items() if name != part))
        found[part] = sorted(index for kind, index in nodes - others if kind == FUNCTION and index >= linked.imported)
    return found


def number(value):
    """LEB128"""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def text(value):
    value = value.encode()
    return number(len(value)) + value


def with_names(data, names):
    """The module without custom sections, but with these names of functions: {index: name}."""
    out = bytearray(data[:8])
    reader = Reader(data, 8)
    while reader.more():
        start = reader.at
        kind, size = reader.byte(), reader.number()
        reader.skip(size)
        if kind != 0:
            out += data[start : reader.at]
    table = number(len(names)) + b"".join(number(i) + text(name) for i, name in sorted(names.items()))
    section = text("name") + b"\x01" + number(len(table)) + table
    return bytes(out + b"\0" + number(len(section)) + section)


def with_section(data, wanted, change):
    """The module with what `change` makes of the content of a section, if it has that section."""
    reader = Reader(data, 8)
    while reader.more():
        start = reader.at
        kind, size = reader.byte(), reader.number()
        begin, end = reader.at, reader.at + size
        reader.skip(size)
        if kind == wanted:
            content = change(Reader(data, begin, end))
            return data[:start] + bytes([kind]) + number(len(content)) + content + data[end:]
    return data


def with_table_import(data, change):
    """The part with what `change` makes of the name and the type of the table it imports."""

    def changed(s):
        count = s.number()
        out = bytearray(number(count))
        for _ in range(count):
            module, name, kind, start = s.text(), s.text(), s.byte(), s.at
            if kind == 0:
                s.number()
            elif kind == 3:
                s.byte(), s.byte()  # type and mutability of a global
            else:
                if kind == 1:
                    s.byte()  # the type of its elements
                has_limit = s.byte() & 1
                s.number()
                if has_limit:
                    s.number()
            what = s.data[start : s.at]
            if kind == 1:
                name, what = change(name, what)
            out += text(module) + text(name) + bytes([kind]) + what
        return bytes(out)

    return with_section(data, 2, changed)


def without_limit(name, what):
    """The next split makes the table larger."""
    s = Reader(what)
    of, _has_limit, least = s.byte(), s.byte(), s.number()
    return name, bytes([of, 0]) + number(least)


def with_table_export(data, new_name):
    """The program with this name for the table it exports."""

    def changed(s):
        count = s.number()
        out = bytearray(number(count))
        for _ in range(count):
            name, kind, index = s.text(), s.byte(), s.number()
            out += text(new_name if kind == 1 else name) + bytes([kind]) + number(index)
        return bytes(out)

    return with_section(data, 7, changed)


def name_table(program, parts):
    """Names the table, in the program and in its parts, after what they are: a host that has but one file of a name may
    hand out the part of another build, which then finds no table to write to and is refused, before it has done anything.
    Parts import a table whatever they do, since they are called through it, and nothing later renames or removes it."""
    build = hashlib.sha256(b"".join(module.read_bytes() for module in (program, *parts)))
    name = f"table.{build.hexdigest()[:12]}"
    program.write_bytes(with_table_export(program.read_bytes(), name))
    for part in parts:
        named = with_table_import(part.read_bytes(), lambda _, what: (name, what))
        if name.encode() not in named:
            sys.exit(f"split_parts: {part.name} imports no table")
        part.write_bytes(named)


def split(work, part, functions, wasm_split):
    """Moves functions of app.wasm, by their names, to app.<part>.wasm."""
    program, rest = work / "app.wasm", work / "rest.wasm"
    (work / "functions").write_text("\n".join(functions))
    subprocess.run(
        [*wasm_split, "--split-funcs", f"@{work}/functions", "--symbolmap", "--quiet"]
        + ["--import-namespace", "program", "--placeholder-namespace", part]
        + [program, "-o1", rest, "-o2", work / f"app.{part}.wasm"],
        check=True,
    )
    made = work / f"app.{part}.wasm"
    made.write_bytes(with_table_import(made.read_bytes(), without_limit))
    lines = Path(f"{rest}.symbols").read_text().splitlines()
    names = {int(index): name for index, name in (line.split(":", 1) for line in lines)}
    program.write_bytes(with_names(rest.read_bytes(), names))


def main(linked, folder, *wasm_split):
    data = Path(linked).read_bytes()
    graph = Linked(data)
    parts = functions_of_parts(graph)
    work = Path(folder)
    work.mkdir(parents=True, exist_ok=True)
    (work / "app.wasm").write_bytes(with_names(data, {index: f"f{index}" for index in graph.names}))
    for part, functions in sorted(parts.items()):
        split(work, part, [f"f{index}" for index in functions], wasm_split)
    name_table(work / "app.wasm", [work / f"app.{part}.wasm" for part in sorted(parts)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
