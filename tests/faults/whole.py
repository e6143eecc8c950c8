"""What must be true of a store whatever befell the command that was changing it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from ground import CHANGED, STORE, TEXTS, WORDS, Case
from struck import Ran, apart, kg

from kg.text import text_hash

_WHEN = re.compile(rb"(?m)^(# judgements\.tsv: |)[0-9a-f]{8}\t\d{4}-[^\t]*")  # a judgement's id and hour
_KNOWN = {text for texts in (TEXTS, CHANGED) for text in texts.values()}


@dataclass(frozen=True)
class State:
    """What a store holds: its dump without the hours of judgements, and its reports with their sources and readers."""

    dump: bytes
    reports: tuple[tuple[str, str, str], ...]  # source, text, reader
    judgements: bytes | None = field(compare=False)  # with hours and ids

    @property
    def sources(self) -> frozenset[tuple[str, str]]:
        """The sources and their texts."""
        return frozenset((source, text) for source, text, _ in self.reports)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the reports."""
        return frozenset(text_hash(text)[:16] for _, text, _ in self.reports)


def _state(store: str) -> State | str:
    import kg as package
    from kg.store.dump import dump
    from kg.store.sources import Sources

    try:
        with package.open_store(store) as opened:
            known, out = Sources(opened), io.BytesIO()
            found = sorted(
                (copy.source_id, known.text(key), about.reader)
                for key, about in known.all().items()
                for copy in about.copies
            )
            dump(opened, out)
            kept = opened.judgements.read_bytes() if opened.judgements.exists() else None
    except package.KgError as error:
        return str(error)
    return State(_WHEN.sub(rb"\1", out.getvalue()), tuple(found), kept)


def state(store: Path) -> State | str:
    """Return what a store holds, or the line that says why it cannot be opened."""
    return apart(_state, str(store))


class Judge:
    """Says what is wrong with a folder in which a command was disturbed; keeps what it has found out about stores."""

    def __init__(self, case: Case, before: Path, after: Path, scratch: Path):
        self._case, self._scratch = case, scratch
        self._before, self.after = state(before / "s"), state(after / "s")
        self._outputs = [_files(place / case.output) for place in (before, after)]
        self._taken = _keys(self._before) - _keys(self.after)  # by the command: an earlier run told of them
        self._valid: dict[str, list[str]] = {}
        self._clean: dict[object, bytes] = {}

    def wrong(self, place: Path, ran: Ran) -> list[str]:
        """Return what is wrong after a command that did not do all its work."""
        found = state(place / "s")
        if isinstance(found, str):
            nothing = isinstance(self._before, str) and found.endswith("run kg ingest first") and not ran.out
            return [] if nothing else [f"does not open: {found}"]
        told = [] if not isinstance(self.after, State) or not ran.out else self._told(found)
        told += _written_down(place / "s" / "runs", found.keys | self._taken)
        return told + self._store(place, found) + self._output(place)

    def copied(self, place: Path) -> list[str]:
        """Return what is wrong with a copy of the store that opens."""
        found = state(place / "s")
        return [f"does not open: {found}"] if isinstance(found, str) else self._store(place, found)

    def same(self, place: Path) -> list[str]:
        """Return what is wrong where nothing at all was to change."""
        now = state(place / "s")
        same = (now == self._before or (isinstance(now, str) and isinstance(self._before, str))) and _files(
            place / self._case.output
        ) == self._outputs[0]
        return [] if same else ["it has changed"]

    def _told(self, found: State) -> list[str]:
        return [] if found.sources == self.after.sources else ["said to be done, but is not all there"]

    def _store(self, place: Path, found: State) -> list[str]:
        if {text for _, text, _ in found.reports} - _KNOWN:
            return ["a text is not one that was given"]
        if len({reader for _, _, reader in found.reports}) > 1:
            return ["some reports are of one reader, some of another"]
        if found.dump in (self._at(self._before), self._at(self.after)):
            return self._validated(place, found)
        if not found.sources or self._projected(found) == found.dump:
            return self._validated(place, found) + ([] if found.sources else _more_than_the_ontology(found.dump))
        told = kg(place, "judgements", *STORE)  # the file may be ahead of the graph: then it is said
        if "; kg reread brings it in line with the file" not in told.err:
            return ["is not what a store of its reports holds"]
        shutil.copytree(place / "s", behind := self._scratch / "behind", symlinks=True)
        try:
            read = kg(self._scratch, "reread", "--store", "behind")
            mended = state(behind)
        finally:
            shutil.rmtree(behind)
        whole = read.code == 0 and isinstance(mended, State) and self._projected(mended) == mended.dump
        return [] if whole else ["kg reread does not bring it in line"]

    @staticmethod
    def _at(state: State | str) -> bytes:
        return state.dump if isinstance(state, State) else b""

    def _projected(self, found: State) -> bytes:
        """Return the dump of a clean store of the same reports and judgements."""
        readers = frozenset(reader for _, _, reader in found.reports)
        wanted = (found.sources, found.judgements and _WHEN.sub(b"", found.judgements), readers)
        if wanted not in self._clean:
            self._clean[wanted] = self._filled(found)
        return self._clean[wanted]

    def _filled(self, found: State) -> bytes:
        place = self._scratch / f"clean-{len(self._clean)}"
        for source, text in found.sources:
            path = place / "in" / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (place / "s").mkdir(parents=True, exist_ok=True)
        if found.judgements is not None:
            (place / "s" / "judgements.tsv").write_bytes(found.judgements)
        for words in ((), ("--lexicon", str(self._scratch.parent / "before" / WORDS))):
            if found.sources:
                kg(place, "ingest", "in", *words, *STORE)
            clean = state(place / "s")
            if isinstance(clean, State) and clean.reports == found.reports:
                return clean.dump
        return b"no clean store was made"

    def _validated(self, place: Path, found: State) -> list[str]:
        digest = hashlib.sha256(found.dump).hexdigest()
        if digest not in self._valid:
            ran = kg(place, "validate", *STORE)
            self._valid[digest] = [] if ran.code == 0 else [f"kg validate: {ran.out}{ran.err}"]
        return self._valid[digest]

    def _output(self, place: Path) -> list[str]:
        """Return what is wrong with what the command writes beside the store: it is as before, or as after."""
        if not self._case.output:
            return []
        now = _files(place / self._case.output)
        old, new = self._outputs
        mixed = all(now.get(name) in (old.get(name), new.get(name)) for name in {*old, *new, *now})
        return [] if now in (old, new) or (mixed and len(new) > 1) else ["an output is half written"]

    def done(self, place: Path) -> bool:
        """Whether the command has done all its work."""
        now, (_, new) = _files(place / self._case.output), self._outputs
        return state(place / "s") == self.after and (not self._case.output or now == new)

    def unlike(self, place: Path) -> list[str]:
        """Return what is wrong after the same command was run again: all is to be as if it had never been disturbed."""
        found, wrong = state(place / "s"), []
        if not isinstance(found, State) or found.dump != self._at(self.after):
            wrong.append("run again, it gives another store")
        if self._case.output and _files(place / self._case.output) != self._outputs[1]:
            wrong.append("run again, it gives other files")
        left = [str(path.relative_to(place)) for path in place.rglob("*") if _left(path)]
        return wrong + ([f"left over: {', '.join(sorted(left))}"] if left else [])


def _keys(state: State | str) -> frozenset[str]:
    return state.keys if isinstance(state, State) else frozenset()


def _written_down(runs: Path, there: frozenset[str]) -> list[str]:
    """Return the reports that the report of the last run says are in, and that are not."""
    last = max(runs.glob("*.jsonl"), key=lambda path: path.stem, default=None)
    whole = last.read_bytes().split(b"\n")[:-1] if last else []  # a line without an end was being written
    told = {row["report"] for row in map(json.loads, whole) if row.get("became") in ("new", "replaced", "unchanged")}
    return [f"kg runs says that {key} is in, and it is not" for key in sorted(told - there)]


def _more_than_the_ontology(dump: bytes) -> list[str]:
    told = [line for line in dump.splitlines() if not line.startswith(b"#") and b"/ontology> ." not in line]
    return ["holds something, but no report"] if told else []


def _left(path: Path) -> bool:
    return path.suffix == ".tmp" or path.name.startswith("bulk-") or path.name == "reading"


def _files(path: Path) -> dict[str, bytes]:
    """Return what an output is: a file, the files of a folder, or what a store holds."""
    if (path / "kg-store.json").exists():
        found = state(path)
        return {"": found.dump if isinstance(found, State) else found.encode()}
    if path.is_file():
        return {"": path.read_bytes()}
    return (
        {file.name: file.read_bytes() for file in path.iterdir() if file.is_file() and not _left(file)}
        if path.is_dir()
        else {}
    )
