"""Checks the house rules: the bans of bans.txt, the length of files, the names at the top level."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

TOP_LEVEL = re.compile(r"Package\.swift|Sources|Tests|Public|README\.md|e2e|\..*")
MOST_LINES = [("Tests/**", 500), ("e2e/**/test_*.py", 500), ("Sources/**", 400), ("Public/**", 400), ("e2e/**", 400)]
DATA = (".json", ".txt", ".md")


@dataclass
class Ban:
    """One stanza of bans.txt."""

    name: str
    pattern: re.Pattern[str] = re.compile("(?!)")
    where: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    budget: int = 0
    under: str = ""
    reason: str = ""
    instead: str = ""
    allowed: dict[str, int] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        return matches(path, self.where) and not matches(path, self.exceptions)

    def places(self, path: str, lines: list[str]) -> list[int]:
        """The numbers of the lines that the pattern finds."""
        return [number for number, line in enumerate(lines, 1) if self.pattern.search(line)]

    def is_explained(self, lines: list[str], number: int) -> bool:
        """Whether the comment that ends just above the line holds the wanted text."""
        above = number - 2
        while above >= 0 and lines[above].lstrip().startswith(("//", "@")):
            if self.under in lines[above]:
                return True
            above -= 1
        return not self.under


def matches(path: str, globs: list[str]) -> bool:
    return any(fnmatchcase(path, glob.replace("**/", "*")) for glob in globs)


def read_bans(text: str) -> list[Ban]:
    """The stanzas of bans.txt."""
    bans: list[Ban] = []
    for number, line in enumerate(text.splitlines(), 1):
        word, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if not word or word.startswith("#"):
            continue
        if word == "ban":
            bans.append(Ban(rest))
        elif not bans:
            raise ValueError(f"bans.txt:{number}: {word} before the first ban")
        elif word == "pattern":
            bans[-1].pattern = re.compile(rest)
        elif word == "where":
            bans[-1].where = rest.split()
        elif word == "except":
            bans[-1].exceptions = rest.split()
        elif word == "budget":
            bans[-1].budget = int(rest)
        elif word in ("under", "reason", "instead"):
            setattr(bans[-1], word, rest)
        elif word == "allow":
            count, path = rest.split()
            bans[-1].allowed[path] = int(count)
        else:
            raise ValueError(f"bans.txt:{number}: unknown word {word!r}")
    return bans


def broken_bans(bans: list[Ban], files: dict[str, list[str]]) -> list[str]:
    """One line for each place where a ban is broken, and for each allowance that is too large."""
    wrong = []
    for ban in bans:
        found = {path: ban.places(path, lines) for path, lines in files.items() if ban.covers(path)}
        for path, count in ban.allowed.items():
            if len(found.get(path, [])) < count:
                actual = len(found.get(path, []))
                wrong.append(f"bans.txt: {ban.name} allows {count} in {path}, which has {actual}: lower it")
        extra = {path: places for path, places in found.items() if len(places) > ban.allowed.get(path, 0)}
        if sum(map(len, extra.values())) > ban.budget:
            advice = f"{ban.name}: {ban.reason} Instead: {ban.instead}"
            wrong += [f"{path}:{number}: {advice}" for path, places in extra.items() for number in places]
        elif ban.under:
            wrong += [
                f"{path}:{number}: {ban.name}: no comment {ban.under} above it"
                for path, places in extra.items()
                for number in places
                if not ban.is_explained(files[path], number)
            ]
    return wrong


def long_files(files: dict[str, list[str]]) -> list[str]:
    """Files that a reader would want as two."""
    wrong = []
    for path, lines in files.items():
        most = next((lines for glob, lines in MOST_LINES if matches(path, [glob])), None)
        is_data = path.endswith(DATA) or "/fixtures/" in path.lower()
        if most and not is_data and len(lines) > most:
            wrong.append(f"{path}: {len(lines)} lines, {most} is the most: split it")
    return wrong


def strangers(paths: list[str]) -> list[str]:
    """Names at the top level that do not belong there."""
    top = sorted({path.partition("/")[0] for path in paths})
    return [f"{name}: does not belong at the top level" for name in top if not TOP_LEVEL.fullmatch(name)]


def tracked_files(root: Path) -> dict[str, list[str]]:
    """The lines of every text file that is, or could be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, check=True, capture_output=True, text=True,
    ).stdout
    files = {}
    for path in filter(None, listing.split("\0")):
        try:
            files[path] = (root / path).read_text(encoding="utf-8").splitlines()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            files[path] = []
    return files


def main() -> int:
    root = Path(__file__).resolve().parents[2]
    files = tracked_files(root)
    bans = read_bans((root / "e2e/rules/bans.txt").read_text())
    wrong = broken_bans(bans, files) + long_files(files) + strangers(list(files))
    print("\n".join(wrong + [f"house rules: {len(bans)} bans, {len(files)} files, {len(wrong)} broken"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
