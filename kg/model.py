"""The nouns that every wing shares: reports, entities, statements, decisions. Frozen, and without any I/O.

Offsets are half-open and count Unicode code points of ``Report.text``. Terms are CURIEs over the prefixes of the
vocabulary (``kg:chairs``, ``org:holds``), so that reading need not know RDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.dates import FOREVER
from kg.text import text_hash

AGE_OPEN = "?"  # the age of an entity of which nothing tells which age of its name is meant
KINDS = ("Person", "Body", "Post", "Event", "Directive", "Place", "Topic", "Instruction", "Appointment", "Group")


class Part(NamedTuple):
    """A line of a report whose document says what it is: 'heading', 'list', 'caption', 'byline' or 'table'."""

    kind: str
    start: int
    end: int


_PART = re.compile(r"([a-z]+):(\d+)-(\d+)")


def structure(parts: Iterable[Part]) -> str:
    """Return parts as :attr:`Report.structure` has them: 'heading:0-35 caption:120-180'."""
    return " ".join(f"{part.kind}:{part.start}-{part.end}" for part in parts)


@dataclass(frozen=True, slots=True)
class Report:
    """One source report. ``text`` is the stored text (see :func:`kg.text.normalise`); the rest is about it.

    ``published`` is an xsd:date lexical form. ``source_id`` is a URL, or a path relative to the ingested folder.
    ``outlet`` is who published it. ``format`` is what kind of document it came as ('html', 'pdf'; '' for plain text),
    ``encoding`` how its bytes said letters ('tcvn3'; '' for UTF-8 and where the format itself says it), ``structure``
    which of its lines are not body text (see :attr:`parts`).
    """

    text: str
    source_id: str
    title: str = ""
    published: str = ""
    url: str = ""
    author: str = ""
    outlet: str = ""
    format: str = ""
    encoding: str = ""
    structure: str = ""
    hash: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", self.hash or text_hash(self.text))

    @property
    def key(self) -> str:
        """The 16 hex digits that name the report."""
        return self.hash[:16]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The lines that are not body text, in the order of the text; none where the document does not say."""
        return tuple(Part(kind, int(start), int(end)) for kind, start, end in _PART.findall(self.structure))


def leading(copies: Iterable[Report]) -> Report:
    """Return which of several sources of one text speaks for it: the earliest published, then by source.

    So the report's date and title do not hang on which source came in first.
    """
    return min(copies, key=lambda copy: (copy.published or FOREVER, copy.source_id))


@dataclass(frozen=True, slots=True)
class Literal:
    """A value: its lexical form with a language tag, or with a datatype CURIE ('' = xsd:string)."""

    value: str
    datatype: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the ontology or of a SKOS vocabulary, as a CURIE (``kg:MoreThan``)."""

    term: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an entity of the same report by its local key."""

    key: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing a report speaks of, under a key that is unique in that report only.

    ``identity`` holds the parts of its identity key (already folded by :func:`kg.text.key`, except symbols); where
    ``complete`` is false the parts do not identify it outside the report, and the report's hash joins the key.
    ``concept`` is the SKOS concept of its kind of event, body or document; ``label_en`` an English name where the
    lexicon knows one. A Post names its ``title`` and the ``body`` (a local key, '' where the text leaves it open).
    ``age`` tells which of several units that bore the name, one after the other, is meant: 'first', else the first day
    of a later one, ``AGE_OPEN`` where that is not known; '' where the name has been one unit's only.
    """

    key: str
    kind: str
    name: str
    identity: tuple[str, ...]
    complete: bool = True
    concept: str = ""
    label_en: str = ""
    title: str = ""
    body: str = ""
    age: str = ""


NAMING = frozenset({"skos:altLabel", "kg:mentionOf"})  # predicates of statements by which a thing is only called


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the text says, with the words that say it.

    ``subject`` is a local key; ``predicate`` a CURIE. A name that the text gives an entity is a statement with
    ``skos:altLabel``; a pronoun or bare title that stands for it, one with ``kg:mentionOf`` and the words as object.
    ``modality`` is '' for what is told as done or holding, else ``Planned``, ``Requested``, ``Negated`` or
    ``Hypothetical``: such a statement never becomes a plain triple. ``attributed_to`` is the local key of the speaker,
    ``attributed_text`` the words for one who is no entity. ``since`` and ``until`` are the bounds that the words tell
    of a tenure ('giữ chức … từ ngày 1/3/2016 đến ngày 1/3/2021').
    """

    subject: str
    predicate: str
    object: Ref | Literal | Concept
    start: int
    end: int
    rule: str
    modality: str = ""
    attributed_to: str = ""
    attributed_text: str = ""
    since: Literal | None = None
    until: Literal | None = None


@dataclass(frozen=True, slots=True)
class ReportStatements:
    """What the reader took from one report.

    ``observed_on`` is the xsd:date of which the report tells, or ''. ``dateline`` is the place from which it says that
    it was written ('Hà Nội'), or ''; ``credits`` are the lines that say who made it ('Bài và ảnh: …', 'Theo TTXVN').
    """

    report: Report
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    reader: str
    observed_on: str = ""
    dateline: str = ""
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an ingested report: ``change`` is 'new', 'unchanged' or 'replaced'.

    ``report`` is its key. 'unchanged' is also a text that is in already from another source, which is noted with it.
    'replaced' tells that the source had another text before (``forgotten`` is that report's key, unless another source
    keeps it), or that the data about the text, or its reader, are new. ``reading`` is None where nothing was to do.
    """

    change: str
    report: str
    forgotten: str = ""
    reading: ReportStatements | None = None


def by_text(readings: Iterable[ReportStatements]) -> dict[str, tuple[ReportStatements, tuple[Report, ...]]]:
    """Return report key → the reading for the leading source of that text, and the reports of all its sources."""
    of_text: dict[str, list[ReportStatements]] = {}
    for reading in readings:
        of_text.setdefault(reading.report.key, []).append(reading)
    found = {}
    for key, same in of_text.items():
        copies = tuple(reading.report for reading in same)
        found[key] = same[copies.index(leading(copies))], tuple(dict.fromkeys(copies))
    return found


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """An entity of one report, seen from outside: the report's 16-digit key and the entity's local key."""

    report: str
    entity: str


@dataclass(frozen=True, slots=True, init=False)
class Side:
    """One of the two things that a judgement is about.

    ``iri`` is what the judge named it by. ``members`` are the entities of reports that were meant, and those that stand
    for them in texts that were corrected since; none for a finding. Where all of them are gone, ``iri`` counts, as the
    IRI that an entity has by itself.
    """

    iri: str
    members: tuple[Member, ...]

    def __init__(self, iri: str, *members: Member):
        object.__setattr__(self, "iri", iri)
        object.__setattr__(self, "members", members)

    @property
    def member(self) -> Member | None:
        """The entity that was meant first, None for a finding."""
        return self.members[0] if self.members else None


VERDICTS = ("same", "different", "unsure", "accepted")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided: that two things are one or two, or that a finding of kg check may stand.

    ``verdict`` is one of ``VERDICTS``; ``when`` an xsd:dateTime in UTC; ``b`` is None for 'accepted' only. In
    'different', where one IRI names both sides (a split), ``a`` is what is taken away, ``b`` names some of the rest,
    and whatever else fits both stays with the rest.
    """

    id: str
    when: str
    who: str
    verdict: str
    a: Side
    b: Side | None = None
    why: str = ""

    @property
    def members(self) -> tuple[Member, ...]:
        """The entities of reports that both sides name."""
        return (*self.a.members, *(self.b.members if self.b else ()))


@dataclass(frozen=True, slots=True)
class Given:
    """What judgements say of the IRIs of one entity: those that it has before its own, the first of them its name.

    ``lost`` are those that it must not bear though it would by itself: the IRI of what it was split off.
    """

    names: tuple[str, ...]
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which entities of different reports are one: each member → the canonical member of its cluster.

    A member that is not listed stands for itself. ``taken`` are those that a person took away from what they would be
    in: they get IRIs of their own, so that those of the others stay. ``originals`` names the copies among the reports:
    report key → the key of the report of which it is a copy. ``given`` has the IRIs that splits give.
    """

    canonical: Mapping[Member, Member] = field(default_factory=dict)
    taken: frozenset[Member] = frozenset()
    originals: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[Member, Given] = field(default_factory=dict)

    def of(self, member: Member) -> Member:
        """Return the canonical member for ``member``."""
        return self.canonical.get(member, member)
