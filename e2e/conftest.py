"""The program as a fixture; every process that a test starts ends with the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.program import Program, binary
from support.wire import Wire


@pytest.fixture(scope="session")
def program_is_built() -> None:
    assert binary().is_file(), f"{binary()} is missing: run e2e/test, or set APUS_BINARY"


@pytest.fixture
def make_program(program_is_built: None, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Makes programs with homes of their own; none of them runs yet."""
    made: list[Program] = []

    def make(proxy: dict[str, Any] | None = None, **sections: Any) -> Program:
        made.append(Program(tmp_path / f"home{len(made)}", proxy, **sections))
        return made[-1]

    yield make
    for program in made:
        program.close()


@pytest.fixture
def apus(make_program: Callable[..., Program]) -> Program:
    """A running process without an account; its API listener is stopped."""
    program = make_program()
    program.start_process()
    return program


@pytest.fixture
def running(apus: Program) -> Program:
    """A running process with the demo account; its API listener is up."""
    apus.add_demo_account()
    apus.start_api()
    return apus


@pytest.fixture
def raw() -> Callable[[Program], Wire]:
    """Talks to the API listener byte by byte: `raw(running).exchange(b"GET …")`."""
    return lambda program: Wire(program.api_port)


@pytest.fixture(scope="module")
def shared(program_is_built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Like `running`, but one process for all tests of a module; for tests that change nothing."""
    program = Program(tmp_path_factory.mktemp("shared") / "home")
    program.start_process()
    try:
        program.add_demo_account()
        program.start_api()
        yield program
    finally:
        program.close()
