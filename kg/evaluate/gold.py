"""Gold annotations: what a careful reader takes from a report, one JSON file beside the report's text.

The format and what counts are described in ``tests/gold/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Report
from kg.text import normalise

TYPES = ("Person", "Body", "Event", "Directive", "Place")
LINKS = (
    *("organises", "chairs", "attends", "speaksAt", "eventPlace", "issuedBy", "signs", "implements", "reviews"),
    *("amends", "replaces", "repeals", "details", "basedOn", "meets", "visits", "partOf"),
)
VALUES = ("eventDate", "date", "about")
RELATIONS = (*LINKS, *VALUES, "holds", "appoints", "instructs")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that the text names; ``number`` is a directive's ('' for one without)."""

    kind: str
    names: tuple[str, ...]
    number: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One fact: ``relation`` of entity ``subject`` to entity ``object`` ('' for none) or to the text ``value``."""

    relation: str
    subject: str
    object: str = ""
    value: str = ""
    title: str = ""
    former: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldReport:
    """An annotated report; the entities by the ids that its facts use."""

    id: str
    report: Report
    entities: Mapping[str, GoldEntity]
    facts: tuple[GoldFact, ...]


def load(folder: Path) -> list[GoldReport]:
    """Return the annotated reports of a folder, by file name. Raises InputError where it has none or one is wrong."""
    if not folder.is_dir():
        raise InputError(str(folder), "is no folder", "name one that holds ID.json files with ID.txt beside them")
    found = [_load(path) for path in sorted(folder.glob("*.json"))]
    if not found:
        raise InputError(str(folder), "has no gold annotations in it", "they are named ID.json, beside ID.txt")
    return found


def sets(folder: Path) -> Iterator[tuple[str, list[GoldReport]]]:
    """Yield (name, reports) of each set in a folder: its sub-folders with annotations, else the folder itself."""
    inside = [path for path in sorted(folder.glob("*/")) if any(path.glob("*.json"))] if folder.is_dir() else []
    for path in inside or [folder]:
        yield path.name, load(path)


def _load(path: Path) -> GoldReport:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        text = normalise(_text_of(path).read_text(encoding="utf-8"))
        entities = {name: _entity(given) for name, given in told["entities"].items()}
        facts = tuple(_fact(given, entities) for given in told["facts"])
    except OSError as error:
        raise InputError(str(error.filename or path), f"cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise InputError(str(path), f"is no JSON (line {error.lineno}: {error.msg})") from None
    except UnicodeDecodeError:
        raise InputError(str(path), "or its text is not UTF-8", "convert it, e.g. with iconv") from None
    except KeyError as error:
        raise InputError(str(path), f"lacks {error}") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(str(path), str(error)) from None
    return GoldReport(path.stem, Report(text, path.with_suffix(".txt").name), entities, facts)


def _text_of(path: Path) -> Path:
    """Return the text of an annotation: beside it, or in the folder ``texts`` beside it."""
    beside, apart = path.with_suffix(".txt"), path.parent / "texts" / f"{path.stem}.txt"
    return apart if apart.exists() and not beside.exists() else beside


def _entity(given: dict) -> GoldEntity:
    if given["type"] not in TYPES:
        raise ValueError(f"an entity has the type {given['type']!r}; there are {', '.join(TYPES)}")
    names = (given["name"], *given.get("aliases", ()))
    return GoldEntity(given["type"], names, given.get("number") or "", bool(given.get("optional")))


def _fact(given: dict, entities: Mapping[str, GoldEntity]) -> GoldFact:
    if given["p"] not in RELATIONS:
        raise ValueError(f"a fact has the relation {given['p']!r}; there are {', '.join(RELATIONS)}")
    for name in (given["s"], given.get("o") or given["s"]):
        if name not in entities:
            raise ValueError(f"a fact ({given['p']}) names {name!r}, which is none of the entities")
    return GoldFact(
        relation=given["p"],
        subject=given["s"],
        object=given.get("o") or "",
        value=str(given.get("v") or ""),
        title=given.get("title") or "",
        former=bool(given.get("former")),
        optional=bool(given.get("optional")),
    )
