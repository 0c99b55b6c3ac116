"""Prints the sizes of browser bundles (wasm and glue) and fails when one passes its limit.

    bundle_limits.py FOLDER      below which the <name>.bundle folders were built, one for each limit

Limits are bytes in bundle_limits.json, as {"<name>": {"raw" | "gzip" | "brotli": bytes}}. Lower them when a bundle
shrinks; raise one only together with the reason, in the same commit. "budget" is where brotli is to get; it is
reported, and fails nothing. A page starts with app.wasm and the glue; lazy parts are counted apart, and "parts" has the
limits of each in bytes of brotli.
"""

import json
import sys
from pathlib import Path

SUFFIXES = {"raw": "", "gzip": ".gz", "brotli": ".br"}


def sizes(bundle):
    """{file: {form: bytes}} of the files that a page needs to start, and of the lazy parts."""

    def of(*patterns):
        files = [file for pattern in patterns for file in sorted(bundle.glob(pattern))]
        return {f.name: {form: Path(f"{f}{suffix}").stat().st_size for form, suffix in SUFFIXES.items()} for f in files}

    return of("app.wasm", "*.js"), of("app.*.wasm")


def report(name, files, parts):
    total = {form: sum(file[form] for file in files.values()) for form in SUFFIXES}
    for file, row in {**files, "together": total, **parts}.items():
        print(f"{name:<12} {file:<14}" + "".join(f"{form:>9} {row[form]:>8}" for form in SUFFIXES))
    return total


def main(folder):
    limits = json.loads(Path(__file__).with_suffix(".json").read_text())
    failed = False
    for name, limit in limits.items():
        bundle = next(Path(folder).rglob(f"{name}.bundle"), None)
        files, parts = sizes(bundle) if bundle else ({}, {})
        if not files:
            print(f"{name}: has a limit but no bundle below {folder}")
            failed = True
            continue
        total = report(name, files, parts)
        if lost := sorted({f"app.{part}.wasm" for part in limit.get("parts", {})} - set(parts)):
            print(f"{name}: {', '.join(lost)} of bundle_limits.json is not in the bundle")
            failed = True
        for part, most in limit.get("parts", {}).items():
            if (size := parts.get(f"app.{part}.wasm", {}).get("brotli", 0)) > most:
                print(f"{name}: {size} bytes of brotli of part {part} pass its limit of {most}")
                failed = True
        budget = limit.get("budget")
        if budget and total["brotli"] > budget:
            print(f"{name}: {total['brotli'] - budget} bytes of brotli above the budget of {budget}")
        for form in SUFFIXES:
            most = limit.get(form)
            if most and total[form] > most:
                print(f"{name}: {total[form]} bytes of {form} pass the limit of {most} in bundle_limits.json")
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
