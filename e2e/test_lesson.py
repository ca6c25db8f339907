"""The user's lesson, step by step, as a newcomer follows it."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import openai
import pytest
from support.program import Program

ACCEPTED = ["Authorization: Bearer", "x-api-key", "x-goog-api-key"]


def key_of(program: Program) -> str:
    return program.admin("GET", "/admin/api/config/key")[2]["api_key"]


def headers_with(key: str) -> list[dict[str, str]]:
    """The four ways to send a key."""
    return [{"Authorization": f"Bearer {key}"}, {"Authorization": key}, {"x-api-key": key}, {"x-goog-api-key": key}]


def listening_addresses(port: int) -> set[str]:
    """The IPv4 addresses on which somebody listens at a port, as the kernel sees it."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    found = [row[1].split(":") for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port]
    return {socket.inet_ntoa(bytes.fromhex(address)[::-1]) for address, _ in found}


# Before.


def test_start_without_an_account_says_what_to_do(apus: Program) -> None:
    status, _, body = apus.admin("POST", "/admin/api/start")
    assert (status, body["code"]) == (409, "no_accounts")
    assert "no available accounts, please add an account first" in body["message"]


# 1. Look at four fields.


def test_the_four_fields_have_their_defaults(make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.config_file.unlink()
    program.start_process()
    status, _, config = program.admin("GET", "/admin/api/config")
    proxy = config["proxy"]
    assert status == 200
    assert (proxy["port"], proxy["allow_lan_access"], proxy["auth_mode"]) == (8045, False, "auto")
    assert re.fullmatch(r"sk-[0-9a-f]{48}", key_of(program))


@pytest.mark.parametrize("key", ["sk-short", "xx-0123456789", "", "sk-with a space", "sk-wïth-umlaut"])
def test_a_bad_key_is_refused_with_its_path(key: str, apus: Program) -> None:
    before = key_of(apus)
    status, _, body = apus.admin("PATCH", "/admin/api/config", {"proxy": {"api_key": key}})
    assert (status, body["code"], body["path"]) == (422, "invalid_config", "proxy.api_key")
    assert key_of(apus) == before


@pytest.mark.parametrize("port", [0, 65536, -1, "8045", 1.5, True, None])
def test_a_bad_port_is_refused_with_its_path(port: object, apus: Program) -> None:
    status, _, body = apus.admin("PATCH", "/admin/api/config", {"proxy": {"port": port}})
    if port is None:  # In a merge patch, null takes the value away: the default comes back.
        assert status == 200 and body["config"]["proxy"]["port"] == 8045
        return
    assert (status, body["code"], body["path"]) == (422, "invalid_config", "proxy.port")


# 2. Press Start.


def test_start_goes_from_stopped_to_running(apus: Program) -> None:
    assert apus.admin("GET", "/admin/api/status")[2]["state"] in ("stopped", "failed")
    apus.add_demo_account()
    status, _, body = apus.admin("POST", "/admin/api/start")
    assert (status, body["state"], body["active_accounts"]) == (200, "running", 1)
    assert body["base_url"] == apus.api_url
    assert apus.admin("POST", "/admin/api/stop")[2]["state"] in ("stopped", "draining")


def test_a_taken_port_is_named_with_the_reason_of_the_system(apus: Program) -> None:
    apus.add_demo_account()
    with socket.create_server(("127.0.0.1", apus.api_port)):
        status, _, body = apus.admin("POST", "/admin/api/start")
    address = f"127.0.0.1:{apus.api_port}"
    assert (status, body["code"], body["reason"]) == (409, "bind_failed", "in_use")
    assert (body["host"], body["port"], body["system"]) == ("127.0.0.1", apus.api_port, "Address already in use")
    assert f"failed to start server: failed to bind address {address}: Address already in use" in body["message"]


# 3. GET /healthz.


def test_healthz_needs_nothing(running: Program) -> None:
    assert running.api("GET", "/healthz")[::2] == (200, {"status": "ok"})
    account = running.admin("GET", "/admin/api/accounts")[2]["accounts"][0]["id"]
    assert running.admin("DELETE", f"/admin/api/accounts/{account}")[0] == 204
    assert running.api("GET", "/healthz")[::2] == (200, {"status": "ok"})


@pytest.mark.parametrize(("mode", "without_key"), [("all_except_health", 200), ("strict", 401), ("off", 200)])
def test_who_needs_a_key_for_healthz(mode: str, without_key: int, running: Program) -> None:
    assert running.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": mode}})[0] == 200
    assert running.api("GET", "/healthz")[0] == without_key
    for headers in headers_with(key_of(running)):
        assert running.api("GET", "/healthz", headers=headers)[0] == 200, headers


def test_401_names_the_headers_that_count(running: Program) -> None:
    running.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": "strict"}})
    wrong = headers_with("sk-" + "0" * 48)
    for headers in [{}, *wrong]:
        status, _, body = running.api("POST", "/v1/chat/completions", {}, headers)
        assert (status, body["error"]["code"]) == (401, "unauthorized"), headers
        assert all(name.lower() in body["error"]["message"].lower() for name in ACCEPTED)


def test_lan_access_decides_the_address(running: Program) -> None:
    assert listening_addresses(running.api_port) == {"127.0.0.1"}
    status, _, body = running.admin("PATCH", "/admin/api/config", {"proxy": {"allow_lan_access": True}})
    assert (status, body["rebound"]) == (200, True)
    assert listening_addresses(running.api_port) == {"0.0.0.0"}
    running.admin("PATCH", "/admin/api/config", {"proxy": {"allow_lan_access": False}})
    assert listening_addresses(running.api_port) == {"127.0.0.1"}


# 4. Connect the first client.


@pytest.mark.parametrize("model", ["demo", "gemini-3-flash"])
@pytest.mark.parametrize("mode", ["off", "strict"])
def test_the_openai_sdk_gets_text(mode: str, model: str, running: Program) -> None:
    running.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": mode}})
    client = openai.OpenAI(base_url=f"{running.api_url}/v1", api_key=key_of(running), max_retries=0)
    messages = [{"role": "user", "content": "Hello"}]
    answer = client.chat.completions.create(model=model, messages=messages)
    assert answer.choices[0].message.content
    stream = client.chat.completions.create(model=model, messages=messages, stream=True)
    pieces = [chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices]
    assert len(pieces) > 1 and "".join(pieces) == answer.choices[0].message.content


# When it goes wrong.


def test_404_explains_the_base_url(running: Program) -> None:
    for method, path in (("POST", "/nothing"), ("GET", "/"), ("POST", "/v2/chat/completions")):
        status, _, body = running.api(method, path, {} if method == "POST" else None)
        assert (status, body["error"]["code"]) == (404, "not_found"), path
        assert "/v1" in body["error"]["message"]


def test_lan_without_a_key_wants_to_be_confirmed(running: Program) -> None:
    change = {"proxy": {"allow_lan_access": True, "auth_mode": "off"}}
    status, _, body = running.admin("PATCH", "/admin/api/config", change)
    assert (status, body["code"]) == (409, "confirm_open_lan")
    assert listening_addresses(running.api_port) == {"127.0.0.1"}
    assert running.admin("PATCH", "/admin/api/config", change | {"confirm": "open"})[0] == 200
    assert listening_addresses(running.api_port) == {"0.0.0.0"}
