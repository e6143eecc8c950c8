"""How the server meets its clients."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """How the application treats clients.

    ``hosts`` are the names (Host headers) it answers to, none for any; ``cors`` the origin whose pages may ask, '' for
    none; ``largest_body`` bytes are taken of a client; ``log_queries`` has the log tell them.
    """

    hosts: frozenset[str] = frozenset()
    cors: str = "*"
    largest_body: int = 10 << 20
    log_queries: bool = False
