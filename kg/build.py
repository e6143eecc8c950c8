"""Where the wings meet: reports go in and out of a store, each in one transaction; the first ones all at once.

The store holds, at any time, what :func:`kg.graph.project.project` gives for its reports and their resolution,
whatever order they came in and whatever else was there before. Only what a change touches is written: the graphs of
the reports concerned, those whose entities' IRIs change with them, and the derived quads that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from time import monotonic

import pyoxigraph as ox

from kg.errors import NotFoundError, StoreError
from kg.graph.derived import JUDGED_WITH, judged_with
from kg.graph.identity import report_iri
from kg.graph.project import report_quads
from kg.graph.vocabulary import ENTITIES, EVIDENCE, ONTOLOGY_GRAPH, ontology_quads
from kg.judgements import file as judged
from kg.judgements.follow import Followed, followed
from kg.model import Judgement, Outcome, Report, ReportStatements, leading
from kg.store.interface import Store
from kg.store.reader import Ahead, Read, Reader
from kg.store.sources import Known, Sources, Staged, bare
from kg.world import World

Writing = Callable[[int], AbstractContextManager[Callable[[int], object]]]
Begin = Callable[[int], Callable[[int], object]]  # given how many reports there are; returns what is called with each 1

MOST_STAGED = 10_000  # reports of a first fill that wait: their texts are in memory
FLUSH_AFTER = 10.0  # seconds of changes that a failure of the machine may cost


def ingest(store: Store, report: Report, read: Read, reader: str = "") -> Outcome:
    """Put one report into the store; for many, make one :class:`Builder` and call its ``ingest``."""
    return Builder(store, read, reader).ingest(report)


def forget(store: Store, report_keys: str | Iterable[str], read: Read, reader: str = "") -> None:
    """Take one report or several, by their 16-digit keys, out of the store; see :meth:`Builder.forget`."""
    Builder(store, read, reader).forget(report_keys)


def _unseen(_: int) -> Callable[[int], object]:
    """Show nothing of how far we are."""
    return lambda _: None


class Builder:
    """Puts reports into a store and takes them out; remembers what it knows of the store between calls.

    ``read`` reads one report; ``reader`` is its version, as its readings carry it. Where it is given, reports that
    another version read are read again, all of them, before the first change: ``begin`` is told how many, ``renewed``
    counts them, and ``ahead`` (:class:`kg.store.reader.Reader`) may read several at a time. ``flushes`` counts how
    often all that is in the store was put on disk. Nobody else may write to the store while a builder is at work.
    """

    def __init__(self, store: Store, read: Read, reader: str = "", begin: Begin = _unseen, ahead: Ahead = iter):
        self._store, self._reader, self._begin = store, reader, begin
        self.renewed = self.flushes = 0
        self._sources: Sources | Staged = Sources(store)
        self._readings = Reader(read, reader, store.readings, ahead)
        self._asked: dict[str, Known] = {}  # what :meth:`needed` has learnt, as long as nothing changes
        self._world: World | None = None
        self._judgements: tuple[Judgement, ...] | None = None
        self._compared = False
        self._may_stage = True
        self._flushed = monotonic()

    def ingest(self, report: Report) -> Outcome:
        """Put a report in, in one transaction.

        The report that its source had before, if any, loses the source, and is forgotten with its last one. Raises
        what the reader raises and StoreError; the store is then as before.
        """
        self.settle()
        return self._take(report)

    def stage(self, report: Report, writing: Writing | None = None) -> Outcome:
        """Put a report in as :meth:`ingest` does; where the store holds none yet, it may wait until :meth:`settle`.

        What a first fill writes at once costs much less than report by report. What was read is kept at once. Where so
        many wait that they are written, ``writing`` is told how many, and gives what is called with 1 for each.
        """
        if self._may_stage and not self._sources.report_keys():
            self._sources = Staged()
        self._may_stage = False
        outcome = self._take(report)
        if self.staged >= MOST_STAGED:
            with writing(self.staged) if writing else nullcontext(_unseen(0)) as step:
                self.settle(step)
        return outcome

    def needed(self, report: Report) -> Report | None:
        """Return what has to be read when this report is put in, None where nothing has: for who reads ahead.

        It is the report as its leading source gives it. What is put in meanwhile may change it.
        """
        known = self._asked[report.key] = self._sources.known(report.key)
        if bare(report) in known.copies and self._reader in ("", known.reader):
            return None
        first = replace(leading(known.added(report).copies), text=report.text)
        return None if self._readings.get(first, self._reader) else first

    @property
    def staged(self) -> int:
        """How many reports wait to be written."""
        return len(self._sources) if isinstance(self._sources, Staged) else 0

    def settle(self, step: Callable[[int], object] = lambda _: None) -> None:
        """Write what waits, all of it or nothing; ``step`` is called with 1 for each report. Raises StoreError."""
        if not isinstance(self._sources, Staged):
            return
        waiting, self._sources = self._sources, Sources(self._store)
        if waiting:
            self._fill(waiting, step)

    def _take(self, report: Report) -> Outcome:
        known = self._asked.pop(report.key, None) or self._sources.known(report.key)
        owner = self._sources.owner(report.source_id)
        if self._world is None and (self._stale(known) or self._judged_otherwise()):
            self._load()
            known = self._sources.known(report.key)
        current = self._reader in ("", known.reader)
        if current and bare(report) in known.copies:
            return Outcome("unchanged", report.key)
        come, gone, before = {report.key: known.added(report)}, "", ""
        if owner not in ("", report.key):
            before, rest = owner, self._sources.known(owner).without(report.source_id)
            gone = "" if rest.copies else owner
            come |= {owner: rest} if rest.copies else {}
        readings = self._change({gone} - {""}, come, (before, report.key))
        change = "new" if not (known.copies or owner) else "unchanged" if current and not owner else "replaced"
        return Outcome(change, report.key, gone, readings[report.key])

    def flush(self) -> None:
        """Put all that is in the store on disk. Raises StoreError."""
        self._store.flush()
        self.flushes, self._flushed = self.flushes + 1, monotonic()

    def forget(self, report_keys: str | Iterable[str]) -> None:
        """Take a report or several out, in one transaction.

        Raises NotFoundError where one of them is not in, and StoreError; the store is then as before.
        """
        self.settle()
        gone = {report_keys} if isinstance(report_keys, str) else set(report_keys)
        for key in sorted(gone):
            self._there(key)
        if gone:
            self._change(gone, {})

    def reread(self, *, everything: bool = False) -> int:
        """Read again what another reader read, or ``everything``, and write the graph anew, in one transaction.

        Returns how many reports those were. Where it was stopped, what was read by then is not read a second time
        (unless ``everything`` is to be).
        """
        self.settle()
        before = self.renewed
        if everything or self._judged_otherwise() or any(map(self._stale, self._sources.all().values())):
            self._load(anew=True, everything=everything)
        return self.renewed - before

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements in force, in the order of their file. Raises InputError where the file cannot be used."""
        if self._judgements is None:
            self._judgements = judged.read(self._store.judgements)
        return self._judgements

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Put these judgements in force, in place of all before: in the file and in the graph.

        Whether they fit each other is for the caller to see to (:mod:`kg.judgements.rules`). Raises InputError where
        the file cannot be used, OutputError and StoreError where something cannot be written; should the machine fail
        between the two, the next change brings the graph in line with the file.
        """
        world = self.world()
        self._readings.prepare()
        judged.write(self._store.judgements, judgements, stays=True)
        self._judgements, self._world = tuple(judgements), None
        self._put(world, world.judge(judgements), set(), {}, {}, noted=self._noted())
        judged.write(self._store.judgements, judgements)

    def world(self) -> World:
        """Return what is known of all reports together; nobody but the builder may change it.

        Of a store that is open for reading it is learnt without writing anything.
        """
        self.settle()
        return self._world or (self._load() if self._store.writable else self._look())

    def reading(self, report_key: str) -> ReportStatements:
        """Return what was read from a report. Raises NotFoundError where it is not in the store."""
        known = self._there(report_key)
        return self._reading(report_key, known) if self._store.writable else self._read_before(report_key, known)

    def _there(self, key: str) -> Known:
        """Return what is known of a report. Raises NotFoundError where it is not in the store."""
        known = self._sources.known(key)
        if not known.copies:
            raise NotFoundError(f"no report {key} in the store; kg reports lists them")
        return known

    def _noted(self) -> set[ox.Quad]:
        """Return the quad that notes with which judgements the graph was made."""
        return set(self._store.matching(JUDGED_WITH, graph=self._store.base + ENTITIES))

    def _refuse_lost(self) -> None:
        """Raise StoreError where the graph was made with judgements whose file is not there: they would be undone."""
        path = self._store.judgements
        if self._noted() and not path.exists():
            raise StoreError(f"{self._store.name} was made with judgements that are not here: put their file at {path} "
                             "(an empty one takes them all back)")  # fmt: skip

    def _judged_otherwise(self) -> bool:
        """Return, when first asked, whether the graph was made with other judgements than the file has by now."""
        first, self._compared = not self._compared and not isinstance(self._sources, Staged), True
        return first and self._noted() != self._judged_quads()

    def _judged_quads(self) -> set[ox.Quad]:
        return set(judged_with(self._store.base, judged.digest(self.judgements)))

    def _change(
        self, gone: set[str], come: Mapping[str, Known], corrected: tuple[str, str] = ("", "")
    ) -> dict[str, ReportStatements]:
        """Take reports out and put others, each from its sources, in: one transaction. Returns those readings.

        ``corrected`` are the keys of a text, where there is one, and of that which its source has in place of it.
        """
        self._readings.prepare()
        self._asked.clear()
        if isinstance(self._sources, Staged):
            return self._put_off(self._sources, gone, come)
        world = self._world or self._load()
        readings = {key: self._reading(key, known) for key, known in come.items()}
        judgements = self._followed(*corrected, gone, readings) if corrected[0] else None
        self._world = None  # whatever fails from here on: what we know of the store must be learnt again
        if judgements is None:
            self._put(world, world.change(gone, readings.values()), gone, come, readings)
            return readings
        judged.write(self._store.judgements, judgements.before)
        self._judgements = judgements.after
        try:
            touched = world.judge(judgements.after) | world.change(gone, readings.values())
            self._put(world, touched - gone, gone, come, readings, noted=self._noted())
            judged.write(self._store.judgements, judgements.after)
        except BaseException:
            self._judgements = None  # those of the file
            raise
        return readings

    def _followed(
        self, old: str, new: str, gone: set[str], readings: Mapping[str, ReportStatements]
    ) -> Followed | None:
        """Return the judgements when a source has a new text in place of an old one; None where they stay."""
        if not any(member.report == old for one in self.judgements for member in one.members):
            return None
        was = bool(self._sources.known(new).copies)  # then nothing shows which of both texts judgements meant first
        before = readings[old] if old in readings else self._reading(old, self._sources.known(old))

        def there(key: str) -> bool:
            return was or key in readings or (key not in gone and bool(self._sources.known(key).copies))

        found = followed(self.judgements, before, readings[new], there)
        return found if {found.before, found.after} != {self.judgements} else None

    def _put(
        self, world: World, touched: set[str], gone: set[str],
        come: Mapping[str, Known], readings: Mapping[str, ReportStatements], noted: set[ox.Quad] | None = None,
    ) -> None:  # fmt: skip
        """Write what a change of the world touched, in one transaction.

        ``noted`` is the note of the judgements before, where these are others now.
        """
        new: set[ox.Quad] = set() if noted is None else self._judged_quads()
        for key in sorted(touched):
            known = come.get(key) or self._sources.known(key)
            reading = readings.get(key) or self._reading(key, known)
            new |= report_quads(reading, world.count(reading), self._store.base, known.copies)
        removed, added = world.derived.changes()
        graphs = [graph for key in gone | touched for graph in self._graphs(key)]
        for key in gone:  # before the store: it must not fail once that has changed, and a lost reading is made again
            self._readings.drop(key)
        self._store.update(remove_graphs=graphs, add=new | added, remove=removed | (noted or set()))
        self._world = world
        if monotonic() - self._flushed > FLUSH_AFTER:
            self.flush()

    def _put_off(self, waiting: Staged, gone: set[str], come: Mapping[str, Known]) -> dict[str, ReportStatements]:
        """Have reports wait in a store that holds none; as :meth:`_change`."""
        readings = {key: self._reading(key, known) for key, known in come.items()}
        for key, reading in readings.items():
            waiting.put(key, come[key], reading)
        for key in gone:
            waiting.drop(key)
            self._readings.drop(key)
        return readings

    def _fill(self, waiting: Staged, step: Callable[[int], object]) -> None:
        """Write the graph of a store that holds no report yet."""
        sources, self._sources = self._sources, waiting  # the texts are not in the store yet
        try:
            keys = waiting.report_keys()
            world = self._learn(self._reading(key, waiting.known(key)) for key in keys)
            self._store.fill(self._quads(world, keys, step))
            world.derived.changes()
            self._world = world
        finally:
            self._sources = sources

    def _quads(self, world: World, keys: Iterable[str], step: Callable[[int], object]) -> Iterator[ox.Quad]:
        """Yield the whole graph, and count in ``world`` what follows from it."""
        yield from ontology_quads()
        for key in keys:
            known = self._sources.known(key)
            reading = self._reading(key, known)
            yield from report_quads(reading, world.count(reading), self._store.base, known.copies)
            step(1)
        yield from world.derived.quads()
        yield from self._judged_quads()

    def _load(self, anew: bool = False, everything: bool = False) -> World:
        """Learn what is in the store; where another reader read some of it, or ``anew``, write all of it again."""
        self._store.update(remove_graphs=[ONTOLOGY_GRAPH], add=ontology_quads())  # writes only what a newer kg changed
        self._refuse_lost()
        anew |= self._readings.ahead or self._noted() != self._judged_quads()
        self._asked.clear()
        known = self._sources.all()
        self._renew(known, everything)
        world = self._learn(self._reading(key, known[key]) for key in known)
        for key in known:  # from the cache again: all readings at once would not fit into memory
            reading = self._reading(key, known[key])
            world.count(reading)
            anew |= reading.reader != known[key].reader
        world.derived.changes()
        if anew:
            self._write(world, known)
            self._readings.set_ahead(False)
        self._world = world
        return world

    def _look(self) -> World:
        self._refuse_lost()
        self._world = self._learn(self._read_before(key, known) for key, known in self._sources.all().items())
        return self._world

    def _learn(self, readings: Iterable[ReportStatements]) -> World:
        """Return what follows from readings with the judgements in force."""
        world = World(self._store.base)
        world.judge(self.judgements)
        world.change((), readings)
        return world

    def _read_before(self, key: str, known: Known) -> ReportStatements:
        """Return a reading as the graph has it, from the cache or by the reader; nothing is kept."""
        return self._readings.before(self._report(key, known), known.reader)

    def _write(self, world: World, known: Mapping[str, Known]) -> None:
        """Write the whole graph, in one transaction: those graphs that differ from what is there."""
        new, differing = set(world.derived.quads()) | self._judged_quads(), set(self._store.graphs()) - {ONTOLOGY_GRAPH}
        for key in known:
            reading = self._reading(key, known[key])
            told = report_quads(reading, world.names(reading), self._store.base, known[key].copies)
            for graph in self._graphs(key):
                part = {quad for quad in told if quad.graph_name.value == graph}
                if part == set(self._store.quads(graph)):  # all at once would not fit into memory
                    differing.discard(graph)
                else:
                    new |= part
        self._store.update(remove_graphs=differing, add=new)

    def _renew(self, known: Mapping[str, Known], everything: bool) -> None:
        """Read again what another reader read, one report after the other, each kept at once."""
        stale = [key for key in known if everything or self._stale(known[key])]
        step = self._begin(len(stale)) if stale else None
        if everything:  # should this be stopped, the graph would be of the older readings
            self._readings.set_ahead(True)
        self._readings.renew((self._report(key, known[key]) for key in stale), step, everything)
        self.renewed += len(stale)

    def _stale(self, known: Known) -> bool:
        """Return whether another reader than ours read a report."""
        return bool(self._reader and known.reader) and known.reader != self._reader

    def _reading(self, key: str, known: Known) -> ReportStatements:
        """Return the reading of a text for its leading source, from the cache or, failing that, by the reader."""
        return self._readings.reading(self._report(key, known), self._reader or known.reader)

    def _report(self, key: str, known: Known) -> Report:
        first = leading(known.copies)
        return first if first.text else replace(first, text=self._sources.text(key))

    def _graphs(self, key: str) -> tuple[str, str]:
        iri = report_iri(self._store.base, key)
        return iri, iri + EVIDENCE
