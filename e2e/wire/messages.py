"""The requests that the wire cases are made of."""

import json
from dataclasses import dataclass

CHAT = json.dumps({"model": "demo", "messages": [{"role": "user", "content": "hi"}]}).encode()
STREAMED_CHAT = json.dumps(
    {"model": "demo", "stream": True, "messages": [{"role": "user", "content": "hi"}]}
).encode()


@dataclass(frozen=True)
class Messages:
    """Builds requests to one host; every part that a case spoils can be given as raw bytes."""

    host: bytes

    def head(self, line: bytes, *fields: bytes, host: bool = True) -> bytes:
        own = (b"Host: " + self.host,) if host else ()
        return b"\r\n".join((line, *own, *fields, b"", b""))

    def get(self, *fields: bytes, target: bytes = b"/healthz") -> bytes:
        return self.head(b"GET " + target + b" HTTP/1.1", *fields)

    def post(self, *fields: bytes, body: bytes = b"", version: bytes = b"HTTP/1.1") -> bytes:
        line = b"POST /v1/chat/completions " + version
        return self.head(line, b"Content-Type: application/json", *fields) + body

    def with_length(self, *fields: bytes, body: bytes = CHAT, version: bytes = b"HTTP/1.1") -> bytes:
        return self.post(b"Content-Length: %d" % len(body), *fields, body=body, version=version)

    def with_chunks(self, body: bytes, *fields: bytes) -> bytes:
        """A chunked request whose body is already in chunks, right or wrong."""
        return self.post(b"Transfer-Encoding: chunked", *fields, body=body)

    @property
    def last_get(self) -> bytes:
        """A request after which the connection closes: what stands behind another one to see who reads it."""
        return self.get(b"Connection: close")


def chunks(body: bytes = CHAT, size: int = 16, extension: bytes = b"", trailers: bytes = b"") -> bytes:
    """A body in well-formed chunks."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    lines = [b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts]
    return b"".join(lines) + b"0\r\n" + trailers + b"\r\n"
