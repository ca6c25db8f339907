"""Who may talk to which listener: the rows of the security checklist, told by their numbers."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.program import Program, call
from support.waiting import wait_until
from support.wire import Response, Wire
from wire.messages import CHAT

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
ADMIN_PATHS = ["session", "status", "start", "stop", "config", "config/key", "accounts", "accounts/a1", "no-such-thing"]
EVIL = "https://evil.example"
LISTED = "http://localhost:5173"
JSON = {"Content-Type": "application/json"}


def key_of(program: Program) -> str:
    return program.admin("GET", "/admin/api/config/key")[2]["api_key"]


def set_proxy(program: Program, **values: object) -> None:
    status, _, body = program.admin("PATCH", "/admin/api/config", {"proxy": values, "confirm": "open"})
    assert status == 200, body


def ask(port: int, target: str, host: str | None, version: str = "1.1") -> Response:
    """One request with exactly this Host; None leaves the field out."""
    field = "" if host is None else f"Host: {host}\r\n"
    request = f"GET {target} HTTP/{version}\r\n{field}Connection: close\r\n\r\n".encode()
    transcript = Wire(port).exchange(request, version=version)
    assert len(transcript.responses) == 1
    return transcript.last


def chat(program: Program, headers: dict[str, str], path: str = "/v1/chat/completions"):
    return program.api("POST", path, CHAT, JSON | headers)


# Rows 1 to 6: the name in Host.


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1.nip.io:{port}", "localhost.evil.example:{port}", "foo.local:{port}",
    "foo.internal:{port}", "0.0.0.0:{port}", "127.0.0.1:9999", "127.0.0.1", "localhost.:{port}", "", None,
])
def test_rows_1_to_3_a_foreign_name_is_refused(host: str | None, apus: Program) -> None:
    value = host.format(port=apus.admin_port) if host else host
    answer = ask(apus.admin_port, "/admin/", value, "1.0" if host is None else "1.1")
    assert answer.status in ((421, 400) if not host else (421,))
    assert b"<html" not in answer.body.lower()
    if answer.status == 421:
        assert answer.body == ask(apus.admin_port, "/admin/", "other.example").body, "the name is echoed"


@pytest.mark.parametrize("name", ["LOCALHOST", "localhost", "[::1]", "127.0.0.1"])
def test_row_4_own_names_are_served(name: str, apus: Program) -> None:
    assert ask(apus.admin_port, "/admin/", f"{name}:{apus.admin_port}").status == 200


@pytest.mark.parametrize("path", ["/v1/messages", "/v1/chat/completions"])
def test_row_5_the_api_checks_the_name_even_without_keys(path: str, running: Program) -> None:
    set_proxy(running, auth_mode="off")
    assert chat(running, {"Host": "evil.example"}, path)[0] == 421


def test_row_6_the_absolute_form_decides(running: Program) -> None:
    answer = ask(running.api_port, "http://evil.example/v1/models", f"127.0.0.1:{running.api_port}")
    assert answer.status == 421


# Rows 7 to 10: the admin credential.


def refusals(program: Program, headers: dict[str, str] | None = None) -> set[tuple[int, str]]:
    """Every answer that the admin API gives to these headers, whatever the path and method."""
    answers = set()
    for path in ADMIN_PATHS:
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            status, _, body = call(program.admin_port, method, f"/admin/api/{path}", None, headers)
            answers.add((status, json.dumps(body)))
    return answers


def test_row_7_without_a_token_every_path_says_the_same(apus: Program) -> None:
    answers = refusals(apus)
    assert len(answers) == 1
    status, body = answers.pop()
    assert status == 401 and json.loads(body)["code"] == "admin_auth"


@pytest.mark.parametrize("name", ["Authorization", "x-api-key", "X-Admin-Token"])
def test_row_8_the_api_key_does_not_open_the_admin_door(name: str, apus: Program) -> None:
    key = key_of(apus)
    value = f"Bearer {key}" if name == "Authorization" else key
    assert call(apus.admin_port, "GET", "/admin/api/status", None, {name: value})[0] == 401


def test_row_9_the_admin_token_does_not_open_the_api_door(running: Program) -> None:
    set_proxy(running, auth_mode="strict")
    for headers in ({"Authorization": f"Bearer {running.token}"}, {"x-api-key": running.token},
                    {"X-Admin-Token": running.token}):
        assert running.api("GET", "/healthz", headers=headers)[0] == 401


def test_row_10_only_the_header_counts(apus: Program) -> None:
    token = apus.token
    assert call(apus.admin_port, "GET", f"/admin/api/status?token={token}")[0] == 401
    assert call(apus.admin_port, "GET", "/admin/api/status", None, {"Cookie": f"token={token}"})[0] == 401
    assert call(apus.admin_port, "GET", "/admin/api/status", None, {"Authorization": f"Bearer {token}"})[0] == 401


# Rows 11 to 16: pages of others.


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"}, {"Origin": "http://localhost:3000"}, {"Origin": "null"},
    {"Origin": "http://127.0.0.1:{api}"}, {"Origin": "https://127.0.0.1:{admin}"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
])
def test_rows_11_to_13_a_page_of_another_cannot_press_stop(headers: dict[str, str], running: Program) -> None:
    sent = {name: value.format(api=running.api_port, admin=running.admin_port) for name, value in headers.items()}
    status, answer, body = running.admin("POST", "/admin/api/stop", {}, sent)
    assert (status, body["code"]) == (403, "origin_not_allowed")
    assert not [name for name in answer if name.lower().startswith("access-control-")]
    assert running.api("GET", "/healthz")[0] == 200


def test_row_14_the_own_page_can(running: Program) -> None:
    headers = {"Origin": running.admin_url, "Sec-Fetch-Site": "same-origin"}
    assert running.admin("POST", "/admin/api/stop", {}, headers)[0] == 200


@pytest.mark.parametrize("path", ["/admin/api/status", "/admin/api/start", "/admin/"])
def test_row_15_no_preflight_is_answered(path: str, apus: Program) -> None:
    headers = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    status, answer, _ = call(apus.admin_port, "OPTIONS", path, None, headers)
    assert status in (403, 405)
    assert not [name for name in answer if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_row_16_a_body_must_be_json(kind: str | None, running: Program) -> None:
    headers = {"Content-Type": kind} if kind else {}
    fields = headers | {"X-Admin-Token": running.token}
    request = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    head = f"POST /admin/api/stop HTTP/1.1\r\nHost: 127.0.0.1:{running.admin_port}\r\nContent-Length: 2\r\n"
    data = f"{head}Connection: close\r\n{request}\r\n{{}}".encode()
    assert Wire(running.admin_port).exchange(data).statuses == [415]
    assert running.api("GET", "/healthz")[0] == 200


# Rows 17 to 20: logging in.


def log_in(program: Program, code: str):
    return call(program.admin_port, "POST", "/admin/api/login", {"code": code})


def test_row_17_a_code_works_once(apus: Program) -> None:
    code = apus.link().partition("#c=")[2]
    status, _, body = log_in(apus, code)
    assert status == 200 and body["token"]
    session = {"X-Admin-Token": body["token"]}
    assert call(apus.admin_port, "GET", "/admin/api/session", None, session)[2]["kind"] == "session"
    assert log_in(apus, code)[0] == 401


def test_row_17_the_code_printed_at_the_start_works(apus: Program) -> None:
    found = re.search(r"#c=(\S+)", apus.stdout)
    assert found and log_in(apus, found[1])[0] == 200


def test_row_18_wrong_tokens_are_slowed_down_and_the_right_one_gets_in(apus: Program) -> None:
    wrong = [call(apus.admin_port, "GET", "/admin/api/status", None, {"X-Admin-Token": f"{index:064x}"})
             for index in range(20)]
    slowed = [(headers, body) for status, headers, body in wrong if status == 429]
    assert slowed and {status for status, _, _ in wrong} == {401, 429}
    for headers, body in slowed:
        assert 1 <= int(headers["Retry-After"]) <= 30 and body["code"] == "too_many_attempts"
    assert wait_until(lambda: apus.admin("GET", "/admin/api/status")[0] == 200, 30)


def test_row_18_wrong_tokens_of_a_foreign_page_do_not_count(apus: Program) -> None:
    for index in range(1000):
        headers = {"X-Admin-Token": f"{index:064x}", "Origin": EVIL}
        assert call(apus.admin_port, "GET", "/admin/api/status", None, headers)[0] == 403
    assert apus.admin("GET", "/admin/api/status")[0] == 200


def test_row_19_a_session_ends_when_its_owner_signs_out(apus: Program) -> None:
    session = {"X-Admin-Token": log_in(apus, apus.link().partition("#c=")[2])[2]["token"]}
    assert call(apus.admin_port, "GET", "/admin/api/status", None, session)[0] == 200
    assert call(apus.admin_port, "DELETE", "/admin/api/session", None, session)[0] == 204
    assert call(apus.admin_port, "GET", "/admin/api/status", None, session)[0] == 401


@pytest.mark.parametrize("lan", [False, True])
@pytest.mark.parametrize("mode", ["off", "strict", "auto", "all_except_health"])
def test_row_20_no_mode_of_the_api_opens_the_admin_door(mode: str, lan: bool, apus: Program) -> None:
    set_proxy(apus, auth_mode=mode, allow_lan_access=lan)
    assert {status for status, _ in refusals(apus)} == {401}


# Rows 22 to 26: the page and its files.


@pytest.mark.parametrize("path", ["/admin", "/admin/", "/admin/api/status", "/admin/nothing", "/nothing"])
def test_row_22_every_admin_answer_carries_its_armour(path: str, apus: Program) -> None:
    _, headers, _ = call(apus.admin_port, "GET", path)
    assert headers["Content-Security-Policy"] == POLICY
    wanted = {
        "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
        "Set-Cookie": None,
    }
    assert {name: headers[name] for name in wanted} == wanted
    assert "no-store" in headers["Cache-Control"] or "immutable" in headers["Cache-Control"]
    assert not re.search(r"\d", headers["Server"] or "")


@pytest.mark.parametrize("target", [
    "/admin/../../etc/passwd", "/admin/..%2f..%2fetc/passwd", "/admin/%2e%2e/", "/admin//etc/passwd",
    "/admin/..\\..\\etc", "/admin/x%00.js", "/admin/%c0%ae%c0%ae/", "/admin/../Package.swift", "/admin/.", "/admin/js/",
])
def test_row_25_no_path_leads_out_of_the_folder(target: str, apus: Program) -> None:
    answer = ask(apus.admin_port, target, f"127.0.0.1:{apus.admin_port}")
    assert answer.status in (400, 404) and b"root:" not in answer.body


@pytest.mark.parametrize("where", ["admin", "api"])
def test_row_26_no_protocol_is_switched(where: str, running: Program) -> None:
    port = running.admin_port if where == "admin" else running.api_port
    target = "/admin/api/events" if where == "admin" else "/v1/responses"
    data = (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode()
    transcript = Wire(port).exchange(data)
    assert len(transcript.responses) == 1 and transcript.last.status >= 400


# Rows 27 to 32: callers of the API.


def test_row_27_a_program_on_this_machine_needs_no_key(running: Program) -> None:
    assert chat(running, {})[0] == 200


@pytest.mark.parametrize("mode", ["off", "auto", "all_except_health", "strict"])
@pytest.mark.parametrize("with_key", [False, True])
def test_rows_28_and_29_a_page_that_is_not_listed_is_refused(mode: str, with_key: bool, running: Program) -> None:
    set_proxy(running, auth_mode=mode)
    key = {"Authorization": f"Bearer {key_of(running)}"} if with_key else {}
    for origin in (EVIL, "null", "http://localhost.evil.example", "https://127.0.0.1.nip.io", "tauri://localhost"):
        status, headers, body = chat(running, key | {"Origin": origin})
        assert (status, body["error"]["code"]) == (403, "origin_not_allowed")
        assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_row_30_a_blind_post_is_refused(site: str, running: Program) -> None:
    headers = {"Content-Type": "text/plain", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": site}
    status, _, body = running.api("POST", "/v1/chat/completions", CHAT, headers)
    assert (status, body["error"]["code"]) == (403, "origin_not_allowed")


def test_row_31_the_preflight_of_a_listed_page_succeeds(running: Program) -> None:
    set_proxy(running, allowed_origins=[LISTED])
    asked = {"Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "authorization,content-type,x-stainless-lang"}
    status, headers, _ = running.api("OPTIONS", "/v1/chat/completions", None, asked | {"Origin": LISTED})
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == LISTED and headers["Access-Control-Max-Age"] == "600"
    assert "origin" in headers["Vary"].lower() and headers["Access-Control-Allow-Credentials"] is None
    allowed = {name.strip().lower() for name in headers["Access-Control-Allow-Headers"].split(",")}
    assert {"authorization", "content-type", "x-stainless-lang"} <= allowed
    status, headers, _ = running.api("OPTIONS", "/v1/chat/completions", None, asked | {"Origin": EVIL})
    assert status == 403 and headers["Access-Control-Allow-Origin"] is None


def test_row_32_a_listed_page_needs_the_key_and_may_read_why(running: Program) -> None:
    set_proxy(running, allowed_origins=[LISTED])
    status, headers, _ = chat(running, {"Origin": LISTED})
    assert status == 401 and headers["Access-Control-Allow-Origin"] == LISTED
    status, headers, _ = chat(running, {"Origin": LISTED, "Authorization": f"Bearer {key_of(running)}"})
    assert status == 200 and headers["Access-Control-Allow-Origin"] == LISTED


def test_row_56_a_key_in_the_query_does_not_count_here(running: Program) -> None:
    set_proxy(running, auth_mode="strict")
    assert chat(running, {}, f"/v1/chat/completions?key={key_of(running)}")[0] == 401
    assert running.api("GET", f"/healthz?key={key_of(running)}")[0] == 401


# Rows 35 to 45: what is written down.


def test_row_35_nothing_a_caller_sends_moves_the_terminal(running: Program) -> None:
    fields = b"User-Agent: a%0d%0aX\xff\xfe\r\nX-Caller: \x80\x9b2J\r\n"
    line = b'GET /%0a{"level":"error"} HTTP/1.1\r\n'
    host = b"Host: 127.0.0.1:%d\r\nConnection: close\r\n" % running.api_port
    Wire(running.api_port).exchange(line + host + fields + b"\r\n")
    Wire(running.api_port).exchange(b"GET / HTTP/1.1\r\nUser-Agent: \x1b[2J\r\n" + host + b"\r\n")
    printed = running.stdout + running.stderr
    assert "\x1b" not in printed and '{"level":"error"}' not in printed


@pytest.mark.parametrize("name", ["admin.token", "config.json"])
def test_row_39_a_secret_that_others_can_read_stops_the_start(name: str, make_program: Callable[..., Program]) -> None:
    program = make_program({"api_key": "sk-0123456789abcdef"})
    secret = program.home / name
    if not secret.exists():
        secret.write_text("0" * 64)
    secret.chmod(0o644)
    done = program.command("serve", "--admin-port", "0")
    assert done.returncode == 1 and "chmod" in done.stderr and name in done.stderr
    assert secret.stat().st_mode & 0o777 == 0o644


def test_row_39_a_link_in_place_of_a_secret_is_not_followed(make_program: Callable[..., Program], tmp_path: Path) -> None:
    program, target = make_program(), tmp_path / "target"
    target.write_text("mine")
    target.chmod(0o600)
    (program.home / "admin.token").symlink_to(target)
    assert program.command("serve", "--admin-port", "0").returncode == 1
    assert target.read_text() == "mine"


def test_rows_40_and_45_the_key_is_shown_once(apus: Program) -> None:
    status, _, body = apus.admin("POST", "/admin/api/config/key")
    key = body["api_key"]
    assert status == 200 and re.fullmatch(r"sk-[0-9a-f]{48}", key) and key_of(apus) == key
    answers = [apus.admin("GET", f"/admin/api/{path}")[2] for path in ("config", "status", "accounts", "session")]
    answers.append(apus.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": "strict"}})[2])
    assert key not in json.dumps(answers) and apus.token not in json.dumps(answers)
    assert answers[0]["proxy"]["api_key"] == f"sk-…{key[-4:]}"


def test_row_40_a_planted_key_is_not_handed_out(make_program: Callable[..., Program]) -> None:
    program = make_program({"api_key": "sk-canary-4711-canary"})
    program.start_process("--demo")
    answers = [program.admin("GET", f"/admin/api/{path}")[2] for path in ("config", "status", "accounts")]
    assert "canary-4711" not in json.dumps(answers) + program.stdout + program.stderr


def test_row_41_a_key_that_a_caller_sends_is_written_nowhere(running: Program) -> None:
    canary = "sk-canary-0815-canary"
    for headers in ({"Authorization": f"Bearer {canary}"}, {"x-api-key": canary}, {"Cookie": f"a={canary}"}):
        chat(running, headers)
        chat(running, headers, f"/v1/chat/completions?key={canary}")
        running.api("GET", f"/nothing?key={canary}", headers=headers)
    arguments = Path(f"/proc/{running.pid}/cmdline").read_bytes()
    running.stop_process()
    written = [file.read_bytes() for file in running.home.rglob("*") if file.is_file()]
    printed = (running.stdout + running.stderr).encode()
    assert not [text for text in (*written, printed, arguments) if canary.encode() in text]
