"""The nouns of kg check: findings, their kinds, and what each side of a contradiction says with which words."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.findings.rows import rows
from kg.text import one_space

if TYPE_CHECKING:
    from kg.model import Judgement
    from kg.queries.facts import Quote

SEVERITIES = ("error", "warning", "notice")  # as in severities.tsv, the worst first
_PART = "\x1f"  # no value holds it: XML forbids it


class Both(NamedTuple):
    """Words in both languages."""

    vi: str
    en: str

    def of(self, lang: str) -> str:
        """Return the words in one language, 'vi' or 'en'."""
        return self.en if lang == "en" else self.vi


def same(text: str) -> Both:
    """Return words that are the same in both languages: a date, a number."""
    return Both(text, text)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding, from kinds.tsv: ``rank`` is its place there, ``severity`` that of most of its findings."""

    id: str
    rank: int
    severity: str
    label: Both
    about: Both


@cache
def severities() -> Mapping[str, tuple[Both, Both]]:
    """Return severity → its name and what it means, the worst first."""
    found = {
        row["id"]: (Both(row["vi"], row["en"]), Both(row["about_vi"], row["about_en"])) for row in rows("severities")
    }
    return MappingProxyType(found)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return id → kind, in the order of the table."""
    found = {
        row["id"]: Kind(
            row["id"], rank, row["severity"], Both(row["vi"], row["en"]), Both(row["about_vi"], row["about_en"])
        )
        for rank, row in enumerate(rows("kinds"))
    }
    return MappingProxyType(found)


def refuse_unknown(wanted: Iterable[str]) -> None:
    """Raise UsageError, with the nearest ones, for an id that no kind has."""
    for kind in wanted:
        if kind not in kinds():
            near = difflib.get_close_matches(kind.lower(), kinds(), n=2, cutoff=0.5)
            advice = f"did you mean {' or '.join(near)}?" if near else "kg check --list shows them all"
            raise UsageError(f"no kind of finding is called {kind!r}; {advice}")


class Claim(NamedTuple):
    """A statement of a report, to be looked up among the evidence: IRIs, a CURIE, and the object's IRI or value.

    ``modality`` is '' for what is told as done or holding, else such as 'Negated'.
    """

    report: str
    subject: str
    predicate: str
    object: str
    modality: str = ""


def claims(reports: Iterable[str], subject: str, predicate: str, value: str) -> tuple[Claim, ...]:
    """Return the claims of several reports that tell one thing."""
    return tuple(Claim(report, subject, predicate, value) for report in reports)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a contradiction, as a check finds it: the thing it is about ('' for none), what is said of it, and
    the claims that say so, best first; or ``standard``, the law or table against which a claim stands."""

    thing: str
    says: Both
    claims: tuple[Claim, ...] = ()
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction, as a check finds it.

    ``key`` holds the IRIs and values that make it this one and no other, in an order of its own; ``things`` the IRIs
    of the entities concerned, the one it is about first. ``severity`` is '' for that of its kind.
    """

    kind: str
    key: tuple[str, ...]
    things: tuple[str, ...]
    parties: tuple[Party, ...]
    severity: str = ""

    @property
    def id(self) -> str:
        """The kind and 10 hex digits over the key: the same whatever else the store holds and in whatever order."""
        digits = hashlib.sha256(_PART.join((self.kind, *self.key)).encode("utf-8")).hexdigest()[:10]
        return f"{self.kind}-{digits}"


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of a report that say something; ``day`` is that of which the report tells, or ''."""

    quote: Quote
    day: str

    @property
    def exact(self) -> str:
        """The words, as they stand in the report."""
        return self.quote.source.text[self.quote.start : self.quote.end]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: ``thing`` ('' for none) with its ``label``, what it ``says``, and the words that say so.

    ``standard`` names the law or table where no report speaks.
    """

    thing: str
    label: Both
    says: Both
    words: tuple[Words, ...]
    standard: str = ""

    def line(self, lang: str) -> str:
        """Return the side in one line: 'Trần Văn Mẫu: 2020-01-02 … 2021-03-04'."""
        return ": ".join(one_space(part) for part in (self.label.of(lang), self.says.of(lang)) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction in what reports tell, with evidence on each of its sides.

    ``id`` stays the same as long as the same things contradict each other in the same way. ``things`` are the IRIs
    concerned with their labels, the one it is about first. ``accepted`` is the judgement that lets it stand, or None.
    """

    id: str
    kind: Kind
    severity: str
    things: tuple[tuple[str, Both], ...]
    sides: tuple[Side, ...]
    accepted: Judgement | None = None

    def plain(self) -> dict:
        """Return the finding as plain values for JSON, with labels in both languages."""
        accepted = self.accepted
        return {
            "id": self.id,
            "kind": self.kind.id,
            "severity": self.severity,
            "label": self.kind.label._asdict(),
            "things": [{"iri": iri, "label": label._asdict()} for iri, label in self.things],
            "sides": [_plain(side) for side in self.sides],
            "accepted": {"by": accepted.who, "when": accepted.when, "why": accepted.why} if accepted else None,
        }


def _plain(side: Side) -> dict:
    return {
        "thing": side.thing or None,
        "label": side.label._asdict(),
        "says": side.says._asdict(),
        "standard": side.standard or None,
        "evidence": [
            {
                "iri": words.quote.iri,
                "report": words.quote.source.iri,
                "source": words.quote.source.source_id,
                "title": words.quote.source.title,
                "date": words.day or None,
                "exact": words.exact,
                "start": words.quote.start,
                "end": words.quote.end,
                "sentence": "".join(words.quote.sentence()),
            }
            for words in side.words
        ],
    }
