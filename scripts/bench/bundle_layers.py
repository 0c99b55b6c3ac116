"""Prints which layer takes how much of a browser program, for docs/performance.md.

    bundle_layers.py BUILD TARGET      such as build/browser examples/projects/projects.wasm

Links TARGET again, with names. A function belongs to the lowest layer whose library has it; one that only the
application has is its own, one that no library of ours has is the C++ library's. "packed" is what the program gets
smaller without the layer's functions, packed with LZMA (brotli is about 2 % worse here); what layers share counts for
none of them.
"""

import lzma
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LAYERS = ["core", "wire", "reactive", "query", "router", "html_page", "client"]
FEATURES = ["bulk-memory", "tail-call", "sign-ext", "mutable-globals", "nontrapping-float-to-int"]


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def link_with_names(build, target, to):
    """The program as it is shipped, but with the name section."""
    command = run("ninja", "-C", build, "-t", "commands", target).strip().splitlines()[-1]
    command = re.sub(r"^: && | && :$", "", command)
    # Without debug information: wasm-opt merges equal functions only then.
    command = command.replace("-Wl,--strip-all", "-Wl,--strip-debug").replace("-Wl,--emit-relocs", "")
    command = command.replace(f"-o {target}", f"-o {to}")
    subprocess.run(command, shell=True, cwd=build, check=True, capture_output=True)
    for option in [["-Oz"], ["-Oz", "--converge", "--low-memory-unused"]]:
        run("wasm-opt", *option, "--always-inline-max-function-size=5", "-g", *(f"--enable-{f}" for f in FEATURES), to, "-o", to)
    return Path(to).read_bytes()


def leb(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def sections(data):
    at = 8
    while at < len(data):
        kind = data[at]
        size, start = leb(data, at + 1)
        yield kind, start, start + size
        at = start + size


def count_imports(data, at):
    count, at = leb(data, at)
    functions = 0
    for _ in range(count):
        for _ in range(2):
            size, at = leb(data, at)
            at += size
        kind = data[at]
        at += 1
        if kind == 0:
            functions += 1
            _, at = leb(data, at)
        elif kind == 3:
            at += 2
        else:  # a table has a type before its limits
            at += kind == 1
            has_most, at = leb(data, at)
            for _ in range(1 + (has_most & 1)):
                _, at = leb(data, at)
    return functions


def names_of(data, at, end):
    names = {}
    while at < end:
        kind = data[at]
        size, start = leb(data, at + 1)
        if kind == 1:
            count, place = leb(data, start)
            for _ in range(count):
                index, place = leb(data, place)
                length, place = leb(data, place)
                names[index] = data[place : place + length].decode()
                place += length
        at = start + size
    return names


def functions_of(program):
    """[(name, body)] of all functions of the program."""
    bodies, names, imports = [], {}, 0
    for kind, at, end in sections(program):
        if kind == 2:
            imports = count_imports(program, at)
        if kind == 10:
            count, at = leb(program, at)
            for _ in range(count):
                size, at = leb(program, at)
                bodies.append(program[at : at + size])
                at += size
        if kind == 0:
            length, start = leb(program, at)
            if program[start : start + length] == b"name":
                names = names_of(program, start + length, end)
    return [(names.get(imports + i, ""), body) for i, body in enumerate(bodies)]


def symbols(*files):
    """What the files define; without what a compiler adds to a name when it makes a function of part of another."""
    lines = run("llvm-nm-19", "--demangle", "--defined-only", "--format=just-symbols", *files).splitlines()
    return {plain(line) for line in lines}


def plain(name):
    return re.sub(r" \(\..*\)$", "", name)


def main(build, target):
    with tempfile.NamedTemporaryFile(suffix=".wasm") as file:
        program = link_with_names(build, target, file.name)
    functions = functions_of(program)
    known = [(layer, symbols(f"{build}/libsolder_{layer}.a")) for layer in LAYERS]
    own = re.sub(r"\.wasm$", ".dir", Path(target).name)
    objects = [str(o) for o in (Path(build) / Path(target).parent / "CMakeFiles" / own).rglob("*.obj")]
    known.append(("application", symbols(*objects)))

    by_layer = {}
    for name, body in functions:
        layer = next((layer for layer, defined in known if plain(name) in defined), "C++ library")
        by_layer.setdefault(layer, []).append(body)
    packed = lambda bodies: len(lzma.compress(b"".join(bodies), format=lzma.FORMAT_ALONE, preset=9 | lzma.PRESET_EXTREME))
    everything = packed(body for _, body in functions)
    print("| layer | functions | raw | packed |\n|---|---:|---:|---:|")
    for layer, bodies in sorted(by_layer.items(), key=lambda item: -sum(map(len, item[1]))):
        rest = packed(body for other, all in by_layer.items() if other != layer for body in all)
        print(f"| {layer} | {len(bodies)} | {sum(map(len, bodies)):,} | {everything - rest:,} |".replace(",", " "))
    print(f"| together | {len(functions)} | {sum(len(b) for _, b in functions):,} | {everything:,} |".replace(",", " "))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
