"""Checks that imports point down only: `swift package describe --type json | layers.py`.

The layers are data, in layers.txt. Both what Package.swift declares and what the files import are checked.
"""

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

STANDARD_LIBRARY = {"Swift", "Synchronization", "_Concurrency"}
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:private|fileprivate|internal|package|public)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"
)


@dataclass
class Layers:
    """The plan of the building: floors, and the few doors between rooms of one floor."""

    floor: dict[str, int] = field(default_factory=dict)
    edges: set[tuple[str, str]] = field(default_factory=set)
    only: dict[str, str] = field(default_factory=dict)
    toolchain: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> "Layers":
        layers = cls()
        for line in text.splitlines():
            word, *rest = line.partition("#")[0].split() or [""]
            if word == "layer":
                layers.floor |= {name: int(rest[0]) for name in rest[1:]}
            elif word == "edge":
                layers.edges.add((rest[0], rest[1]))
            elif word == "only":
                layers.only[rest[0]] = rest[1]
            elif word == "toolchain":
                layers.toolchain[rest[0]] = set(rest[1:])
            elif word:
                raise ValueError(f"layers.txt: unknown word {word!r}")
        return layers

    def objection(self, user: str, used: str) -> str | None:
        """Why `user` may not import `used`, or nothing if it may."""
        if used in STANDARD_LIBRARY:
            return None
        if used not in self.floor:
            allowed = self.toolchain.get(user, set()) | self.toolchain.get(str(self.floor[user]), set())
            return None if used in allowed else f"{user} (layer {self.floor[user]}) may not import {used}"
        if self.only.get(used, user) != user:
            return f"{used} belongs to {self.only[used]} alone, but {user} imports it"
        if self.floor[used] < self.floor[user] or (user, used) in self.edges:
            return None
        return f"{user} (layer {self.floor[user]}) may not import {used} (layer {self.floor[used]})"


def imports(source: str) -> set[str]:
    """The modules that a Swift file imports."""
    return {found[1] for line in source.splitlines() if (found := IMPORT.match(line))}


def objections(package: dict, layers: Layers, root: Path) -> list[str]:
    """Everything wrong with the imports of the package's products; tests may import what they like."""
    wrong = []
    for target in package["targets"]:
        name = target["name"]
        if target["type"] == "test" or target["path"].startswith("Tests/"):
            continue
        if name not in layers.floor:
            wrong.append(f"{name} stands on no layer: add it to e2e/rules/layers.txt")
            continue
        used = {module: "Package.swift" for module in target.get("target_dependencies", [])}
        for file in sorted((root / target["path"]).rglob("*.swift")):
            used |= {module: str(file.relative_to(root)) for module in imports(file.read_text())}
        for module, place in sorted(used.items()):
            if reason := layers.objection(name, module):
                wrong.append(f"{place}: {reason}")
    return wrong


def main() -> int:
    root = Path(__file__).resolve().parents[2]
    layers = Layers.read((root / "e2e/rules/layers.txt").read_text())
    package = json.load(sys.stdin)
    wrong = objections(package, layers, root)
    for line in wrong:
        print(line)
    checked = sum(target["name"] in layers.floor for target in package["targets"])
    print(f"layers: {checked} targets, {len(wrong)} imports that do not point down")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
