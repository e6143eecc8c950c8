"""A sentence's chunks with the entities they mean: what clauses and relations are read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.lexicon.lexicon import Verb
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import Chunk, EventPhrase, GroupPhrase, PersonPhrase, Span, View

ACTORS = frozenset({"person", "post", "pronoun", "body", "delegation"})
_SKIPPED = frozenset({"aux", "plan", "negation", "hypothetical"})
_BREAKS = frozenset({";", ":", ".", "…", "!", "?"})
_INNER = frozenset({".", "…"})


@dataclass(slots=True)
class Piece:
    """One chunk, with the entity it means where one was found; ``partners``: who or what a gathering's name speaks of.

    'buổi làm việc với Bộ Y tế', 'chuyến thăm chính thức Nhật Bản'.
    """

    chunk: Chunk
    record: Record | None = None
    partners: tuple[Record, ...] = ()
    word: str = field(init=False)

    def __post_init__(self) -> None:
        self.word = self.chunk.text.lower()  # the chunk's words, in small letters

    @property
    def partner(self) -> Record | None:
        """The first of whom or what a gathering's name speaks of."""
        return self.partners[0] if self.partners else None

    @property
    def kind(self) -> str:
        """The chunk's kind."""
        return self.chunk.kind


class Pieces:
    """The pieces of one sentence, with the look-ups that reading clauses needs."""

    def __init__(self, view: View, items: list[Piece]):
        self.view = view
        self.items = items
        self._kinds = [piece.chunk.kind for piece in items]
        self._words = [piece.word for piece in items]
        self._begins = [piece.chunk.i for piece in items]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, k: int) -> Piece:
        return self.items[k]

    def kind(self, k: int) -> str:
        """Return the kind of piece ``k``; '' beyond the ends."""
        return self._kinds[k] if 0 <= k < len(self._kinds) else ""

    def word(self, k: int) -> str:
        """Return the words of piece ``k`` in small letters; '' beyond the ends."""
        return self._words[k] if 0 <= k < len(self._words) else ""

    def breaks(self, k: int) -> bool:
        """Whether piece ``k`` is a mark that ends a clause, or lies beyond the ends."""
        if not 0 <= k < len(self.items):
            return True
        inside = self.word(k) in _INNER and k + 1 < len(self.items)  # 'UB.MTTQ', 'Bộ Y tế… cùng đại diện …'
        return self.kind(k) == "mark" and self.word(k) in _BREAKS and not inside

    def role(self, k: int) -> str:
        """Return the role of the function word at piece ``k``; '' for anything else."""
        return str(self.items[k].chunk.value) if self.kind(k) == "function" else ""

    def is_skipped(self, k: int) -> bool:
        """Whether piece ``k`` is an auxiliary: it stands between a subject and its verb."""
        return self.role(k) in _SKIPPED

    def is_preposition(self, k: int) -> bool:
        """Whether piece ``k`` governs the noun phrase behind it."""
        return self.role(k) == "prep"

    def frame(self, k: int) -> str:
        """Return the frame of the verb at piece ``k``; '' for anything else."""
        value = self.items[k].chunk.value if 0 <= k < len(self.items) else None
        return value.frame if isinstance(value, Verb) else ""

    def is_number(self, k: int) -> bool:
        """Whether piece ``k`` is a numeral."""
        return 0 <= k < len(self.items) and self.view.tokens[self.items[k].chunk.i].kind == "n"

    def delegation(self, leader: int) -> int:
        """Return the named body that the person at piece ``leader`` leads ('Đoàn A của B do … dẫn đầu'), or -1."""
        k = leader - 2
        while self.kind(k) == "body" and self.is_preposition(k - 1):
            k -= 2
        whole = self.kind(k) == "body" and self.kind(k - 1) in ("", "mark", "date", "function")
        return k if whole and self.word(leader - 1) == "do" else -1

    def bare_name(self, k: int) -> bool:
        """Whether piece ``k`` is a person's name with no title and no form of address."""
        value = self.items[k].chunk.value
        named = isinstance(value, PersonPhrase) and value.name is not None and not value.posts
        return named and self.items[k].chunk.text == value.name.name  # type: ignore[union-attr]

    def event_kind(self, k: int) -> str:
        """Return the kind of the gathering at piece ``k``; '' for anything else."""
        value = self.items[k].chunk.value if 0 <= k < len(self.items) else None
        return value.kind if isinstance(value, EventPhrase) else ""

    def titled(self, k: int) -> bool:
        """Whether piece ``k`` can begin a title: a capital letter, or 'nguyên', 'quyền'."""
        if not 0 <= k < len(self.items):
            return False
        first = self.items[k].chunk.i
        return self.view.capital(first) or bool(self.view.lexicon.modifiers.longest(self.view.words, first)[1])

    def actor(self, k: int) -> Record | None:
        """Return the person or body of piece ``k``, or None."""
        return self.items[k].record if 0 <= k < len(self.items) and self.kind(k) in ACTORS else None

    def begin(self, i: int) -> int:
        """Return the piece that begins at token ``i``; -1 where a longer one covers it."""
        k = bisect_left(self._begins, i)
        return k if k == len(self._begins) or self._begins[k] == i else -1

    def start(self, k: int) -> int:
        """Return the offset in the text at which piece ``k`` begins."""
        return self.view.tokens[self.items[k].chunk.i].start

    def at(self, offset: int) -> int:
        """Return the piece in which an offset of the text lies; the first one where it lies before all."""
        return max(0, bisect_right(range(len(self)), offset, key=self.start) - 1)

    def find(self, start: int, test: Callable[[Piece], bool]) -> int:
        """Return the index of the first piece from ``start`` in the same clause that passes, or -1."""
        for k in range(start, len(self.items)):
            if test(self.items[k]):
                return k
            if self.breaks(k):
                break
        return -1

    def span(self, *indices: int) -> Span:
        """Return the span of the text that covers all these pieces."""
        chunks = [self.items[k].chunk for k in indices]
        return self.view.span(min(c.i for c in chunks), max(c.j for c in chunks))

    def cover(self, *indices: int) -> Span:
        """Return the span over those of these pieces that stand in this sentence (-1: in none)."""
        return self.span(*(k for k in indices if k >= 0))

    def group(self, k: int) -> GroupPhrase | None:
        """Return the group of piece ``k``, or None."""
        value = self.items[k].chunk.value if 0 <= k < len(self.items) else None
        return value if isinstance(value, GroupPhrase) else None
