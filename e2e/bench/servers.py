"""The programs that the benchmark sets beside each other, each pinned to a core."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.network import free_port, is_open
from support.program import PATIENCE, ROOT, Output
from support.waiting import wait_until

MEASURED_CORE, LOAD_CORE = 0, 1
"""What is measured has one core for itself; the load and the stub share the other."""

STUB_ANSWER = '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",' \
    '"content":"' + "a" * 836 + '"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":99}}'

NGINX = """
daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
    access_log off; keepalive_requests 1000000000; keepalive_timeout 600; default_type application/json;
    client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
    {http}
}}
"""
STUB = "server {{ listen 127.0.0.1:{port} backlog=1024; location / {{ return 200 '{answer}'; }} }}"
PROXY = """
    upstream stub {{ server 127.0.0.1:{stub}; keepalive 256; keepalive_requests 1000000000; }}
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        location / {{ proxy_pass http://stub; proxy_http_version 1.1; proxy_set_header Connection ""; }}
    }}
"""


@dataclass(frozen=True)
class Server:
    """A running server, and what it has cost so far."""

    name: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cpu_ticks(self) -> int:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])


def pinned(core: int, *command: str) -> list[str]:
    return ["taskset", "-c", str(core), *command]


@contextmanager
def process(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that ends with the block. `taskset` becomes the program it starts, so the pid is the program's."""
    started = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextmanager
def nginx(name: str, core: int, http: str, port: int, folder: Path) -> Iterator[Server]:
    """nginx as one process, with its files in a folder of its own."""
    own = folder / name
    (own / "temp").mkdir(parents=True)
    (own / "nginx.conf").write_text(NGINX.format(http=http))
    command = pinned(core, "/usr/sbin/nginx", "-p", str(own), "-c", "nginx.conf", "-e", "stderr")
    with process(command, own) as started:
        if not wait_until(lambda: started.poll() is not None or is_open(port)) or started.poll() is not None:
            raise SystemExit(f"nginx did not start: {started.stdout.read() if started.stdout else ''}")
        yield Server(name, port, started.pid)


@contextmanager
def stub(folder: Path) -> Iterator[Server]:
    """The upstream: answers everything with the same kilobyte of JSON."""
    port = free_port()
    with nginx("stub", LOAD_CORE, STUB.format(port=port, answer=STUB_ANSWER), port, folder) as server:
        yield server


@contextmanager
def nginx_proxy(upstream: Server, folder: Path) -> Iterator[Server]:
    """What we measure ourselves against."""
    port = free_port()
    with nginx("nginx", MEASURED_CORE, PROXY.format(port=port, stub=upstream.port), port, folder) as server:
        yield server


@contextmanager
def forwarder(binary: Path, upstream: Server, folder: Path) -> Iterator[Server]:
    """Our server and our client back to back, without the gateway between them."""
    port = free_port()
    options = ["--listen", str(port), "--upstream", upstream.url, "--loops", "1"]
    with process(pinned(MEASURED_CORE, str(binary), *options), folder) as started:
        output = Output(started.stdout)
        if not output.wait_for(re.escape(f"listening 127.0.0.1:{port}")):
            raise SystemExit(f"{binary.name} did not start: {output.text}")
        yield Server("ours", port, started.pid)


def default_forwarder() -> Path:
    return ROOT / ".build/release/forward-bench"
