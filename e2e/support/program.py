"""Starts the program under test, talks to its admin listener, and always ends it."""

import http.client
import json as jsonlib
import os
import re
import signal as signals
import subprocess
import threading
from pathlib import Path
from typing import Any

from support.network import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20
"""How many seconds to wait for something that takes milliseconds on an idle machine."""


def binary() -> Path:
    """The program to test: `APUS_BINARY`, else the release build."""
    return Path(os.environ.get("APUS_BINARY") or ROOT / ".build/release/apus").resolve()


class Output:
    """Lines of a running process, kept as they come; another thread may wait for one of them."""

    def __init__(self, stream) -> None:
        self._lines: list[str] = []
        self._news = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._reader.start()

    def _read(self, stream) -> None:
        for line in stream:
            with self._news:
                self._lines.append(line)
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    @property
    def text(self) -> str:
        with self._news:
            return "".join(self._lines)

    def wait_for(self, pattern: str) -> re.Match[str] | None:
        """The first match in any line; nothing if the process ends, or too much time passes, without one."""
        def first() -> re.Match[str] | None:
            return next((found for line in self._lines if (found := re.search(pattern, line))), None)

        with self._news:
            self._news.wait_for(lambda: first() or self._ended, PATIENCE)
            return first()

    def wait_for_end(self) -> None:
        self._reader.join(PATIENCE)


class Program:
    """`apus serve` on a home of its own, with the two addresses it chose."""

    def __init__(self, home: Path, proxy: dict[str, Any] | None = None, **sections: Any) -> None:
        self.home = home
        self.api_port: int = free_port()
        self.process: subprocess.Popen[str] | None = None
        self._output: list[Output] = []
        self._admin_port = 0
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.write_config({"version": 1, "proxy": {"port": self.api_port} | (proxy or {})} | sections)

    # What it is and where.

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.api_port}"

    @property
    def admin_port(self) -> int:
        return self._admin_port

    @property
    def admin_url(self) -> str:
        return f"http://127.0.0.1:{self._admin_port}"

    @property
    def token(self) -> str:
        return (self.home / "admin.token").read_text().strip()

    @property
    def pid(self) -> int:
        return self._running().pid

    @property
    def stdout(self) -> str:
        return self._output[0].text

    @property
    def stderr(self) -> str:
        return self._output[1].text

    @property
    def config_file(self) -> Path:
        return self.home / "config.json"

    def write_config(self, config: dict[str, Any]) -> None:
        self.config_file.write_text(jsonlib.dumps(config, indent=2) + "\n")
        self.config_file.chmod(0o600)

    def _running(self) -> subprocess.Popen[str]:
        assert self.process, "the program was not started"
        return self.process

    # Its life.

    def environment(self) -> dict[str, str]:
        """Nothing of the tester's own: another `~/.apus` must never be touched."""
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.home.parent), "LANG": "C.UTF-8",
            "APUS_PUBLIC": str(ROOT / "Public"),
        }

    def launch(self, *arguments: str, prefix: tuple[str, ...] = (), umask: int = 0o022) -> None:
        """Starts the process and returns at once; after the first time the admin address stays the same."""
        own = ["--home", str(self.home), "--admin-port", str(self._admin_port)]
        command = [*prefix, str(binary()), "serve", *own, *arguments]
        self.process = subprocess.Popen(
            command, env=self.environment(), cwd=self.home.parent, umask=umask, text=True,
            encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self._output = [Output(self.process.stdout), Output(self.process.stderr)]

    def start_process(self, *arguments: str, **options: Any) -> None:
        """Starts the process and waits until it has said where its admin page is."""
        self.launch(*arguments, **options)
        found = self._output[0].wait_for(r"Admin page: http://[^/]*:(\d+)/")
        if not found:
            self.stop_process(signals.SIGKILL)
            raise AssertionError(f"the program did not start:\n{self.stdout}{self.stderr}")
        self._admin_port = int(found[1])

    def wait_for_line(self, pattern: str) -> re.Match[str] | None:
        return self._output[0].wait_for(pattern)

    def wait_for_exit(self) -> int:
        """The exit code; all output has been read when it returns."""
        code = self._running().wait(PATIENCE)
        for output in self._output:
            output.wait_for_end()
        return code

    def start_demo(self, **options: Any) -> None:
        """Starts the process with the demo account and waits until its API listener is up."""
        self.start_process("--demo", **options)
        assert self.wait_for_line(r"^API: "), f"no API listener:\n{self.stdout}{self.stderr}"

    def stop_process(self, signal: int = signals.SIGTERM) -> int:
        """Ends the process, by force if it does not listen, and returns its exit code."""
        process = self._running()
        if process.poll() is None:
            process.send_signal(signal)
        try:
            return self.wait_for_exit()
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the program did not end on signal {signal}") from None

    def close(self) -> None:
        """Ends whatever still runs."""
        if self.process and self.process.poll() is None:
            self.stop_process()

    # What it can be asked.

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs the command line on this home."""
        return run_command(*arguments, "--home", str(self.home), environment=self.environment())

    def link(self) -> str:
        """A fresh one-time address of the admin page."""
        answer = self.command("link")
        found = re.search(r"http://\S+#c=\S+", answer.stdout)
        assert found, f"apus link said {answer.stdout!r} {answer.stderr!r}"
        return found[0]

    def admin(
        self, method: str, path: str, json: Any = None, headers: dict[str, str] | None = None,
    ) -> tuple[int, http.client.HTTPMessage, Any]:
        """One call of the admin API with the owner's token."""
        fields = {"X-Admin-Token": self.token} | (headers or {})
        return call(self._admin_port, method, path, json, fields)

    def api(
        self, method: str, path: str, json: Any = None, headers: dict[str, str] | None = None,
    ) -> tuple[int, http.client.HTTPMessage, Any]:
        """One call of the API listener."""
        return call(self.api_port, method, path, json, headers or {})

    def add_demo_account(self) -> None:
        status, _, body = self.admin("POST", "/admin/api/accounts", {"provider": "demo"})
        assert status == 201, body

    def start_api(self) -> None:
        """Presses Start; a listener that runs already is fine."""
        status, _, body = self.admin("POST", "/admin/api/start")
        assert status == 200 and body["state"] == "running", body

    def usage(self) -> dict[str, int]:
        """Resident KiB, open descriptors and CPU ticks of the process."""
        process = Path("/proc") / str(self.pid)
        resident = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text())
        ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
        return {
            "resident": int(resident[1]) if resident else 0,
            "descriptors": len(list((process / "fd").iterdir())),
            "ticks": sum(map(int, ticks)),
        }


def run_command(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs `apus` to its end."""
    return subprocess.run(
        [str(binary()), *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=PATIENCE, check=False,
    )


def call(
    port: int, method: str, path: str, json: Any = None, headers: dict[str, str] | None = None,
) -> tuple[int, http.client.HTTPMessage, Any]:
    """One request on a connection of its own; the body is JSON where the answer says so, else text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    fields = dict(headers or {})
    body = None
    if isinstance(json, (str, bytes)):
        body = json.encode() if isinstance(json, str) else json
    elif json is not None:
        body = jsonlib.dumps(json).encode()
        if not any(name.lower() == "content-type" for name in fields):
            fields["Content-Type"] = "application/json"
    try:
        connection.request(method, path, body, fields)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
    is_json = "json" in answer.headers.get("Content-Type", "")
    return answer.status, answer.headers, jsonlib.loads(text) if is_json and text else text
