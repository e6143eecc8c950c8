"""A whole store from a folder to another engine, or back: by graph, verified, and taken up where it stopped.

What tells two graphs apart is their fingerprint (:mod:`kg.store.remote.fingerprint`): only graphs that differ are sent.
Each that was sent is read back, and counts as there when its fingerprint is right. Until all are, the target says that
it is being filled, and nobody else can open it. The file of judgements goes along; for a store on an engine it is in
this machine's folder of data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import StoreError
from kg.judgements.file import keep, kept, placed
from kg.model import Judgement
from kg.store.interface import Store
from kg.store.marker import mark
from kg.store.open import open_store, store_folder
from kg.store.remote import scan
from kg.store.remote.fingerprint import Fingerprint, fingerprint
from kg.store.remote.open import open_remote

Begin = Callable[[int], Callable[[int], object]]  # given how many quads there are; returns what is called with some


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a transfer did, in numbers of graphs; ``quads`` is how many of them were sent.

    ``others`` tells that the engine also holds graphs that are not this store's: they are as they were.
    """

    sent: int
    removed: int
    unchanged: int
    quads: int
    others: bool = False


def push(source: Store, url: str, begin: Begin, *, replace: bool = False) -> Transfer:
    """Make the store on an engine equal to ``source``, one in a folder; it is made where there is none.

    Raises StoreError where the engine cannot be reached or does not keep what it is given, and, unless ``replace``,
    where it holds reports that ``source`` does not: they would be lost.
    """
    with open_remote(url, write=True, create=True, base=source.base, filling=True) as target:
        filling = target.filling()
        filling.refuse_one_for_two(source)
        plan = _Plan({name: fingerprint(source.quads(name)) for name in source.graphs()}, filling.holds())
        plan.refuse_loss(target.name, source.name, replace, "push")
        _refuse_judged(source, target, replace, "push")
        step = begin(plan.quads)
        filling.begin("kg push")
        for names in plan.portions():
            filling.put({name: set(source.quads(name)) for name in names})
            step(plan.count(names))
        keep(target.judgements, kept(source.judgements))
        filling.end(plan.gone, source)
        return plan.done(others=filling.has_others())


def pull(url: str, folder: str | Path, begin: Begin, *, replace: bool = False) -> Transfer:
    """Make the store in a folder equal to the one on an engine; it is made where there is none.

    Raises StoreError as :func:`push` does.
    """
    with open_remote(url, write=False, create=False, base=None) as source, _opened(folder, source.base) as target:
        plan = _Plan(source.fingerprints(), {name: fingerprint(target.quads(name)) for name in target.graphs()})
        plan.refuse_loss(target.name, source.name, replace, "pull")
        _refuse_judged(source, target, replace, "pull")
        step = begin(plan.quads)
        with _filling(target, url):
            for names in plan.portions():
                target.update(remove_graphs=names, add=source.verified(names))
                step(plan.count(names))
            target.update(remove_graphs=plan.gone)
            keep(target.judgements, kept(source.judgements))
        return plan.done()


class _Plan:
    """What has to be done so that a store which ``has`` some graphs has those that it is to have (``wanted``)."""

    def __init__(self, wanted: Mapping[str, Fingerprint], has: Mapping[str, Fingerprint]):
        self._wanted = wanted
        self._differing = [name for name in sorted(wanted) if has.get(name) != wanted[name]]
        self.gone = sorted(has.keys() - wanted.keys())
        self.quads = self.count(self._differing)

    def refuse_loss(self, target: str, source: str, replace: bool, how: str) -> None:
        """Raise StoreError where reports would go that the other side does not have."""
        lost = [name.rpartition("/")[2] for name in self.gone if "/report/" in name and "#" not in name]
        if lost and not replace:
            what = f"the report {lost[0]}" if len(lost) == 1 else f"{len(lost)} reports, such as {lost[0]},"
            raise StoreError(f"{target} has {what} which {source} does not have: kg {how} would remove "
                             f"{'it' if len(lost) == 1 else 'them'}; --replace has it do so")  # fmt: skip

    def portions(self) -> Iterator[list[str]]:
        """Yield the graphs that differ, some at a time."""
        return scan.portions({name: self._wanted[name].count for name in self._differing})

    def count(self, names: list[str]) -> int:
        """Return how many quads some graphs are to have."""
        return sum(self._wanted[name].count for name in names)

    def done(self, *, others: bool = False) -> Transfer:
        """Return what was done."""
        sent = len(self._differing)
        return Transfer(sent, len(self.gone), len(self._wanted) - sent, self.quads, others)


def _refuse_judged(source: Store, target: Store, replace: bool, how: str) -> None:
    """Raise StoreError where judgements about the target would go that the source does not have."""
    known = {row.judgement.id: row.judgement for row in placed(source.judgements)}
    lost = [row.place for row in placed(target.judgements) if not _covers(known.get(row.judgement.id), row.judgement)]
    if lost and not replace:
        what = f"the judgement at {lost[0]}" if len(lost) == 1 else f"{len(lost)} judgements, from {lost[0]} on,"
        raise StoreError(f"{target.name} has {what} which {source.name} does not have: kg {how} would remove "
                         f"{'it' if len(lost) == 1 else 'them'}; --replace has it do so")  # fmt: skip


def _covers(known: Judgement | None, judgement: Judgement) -> bool:
    """Whether a judgement says all that another one says: corrected texts may have been added to it since."""
    if known is None or judgement.b is None or known.b is None:
        return known == judgement
    pairs = ((known.a, judgement.a), (known.b, judgement.b))
    return replace(known, a=judgement.a, b=judgement.b) == judgement and all(
        one.iri == other.iri and set(one.members) >= set(other.members) for one, other in pairs
    )


@contextmanager
def _opened(folder: str | Path, base: str) -> Iterator[Store]:
    with open_store(store_folder(folder), create=True, base=base, filling=True) as store:
        yield store


@contextmanager
def _filling(store: Store, url: str) -> Iterator[None]:
    """Have a store in a folder say that it is being filled, until that is done."""
    folder = store_folder(store.name)
    mark(folder, store.base, filling=url)
    yield
    store.flush()
    mark(folder, store.base)
