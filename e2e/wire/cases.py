"""The table of wire cases: row, what is sent, what must come back.

Rows that need more than one message on one connection are functions in the test files beside this one.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from support.wire import Response
from wire.messages import CHAT, Messages, chunks


class Ending(Enum):
    """What happens to the connection after the answer."""

    CUT = auto()
    """One answer that says `Connection: close`, then the end; whatever stands behind is never read."""
    KEPT = auto()
    """The next request on the connection is answered."""
    EITHER = auto()
    """Cut or kept, but nothing between."""
    CLOSED = auto()
    """Cut, or closed without an answer."""


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    row: int
    name: str
    data: bytes
    statuses: frozenset[int]
    ending: Ending
    then: frozenset[int] = frozenset({200})
    check: Callable[[Response], None] | None = None

    @property
    def key(self) -> str:
        return f"{self.row}-{self.name}"


def cut(row: int, name: str, data: bytes, *statuses: int) -> Case:
    return Case(row, name, data, frozenset(statuses or {400}), Ending.CUT)


def kept(row: int, name: str, data: bytes, *statuses: int, check: Callable[[Response], None] | None = None) -> Case:
    return Case(row, name, data, frozenset(statuses or {200}), Ending.KEPT, check=check)


def either(
    row: int, name: str, data: bytes, *statuses: int, then: frozenset[int] = frozenset({200}),
    check: Callable[[Response], None] | None = None,
) -> Case:
    return Case(row, name, data, frozenset(statuses), Ending.EITHER, then, check)


def closed(row: int, name: str, data: bytes, *statuses: int) -> Case:
    return Case(row, name, data, frozenset(statuses or {400}), Ending.CLOSED)


def has_allow(response: Response) -> None:
    assert response.get("allow"), "405 and OPTIONS * must name the methods"


def reflects_nothing(response: Response) -> None:
    assert not response.all("x"), "a part of the target became a header"


def build(host: bytes) -> list[Case]:
    """All cases for a listener at `host`."""
    messages = Messages(host)
    sections = (lengths, codings, bad_chunks, good_chunks, surplus, lines, garbage, hosts, targets, sizes)
    return [case for section in sections for case in section(messages)]


def lengths(m: Messages) -> Iterator[Case]:
    """Rows 1 to 7: how long is the body?"""
    length, coding = b"Content-Length: 6", b"Transfer-Encoding: chunked"
    yield cut(1, "length-then-coding", m.post(length, coding, body=b"0\r\n\r\nX"))
    yield cut(1, "coding-then-length", m.post(coding, length, body=b"0\r\n\r\nX"))
    smuggled = b"0\r\n\r\n" + m.get(target=b"/admin")
    fields = [b"Content-Length: %d" % len(smuggled), coding]
    yield cut(2, "smuggled-after-length", m.post(*fields, body=smuggled))
    yield cut(2, "smuggled-after-coding", m.post(*reversed(fields), body=smuggled))
    yield cut(3, "two-lengths", m.post(b"Content-Length: 5", b"Content-Length: 10", body=b"helloworld"))
    yield cut(3, "length-list", m.post(b"Content-Length: 5, 10", body=b"helloworld"))
    yield cut(4, "same-length-twice", m.post(b"Content-Length: 5", b"Content-Length: 5", body=b"hello"))
    yield cut(4, "same-length-list", m.post(b"Content-Length: 5, 5", body=b"hello"))
    wrong = ["+5", "-1", "-0", "0x5", "0o5", "1_0", "1 0", "5.0", "5;", "", "٥", "５",
             "99999999999999999999", "9223372036854775808"]
    for value in wrong:
        yield cut(5, f"length {value}", m.post(b"Content-Length: " + value.encode(), body=b"hello"))
    for value in (b"005", b"00"):
        yield cut(6, f"length {value.decode()}", m.post(b"Content-Length: " + value, body=b"hello"[: int(value)]))
    digits = b"%d" % len(CHAT)
    for name, line in (("space-before", b": " + digits), ("space-after", b":" + digits + b" "), ("tab", b":\t" + digits)):
        yield kept(7, name, m.post(b"Content-Length" + line, body=CHAT))


def codings(m: Messages) -> Iterator[Case]:
    """Rows 8 to 15: is the body in chunks, and is the field well formed?"""
    wrong = [b"xchunked", b"chunked, gzip", b"identity", b"chunked, chunked", b"chunked;q=1", b"\x0bchunked",
             b"\x0cchunked", b"chunked\x00", b'"chunked"', b"chun\xe2\x84\xaaed", b", chunked", b"chunked,", b""]
    for value in wrong:
        yield cut(8, f"coding {value!r}"[:40], m.post(b"Transfer-Encoding: " + value, body=chunks()))
    yield cut(9, "gzip", m.post(b"Transfer-Encoding: gzip, chunked", body=chunks()), 501)
    yield kept(10, "capital", m.post(b"Transfer-Encoding: Chunked", body=chunks()))
    yield kept(10, "tab", m.post(b"Transfer-Encoding:\tchunked", body=chunks()))
    for second in (b"identity", b"chunked"):
        fields = (b"Transfer-Encoding: chunked", b"Transfer-Encoding: " + second)
        yield cut(11, second.decode(), m.post(*fields, body=chunks()))
    yield cut(12, "http-1.0", m.post(b"Transfer-Encoding: chunked", body=chunks(), version=b"HTTP/1.0"))
    yield cut(13, "coding-space", m.post(b"Transfer-Encoding : chunked", body=chunks()))
    yield cut(13, "length-space", m.post(b"Content-Length : 5", body=b"hello"))
    yield cut(13, "coding-tab", m.post(b"Transfer-Encoding\t: chunked", body=chunks()))
    yield cut(14, "folded-coding", m.post(b"Transfer-Encoding:\r\n chunked", body=chunks()))
    yield cut(14, "folded-other", m.get(b"X: a\r\n b"))
    yield cut(15, "space-before-host", m.head(b"GET /healthz HTTP/1.1", b" Host: " + m.host, host=False))
    line = b"POST /v1/chat/completions HTTP/1.1"
    fields = (b" Transfer-Encoding: chunked", b"Host: " + m.host)
    yield cut(15, "space-before-coding", m.head(line, *fields, host=False) + chunks())


def bad_chunks(m: Messages) -> Iterator[Case]:
    """Rows 16 to 18 and 20: chunks that are not."""
    wrong = [b"0x5", b"+5", b"-1", b" 5", b"5 ", b"1_0", b"", b"G", b"5;", b"5;\x00", b"5;a\rb", b"5;a\nb", b"5;=x",
             b"FFFFFFFFFFFFFFFF0", b"7FFFFFFFFFFFFFFF", b"0" * 64 + b"5"]
    for size in wrong:
        yield cut(16, f"size {size!r}"[:40], m.with_chunks(size + b"\r\nhello\r\n0\r\n\r\n"))
    for name, body in (("all-lf", b"5\nhello\n0\n\n"), ("lf-after-data", b"5\r\nhello\n0\r\n\r\n"), ("lf-at-end", b"0\r\n\n")):
        yield cut(17, name, m.with_chunks(body))
    yield cut(18, "spill", m.with_chunks(b"5\r\nhello!!\r\n0\r\n\r\n"))
    yield cut(18, "no-line-end", m.with_chunks(b"5\r\nhello0\r\n\r\n"))
    yield cut(20, "long-extension", m.with_chunks(b"5;" + b"a" * 65536 + b"\r\nhello\r\n0\r\n\r\n"), 400, 431)


def good_chunks(m: Messages) -> Iterator[Case]:
    """Rows 19, 21 and 22: chunks, trailers and look-alike fields that are fine."""
    yield kept(19, "extension", m.with_chunks(chunks(extension=b';a=b;c="d;e"')))
    for digit in (b"a", b"A"):
        rest = chunks(CHAT[10:])
        yield kept(19, f"size-{digit.decode()}", m.with_chunks(digit + b"\r\n" + CHAT[:10] + b"\r\n" + rest))
    yield kept(19, "three-zeros", m.with_chunks(chunks().removesuffix(b"0\r\n\r\n") + b"000\r\n\r\n"))
    trailers = [b"Content-Length: 50", b"Host: evil", b"Authorization: Bearer K", b"Transfer-Encoding: chunked", b"X-Ok: 1"]
    for trailer in trailers:
        yield kept(21, trailer.decode(), m.with_chunks(chunks(trailers=trailer + b"\r\n")))
    yield kept(21, "all-five", m.with_chunks(chunks(trailers=b"\r\n".join(trailers) + b"\r\n")))
    yield cut(21, "ten-thousand", m.with_chunks(chunks(trailers=b"X-Trailer: 1\r\n" * 10_000)), 431)
    yield kept(22, "coding", m.with_length(b"Transfer_Encoding: chunked"))
    yield kept(22, "length", m.with_length(b"Content_Length: 99"))


def surplus(m: Messages) -> Iterator[Case]:
    """Rows 23 and 24: bytes behind a message belong to the next one."""
    yield either(23, "get", m.get(b"Content-Length: 5") + b"hello", 200)
    for method, statuses in (("OPTIONS", (204, 405)), ("DELETE", (405,))):
        line = method.encode() + b" /healthz HTTP/1.1"
        yield either(23, method.lower(), m.head(line, b"Content-Length: 5") + b"hello", *statuses)
    yield either(23, "not-found", m.get(b"Content-Length: 5", target=b"/nothing") + b"hello", 404)
    foreign = m.head(b"GET /healthz HTTP/1.1", b"Host: evil.example", b"Content-Length: 5", host=False)
    yield either(23, "wrong-host", foreign + b"hello", 421)
    yield either(24, "one-byte-too-many", m.post(b"Content-Length: 0", body=b"X"), 400, then=frozenset({400, 501}))


def lines(m: Messages) -> Iterator[Case]:
    """Rows 26 to 31: line ends and the bytes of fields."""
    yield cut(26, "all-lf", b"GET /healthz HTTP/1.1\nHost: " + m.host + b"\n\n")
    yield cut(26, "one-lf", m.get(b"A: b\nC: d"))
    yield cut(27, "cr-for-crlf", b"GET /healthz HTTP/1.1\rHost: " + m.host + b"\r\n\r\n")
    yield cut(27, "cr-in-value", m.get(b"X: a\rb"))
    for byte in (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F):
        control = bytes([byte])
        yield cut(28, f"name-{byte:02x}", m.get(b"X" + control + b"Y: v"))
        yield cut(28, f"value-{byte:02x}", m.get(b"X: v" + control + b"w"))
    for line in (b": v", b"Bad[Name: v", "Näme: v".encode(), b"NoColon", b"X\tY: v"):
        yield cut(29, line.decode(), m.get(line))
    yield kept(30, "obs-text", m.get(b"X: " + bytes(range(0x80, 0x100))))
    yield kept(31, "one-empty-line", b"\r\n" + m.get())
    yield closed(31, "thousand-empty-lines", b"\r\n" * 1000)


def garbage(m: Messages) -> Iterator[Case]:
    """Row 32: not HTTP at all."""
    for seed in range(4):
        yield closed(32, f"random-{seed}", random.Random(seed).randbytes(4096))
    hello = bytes.fromhex("16030100c6010000c20303") + random.Random(9).randbytes(191)
    yield closed(32, "tls", hello)
    yield closed(32, "http2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 501, 505)
    yield closed(32, "ssh", b"SSH-2.0-OpenSSH_9.2p1\r\n")
    yield closed(32, "proxy-v1", b"PROXY TCP4 192.0.2.1 192.0.2.2 5000 80\r\n")
    v2 = b"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c" + bytes([192, 0, 2, 1, 192, 0, 2, 2, 0x13, 0x88, 0, 80])
    yield closed(32, "proxy-v2", v2)


def hosts(m: Messages) -> Iterator[Case]:
    """Rows 33 to 35: which host is meant."""
    line, own = b"GET /healthz HTTP/1.1", b"Host: " + m.host
    yield cut(33, "none", m.head(line, host=False))
    yield cut(33, "same-twice", m.head(line, own))
    yield cut(33, "two", m.head(line, b"Host: other"))
    for value in (b" a, b", b" u@h", b" h/p", b"", b" h:99999", b" [::1"):
        yield cut(33, f"host{value.decode()}", m.head(line, b"Host:" + value, host=False))
    yield kept(34, "absolute", m.get(target=b"http://" + m.host + b"/healthz"))
    yield either(35, "absolute-elsewhere", m.get(target=b"http://evil.example/healthz"), 421)
    yield either(35, "https", m.get(target=b"https://" + m.host + b"/healthz"), 421)


def targets(m: Messages) -> Iterator[Case]:
    """Rows 36 to 41 and 43: request lines."""
    yield cut(36, "connect", m.head(b"CONNECT example.com:443 HTTP/1.1"), 405)
    yield kept(37, "options-star", m.head(b"OPTIONS * HTTP/1.1"), 204, check=has_allow)
    yield either(37, "get-star", m.head(b"GET * HTTP/1.1"), 400)
    yield either(37, "options-star-x", m.head(b"OPTIONS */x HTTP/1.1"), 400)
    wrong = (b"GET /a#b HTTP/1.1", b"GET /a b HTTP/1.1", b"GET  / HTTP/1.1", b"GET\t/\tHTTP/1.1", b"GET / HTTP/1.1 ")
    for line in wrong:
        yield cut(38, repr(line)[2:-1], m.head(line))
    yield either(39, "lower-case", m.head(b"get / HTTP/1.1"), 501)
    yield either(39, "unknown", m.head(b"FOOBAR /healthz HTTP/1.1"), 501)
    yield cut(39, "long", m.head(b"A" * 100_000 + b" / HTTP/1.1"), 400)
    yield either(40, "delete", m.head(b"DELETE /healthz HTTP/1.1"), 405, check=has_allow)
    yield either(40, "trace", m.head(b"TRACE / HTTP/1.1"), 405, check=has_allow)
    yield kept(41, "http-1.2", m.head(b"GET /healthz HTTP/1.2"))
    for version in (b"HTTP/9.9", b"HTTP/2.0"):
        yield either(41, version.decode(), m.head(b"GET /healthz " + version), 505)
    for version in (b"HTTP/1", b"HTTP/01.1", b"http/1.1", b"HTTP/1.10", b"HTTP/ 1.1"):
        yield cut(41, version.decode(), m.head(b"GET /healthz " + version))
    yield cut(41, "no-version", b"GET /\r\n\r\n")
    strange = [b"/%00", b"/%0d%0aX: y", b"/%0d%0aX:y", b"/%zz", b"/%c0%af", "/é".encode(), b"/\\"]
    for target in strange:
        yield either(43, repr(target)[2:-1], m.get(target=target), 400, 404, check=reflects_nothing)


def sizes(m: Messages) -> Iterator[Case]:
    """Rows 42, 44 and 45: too much of everything."""
    yield kept(42, "8000", m.get(target=b"/" + b"a" * 7999), 404)
    yield either(42, "20-kib", m.get(target=b"/" + b"a" * 20 * 1024), 414)
    yield either(42, "1-mib", m.get(target=b"/" + b"a" * 1024 * 1024), 414)
    yield cut(44, "ten-thousand-fields", m.get(*[b"X-Field: 1"] * 10_000), 431)
    yield cut(44, "one-of-100-kib", m.get(b"X: " + b"a" * 100 * 1024), 431)
    yield cut(44, "cookie-of-64-kib", m.get(b"Cookie: " + b"a" * 64 * 1024), 431)
    yield cut(44, "one-mib", m.get(*[b"X-Field: " + b"a" * 1000] * 1040), 431)
    yield cut(45, "announced", m.post(b"Content-Length: %d" % (65 * 1024 * 1024)), 413)
