"""What a task gives back: a status, a body and its headers, plain data that passes from a worker to the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as it is sent, its body whole or in pieces; ``media`` is its type without the charset."""

    status: int
    body: bytes | Iterable[bytes]
    media: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict)


def see_other(address: str) -> Made:
    """Return the answer that leads to another address (303: what is asked for is told there)."""
    return Made(303, b"", "text/plain", {"location": address})
