"""What another machine on the network reaches: a second network namespace plays that machine."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from support.program import Program

OURS, THEIRS = "198.18.77.1", "198.18.77.2"
"""From the range that is reserved for benchmarks of network devices: never on a real network."""

ASK = """
import http.client, json, sys
host, port, path, headers = sys.argv[1], int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
try:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    connection.request("GET", path, headers=headers)
    print(connection.getresponse().status)
except ConnectionRefusedError:
    print("refused")
"""


@dataclass(frozen=True)
class Neighbour:
    """Another machine: it can ask, and says the status or that nobody listens."""

    name: str

    def ask(self, port: int, path: str, headers: dict[str, str] | None = None) -> str:
        command = ["ip", "netns", "exec", self.name, "python3", "-c", ASK, OURS, str(port), path]
        done = subprocess.run([*command, json.dumps(headers or {})], capture_output=True, text=True, check=True)
        return done.stdout.strip()


def can_make_networks() -> bool:
    """Needs root, iproute2, and a kernel that lets us."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return False
    probe = f"apus-probe-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False).returncode == 0
    linked = made and subprocess.run(
        ["ip", "link", "add", f"aq{os.getpid()}", "type", "veth", "peer", "name", "eth0", "netns", probe],
        capture_output=True, check=False,
    ).returncode == 0
    if made:
        subprocess.run(["ip", "netns", "del", probe], capture_output=True, check=False)
    return linked


@pytest.fixture(scope="module")
def neighbour() -> Iterator[Neighbour]:
    if not can_make_networks():
        pytest.skip("needs root and network namespaces")
    name, link = f"apus-{os.getpid()}", f"ap{os.getpid()}"
    inside = ["ip", "-n", name]
    try:
        for command in (
            ["ip", "netns", "add", name],
            ["ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name],
            ["ip", "addr", "add", f"{OURS}/30", "dev", link], ["ip", "link", "set", link, "up"],
            [*inside, "addr", "add", f"{THEIRS}/30", "dev", "eth0"], [*inside, "link", "set", "eth0", "up"],
        ):
            subprocess.run(command, check=True)
        yield Neighbour(name)
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False)


@pytest.fixture
def open_to_lan(running: Program) -> Program:
    change = {"proxy": {"allow_lan_access": True}}
    assert running.admin("PATCH", "/admin/api/config", change)[0] == 200
    return running


def test_row_51_a_neighbour_reaches_the_api_alone(neighbour: Neighbour, open_to_lan: Program) -> None:
    api, admin = open_to_lan.api_port, open_to_lan.admin_port
    assert neighbour.ask(api, "/healthz") == "200"
    assert neighbour.ask(api, "/v1/models") == "401"
    assert neighbour.ask(api, "/admin/") == "404"
    assert neighbour.ask(admin, "/admin/") == "refused"


def test_row_51_without_lan_access_nobody_listens(neighbour: Neighbour, running: Program) -> None:
    assert neighbour.ask(running.api_port, "/healthz") == "refused"


def test_row_53_a_neighbour_cannot_pretend_to_be_local(neighbour: Neighbour, open_to_lan: Program) -> None:
    for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        value = "for=127.0.0.1" if name == "Forwarded" else "127.0.0.1"
        assert neighbour.ask(open_to_lan.api_port, "/v1/models", {name: value}) == "401"


def test_the_admin_address_is_told_to_this_machine_only(open_to_lan: Program) -> None:
    status, headers, _ = open_to_lan.api("GET", "/admin")
    assert status in (301, 302, 303, 307, 308)
    assert headers["Location"].startswith(open_to_lan.admin_url + "/admin")
