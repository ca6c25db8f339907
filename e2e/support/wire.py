"""A strict little HTTP/1.1 client on raw sockets: it sends any bytes and believes nothing it reads."""

import re
import socket
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

STATUS_LINE = re.compile(rb"HTTP/1\.1 ([1-5]\d\d) ([\t\x20-\x7e\x80-\xff]*)")
FIELD_LINE = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\x21-\xff][\t\x20-\x7e\x80-\xff]*?|)[ \t]*")
FIXDATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
                     r" \d{4} \d\d:\d\d:\d\d GMT")
CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]{1,12}")
HEAD_LIMIT = 64 * 1024
SECONDS = 15


class WireError(AssertionError):
    """The other side sent something that is not HTTP/1.1 as we want to write it."""


@dataclass
class Response:
    """One answer, with how its end was known: `none`, `length`, `chunked` or `close`."""

    status: int
    fields: list[tuple[str, str]]
    framing: str = "none"
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name.lower()]

    def get(self, name: str) -> str | None:
        values = self.all(name)
        return values[0] if values else None

    @property
    def says_close(self) -> bool:
        return any("close" in value.lower().replace(" ", "").split(",") for value in self.all("connection"))


@dataclass
class Transcript:
    """Everything that came back on one connection."""

    responses: list[Response] = field(default_factory=list)
    closed: bool = False

    @property
    def statuses(self) -> list[int]:
        return [response.status for response in self.responses]

    @property
    def last(self) -> Response:
        return self.responses[-1]


class Connection:
    """One connection, read strictly."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.socket = socket.create_connection((host, port), timeout=SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""
        self._ended = False

    def send(self, data: bytes) -> bool:
        """Sends it all; false if the other side would not take it any more."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def send_all(self, segments: Iterable[bytes]) -> bool:
        return all(self.send(segment) for segment in segments)

    def finish_sending(self) -> None:
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # It has closed already.

    def reset(self) -> None:
        """Ends the connection with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        self.socket.close()

    def _fill(self) -> bool:
        """Reads some more; false at the end of the connection."""
        if self._ended:
            return False
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        except TimeoutError:
            raise WireError(f"nothing came for {SECONDS} s after {self._buffer[:200]!r}") from None
        self._buffer += data
        self._ended = not data
        return bool(data)

    def _line(self) -> bytes:
        while b"\r\n" not in self._buffer:
            if len(self._buffer) > HEAD_LIMIT or not self._fill():
                raise WireError(f"a line without end: {self._buffer[:200]!r}")
        line, _, self._buffer = self._buffer.partition(b"\r\n")
        if b"\n" in line or b"\r" in line:
            raise WireError(f"a bare line break in {line!r}")
        return line

    def _exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            if not self._fill():
                raise WireError(f"the body ends after {len(self._buffer)} of {count} bytes")
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def _rest(self) -> bytes:
        while self._fill():
            pass
        data, self._buffer = self._buffer, b""
        return data

    def read_pieces(self) -> Iterator[bytes]:
        """The chunks of a chunked body, one by one, as they come."""
        while True:
            line = self._line()
            if not CHUNK_SIZE.fullmatch(line):
                raise WireError(f"not a chunk size: {line!r}")
            size = int(line, 16)
            if size == 0:
                break
            yield self._exactly(size)
            if self._exactly(2) != b"\r\n":
                raise WireError("a chunk that does not end where it says")
        if self._line():
            raise WireError("a trailer that nobody asked for")

    def is_at_end(self) -> bool:
        """Whether the other side has closed without another byte; waits for the one or the other."""
        return not self._buffer and not self._fill()

    def read_head(self) -> Response:
        line = self._line()
        found = STATUS_LINE.fullmatch(line)
        if not found:
            raise WireError(f"not a status line: {line[:200]!r}")
        fields = []
        while line := self._line():
            pair = FIELD_LINE.fullmatch(line)
            if not pair:
                raise WireError(f"not a field line: {line[:200]!r}")
            fields.append((pair[1].decode("ascii").lower(), pair[2].decode("latin-1")))
        return Response(int(found[1]), fields)

    def read_response(self, method: str = "GET", version: str = "1.1") -> Response:
        """The next answer with its whole body; its form is checked on the way (rows 48, 54 and 55)."""
        response = self.read_head()
        lengths, codings = response.all("content-length"), response.all("transfer-encoding")
        if response.status < 200 or response.status in (204, 304):
            if lengths or codings:
                raise WireError(f"{response.status} with the length of a body")
        elif codings:
            if lengths or codings != ["chunked"] or version == "1.0":
                raise WireError(f"framed as {lengths} {codings} for HTTP/{version}")
            response.framing = "chunked"
            response.body = b"" if method == "HEAD" else b"".join(self.read_pieces())
        elif lengths:
            if len(lengths) != 1 or not re.fullmatch(r"0|[1-9]\d{0,14}", lengths[0]):
                raise WireError(f"Content-Length {lengths}")
            response.framing = "length"
            response.body = b"" if method == "HEAD" else self._exactly(int(lengths[0]))
        elif version == "1.0":
            response.framing, response.body = "close", self._rest()
        else:
            raise WireError("neither Content-Length nor chunked")
        check_date(response)
        return response


def check_date(response: Response) -> None:
    """Answers of 200 to 499 carry exactly one date of the one good form."""
    dates = response.all("date")
    wanted = 200 <= response.status < 500
    if (wanted and len(dates) != 1) or any(not FIXDATE.fullmatch(date) for date in dates):
        raise WireError(f"{response.status} with Date {dates}")


class Wire:
    """Opens connections to one listener."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port = port
        self.host = host

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        connection = Connection(self.port, self.host)
        try:
            yield connection
        finally:
            connection.close()

    def exchange(
        self, *segments: bytes, methods: Sequence[str] = (), version: str = "1.1", half_close: bool = False,
    ) -> Transcript:
        """Sends the segments, then reads until the other side closes; `methods` tells which answers are to HEAD."""
        with self.connect() as connection:
            connection.send_all(segments)
            if half_close:
                connection.finish_sending()
            transcript = Transcript()
            while not connection.is_at_end():
                count = sum(response.status >= 200 for response in transcript.responses)
                method = methods[count] if count < len(methods) else "GET"
                transcript.responses.append(connection.read_response(method, version))
            transcript.closed = True
            return transcript

    def is_healthy(self, headers: bytes = b"") -> bool:
        """Whether a fresh connection gets its answer."""
        request = b"GET /healthz HTTP/1.1\r\nHost: %s:%d\r\n%sConnection: close\r\n\r\n"
        transcript = self.exchange(request % (self.host.encode(), self.port, headers))
        return transcript.statuses == [200] and transcript.last.body == b'{"status":"ok"}'
