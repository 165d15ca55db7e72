"""What a worker process and its parent say to each other through two pipes.

A message is one byte for its kind, four for its length, and the payload. The parent sends queries (JSON); the worker
says that it has taken one, and answers with a head (JSON: how the result is written), data, and an end (JSON: triples
counted), or with an error (JSON: status and message) at any place. Before all, it says that the store is open.
"""

import json
import struct
from typing import IO, Any

HEAD = struct.Struct("!cI")
READY, TAKEN, RESULT, DATA, END, ERROR = b"Y", b"T", b"R", b"D", b"E", b"X"
QUERY = b"Q"


def pack(kind: bytes, value: object) -> bytes:
    """A message with a JSON payload."""
    payload = json.dumps(value).encode()  # ASCII only: a lone surrogate survives as its escape
    return HEAD.pack(kind, len(payload)) + payload


def receive(stream: IO[bytes]) -> tuple[bytes, Any] | None:
    """The next JSON message; None at the stream's end."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    return kind, json.loads(stream.read(length))
