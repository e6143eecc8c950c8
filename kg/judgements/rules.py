"""What a list of judgements must not say: one thing twice, or two things that cannot both be.

Checked over the whole list, whatever order it is in. What is one with what follows by chains (A = B, B = C); the line
of a refusal names the rows of both sides, chain and all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from kg.errors import InputError
from kg.judgements.row import Placed, short, short_sides
from kg.model import Member, Side
from kg.parting import Groups, families, is_split, kept_together, named_apart

Kind = Callable[[Side], str]  # the kind of a side's entity ('Person'); '' where it is not known
_MOST = 6  # rows of a chain that a line names
_UNJOINED = {"post": "posts follow their bodies: judge those", "report": "a report is its text"}


def kind_in_iri(side: Side) -> str:
    """Return the kind that a side's IRI names ('person'), '' for none: what stands before its last slash."""
    return side.iri.rpartition("/")[0].rpartition("/")[2].lower()


def check(rows: Sequence[Placed], kind: Kind = kind_in_iri) -> None:
    """Raise InputError where the rows contradict or repeat each other, or one of them cannot be.

    ``kind`` tells the kind of a side's entity, by its IRI unless told otherwise.
    """
    ones = _Ones()
    pairs: dict[frozenset[Member], Placed] = {}
    for row in rows:
        if row.judgement.b is not None:
            _check_alone(row, kind)
    for row in _with(rows, "same"):
        ones.join(row)
    for row in _with(rows, "different"):
        for pair in kept_together(row.judgement):
            ones.link(*pair, row)
    rest = {family.whole: family.rest for family in families([row.judgement for row in rows])}
    for row in _with(rows, "different"):
        _refuse_repeated(pairs, row, _parted(row, rest))
    _refuse_contradictions(rows, ones)
    _check_unsure(rows, ones, pairs)
    _check_accepted(_with(rows, "accepted"))


def fits(rows: Sequence[Placed]) -> bool:
    """Return whether rows neither contradict nor repeat each other."""
    try:
        check(rows)
    except InputError:
        return False
    return True


class _Ones:
    """What is one with what, by the rows that say so."""

    def __init__(self) -> None:
        self._next: defaultdict[Member, list[tuple[Member, Placed]]] = defaultdict(list)
        self._groups = Groups()

    def join(self, row: Placed) -> None:
        """Take in that two are one. Raises InputError where that follows from other rows already."""
        if chain := self.between(row):
            raise InputError(row.place, f"says again what {_named(chain)} {_verb(chain)}: {_told(row)}", _back(row))
        first, *others = row.judgement.members
        for other in others:
            self.link(first, other, row)

    def link(self, a: Member, b: Member, row: Placed) -> None:
        """Take in that a row has two be one, whether or not that follows already."""
        self._next[a].append((b, row))
        self._next[b].append((a, row))
        self._groups.join(a, b)

    def between(self, row: Placed) -> list[Placed]:
        """Return the rows that make one of both sides of a row, none where they are not."""
        return next((chain for pair in _ends(row) if (chain := self.chain(*pair))), [])

    def chain(self, a: Member, b: Member) -> list[Placed]:
        """Return the rows that make one of two, none where they are not; the shortest chain of them."""
        if not self._groups.one(a, b):
            return []
        came: dict[Member, tuple[Member, Placed] | None] = {a: None}
        reached = [a]
        for member in reached:
            for other, row in self._next.get(member, ()):
                if other not in came:
                    came[other] = (member, row)
                    reached.append(other)
        chain: list[Placed] = []
        while b in came and (step := came[b]):
            b, row = step
            chain.append(row)
        return list(dict.fromkeys(chain[::-1]))  # a row that names several may be gone through twice


def _check_alone(row: Placed, kind: Kind) -> None:
    judgement = row.judgement
    if not set(judgement.a.members).isdisjoint(judgement.b.members):
        raise InputError(row.place, f"is about one thing twice: {short(judgement.a)}", "name two different things")
    kinds = [kind(side) for side in (judgement.a, judgement.b)]
    if all(kinds) and kinds[0].lower() != kinds[1].lower():
        told = " and ".join(f"{short(side)} ({of})" for side, of in zip((judgement.a, judgement.b), kinds, strict=True))
        raise InputError(row.place, f"is about things of different kinds: {told}", "they cannot be one")
    if why := _UNJOINED.get(kinds[0].lower()):
        raise InputError(row.place, f"is about {short(judgement.a)}, a {kinds[0].lower()}", why)


def _refuse_contradictions(rows: Sequence[Placed], ones: _Ones) -> None:
    """Refuse the first row that keeps apart what other rows make one."""
    places = {id(row.judgement): row for row in rows}
    for pair in named_apart([row.judgement for row in rows]):
        if pair.by and (chain := ones.chain(pair.a, pair.b)):
            row = places[id(pair.by)]
            raise _contradiction(row, [other for other in chain if other is not row])


def _check_unsure(rows: Sequence[Placed], ones: _Ones, pairs: dict[frozenset[Member], Placed]) -> None:
    """Refuse an 'unsure' that is said twice, or after the pair was decided."""
    unsure: dict[frozenset[Member], Placed] = {}
    at = {id(row): number for number, row in enumerate(rows)}
    for row in _with(rows, "unsure"):
        _refuse_repeated(unsure, row, _ends(row))
        decided = next((pairs[pair] for pair in map(frozenset, _ends(row)) if pair in pairs), None)
        by = [decided] if decided else ones.between(row)
        if by and all(at[id(each)] < at[id(row)] for each in by):
            raise _contradiction(row, by)


def _check_accepted(rows: Iterable[Placed]) -> None:
    seen: dict[str, Placed] = {}
    for row in rows:
        first = seen.setdefault(row.judgement.a.iri, row)
        if first is not row:
            raise InputError(row.place, f"accepts {row.judgement.a.iri}, as {first.place} does", _back(row))


def _refuse_repeated(
    seen: dict[frozenset[Member], Placed], row: Placed, about: Iterable[tuple[Member, Member]]
) -> None:
    """Refuse a row ``about`` such pairs only as an earlier one is; note the pairs of any other."""
    pairs = [frozenset(pair) for pair in about]
    by = {id(first): first for pair in pairs if (first := seen.get(pair))}
    if len(by) == 1 and all(pair in seen for pair in pairs):
        (first,) = by.values()
        raise InputError(row.place, f"says again what {first.place} says: {_told(row)}", _back(row))
    for pair in pairs:
        seen.setdefault(pair, row)


def _contradiction(row: Placed, by: Sequence[Placed]) -> InputError:
    other = ", ".join(_few([_told(each) for each in by]))
    return InputError(row.place, f"({_told(row)}) contradicts {_named(by)} ({other})", _way_out([row, *by]))


def _way_out(rows: Sequence[Placed]) -> str:
    """Return what to do about rows that contradict each other: those in force can be taken back."""
    known = [row for row in rows if row.number]
    return f"take one back first, e.g. kg undo {known[-1].judgement.id}" if known else "leave one of them out"


def _back(row: Placed) -> str:
    return f"take it back: kg undo {row.judgement.id}" if row.number else "nothing is to be done"


def _named(rows: Sequence[Placed]) -> str:
    return " and ".join(_few([row.place for row in sorted(rows, key=lambda row: row.number)]))


def _few(words: list[str]) -> list[str]:
    """Return the words; of very many those at both ends."""
    return words if len(words) <= _MOST else [*words[: _MOST - 2], f"{len(words) - _MOST + 1} more", words[-1]]


def _verb(rows: Sequence[Placed]) -> str:
    return "says" if len(rows) == 1 else "say together"


_SIGNS = {"same": "=", "different": "≠", "unsure": "?"}


def _told(row: Placed) -> str:
    return f" {_SIGNS[row.judgement.verdict]} ".join(short_sides(row.judgement))


def _with(rows: Iterable[Placed], verdict: str) -> list[Placed]:
    return [row for row in rows if row.judgement.verdict == verdict]


def _parted(row: Placed, rest: Mapping[str, Sequence[Member]]) -> Iterator[tuple[Member, Member]]:
    """Yield what a row keeps apart; of splits only from what nothing else split off, for that is judged by itself."""
    judgement = row.judgement
    return product(judgement.a.members, rest[judgement.a.iri]) if is_split(judgement) else _ends(row)


def _ends(row: Placed) -> Iterator[tuple[Member, Member]]:
    """Yield each entity of one side with each of the other."""
    return product(row.judgement.a.members, row.judgement.b.members)
