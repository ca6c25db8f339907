"""Every row of the table, whole, in single bytes, and with another request right behind it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.program import Program
from support.wire import Transcript, Wire
from wire.cases import Case, Ending, build
from wire.messages import Messages

SMALL = 2048
"""Up to this many bytes a case is also sent one byte a segment."""

KEYS = [case.key for case in build(b"127.0.0.1:8045")]
SMALL_KEYS = [case.key for case in build(b"127.0.0.1:8045") if len(case.data) < SMALL]


def test_the_names_of_the_cases_are_unique() -> None:
    assert len(set(KEYS)) == len(KEYS)


def test_rows_1_to_55_are_all_here() -> None:
    marked = re.compile(r"^@pytest\.mark\.row\((\d+)\)", re.MULTILINE)
    files = Path(__file__).parent.glob("test_*.py")
    rows = {int(row) for file in files for row in marked.findall(file.read_text())}
    rows |= {int(key.partition("-")[0]) for key in KEYS}
    assert rows == set(range(1, 56))


@pytest.fixture
def find(shared: Program) -> Callable[[str], Case]:
    """The case of a name, made for the address of the running program."""
    cases = {case.key: case for case in build(f"127.0.0.1:{shared.api_port}".encode())}
    return cases.__getitem__


def judge(case: Case, transcript: Transcript, followed: bool) -> None:
    """Whether the answers are the ones that the table wants; `followed` if another request stood behind."""
    assert transcript.closed
    if case.ending is Ending.CLOSED and not transcript.responses:
        return
    assert transcript.responses, "closed without an answer"
    first, *more = transcript.responses
    assert first.status in case.statuses
    if case.check:
        case.check(first)
    was_cut = first.says_close and not more
    if case.ending in (Ending.CUT, Ending.CLOSED) or not followed:
        assert was_cut, f"answers {transcript.statuses}, says close: {first.says_close}"
    elif case.ending is Ending.KEPT:
        assert len(more) == 1 and more[0].status in case.then, transcript.statuses
    else:
        assert was_cut or (len(more) == 1 and more[0].status in case.then), transcript.statuses


@pytest.mark.parametrize("key", KEYS)
def test_sent_whole(key: str, shared: Program, find: Callable[[str], Case]) -> None:
    case, wire = find(key), Wire(shared.api_port)
    behind = Messages(f"127.0.0.1:{shared.api_port}".encode()).last_get
    judge(case, wire.exchange(case.data + behind), followed=True)
    if case.ending in (Ending.CUT, Ending.CLOSED):
        judge(case, wire.exchange(case.data), followed=False)
    assert wire.is_healthy()


@pytest.mark.parametrize("key", SMALL_KEYS)
def test_sent_in_single_bytes(key: str, shared: Program, find: Callable[[str], Case]) -> None:
    case, wire = find(key), Wire(shared.api_port)
    behind = Messages(f"127.0.0.1:{shared.api_port}".encode()).last_get
    data = case.data + behind
    judge(case, wire.exchange(*(data[at : at + 1] for at in range(len(data)))), followed=True)
    assert wire.is_healthy()
