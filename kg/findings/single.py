"""Which posts one person holds at a time: the seats of one_person_posts.tsv."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.findings.graph import Graph
from kg.findings.rows import rows
from kg.lexicon.tables import table, values
from kg.text import key


class Seat(NamedTuple):
    """A post for one person under whatever title: its body's IRI and the folded title without 'acting'."""

    body: str
    title: str


def seats(graph: Graph) -> dict[str, tuple[Seat, bool]]:
    """Return post → its seat, and whether its title is that of an acting holder; posts for several are left out."""
    names = graph.names("kg:Body")
    found: dict[str, tuple[Seat, bool]] = {}
    for iri, post in graph.posts.items():
        title, acting = substantive(post.title)
        if post.body and (single := single_title(title, names.get(post.body, ""))):
            found[iri] = Seat(post.body, single), acting
    return found


def single_title(title: str, body: str) -> str:
    """Return the folded title under which a post for one person is known, '' for a post that several may hold."""
    for row in _titles().get(title, ()):
        heads = values(row["bodies"])
        if not heads or any(f"{key(body)} ".startswith(f"{key(head)} ") for head in heads):
            return key(row["as"] or row["title"])
    return ""


def substantive(title: str) -> tuple[str, bool]:
    """Return a folded title without what makes it acting ('Quyền Bộ trưởng'), and whether there was any such word."""
    folded = key(title)
    for row in _acting():
        word = key(row["form"])
        if row["position"] == "before" and folded.startswith(f"{word} "):
            return folded.removeprefix(f"{word} "), True
        if row["position"] == "after" and folded.endswith(f" {word}"):
            return folded.removesuffix(f" {word}"), True
    return folded, False


@cache
def _acting() -> tuple[dict[str, str], ...]:
    return tuple(row for row in table("titles_modifiers") if row["role"] == "acting")


@cache
def _titles() -> dict[str, list]:
    found: dict[str, list] = {}
    for row in rows("one_person_posts"):
        found.setdefault(key(row["title"]), []).append(row)
    return found
