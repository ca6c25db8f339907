"""Load from wrk, and what it measured."""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.servers import LOAD_CORE, Server, pinned

BODY = '{"model":"demo","messages":[{"role":"user","content":"How many roads must a man walk down, please, Madame?"}]}'
SCRIPT = """
wrk.method = "POST"
wrk.body = [[%s]]
wrk.headers["Content-Type"] = "application/json"
function done(summary, latency, requests)
    local e = summary.errors
    io.write(string.format('RESULT {"requests":%%d,"microseconds":%%d,"p50":%%d,"p99":%%d,"errors":%%d}\\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Measurement:
    """One run of wrk against one server."""

    rate: float
    """Requests a second."""
    p50: float
    p99: float
    """Microseconds."""
    cpu: float
    """Microseconds of CPU time for each request."""


FIGURES = ("rate", "p50", "p99", "cpu")


def write_script(folder: Path) -> Path:
    assert len(BODY) == 110
    script = folder / "post.lua"
    script.write_text(SCRIPT % BODY)
    return script


def measure(server: Server, path: str, connections: int, seconds: int, script: Path) -> Measurement:
    """Loads a server for some seconds; any failed request makes the figure worthless, so it raises."""
    before = server.cpu_ticks
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), server.url + path]
    done = subprocess.run(pinned(LOAD_CORE, *command), capture_output=True, text=True, check=False)
    spent = (server.cpu_ticks - before) / os.sysconf("SC_CLK_TCK")
    found = re.search(r"RESULT (\{.*\})", done.stdout)
    if not found:
        raise SystemExit(f"wrk failed: {done.stdout}{done.stderr}")
    result = json.loads(found[1])
    if result["errors"] or not result["requests"]:
        raise SystemExit(f"{server.name}: {result['errors']} of {result['requests']} requests failed")
    return Measurement(
        rate=result["requests"] * 1e6 / result["microseconds"], p50=result["p50"], p99=result["p99"],
        cpu=spent * 1e6 / result["requests"],
    )
