"""The house rules find what they ban, and leave alone what they do not."""

import json
from pathlib import Path

import pytest
from rules.check import broken_bans, long_files, matches, read_bans, strangers
from rules.layers import Layers, imports, objections

HERE = Path(__file__).parent
BANS = {ban.name: ban for ban in read_bans((HERE / "bans.txt").read_text())}
LAYERS = Layers.read((HERE / "layers.txt").read_text())

BROKEN = [
    ("unchecked-sendable", "Sources/A/B.swift", "final class A: @unchecked Sendable {"),
    ("unchecked-sendable", "Sources/A/B.swift", "nonisolated(unsafe) var a = 1"),
    ("fatal-error", "Sources/A/B.swift", 'fatalError("no")'),
    ("print", "Sources/Gateway/B.swift", "    print(line)"),
    ("wall-clock", "Sources/A/B.swift", "let now = Date()"),
    ("foundation", "Sources/A/B.swift", "import Foundation"),
    ("foundation", "Sources/A/B.swift", "@preconcurrency internal import Foundation"),
    ("force-try", "Sources/A/B.swift", "let a = try! b()"),
    ("force-cast", "Tests/A/B.swift", "let a = b as! Int"),
    ("public", "Sources/A/B.swift", "    public static func a() {}"),
    ("html-from-text", "Public/js/a.js", "row.innerHTML = text"),
    ("html-from-text", "Public/js/a.js", "document.write(text)"),
    ("inline-code-and-style", "Public/index.html", '<button onclick="go()">'),
    ("inline-code-and-style", "Public/index.html", '<p style="color: red">'),
    ("inline-code-and-style", "Public/index.html", "<script>go()</script>"),
    ("unchecked-optimization", "Package.swift", '.unsafeFlags(["-Ounchecked"])'),
    ("unfinished", "Sources/A/B.swift", "// TODO: more"),
    ("sleeps", "e2e/test_a.py", "    time.sleep(1)"),
    ("sleeps", "e2e/a", "sleep 0.5"),
    ("sleeps", "Tests/A/B.swift", "try await Task.sleep(for: .seconds(1))"),
    ("machine-paths", "README.md", "see /root/apus"),
    ("machine-paths", "Tests/A/B.swift", 'let path = "/root/a"'),
]
FINE = [
    ("print", "Sources/apus/B.swift", "print(line)"),
    ("print", "Sources/A/B.swift", "blueprint(line); a.print(line)"),
    ("wall-clock", "Sources/A/B.swift", "let later = Date(timeIntervalSince1970: 1)"),
    ("foundation", "Sources/A/B.swift", "import FoundationEssentials"),
    ("force-cast", "Sources/A/B.swift", "let a = b as? Int"),
    ("public", "Sources/A/B.swift", "// in a public place"),
    ("inline-code-and-style", "Public/index.html", '<script type="module" src="/admin/js/main.js"></script>'),
    ("sleeps", "Sources/A/B.swift", "try await Task.sleep(for: .seconds(1))"),
    ("machine-paths", "e2e/a.py", '"https://example.com/a/root"'),
]


@pytest.mark.parametrize(("name", "path", "line"), BROKEN)
def test_a_banned_line_is_found(name: str, path: str, line: str) -> None:
    ban = BANS[name]
    assert ban.covers(path)
    assert ban.places(path, [line]) == [1]


@pytest.mark.parametrize(("name", "path", "line"), FINE)
def test_a_line_that_only_looks_like_it_is_left_alone(name: str, path: str, line: str) -> None:
    ban = BANS[name]
    assert not (ban.covers(path) and ban.places(path, [line]))


def test_every_ban_says_why_and_what_to_do() -> None:
    assert all(ban.reason and ban.instead and ban.where for ban in BANS.values())
    assert {name for name, _, _ in BROKEN} == set(BANS)


def test_two_stars_cross_folders() -> None:
    assert matches("Sources/A/B/C.swift", ["Sources/**/*.swift"])
    assert matches("Sources/A.swift", ["Sources/**/*.swift"])
    assert not matches("Tests/A.swift", ["Sources/**/*.swift"])


def test_a_budget_needs_its_comment_and_has_an_end() -> None:
    line = "final class A: @unchecked Sendable {"
    explained = ["/// Says something.", "// SAFETY: the handle never leaves its thread.", line]
    ban = [BANS["unchecked-sendable"]]
    assert broken_bans(ban, {"Sources/A/B.swift": explained}) == []
    assert len(broken_bans(ban, {"Sources/A/B.swift": ["// A class.", line]})) == 1
    many = {f"Sources/A/{index}.swift": explained for index in range(6)}
    assert len(broken_bans(ban, many)) == 6


def test_an_allowance_can_only_shrink() -> None:
    text = "ban sleeps\npattern sleep\nwhere e2e/**\nallow 2 e2e/a.py\n"
    sleep = ["sleep"]
    assert broken_bans(read_bans(text), {"e2e/a.py": sleep * 2}) == []
    assert len(broken_bans(read_bans(text), {"e2e/a.py": sleep * 3})) == 3
    assert len(broken_bans(read_bans(text), {"e2e/a.py": sleep})) == 1
    assert len(broken_bans(read_bans(text), {})) == 1


def test_long_files_and_strange_names_are_found() -> None:
    assert long_files({"Sources/A.swift": [""] * 400, "Tests/A.swift": [""] * 500}) == []
    assert len(long_files({"Sources/A.swift": [""] * 401, "Tests/A.swift": [""] * 501})) == 2
    assert long_files({"e2e/a/test_b.py": [""] * 500}) == []
    assert len(long_files({"e2e/a/b.py": [""] * 401, "e2e/a/test_b.py": [""] * 501})) == 2
    assert long_files({"Tests/A/Fixtures/a.json": [""] * 900}) == []
    assert strangers(["Package.swift", ".ci/run", "e2e/test", "README.md"]) == []
    assert len(strangers(["Makefile", "docs/a.md"])) == 2


def test_imports_are_read_with_their_decorations() -> None:
    source = "package import HTTPCore\n@preconcurrency import Glibc\nimport struct Reactor.Socket\n// import Not\n"
    assert imports(source) == {"HTTPCore", "Glibc", "Reactor"}


@pytest.mark.parametrize(("user", "used"), [
    ("Gateway", "HTTPServing"), ("Accounts", "Dialects"), ("Reactor", "Glibc"), ("Reactor", "CSystem"),
    ("Settings", "FoundationEssentials"), ("OrderedJSON", "Synchronization"),
])
def test_an_import_that_points_down_is_fine(user: str, used: str) -> None:
    assert LAYERS.objection(user, used) is None


@pytest.mark.parametrize(("user", "used"), [
    ("Gateway", "Admin"), ("Dialects", "Accounts"), ("HTTPCore", "Reactor"), ("HTTPCore", "Glibc"),
    ("Gateway", "CCurl"), ("Settings", "Foundation"), ("HTTPServing", "HTTPCalling"),
])
def test_an_import_that_does_not_is_refused(user: str, used: str) -> None:
    assert LAYERS.objection(user, used)


def test_the_files_are_checked_beside_the_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "Sources" / "HTTPCore"
    folder.mkdir(parents=True)
    (folder / "A.swift").write_text("import Glibc\n")
    package = json.loads("""{"targets": [
        {"name": "HTTPCore", "type": "library", "path": "Sources/HTTPCore", "target_dependencies": ["Reactor"]},
        {"name": "Odd", "type": "library", "path": "Sources/Odd"},
        {"name": "OddTests", "type": "test", "path": "Tests/OddTests", "target_dependencies": ["Odd"]}]}""")
    wrong = objections(package, LAYERS, tmp_path)
    assert len(wrong) == 3
