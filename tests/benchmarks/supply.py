"""Licences and sizes of what requirements-serve.lock pins, of those that are installed here.

    python tests/benchmarks/supply.py [--json FILE]

Prints a line for each package, the largest first, then how many packages have which licence. `--json` writes the
same as a bill of materials (CycloneDX 1.6: name, version, licence, package URL, hashes of the lock).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[2] / "requirements-serve.lock"
RE_PIN = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
RE_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
UNKNOWN = "not told"


@dataclass(frozen=True)
class Pinned:
    """One package of the lock: its licence as its makers tell it, and the bytes that it takes on disc here."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    size: int


def pinned() -> Iterator[Pinned]:
    """Give the packages of the lock; those that are not installed here have size 0 and no licence."""
    entries = LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for entry in entries:
        if pin := RE_PIN.match(entry):
            name, version = pin.groups()
            try:
                installed = metadata.distribution(name)
            except metadata.PackageNotFoundError:
                yield Pinned(name, version, tuple(RE_HASH.findall(entry)), UNKNOWN, 0)
                continue
            yield Pinned(
                name, version, tuple(RE_HASH.findall(entry)), licence_of(installed), size_of(installed)
            )


def licence_of(installed: metadata.Distribution) -> str:
    """Give the licence: the expression, else the classifiers, else the first line of the free text."""
    told = installed.metadata
    classified = (kind for kind in told.get_all("Classifier") or () if kind.startswith("License ::"))
    names = [kind.rpartition(" :: ")[2] for kind in classified]
    free = (told.get("License") or "").strip().split("\n")[0][:60]
    return told.get("License-Expression") or "; ".join(names) or free or UNKNOWN


def size_of(installed: metadata.Distribution) -> int:
    """Give the bytes of all files of a package."""
    paths = (Path(str(file.locate())) for file in installed.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())


def bill(packages: list[Pinned]) -> dict[str, Any]:
    """Give the packages as a CycloneDX document."""
    components = [
        {
            "type": "library",
            "name": package.name,
            "version": package.version,
            "purl": f"pkg:pypi/{package.name}@{package.version}",
            "licenses": [{"license": {"name": package.licence}}],
            "properties": [{"name": "lock:sha256", "value": value} for value in package.hashes],
        }
        for package in packages
    ]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}


def main() -> None:
    """Print the table, and write the bill if it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write a CycloneDX document, too")
    arguments = parser.parse_args()
    packages = sorted(pinned(), key=lambda package: (-package.size, package.name))
    for package in packages:
        size = f"{package.size / 1e6:8.1f} MB" if package.size else "not here   "
        print(f"{size}  {package.name} {package.version}  {package.licence}")
    here = [package for package in packages if package.size]
    print(
        f"\n{len(here)} of {len(packages)} packages are installed here, {sum(p.size for p in here) / 1e6:.0f} MB"
    )
    for licence, number in Counter(package.licence for package in here).most_common():
        print(f"{number:>4}  {licence}")
    if arguments.json:
        arguments.json.write_text(json.dumps(bill(packages), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
