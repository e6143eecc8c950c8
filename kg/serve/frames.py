"""How the server and its workers talk: frames over a socket, each a kind, a length and that many bytes."""

from __future__ import annotations

import json
import struct
from typing import Any

READY = b"R"  # worker: the snapshot is open, ask me
TASK = b"T"  # server: JSON, what to do
BEGUN = b"B"  # worker: JSON, the thread that does it
HEAD = b"H"  # worker: JSON, the status and the headers of the answer
DATA = b"D"  # worker: a piece of the answer
END = b"E"  # worker: that was all of it
FAILED = b"X"  # worker: JSON, why there is no answer, or no more of it

PIECE = 1 << 16  # bytes of an answer in one frame; an answer that fits in one or two is sent whole, with its length
_HEADER = struct.Struct("!cI")
HEADER_SIZE = _HEADER.size


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """Return a frame as bytes."""
    return _HEADER.pack(kind, len(payload)) + payload


def header(data: bytes) -> tuple[bytes, int]:
    """Return the kind and the length of the frame that begins with these bytes."""
    return _HEADER.unpack(data)


def packed(value: Any) -> bytes:
    """Return a JSON value as bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> Any:
    """Return the JSON value in these bytes."""
    return json.loads(data.decode("utf-8", "surrogatepass"))
