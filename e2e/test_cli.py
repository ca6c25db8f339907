"""The command line, the home directory, and the life of the process."""

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.network import free_port, is_open
from support.program import Program, binary, run_command
from support.waiting import wait_until
from support.wire import Connection
from wire.messages import CHAT, Messages


def one_line(text: str) -> bool:
    return len(text.strip().splitlines()) == 1


def run(tmp_path: Path, *arguments: str):
    return run_command(*arguments, environment={"HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8"})


# Exit codes.


def test_version_and_help(tmp_path: Path) -> None:
    version = run(tmp_path, "version")
    assert version.returncode == 0 and re.search(r"\d+\.\d+\.\d+", version.stdout)
    usage = run(tmp_path, "help")
    assert usage.returncode == 0
    assert all(word in usage.stdout for word in ("serve", "link", "status", "start", "stop", "config check"))
    assert not list(tmp_path.iterdir()), "asking for help made files"


@pytest.mark.parametrize("arguments", [
    ["dance"], ["serve", "--dance"], ["serve", "--port"], ["serve", "--port", "x"], ["serve", "--port", "65536"],
    ["serve", "--port", "-1"], ["serve", "--port", "+5"], ["serve", "--admin-port", "1e3"], ["serve", "extra"],
    ["config"], ["config", "check"], ["config", "dance"], ["link", "--port", "1"],
])
def test_bad_usage_is_exit_code_2_and_one_line(arguments: list[str], tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2 and one_line(done.stderr), done
    assert not done.stdout


@pytest.mark.parametrize("command", ["link", "status", "start", "stop"])
def test_commands_without_a_running_process_fail_in_one_line(command: str, tmp_path: Path) -> None:
    done = run(tmp_path, command, "--home", str(tmp_path / "home"))
    assert done.returncode == 1 and one_line(done.stderr), done


def test_status_start_stop_and_link(apus: Program) -> None:
    status = apus.command("status")
    assert status.returncode == 0 and re.search("stopped|failed", status.stdout)
    start = apus.command("start")
    assert start.returncode == 1 and "no available accounts" in start.stderr and one_line(start.stderr)
    apus.add_demo_account()
    assert apus.command("start").returncode == 0
    assert "running" in apus.command("status").stdout
    assert is_open(apus.api_port)
    assert apus.command("stop").returncode == 0
    assert not is_open(apus.api_port)
    assert apus.link() != apus.link()


# Configuration.


@pytest.mark.parametrize(("text", "place"), [
    ('{ "version": 1,\n  "proxy": { "port": 99999 } }', "2:"),
    ('{ "version": 1,\n\n  "proxy": { "port": 8045, } }', "3:"),
    ('{ "version": 1,\n  "proxy": { "auth_mode": "maybe" } }', "2:"),
    ('{ "version": 1,\n  "proxy": { "api_key": "short" } }', "2:"),
    ("", "1:1"),
    ("[]", "1:1"),
])
def test_a_bad_config_is_named_by_line_and_column_and_kept(text: str, place: str, make_program, tmp_path) -> None:
    program: Program = make_program()
    program.config_file.write_text(text)
    done = run_command("serve", "--home", str(program.home), "--admin-port", "0", environment=program.environment())
    assert done.returncode == 1 and one_line(done.stderr)
    assert place in done.stderr
    assert program.config_file.read_text() == text
    checked = run(tmp_path, "config", "check", str(program.config_file))
    assert checked.returncode == 1 and place in checked.stderr and one_line(checked.stderr)


def test_config_check_likes_a_good_file(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"version": 1, "proxy": {"port": 9000, "api_key": "sk-0123456789"}, "mine": [1.0]}')
    before = file.read_bytes()
    assert run(tmp_path, "config", "check", str(file)).returncode == 0
    assert file.read_bytes() == before
    assert run(tmp_path, "config", "check", str(tmp_path / "nothing.json")).returncode == 1


def test_unknown_keys_survive_a_change(make_program: Callable[..., Program]) -> None:
    program = make_program({"note": "by hand"}, mine={"digits": 1.0})
    program.start_process()
    assert program.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": "strict"}})[0] == 200
    config = json.loads(program.config_file.read_text())
    assert config["proxy"]["note"] == "by hand" and config["mine"] == {"digits": 1.0}
    assert config["proxy"]["auth_mode"] == "strict"
    assert list((program.home / "config.history").iterdir())


def test_a_change_made_on_an_old_version_is_refused(apus: Program) -> None:
    tag = apus.admin("GET", "/admin/api/config")[1]["ETag"]
    change = {"proxy": {"auth_mode": "strict"}}
    status, headers, body = apus.admin("PATCH", "/admin/api/config", change, {"If-Match": tag})
    assert status == 200 and "proxy.auth_mode" in body["changed"] and headers["ETag"] != tag
    status, _, body = apus.admin("PATCH", "/admin/api/config", change, {"If-Match": tag})
    assert (status, body["code"]) == (412, "etag_mismatch")


# The home directory.


@pytest.mark.parametrize("umask", [0o022, 0o000])
def test_the_home_is_private(umask: int, make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.config_file.unlink()
    program.home.rmdir()
    program.start_process(umask=umask)
    program.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": "strict"}})
    paths = [program.home, *program.home.rglob("*")]
    wrong = {path.name: oct(path.stat().st_mode & 0o777) for path in paths
             if path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)}
    assert not wrong
    names = {path.name for path in paths}
    assert {"config.json", "admin.token", "run.json"} <= names
    assert re.fullmatch(r"[0-9a-f]{64}", program.token)


def test_run_json_says_who_runs_and_where(apus: Program) -> None:
    def said() -> dict[str, object]:
        return json.loads((apus.home / "run.json").read_text())

    assert said() == {"pid": apus.pid, "admin": f"127.0.0.1:{apus.admin_port}", "api": None}
    apus.add_demo_account()
    apus.start_api()
    assert said()["api"] == f"127.0.0.1:{apus.api_port}"


def test_a_second_process_on_the_same_home_is_told_who_runs(apus: Program) -> None:
    second = apus.command("serve", "--admin-port", "0")
    assert second.returncode == 1 and str(apus.pid) in second.stderr and one_line(second.stderr)
    assert apus.admin("GET", "/admin/api/status")[0] == 200


def test_after_a_kill_the_next_start_needs_no_repair(running: Program) -> None:
    running.stop_process(signal.SIGKILL)
    running.start_process()
    assert wait_until(lambda: running.admin("GET", "/admin/api/status")[2]["state"] == "running")
    assert running.api("GET", "/healthz")[0] == 200


@pytest.mark.parametrize("command", ["status", "link", "start", "stop"])
def test_after_a_kill_no_command_tells_the_token_to_who_took_the_port(command: str, apus: Program) -> None:
    apus.stop_process(signal.SIGKILL)
    assert (apus.home / "run.json").exists()
    with socket.create_server(("127.0.0.1", apus.admin_port)) as stranger:
        answer = apus.command(command)
        assert answer.returncode == 1 and "not running" in answer.stderr
        stranger.setblocking(False)
        with pytest.raises(BlockingIOError):
            stranger.accept()


def test_a_command_that_gets_no_answer_can_be_interrupted(apus: Program) -> None:
    os.kill(apus.pid, signal.SIGSTOP)
    try:
        asking = subprocess.Popen([binary(), "status", "--home", apus.home], env=apus.environment())
        # It has a connection to a process that does not move, and waits.
        assert wait_until(lambda: connections_to(apus.admin_port) > 0)
        asking.send_signal(signal.SIGINT)
        assert asking.wait(20) == -signal.SIGINT
    finally:
        os.kill(apus.pid, signal.SIGCONT)


def connections_to(port: int) -> int:
    """How many connections to that port of this machine there are."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(line.split()[2] == f"0100007F:{port:04X}" and line.split()[3] == "01" for line in lines)


def test_few_descriptors_leave_room_for_the_admin_page(make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.start_demo(prefix=("prlimit", "--nofile=128"))
    callers = []
    try:
        for _ in range(300):
            callers.append(socket.create_connection(("127.0.0.1", program.api_port)))
        assert program.admin("GET", "/admin/api/status")[0] == 200
    finally:
        for caller in callers:
            caller.close()
    assert wait_until(lambda: program.api("GET", "/healthz")[0] == 200)


def test_thousands_of_connections_leave_nothing_behind(running: Program) -> None:
    def serve(count: int) -> None:
        for _ in range(count):
            connection = Connection(running.api_port)
            connection.send(Messages(f"127.0.0.1:{running.api_port}".encode()).with_length())
            assert connection.read_response().status == 200
            connection.close()

    def resident_kib() -> int:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{running.pid}/status").read_text())[1])

    serve(500)
    before, descriptors = resident_kib(), len(os.listdir(f"/proc/{running.pid}/fd"))
    serve(3000)
    # A leak of one kilobyte for each connection would show as three thousand.
    assert resident_kib() - before < 1500
    assert wait_until(lambda: len(os.listdir(f"/proc/{running.pid}/fd")) <= descriptors)


# Ports.


def test_port_0_picks_a_free_one_and_prints_it(make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.start_process("--port", "0", "--demo")
    found = program.wait_for_line(r"^API: http://127\.0\.0\.1:(\d+)$")
    assert found and is_open(int(found[1]))
    assert json.loads((program.home / "run.json").read_text())["api"] == f"127.0.0.1:{found[1]}"


def test_a_taken_port_leaves_the_process_up(make_program: Callable[..., Program]) -> None:
    program = make_program()
    with socket.create_server(("127.0.0.1", program.api_port)):
        program.start_process("--demo")
        assert wait_until(lambda: program.admin("GET", "/admin/api/status")[2]["state"] == "failed")
        reason = program.admin("GET", "/admin/api/status")[2]["reason"]
        assert (reason["code"], reason["port"], reason["reason"]) == ("bind_failed", program.api_port, "in_use")
    assert program.command("start").returncode == 0
    assert program.api("GET", "/healthz")[0] == 200


def test_a_changed_port_is_taken_at_once(running: Program) -> None:
    old, new = running.api_port, free_port()
    status, _, body = running.admin("PATCH", "/admin/api/config", {"proxy": {"port": new}})
    assert (status, body["changed"], body["rebound"]) == (200, ["proxy.port"], True)
    running.api_port = new
    assert running.api("GET", "/healthz")[0] == 200 and not is_open(old)
    assert json.loads(running.config_file.read_text())["proxy"]["port"] == new
    assert json.loads((running.home / "run.json").read_text())["api"] == f"127.0.0.1:{new}"


def test_a_port_that_cannot_be_had_leaves_the_old_one_serving(running: Program) -> None:
    taken = free_port()
    with socket.create_server(("127.0.0.1", taken)):
        status, _, body = running.admin("PATCH", "/admin/api/config", {"proxy": {"port": taken}})
    assert (status, body["code"], body["port"]) == (409, "bind_failed", taken)
    assert running.api("GET", "/healthz")[0] == 200
    assert json.loads(running.config_file.read_text())["proxy"]["port"] == running.api_port
    assert running.admin("GET", "/admin/api/status")[2]["state"] == "running"


def test_start_and_stop_many_times_leave_nothing_behind(running: Program) -> None:
    running.admin("POST", "/admin/api/stop")
    before = running.usage()["descriptors"]
    for _ in range(50):
        running.start_api()
        assert running.api("GET", "/healthz")[0] == 200
        assert running.admin("POST", "/admin/api/stop")[0] == 200
        assert wait_until(lambda: not is_open(running.api_port))
    assert wait_until(lambda: running.usage()["descriptors"] <= before)


# The end.


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_with_exit_code_0(which: signal.Signals, running: Program) -> None:
    assert running.stop_process(which) == 0
    assert not is_open(running.api_port) and not is_open(running.admin_port)


def begin_request(program: Program) -> tuple[Connection, bytes]:
    """A request of which the last ten bytes are still to come, and those bytes; it is in flight when this returns."""
    data = Messages(f"127.0.0.1:{program.api_port}".encode()).with_length()
    connection = Connection(program.api_port)
    connection.send(data[:-10])
    assert wait_until(lambda: program.admin("GET", "/admin/api/status")[2]["in_flight"] >= 1)
    return connection, data[-10:]


def test_a_request_in_flight_is_finished_first(running: Program) -> None:
    connection, rest = begin_request(running)
    running.process.send_signal(signal.SIGTERM)
    assert wait_until(lambda: not is_open(running.api_port))
    connection.send(rest)
    response = connection.read_response()
    assert response.status == 200 and response.says_close
    assert connection.is_at_end()
    assert running.wait_for_exit() == 0


def test_the_second_signal_ends_it_at_once(running: Program) -> None:
    connection, _ = begin_request(running)
    running.process.send_signal(signal.SIGTERM)
    assert wait_until(lambda: not is_open(running.api_port))
    assert running.process.poll() is None, "did not wait for the request in flight"
    running.process.send_signal(signal.SIGTERM)
    running.wait_for_exit()
    connection.close()


def test_the_demo_switch_adds_one_account_and_starts(make_program: Callable[..., Program]) -> None:
    program = make_program()
    for _ in range(2):
        program.start_process("--demo")
        assert program.wait_for_line(rf"^API: {program.api_url}$")
        providers = [account["provider"] for account in program.admin("GET", "/admin/api/accounts")[2]["accounts"]]
        assert providers == ["demo"]
        status, _, body = program.api("POST", "/v1/chat/completions", CHAT, {"Content-Type": "application/json"})
        assert status == 200 and body["choices"][0]["message"]["content"]
        assert program.stop_process() == 0
