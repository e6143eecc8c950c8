"""The lexicon as the reader uses it: one trie of phrases per kind of word, built once from the data files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kg.lexicon.split import split
from kg.lexicon.tables import Row, table, values
from kg.lexicon.trie import Trie
from kg.text import key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Post:
    """A title as written without its body; ``takes`` says where the body comes from (see posts.tsv)."""

    form: str
    title: str
    takes: str
    head: str
    body: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the gazetteer, or a kind of local body (with its level), which needs a place to be one."""

    name: str
    kind: str
    label_en: str
    level: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A province, city or country by its plain name; ``kind`` is 'tỉnh', 'thành phố', 'nước' or one of cities.tsv."""

    name: str
    kind: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its frame and the relation it tells (a CURIE, or '')."""

    form: str
    frame: str
    predicate: str
    only_before_event: bool
    only_with_addressee: bool
    also_meets: bool = False
    silent: bool = False
    also_speaks: bool = False
    mutual: bool = False
    officials_only: bool = False
    welcomes: bool = False


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its name, code, concept id, and whether 'Type + number' alone refers to one.

    ``short`` is its abbreviation in running text; ``titled`` how it is named without a number (document_types.tsv).
    """

    name: str
    code: str
    concept: str
    system: str
    bare: bool
    label_en: str
    short: str = ""
    titled: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """Words behind a document's name: their role, and the relation between documents that they tell, if any."""

    role: str
    predicate: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who stands behind a code in a document's symbol; ``system`` is 'state', 'party', 'assembly' …"""

    code: str
    body: str
    system: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every look-up that reading makes, by folded syllables (:func:`words`)."""

    posts: Trie[Post]
    unit_ranks: Trie[tuple[str, int]]
    lone_titles: dict[str, tuple[str, ...]]
    modifiers: Trie[str]
    ranks: Trie[Row]
    name_traps: Trie[bool]
    appointing: Trie[str]
    doubts: Trie[str]
    surnames: frozenset[str]
    common_surnames: frozenset[str]
    bodies: Trie[Body]
    local_bodies: Trie[Body]
    body_heads: Trie[Row]
    body_name_words: Trie[str]
    places: Trie[Place]
    headed_places: Trie[Place]
    place_heads: Trie[Row]
    event_heads: Trie[Row]
    event_words: Trie[str]
    event_verbs: dict[str, Row]
    speech_nouns: Trie[Row]
    apart: Trie[str]
    rolls: Trie[str]
    venue_heads: Trie[Row]
    venue_words: Trie[bool]
    functions: Trie[str]
    verbs: Trie[Verb]
    actions: Trie[bool]
    requested: Trie[bool]
    compounds: Trie[bool]
    group_nouns: Trie[bool]
    quantities: Trie[str]
    delegations: Trie[bool]
    encounters: Trie[str]
    addressees: Trie[bool]
    adverbial_words: frozenset[str]
    congress_words: Trie[str]
    document_links: Trie[DocumentLink]
    laws: Trie[str]
    eponym_words: frozenset[tuple[str, ...]]
    types_in_order: tuple[DocumentType, ...]
    type_by_code: dict[str, DocumentType]
    issuers: dict[str, Issuer]
    body_by_name: dict[str, Body]


_SHORT_WORDS = (("Việt Nam", ("VN",)), ("Trung ương", ("TW", "TƯ", "T.Ư", "T.W")))


def words(phrase: str) -> list[str]:
    """Return the folded syllables and marks of a phrase, split as the tokeniser splits a text."""
    return [key(part) for part in split(phrase)]


def _trie(rows: Iterable[Row], forms: Callable[[Row], Iterable[str]], make: Callable[[Row], T]) -> Trie[T]:
    trie: Trie[T] = Trie()
    for row in rows:
        value = make(row)
        for form in forms(row):
            trie.add(words(form), value)
    return trie


def _form(row: Row) -> list[str]:
    return [row["form"]]


def _named(row: Row) -> list[str]:
    return [row["name"], *values(row.get("aliases", ""))]


def _abbreviated(row: Row) -> list[str]:
    """Return a body's names, and those with the usual abbreviations of 'Việt Nam' and 'Trung ương'."""
    forms = _named(row)
    for whole, shorts in _SHORT_WORDS:
        forms += [form.replace(whole, short) for form in forms if whole in form and form != whole for short in shorts]
    return forms


def _post(row: Row) -> Post:
    return Post(row["title"], row["canonical"] or row["title"], row["takes"], row["head"], row["body"], row["en"])


def _body(row: Row) -> Body:
    return Body(row["name"], row["kind"], row["en"], row.get("level", ""), row.get("parent", ""))


def _verb(row: Row) -> Verb:
    note = row["note"]
    before_event, with_addressee = note == "only before an event", note == "only with an addressee"
    return Verb(
        row["form"],
        row["frame"],
        row["predicate"],
        before_event,
        with_addressee,
        note == "also meets",
        note == "no speech",
        note == "also speaks",
        note == "each other",
        note == "officials only",
        note == "also welcomes",
    )


def _type(row: Row) -> DocumentType:
    told = row["name"], row["code"], row["concept"], row["system"], row["bare_ok"] == "yes", row["en"]
    return DocumentType(*told, row["short"], row["titled"])


def _places() -> Trie[Place]:
    rows = [(row, Place(row["name"], row["kind"], row["en"])) for row in table("provinces")]
    rows += [(row, Place(row["name"], "nước", row["en"])) for row in table("countries")]
    rows += [(row, _city(row)) for row in table("cities") if row["alone"] == "yes"]
    trie: Trie[Place] = Trie()
    seen = set()
    for row, place in rows:
        for form in [*_named(row), *(_in_full(row) if place.kind == "nước" else ())]:
            if key(form) not in seen:  # one row per period: the name is what counts here
                seen.add(key(form))
                trie.add(words(form), place)
    return trie


def _in_full(row: Row) -> list[str]:
    """Return a country's names behind the forms that states have: 'Cộng hòa Hungary'."""
    return [f"{state['form']} {form}" for form in _named(row) for state in table("state_forms")]


def _city(row: Row) -> Place:
    return Place(row["name"], row["kind"], row["en"])


def _codes() -> dict[str, DocumentType]:
    codes: dict[str, DocumentType] = {}
    for row in table("document_types"):
        for code in [row["code"], *values(row["alt_codes"])]:
            if code:
                codes.setdefault(code, _type(row))
    return codes


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon. Raises ValueError where a data file is malformed."""
    surnames = table("surnames")
    return Lexicon(
        posts=_trie(table("posts"), lambda row: [row["title"]], _post),
        lone_titles={key(row["form"]): tuple(map(key, values(row["heads"]))) for row in table("lone_titles")},
        unit_ranks=_trie(table("unit_ranks"), _form, lambda row: (row["branch"], int(row["rank"]))),
        modifiers=_trie(table("titles_modifiers"), _form, lambda row: row["role"]),
        ranks=_trie(table("ranks"), _form, dict),
        name_traps=_trie(table("name_traps"), _form, lambda row: True),
        appointing=_trie(table("appointing"), _form, lambda row: row["role"]),
        doubts=_trie(table("doubt_words"), _form, lambda row: row["role"]),
        surnames=frozenset(key(row["surname"]) for row in surnames),
        common_surnames=frozenset(key(row["surname"]) for row in surnames if row["common_word"] == "yes"),
        bodies=_trie(table("bodies"), _abbreviated, _body),
        local_bodies=_trie(table("local_bodies"), _named, _body),
        body_heads=_trie(table("body_heads"), _form, dict),
        body_name_words=_trie(table("body_name_words"), _form, lambda row: row["role"]),
        places=_places(),
        headed_places=_trie((row for row in table("cities") if not row["alone"]), _named, _city),
        place_heads=_trie(table("place_heads"), _form, dict),
        event_heads=_trie(table("event_heads"), _form, dict),
        event_words=_trie(table("event_words"), _form, lambda row: row["role"]),
        event_verbs={key(row["form"]): row for row in table("event_verbs")},
        speech_nouns=_trie(table("speech_nouns"), _form, dict),
        rolls=_trie(table("roll_words"), _form, lambda row: row["predicate"]),
        apart=_trie(table("apart_words"), _form, lambda row: row["where"]),
        venue_heads=_trie(table("venue_heads"), _form, dict),
        venue_words=_trie(table("venue_words"), _form, lambda row: True),
        functions=_trie(table("function_words"), _form, lambda row: row["role"]),
        verbs=_trie(table("verbs"), _form, _verb),
        actions=_trie(table("action_verbs"), _form, lambda row: True),
        requested=_trie(table("request_verbs"), _form, lambda row: True),
        compounds=_trie(table("compounds"), _form, lambda row: True),
        group_nouns=_trie(table("group_nouns"), _form, lambda row: True),
        quantities=_trie(table("quantity_words"), _form, lambda row: row["role"]),
        delegations=_trie(table("delegation_words"), _form, lambda row: True),
        encounters=_trie(table("encounter_words"), _form, lambda row: row["role"]),
        adverbial_words=frozenset(key(row["form"]) for row in table("adverbial_words")),
        addressees=_trie(table("addressee_words"), _form, lambda row: True),
        eponym_words=frozenset(tuple(words(row["form"])) for row in table("eponym_words")),
        congress_words=_trie(table("congress_words"), _form, lambda row: row["role"]),
        document_links=_trie(table("document_links"), _form, lambda row: DocumentLink(row["role"], row["predicate"])),
        laws=_trie(table("laws"), lambda row: [row["title"]], lambda row: row["kind"]),
        types_in_order=tuple(map(_type, table("document_types"))),
        type_by_code=_codes(),
        issuers={row["code"]: Issuer(row["code"], row["body"], row["system"]) for row in table("issuers")},
        body_by_name={key(row["name"]): _body(row) for row in table("bodies")},
    )
