"""Search as one types: everything whose name holds the words typed, whatever their tones, the likeliest first.

The order: the whole name, its beginning, the beginning of a word, inside a word, and last the words typed scattered
over the name ('chi thi 41': Chỉ thị số 41-CT/TW). Within one such step names with the tones typed come first, then what
more reports mention.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import KINDS
from kg.text import fold, key

if TYPE_CHECKING:
    from kg.store.interface import Store

_REPORT = "Report"
_COMPARED = 500  # names compared letter by letter


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that can be found: ``labels`` by language, ``mentions`` the number of reports that name it."""

    iri: str
    kind: str
    labels: Mapping[str, str]
    mentions: int

    def label(self, lang: str) -> str:
        """Return its label in a language, else in Vietnamese, else the end of its IRI."""
        return self.labels.get(lang) or self.labels.get("vi") or self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, and the name of it that held the words."""

    known: Known
    name: str


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found: ``total`` of all pages, ``kinds`` how many of each kind (whatever kind was asked)."""

    found: tuple[Hit, ...]
    total: int
    kinds: Mapping[str, int]


class Index:
    """The names of a store, folded once. Some 10 ms a search at 100,000 names."""

    def __init__(self, known: Iterable[Known], names: Iterable[tuple[str, str]]):
        """Take the things, and their names as pairs of IRI and text."""
        self._known = {each.iri: each for each in known}
        pairs = {(iri, text) for iri, text in names if iri in self._known}
        self._names = sorted((fold(text), key(text), text, iri) for iri, text in pairs)
        self._bearers: dict[str, set[str]] = {}
        for folded, _, _, iri in self._names:
            self._bearers.setdefault(folded, set()).add(iri)

    def search(self, text: str, kinds: Collection[str] = (), *, limit: int = 12, skip: int = 0) -> Hits:
        """Return what a text finds, of the ``kinds`` where any are given; an empty text finds everything by name."""
        best = self._best(text)
        counts = Counter(self._known[iri].kind for iri in best)
        chosen = [(order, iri) for iri, order in best.items() if not kinds or self._known[iri].kind in kinds]
        chosen.sort()
        page = tuple(Hit(self._known[iri], order[-1]) for order, iri in chosen[skip : skip + limit])
        return Hits(page, len(chosen), counts)

    def near(self, text: str, kinds: Collection[str] = (), *, limit: int = 5) -> tuple[Hit, ...]:
        """Return the things whose names are most like a text: only those that share a word with it."""
        words = set(fold(text).split())
        likely: dict[str, tuple[str, str]] = {}
        for folded, _, name, iri in self._names:
            if words & set(folded.split()) and (not kinds or self._known[iri].kind in kinds):
                likely.setdefault(folded, (iri, name))
        pool = sorted(likely, key=lambda name: (abs(len(name) - len(text)), name))[:_COMPARED]
        found = difflib.get_close_matches(fold(text), pool, n=limit, cutoff=0.5)
        return tuple(Hit(self._known[iri], name) for iri, name in map(likely.__getitem__, found))

    def hit(self, iri: str) -> Hit | None:
        """Return the thing with an IRI as if it were found by its label, None where it is not known."""
        known = self._known.get(iri)
        return Hit(known, known.label("vi")) if known else None

    def alone(self, label: str, kinds: Collection[str]) -> bool:
        """Return whether only one thing of these kinds (none: of any) has a name that reads so without tones."""
        named = self._bearers.get(fold(label), ())
        return sum(not kinds or self._known[iri].kind in kinds for iri in named) == 1

    def _best(self, text: str) -> dict[str, tuple]:
        """Return IRI → the order of its best name (the name itself comes last in it)."""
        wanted, marked, words = fold(text), key(text), fold(text).split()
        best: dict[str, tuple] = {}
        for folded, keyed, name, iri in self._names:
            at = folded.find(wanted)
            if at < 0 and not (len(words) > 1 and all(word in folded for word in words)):
                continue
            known = self._known[iri]
            # Reports, whose titles hold many names, after the things themselves.
            order = (
                _step(folded, wanted, at),
                marked not in keyed,
                known.kind == _REPORT,
                -known.mentions,
                keyed,
                name,
            )
            if not words:
                order = (0, False, False, 0, keyed, name)
            if iri not in best or order < best[iri]:
                best[iri] = order
        return best


def index(store: Store) -> Index:
    """Return the index of a store as it is now."""
    # Read pattern by pattern, not by a query: ten times as quick, and the first search waits for it.
    kinds = {
        quad.subject.value: kind for kind in (*KINDS, _REPORT) for quad in store.matching("rdf:type", f"kg:{kind}")
    }
    mentions = Counter(quad.object.value for quad in store.matching("schema:mentions"))
    labels: dict[str, dict[str, str]] = {}
    names = []
    for relation in ("rdfs:label", "skos:altLabel", "kg:number"):
        for quad in store.matching(relation):
            if quad.subject.value in kinds:
                names.append((quad.subject.value, quad.object.value))
                if relation == "rdfs:label":
                    labels.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return Index((Known(iri, kind, labels.get(iri, {}), mentions[iri]) for iri, kind in kinds.items()), names)


def _step(folded: str, wanted: str, at: int) -> int:
    if folded == wanted:
        return 0
    if at <= 0:
        return 1 if at == 0 else 4
    return 2 if not folded[at - 1].isalnum() else 3
