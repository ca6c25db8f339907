"""What the finished program costs: at rest, at the start, and with ten thousand callers who say nothing."""

import os
import resource
import socket
import statistics
import time
from collections import Counter
from pathlib import Path

from bench.load import Measurement, measure
from bench.servers import MEASURED_CORE, Server
from support.program import Program
from support.waiting import wait_until

CONNECTIONS_PER_ADDRESS = 2000
HEALTHZ = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"


def started(folder: Path) -> Program:
    """A program with the demo account whose API listener is up, on the core for what is measured."""
    program = Program(folder)
    program.start_demo(prefix=("taskset", "-c", str(MEASURED_CORE)))
    return program


def ask_healthz(port: int, source: str = "127.0.0.1") -> socket.socket:
    """A connection on which one request was answered; raises OSError if it was not."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0))
    try:
        connection.sendall(HEALTHZ % port)
        answer = connection.recv(4096)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(f"answered {answer[:40]!r}")
    except OSError:
        connection.close()
        raise
    return connection


def answers_healthz(port: int) -> bool:
    try:
        ask_healthz(port).close()
    except OSError:
        return False
    return True


def start_times(folder: Path, count: int) -> dict[str, float]:
    """Milliseconds from the start of the process to its first answer."""
    program = Program(folder)
    program.start_demo()
    program.stop_process()
    milliseconds = []
    for _ in range(count):
        began = time.perf_counter()
        program.launch()
        answered = wait_until(lambda: answers_healthz(program.api_port))
        milliseconds.append((time.perf_counter() - began) * 1000)
        assert answered, program.stderr
        program.stop_process()
    return {"min": min(milliseconds), "median": statistics.median(milliseconds), "max": max(milliseconds)}


def idle_connections(program: Program, wanted: int) -> dict[str, object]:
    """How many keep-alive connections stand at once after one request each, why others do not, and the memory."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    opened: list[socket.socket] = []
    refused: Counter[str] = Counter()
    try:
        for index in range(wanted):
            try:
                opened.append(ask_healthz(program.api_port, f"127.0.0.{2 + index // CONNECTIONS_PER_ADDRESS}"))
            except OSError as error:
                refused[str(error)] += 1
        resident = program.usage()["resident"]
        standing = sum(map(is_still_open, opened))
        if standing < len(opened):
            refused["closed again while idle"] = len(opened) - standing
        return {"wanted": wanted, "open": standing, "resident_kib": resident, "refused": dict(refused)}
    finally:
        for connection in opened:
            connection.close()


def is_still_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return bool(connection.recv(1))
    except BlockingIOError:
        return True
    except OSError:
        return False


def demo_chat(program: Program, connections: int, seconds: int, script: Path) -> Measurement:
    server = Server("apus", program.api_port, program.pid)
    return measure(server, "/v1/chat/completions", connections, seconds, script)


def measure_product(folder: Path, script: Path, quick: bool) -> dict[str, object]:
    """Everything about the program itself, as one row of figures."""
    os.umask(0o077)
    starts, wanted, seconds = (5, 1000, 1) if quick else (50, 10_000, 3)
    figures: dict[str, object] = {"start_ms": start_times(folder / "starts", starts)}
    program = started(folder / "idle")
    try:
        figures["idle_kib"] = program.usage()["resident"]
        figures["connections"] = idle_connections(program, wanted)
        assert answers_healthz(program.api_port), "no answer after the idle connections"
        chat = demo_chat(program, 16, seconds, script)
        figures["demo_chat"] = {"rate": chat.rate, "p50_us": chat.p50, "p99_us": chat.p99, "cpu_us": chat.cpu}
        figures["loaded_kib"] = program.usage()["resident"]
    finally:
        program.close()
    return figures
