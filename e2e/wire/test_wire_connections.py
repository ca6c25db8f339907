"""Rows that need several messages, a hang-up, or a second look at the process."""

import json
import threading
from collections.abc import Callable

import pytest
from support.program import Program
from support.wire import Connection, Wire
from wire.messages import CHAT, STREAMED_CHAT, Messages, chunks


@pytest.fixture
def wire(shared: Program) -> Wire:
    return Wire(shared.api_port)


@pytest.fixture
def messages(shared: Program) -> Messages:
    return Messages(f"127.0.0.1:{shared.api_port}".encode())


@pytest.fixture(autouse=True)
def still_answers(wire: Wire) -> object:
    yield
    assert wire.is_healthy()


def barrier(connection: Connection, messages: Messages) -> None:
    """Returns when the server has been round its loop: everything sent before has been read."""
    connection.send(messages.get())
    assert connection.read_response().status == 200


@pytest.mark.row(20)
def test_many_extended_chunks_cost_next_to_nothing(shared: Program, wire: Wire, messages: Messages) -> None:
    body = chunks(b"x" * 100_000, size=1, extension=b";" + b"e" * 200)
    before = shared.usage()["ticks"]
    transcript = wire.exchange(messages.with_chunks(body))
    assert transcript.statuses in ([400], [431]) and transcript.last.says_close
    assert shared.usage()["ticks"] - before < 5, "more than 50 ms of CPU"


@pytest.mark.row(23)
def test_a_body_on_head_is_read_or_the_connection_closes(wire: Wire, messages: Messages) -> None:
    data = messages.head(b"HEAD /healthz HTTP/1.1", b"Content-Length: 5") + b"hello" + messages.last_get
    transcript = wire.exchange(data, methods=("HEAD", "GET"))
    assert transcript.statuses == [200, 200] or (transcript.statuses == [200] and transcript.last.says_close)


@pytest.mark.row(23)
def test_a_body_on_a_refused_request_is_read_or_the_connection_closes(make_program: Callable[..., Program]) -> None:
    program = make_program({"auth_mode": "strict"})
    program.start_demo()
    messages = Messages(f"127.0.0.1:{program.api_port}".encode())
    data = messages.get(b"Content-Length: 5") + b"hello" + messages.last_get
    transcript = Wire(program.api_port).exchange(data)
    assert transcript.statuses == [401, 401] or (transcript.statuses == [401] and transcript.last.says_close)


@pytest.mark.row(25)
@pytest.mark.parametrize("framing", ["length", "chunks", "inside-a-chunk", "inside-the-head"])
def test_a_body_that_ends_too_early_is_not_used(framing: str, wire: Wire, messages: Messages) -> None:
    data = {
        "length": messages.post(b"Content-Length: %d" % (len(CHAT) + 10), body=CHAT),
        "chunks": messages.with_chunks(chunks().removesuffix(b"0\r\n\r\n")),
        "inside-a-chunk": messages.with_chunks(b"10\r\n12345"),
        "inside-the-head": messages.get().removesuffix(b"\r\n"),
    }[framing]
    transcript = wire.exchange(data, half_close=True)
    assert transcript.statuses in ([], [400])


@pytest.mark.row(32)
def test_a_peer_that_talks_nonsense_does_not_fill_the_log(shared: Program, wire: Wire) -> None:
    before = shared.stderr.count("\n")
    for _ in range(50):
        wire.exchange(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
    assert wire.is_healthy()
    assert shared.stderr.count("\n") - before <= 1


@pytest.mark.row(45)
def test_a_body_that_grows_too_long_is_stopped_there(make_program: Callable[..., Program]) -> None:
    program = make_program({"max_body_mb": 1})
    program.start_demo()
    wire, messages = Wire(program.api_port), Messages(f"127.0.0.1:{program.api_port}".encode())
    before = program.usage()["resident"]
    endless = chunks(b"x" * (48 << 20), size=64 << 10)
    for body in (messages.with_chunks(endless), messages.post(b"Content-Length: %d" % ((1 << 20) + 1))):
        transcript = wire.exchange(body)
        assert transcript.statuses == [413] and transcript.last.says_close
    assert program.usage()["resident"] - before < 16 << 10
    assert wire.is_healthy()


@pytest.mark.row(46)
@pytest.mark.parametrize("framed", ["length", "chunks"])
def test_a_caller_that_asks_first_is_told_to_continue(framed: str, wire: Wire, messages: Messages) -> None:
    field, body = (b"Content-Length: %d" % len(CHAT), CHAT) if framed == "length" else (
        b"Transfer-Encoding: chunked", chunks())
    with wire.connect() as connection:
        connection.send(messages.post(field, b"Expect: 100-continue"))
        assert connection.read_response().status == 100
        connection.send(body)
        assert connection.read_response().status == 200
        barrier(connection, messages)


@pytest.mark.row(46)
def test_a_caller_with_a_bad_key_is_not_told_to_continue(make_program: Callable[..., Program]) -> None:
    program = make_program({"auth_mode": "strict"})
    program.start_demo()
    messages = Messages(f"127.0.0.1:{program.api_port}".encode())
    length = b"Content-Length: %d" % len(CHAT)
    transcript = Wire(program.api_port).exchange(
        messages.post(length, b"Expect: 100-continue", b"Authorization: Bearer sk-wrong-key"), half_close=True)
    assert transcript.statuses == [401]


@pytest.mark.row(47)
def test_expectations_of_other_kinds(wire: Wire, messages: Messages) -> None:
    at_once = wire.exchange(messages.with_length(b"Expect: 100-continue") + messages.last_get)
    assert at_once.statuses in ([200, 200], [100, 200, 200])
    assert wire.exchange(messages.with_length(b"Expect: 200-ok") + messages.last_get).statuses in ([417], [417, 200])
    old = wire.exchange(messages.with_length(b"Expect: 100-continue", version=b"HTTP/1.0"), version="1.0")
    assert old.statuses == [200]


@pytest.mark.row(48)
@pytest.mark.parametrize("target", ["/healthz", "/v1/models", "/v1beta/models", "/nothing"])
def test_head_says_what_get_would_say(target: str, wire: Wire, messages: Messages) -> None:
    def fields(method: str) -> tuple[int, list[tuple[str, str]]]:
        line = f"{method} {target} HTTP/1.1".encode()
        connection.send(messages.head(line))
        response = connection.read_response(method)
        changing = ("date", "x-request-id")
        return response.status, [pair for pair in response.fields if pair[0] not in changing]

    with wire.connect() as connection:
        assert fields("HEAD") == fields("GET") == fields("HEAD")
        barrier(connection, messages)


@pytest.mark.row(49)
def test_a_hundred_requests_in_one_segment_are_answered_in_order(wire: Wire, messages: Messages) -> None:
    pairs = [messages.get() if index % 2 else messages.get(target=b"/nothing") for index in range(100)]
    transcript = wire.exchange(b"".join(pairs) + messages.last_get)
    assert transcript.statuses == [404, 200] * 50 + [200]


@pytest.mark.row(49)
def test_a_request_behind_a_stream_waits_for_its_end(wire: Wire, messages: Messages) -> None:
    transcript = wire.exchange(messages.with_length(body=STREAMED_CHAT) + messages.last_get)
    assert transcript.statuses == [200, 200]
    assert transcript.responses[0].body.endswith(b"data: [DONE]\n\n")


@pytest.mark.row(50)
def test_every_way_to_cut_a_request_in_two_gives_the_same(wire: Wire, messages: Messages) -> None:
    empty = messages.with_length(b"X-Padding: ")
    data = messages.with_length(b"X-Padding: " + b"p" * (300 - len(empty)))
    assert len(data) == 300

    def outcome(cuts: list[bytes], other: Connection) -> tuple[int, object]:
        with wire.connect() as connection:
            for part in cuts:
                connection.send(part)
                barrier(other, messages)
            response = connection.read_response()
            barrier(connection, messages)
        choices = json.loads(response.body)["choices"]
        return response.status, choices

    with wire.connect() as other:
        whole = outcome([data], other)
        assert whole[0] == 200
        for at in range(1, len(data)):
            assert outcome([data[:at], data[at:]], other) == whole, f"cut at {at}"
        assert outcome([data[at : at + 1] for at in range(len(data))], other) == whole


@pytest.mark.row(51)
def test_who_wants_the_connection_closed_gets_it(wire: Wire, messages: Messages) -> None:
    for fields in ((b"Connection: close",), (b"Connection: keep-alive, close",), (b"Connection: Close",)):
        transcript = wire.exchange(messages.get(*fields) + messages.get())
        assert transcript.statuses == [200] and transcript.last.says_close
    old = messages.head(b"GET /healthz HTTP/1.0")
    assert wire.exchange(old + old, version="1.0").statuses == [200]
    kept = messages.head(b"GET /healthz HTTP/1.0", b"Connection: keep-alive")
    assert wire.exchange(kept + old, version="1.0").statuses in ([200], [200, 200])


@pytest.mark.row(52)
def test_half_a_hang_up_still_gets_a_short_answer(wire: Wire, messages: Messages) -> None:
    assert wire.exchange(messages.get(), half_close=True).statuses == [200]


@pytest.mark.row(53)
def test_resets_leave_nothing_behind(shared: Program, wire: Wire, messages: Messages) -> None:
    starts = [b"", messages.get(), messages.post(b"Content-Length: 1000"),
              messages.post(b"Content-Length: 1000", body=b"{"), messages.with_length(body=STREAMED_CHAT)]
    with wire.connect() as other:
        barrier(other, messages)
        descriptors, lines = shared.usage()["descriptors"], shared.stderr.count("\n")
        for index in range(100):
            connection = Connection(shared.api_port)
            connection.send(starts[index % len(starts)])
            if index % 10 == 4:
                connection.read_head()
            connection.reset()
        for _ in range(2000):
            barrier(other, messages)
            if shared.usage()["descriptors"] <= descriptors:
                break
        assert shared.usage()["descriptors"] <= descriptors, "descriptors leak"
        assert shared.stderr.count("\n") - lines <= 1, "resets fill the log"


@pytest.mark.row(54)
def test_every_answer_says_how_long_it_is(wire: Wire, messages: Messages) -> None:
    # `Wire` checks this for every answer of every row; here is one of each kind.
    assert wire.exchange(messages.with_length() + messages.last_get).responses[0].framing == "length"
    stream = wire.exchange(messages.with_length(body=STREAMED_CHAT) + messages.last_get).responses[0]
    assert stream.framing == "chunked" and (stream.get("content-type") or "").startswith("text/event-stream")
    options = wire.exchange(messages.head(b"OPTIONS * HTTP/1.1") + messages.last_get).responses[0]
    assert (options.status, options.framing) == (204, "none")


@pytest.mark.row(55)
def test_a_stream_to_an_old_caller_ends_with_the_connection(wire: Wire, messages: Messages) -> None:
    for fields in ((), (b"Connection: keep-alive",)):
        data = messages.with_length(*fields, body=STREAMED_CHAT, version=b"HTTP/1.0")
        transcript = wire.exchange(data, version="1.0")
        assert transcript.statuses == [200] and transcript.last.framing == "close"
        assert transcript.last.body.endswith(b"data: [DONE]\n\n")


def test_callers_at_the_same_time_do_not_see_each_other(wire: Wire, messages: Messages) -> None:
    wrong: list[object] = []

    def talk(name: int) -> None:
        body = CHAT.replace(b"hi", b"caller %d" % name)
        data = messages.with_length(body=body) * 20 + messages.last_get
        try:
            statuses = wire.exchange(data).statuses
        except Exception as error:  # A thread of its own: hand the failure to the test.
            statuses = [error]
        if statuses != [200] * 21:
            wrong.append(statuses)

    callers = [threading.Thread(target=talk, args=(name,)) for name in range(16)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert not wrong
