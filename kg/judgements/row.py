"""One row of the file of judgements, and the judgement that it holds."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kg.errors import InputError
from kg.model import VERDICTS, Judgement, Member, Side
from kg.parting import is_split, split_off
from kg.text import normalise

COLUMNS = ("id", "when", "who", "verdict", "a", "a_in", "b", "b_in", "why")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
_MEMBER = re.compile(r"([0-9a-f]{16}) (\S.*)")
_AND = " | "  # between the entities of one side
_BETWEEN = re.compile(r" \| (?=[0-9a-f]{16} \S)")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = {escape: character for character, escape in _ESCAPES.items()}


@dataclass(frozen=True, slots=True)
class Placed:
    """A judgement and where it stands, as messages name it: '.kg/judgements.tsv:17', or 'this judgement'.

    ``number`` is that of its line, 0 for one that is in no file yet.
    """

    judgement: Judgement
    place: str
    number: int = 0


def encoded(judgement: Judgement) -> str:
    """Return the row of a judgement, without a line end."""
    b = judgement.b or Side("")
    cells = (
        judgement.id, judgement.when, judgement.who, judgement.verdict,
        judgement.a.iri, told_in(judgement.a), b.iri, told_in(b), judgement.why,
    )  # fmt: skip
    return "\t".join(re.sub(r"[\\\t\n\r]", lambda found: _ESCAPES[found.group()], cell) for cell in cells)


def decoded(line: str, place: str) -> Judgement:
    """Return the judgement that a row holds. Raises InputError, with the place, for a row that is none."""
    cells = [unescaped(cell, place) for cell in line.split("\t")]
    if len(cells) != len(COLUMNS):
        raise InputError(place, f"has {len(cells)} columns, not {len(COLUMNS)}", f"they are: {' '.join(COLUMNS)}")
    row = dict(zip(COLUMNS, cells, strict=True))
    _refuse(row, place)
    a = Side(row["a"], *members_of(row["a_in"]))
    b = None if row["verdict"] == "accepted" else Side(row["b"], *members_of(row["b_in"]))
    return Judgement(row["id"], row["when"], row["who"], row["verdict"], a, b, row["why"])


def made(verdict: str, a: Side, b: Side | None, who: str, why: str = "", when: datetime | None = None) -> Judgement:
    """Return a new judgement of this moment, or of ``when``; its id is made of all that it says."""
    at = (when or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    judgement = Judgement("", at, normalise(who).strip(), verdict, a, b, normalise(why).strip())
    return replace(judgement, id=hashlib.sha256(encoded(judgement).encode("utf-8")).hexdigest()[:8])


def member_text(member: Member) -> str:
    """Return how the file names an entity of a report."""
    return f"{member.report} {member.entity}"


def members_of(text: str) -> tuple[Member, ...]:
    """Return the entities of reports that a text names as the file does, none where a part of it names none."""
    found = [_MEMBER.fullmatch(part) for part in _BETWEEN.split(text)]
    return tuple(dict.fromkeys(Member(match[1], match[2]) for match in found if match)) if all(found) else ()


def told_in(side: Side) -> str:
    """Return how the file names the entities of reports that a side means, '' where it means none."""
    return _AND.join(map(member_text, side.members))


def short(side: Side) -> str:
    """Return the end of a side's IRI, for people: 'person/…'."""
    return _end(side.iri)


def short_sides(judgement: Judgement) -> list[str]:
    """Return both sides for people; what was split off under the IRI that it has, with the report that tells of it."""
    if is_split(judgement):
        a, b = judgement.a.members[-1], judgement.b
        return [f"{_end(split_off(judgement))} in {a.report}", short(b)]
    return [short(side) for side in (judgement.a, judgement.b) if side]


def _end(iri: str) -> str:
    return "/".join(iri.split("/")[-2:])


def unescaped(cell: str, place: str) -> str:
    """Return what a cell of a table stands for. Raises InputError, with the place, for a backslash before other than
    itself, t, n and r."""

    def character(found: re.Match[str]) -> str:
        if found.group() not in _ESCAPED:
            raise InputError(
                place, f"has {found.group()!r} in it", r"a backslash is written \\, a tab \t, a line end \n"
            )
        return _ESCAPED[found.group()]

    return re.sub(r"\\.?", character, cell)


def _refuse(row: dict[str, str], place: str) -> None:
    """Raise InputError for the first cell that cannot be."""
    if not _ID.fullmatch(row["id"]):
        raise InputError(place, f"has the id {row['id']!r}", "an id has 1 to 32 letters and digits")
    if not _is_moment(row["when"]):
        raise InputError(place, f"has the time {row['when']!r}", "write it as 2026-01-31T08:00:00Z, in UTC")
    if not row["who"].strip():
        raise InputError(place, "does not say who decided", "put a name into the column who")
    if row["verdict"] not in VERDICTS:
        raise InputError(place, f"has the verdict {row['verdict']!r}", f"there are: {', '.join(VERDICTS)}")
    if row["verdict"] == "accepted":
        _refuse_accepted(row, place)
    else:
        _refuse_pair(row, place)


def _refuse_accepted(row: dict[str, str], place: str) -> None:
    if not row["a"].strip():
        raise InputError(place, "names no finding", "put the id that kg check gives it into the column a")
    if row["b"] or row["b_in"] or row["a_in"]:
        raise InputError(place, "accepts a finding and names more than it", "leave a_in, b and b_in empty")


def _refuse_pair(row: dict[str, str], place: str) -> None:
    for name in ("a", "b"):
        if not _IRI.fullmatch(row[name]):
            raise InputError(
                place, f"has {row[name]!r} in column {name}, which is no IRI", "kg show tells a thing's IRI"
            )
        if not members_of(row[f"{name}_in"]):
            advice = "write the 16 hex digits of a report, a space and the key of an entity in it"
            raise InputError(place, f"has {row[f'{name}_in']!r} in column {name}_in", advice)


def _is_moment(text: str) -> bool:
    try:
        return bool(_WHEN.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False
