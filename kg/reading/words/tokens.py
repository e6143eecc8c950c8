"""Tokens: the syllables, numbers and marks of a text, with their offsets; dates and document numbers stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.lexicon.split import split_spans
from kg.text import key


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``kind`` is 'w' (word), 'n' (number), 'p' (mark), or the kind of an atom ('directive', 'date')."""

    text: str
    start: int
    end: int
    key: str
    kind: str
    value: object = None

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.kind == "w" and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Atom:
    """A span that a grammar of its own has read: it becomes one token. ``value`` is what that grammar made of it."""

    start: int
    end: int
    kind: str
    value: object


def joined(first: Iterable[Atom], more: Iterable[Atom]) -> list[Atom]:
    """Return the atoms of both in order, without those of ``more`` that overlap one before them or of ``first``."""
    kept: list[tuple[Atom, int]] = []
    for atom in sorted((*((a, 0) for a in first), *((a, 1) for a in more)), key=lambda pair: (pair[0].start, pair[1])):
        while kept and kept[-1][1] > atom[1] and atom[0].start < kept[-1][0].end:
            kept.pop()
        if not kept or atom[0].start >= kept[-1][0].end:
            kept.append(atom)
    return [atom for atom, _ in kept]


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for at, stop in split_spans(text, start, end):
        word = text[at:stop]
        kind = "w" if word[0].isalpha() else "n" if word[0].isdecimal() else "p"
        yield Token(word, at, stop, key(word), kind)


def tokenise(text: str, start: int, end: int, atoms: Iterable[Atom] = ()) -> list[Token]:
    """Return the tokens of ``text[start:end]``; the atoms (sorted, disjoint, inside the span) become one token each."""
    tokens: list[Token] = []
    at = start
    for atom in atoms:
        tokens.extend(_plain(text, at, atom.start))
        tokens.append(Token(text[atom.start : atom.end], atom.start, atom.end, f"<{atom.kind}>", atom.kind, atom.value))
        at = atom.end
    tokens.extend(_plain(text, at, end))
    return tokens
