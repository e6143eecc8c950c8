"""What a graph holds, as a count and a sum: equal for equal graphs, whatever the order of their quads.

The sum is that of the SHA-256 hashes of the triples' N-Triples lines, modulo 2^256. It can be kept up to date: quads
that go are subtracted, quads that come are added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

_SIZE = 1 << 256


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The count of a graph's triples and the sum of their hashes."""

    count: int = 0
    total: int = 0

    def changed(self, taken: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> Fingerprint:
        """Return the fingerprint once these, which are in, are out, and those, which are not, are in."""
        less, more = fingerprint(taken), fingerprint(added)
        return Fingerprint(self.count - less.count + more.count, (self.total - less.total + more.total) % _SIZE)

    def __str__(self) -> str:
        return f"{self.count} {self.total:064x}"

    @classmethod
    def read(cls, text: str) -> Fingerprint:
        """Return the fingerprint that ``str`` wrote. Raises ValueError for another text."""
        count, total = text.split(" ")
        return cls(int(count), int(total, 16))


def fingerprint(quads: Iterable[ox.Quad]) -> Fingerprint:
    """Return the fingerprint of quads, whatever their graphs; each must come once."""
    count = total = 0
    for quad in quads:
        count += 1
        total += int.from_bytes(hashlib.sha256(str(quad.triple).encode()).digest(), "big")
    return Fingerprint(count, total % _SIZE)
