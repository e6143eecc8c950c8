"""From what a user calls a thing to its IRI: an IRI, a compact IRI, a directive's number, a label or an alias.

Exact names win over names that differ in case, spacing or tone placement, and these over toneless ones; last comes
a part of the long name of an event, directive or field of work. Within one such step labels win over numbers, and
numbers over aliases. Where a step leaves several things nobody guesses: :class:`AmbiguousError` lists them with what
tells them apart. A directive also answers to the beginning of its number ('Chỉ thị 41', '41').
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from kg.errors import AmbiguousError, NotFoundError, UsageError
from kg.queries.names import Name, all_names, digits, loose_number, number_key
from kg.text import fold, key, one_space

if TYPE_CHECKING:
    from kg.store.interface import Store

# Their names are phrases, of which people quote a part. A part of a person's, body's or place's name is another name.
_PHRASES = frozenset({"Event", "Directive", "Topic", "Instruction", "Appointment", "Group"})
_KNOWN = "ASK { { %(iri)s ?p ?o } UNION { ?s ?q %(iri)s } }"
_REPLACED = "SELECT ?by WHERE { %s <http://purl.org/dc/terms/isReplacedBy> ?by } ORDER BY ?by"
_FOLLOWED = """
PREFIX kg: <https://vnkg.example/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT DISTINCT ?old ?new WHERE {
  { VALUES ?old { %(iris)s } VALUES ?new { %(iris)s }
    ?change org:originalOrganization|kg:originalPlace ?old ; org:resultingOrganization|kg:resultingPlace ?new }
  UNION
  { VALUES ?old { %(iris)s } VALUES ?new { %(iris)s } ?old org:postIn ?before . ?new org:postIn ?after .
    ?change org:originalOrganization ?before ; org:resultingOrganization ?after }
}
"""
_TITLES = "SELECT DISTINCT ?title { ?post <https://vnkg.example/ontology#title> ?title FILTER(LANG(?title) = 'vi') }"
_REPORTS = """
PREFIX kg: <https://vnkg.example/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?report ?source ?title WHERE {
  ?report a kg:Report . OPTIONAL { ?report kg:sourceId ?source } OPTIONAL { ?report dcterms:title ?title }
} ORDER BY ?report
"""


def find(store: Store, what: str, kinds: Collection[str] = ()) -> str:
    """Return the IRI of the one entity that ``what`` means, of one of the ``kinds`` where any are given.

    Raises NotFoundError (with the nearest names) and AmbiguousError (with the candidates).
    """
    what = one_space(what)
    found = _found(store, what, kinds)
    if len(found) > 1:
        raise _ambiguous(store, what, found)
    return found[0]


def _found(store: Store, what: str, kinds: Collection[str]) -> tuple[str, ...]:
    """Return the IRIs, at least one, of what may be meant. Raises NotFoundError, and UsageError for an empty text."""
    if not what:
        raise UsageError("an empty text names nothing: give a label, an alias, a number or an IRI")
    try:
        if iri := as_iri(store, what):
            return (iri,)
    except NotFoundError:  # an address of the web is no IRI of ours, but a report may come from there
        if found := _reports(store, what) if not kinds or "Report" in kinds else ():
            return tuple(sorted(found))
        raise
    names = _names(store, kinds, exactly=what)
    everything = [] if names else list(all_names(store))
    names = names or _of(kinds, everything)
    found = _best(names, what)
    if what.isdecimal() and not kinds:  # digits may begin a directive's number, or a report's key
        found = tuple(sorted({*found, *_reports(store, what)}))
    if not found and (not kinds or "Report" in kinds):
        found = tuple(sorted(_reports(store, what)))
    if not found:
        raise _other_kind(what, kinds, everything) or _not_found(what, kinds, names)
    return found


def find_through_time(store: Store, what: str, kinds: Collection[str] = ()) -> tuple[str, ...]:
    """Return the IRI of the one entity that ``what`` means, or those of all ages of one name, as :func:`find` finds.

    A body or province that kept its name over a merger is another one from that day; what is asked of its name is asked
    of each. Raises as :func:`find` does where the things of that name are not ages of one.
    """
    found = _found(store, one_space(what), kinds)
    if len(found) > 1 and not _ages(store, found):
        raise _ambiguous(store, what, found)
    return found


def _ages(store: Store, iris: Sequence[str]) -> bool:
    """Whether each of several things, or the body of each post, followed another of them or was followed by one."""
    named = " ".join(f"<{iri}>" for iri in iris)
    rows = store.query(_FOLLOWED % {"iris": named})
    joined = {row[side].value for row in rows for side in ("old", "new")}
    return joined == set(iris)


def containing(store: Store, text: str, kinds: Collection[str] = ()) -> tuple[str, ...]:
    """Return the IRIs, sorted, of every entity one of whose names holds the text, whatever its case and tones.

    A text that is an IRI or a compact IRI stands for that entity alone. Raises NotFoundError where there is none.
    """
    if iri := as_iri(store, one_space(text)):
        return (iri,)
    names = _names(store, kinds)
    wanted = key(text)
    # With its tones where that finds anything: 'bán' is not 'bản'.
    found = {name.iri for name in names if wanted in key(name.text)}
    found = found or {name.iri for name in names if fold(text) in fold(name.text)}
    if not wanted or not found:
        raise _not_found(text, kinds, names)
    return tuple(sorted(found))


def find_report(store: Store, what: str) -> str:
    """Return the IRI of a report by its IRI, four or more first digits of its key, its source, file name or title.

    Raises NotFoundError and AmbiguousError.
    """
    found = _reports(store, one_space(what))
    if not found:
        near = sorted({s for row in store.query(_REPORTS) if (s := _value(row, "source")) and what.endswith(f"/{s}")})
        advice = f"did you mean {near[0]!r}?" if near else "give its key, source or IRI (kg reports lists them)"
        raise NotFoundError(f"no report is called {what!r}: {advice}")
    if len(found) > 1:
        raise AmbiguousError(f"{len(found)} reports answer to {what!r}: give more of the key", tuple(found.values()))
    return next(iter(found))


def find_titles(store: Store, what: str) -> tuple[str, ...]:
    """Return the titles of posts, sorted, that a text means: as it is, else in any case, else without tones.

    Raises NotFoundError, with the nearest titles, where no post has it.
    """
    what = one_space(what)
    titles = sorted({row["title"].value for row in store.query(_TITLES)})
    for fits in (
        lambda title: key(title) == key(what),
        lambda title: fold(title) == fold(what) and _less_marked(what, title),
    ):
        if found := tuple(title for title in titles if fits(title)):
            return found
    raise _no_title(store, what, titles)


def sources_of(store: Store, report: str) -> tuple[str, ...]:
    """Return the source ids, sorted, of the report with this IRI: where its text was found."""
    rows = store.query(f"SELECT DISTINCT ?source {{ <{report}> <https://vnkg.example/ontology#sourceId> ?source }}")
    return tuple(sorted(row["source"].value for row in rows))


def as_iri(store: Store, what: str) -> str:
    """Return the IRI that an IRI or a compact IRI stands for in this store, or '' for any other text.

    Compact forms are CURIEs (``kg:chairs``) and IRIs without the store's base (``person/bui-thanh-son-1f0a93c2``). An
    entity that another one replaced gives that other one. Raises NotFoundError for an IRI the graph does not hold, and
    AmbiguousError for one that stood for several things (see :func:`successors`).
    """
    iri = named_iri(store, what)
    found = successors(store, iri) if iri else ("",)
    if len(found) > 1:
        raise _stood_for(store, iri, found)
    return found[0]


def successors(store: Store, iri: str) -> tuple[str, ...]:
    """Return where an IRI leads, sorted: itself, or what replaced it, over any number of steps.

    Several where it came to stand for several things, which then got IRIs of their own.
    """
    seen, reached, ends = {iri}, [iri], []
    for each in reached:
        following = [row["by"].value for row in store.query(_REPLACED % f"<{each}>")]
        if not following:
            ends.append(each)
        reached += [new for new in dict.fromkeys(following) if new not in seen]
        seen.update(following)
    return tuple(sorted(ends or reached[-1:]))  # what turns in a circle has no end: no graph of ours does


def led_to(store: Store, what: str) -> tuple[str, ...]:
    """Return where a text that is an IRI leads, as :func:`successors`; nothing for any other, or an unknown one."""
    try:
        iri = named_iri(store, what)
    except NotFoundError:
        return ()
    return successors(store, iri) if iri else ()


def named_iri(store: Store, what: str) -> str:
    """Return the IRI that a text is, whole or compact, whether or not another one replaced it; as :func:`as_iri`."""
    import pyoxigraph as ox

    from kg.graph.vocabulary import PREFIXES, expand

    whole = what[1:-1] if what.startswith("<") and what.endswith(">") else what
    absolute = bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", whole))
    if whole.partition(":")[0] in PREFIXES and not absolute:
        whole, absolute = expand(whole), True
    elif re.fullmatch(r"[a-z]+/[a-z0-9/-]+", whole):
        whole = store.base + whole
    elif not absolute:
        return ""
    try:
        node = ox.NamedNode(whole)
    except ValueError:
        return ""
    if store.query(_KNOWN % {"iri": node}):
        return whole
    if absolute:
        raise NotFoundError(f"nothing in the graph has the IRI {whole}")
    return ""


def _names(store: Store, kinds: Collection[str], exactly: str = "") -> list[Name]:
    return _of(kinds, all_names(store, exactly))


def _of(kinds: Collection[str], names: Iterable[Name]) -> list[Name]:
    return [name for name in names if not kinds or name.kind in kinds]


def _best(names: Sequence[Name], what: str) -> tuple[str, ...]:
    """Return the IRIs of the first step that finds any, and in it those of the best rank."""
    keyed, toneless, number = key(what), fold(what), number_key(what)
    numbered = [name for name in names if name.rank == 1 and number]
    begun = _begun(names, what)
    phrases = [name for name in names if name.kind in _PHRASES and " " in what and not begun]
    steps = (
        (names, lambda text: text == what),
        (names, lambda text: key(text) == keyed),
        (numbered, lambda text: number_key(text) == number),
        (numbered, lambda text: loose_number(number_key(text)) == loose_number(number)),
        (names, lambda text: fold(text) == toneless and _less_marked(what, text)),
        (phrases, lambda text: toneless in fold(text)),
    )
    for pool, fits in steps:
        hits = [name for name in pool if fits(name.text)]
        if hits:
            rank = min(name.rank for name in hits)
            return tuple(sorted({name.iri for name in hits if name.rank == rank}))
    return begun


def _begun(names: Iterable[Name], what: str) -> tuple[str, ...]:
    """Return the directives whose number, with or without their kind before it, is or begins with the one asked for."""
    wanted = loose_number(what, alone=True)
    if not wanted:
        return ()
    known = ((name.iri, loose_number(name.text)) for name in names if name.kind == "Directive")
    found = {iri: number for iri, number in known if number == wanted or number.startswith(f"{wanted}-")}
    return tuple(sorted(found))


def _less_marked(what: str, name: str) -> bool:
    """Whether each word was typed as it is in the name, or without any marks: 'Hùng' is not 'Hưng', but hung may be."""
    pairs = zip(key(what).split(), key(name).split(), strict=False)
    return all(typed in (word, fold(word)) for typed, word in pairs)


def _reports(store: Store, what: str) -> dict[str, str]:
    """Return the reports of the first step that finds any: IRI → a line that tells it from the others."""
    rows = list(store.query(_REPORTS)) if what else []
    steps = (
        lambda row: what in (row["report"].value, f"<{row['report'].value}>"),
        lambda row: len(what) >= 4 and _report_key(row).startswith(what.lower().removeprefix("report/")),
        lambda row: what == _value(row, "source"),
        lambda row: what == _file_name(_value(row, "source")),
        lambda row: key(what) == key(_value(row, "title")),
    )
    for step in steps:
        found = {row["report"].value: f"{_report_key(row)}  {_value(row, 'source')}" for row in rows if step(row)}
        if found:
            return found
    return {}


def _file_name(source: str) -> str:
    return "" if "://" in source else source.rpartition("/")[2]


def _other_kind(what: str, kinds: Collection[str], names: Sequence[Name]) -> NotFoundError | None:
    """Return the complaint that the name is one of another kind of thing; None where it is nobody's."""
    others = set(_best(names, what)) if kinds else set()
    if not others:
        return None
    found = sorted({name.kind.lower() for name in names if name.iri in others})
    asked, those = " or ".join(sorted(kinds)).lower(), " and of ".join(f"{_article(kind)} {kind}" for kind in found)
    return NotFoundError(f"no {asked} in the graph is called {what!r}: it is the name of {those}")


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeio" else "a"


def _not_found(what: str, kinds: Collection[str], names: Iterable[Name]) -> NotFoundError:
    none = f"no {' or '.join(sorted(kinds)).lower()}" if kinds else "nothing"
    near = _nearest(what, names)
    advice = f"did you mean {' or '.join(repr(text) for text in near)}?" if near else "try fewer words, or its IRI"
    return NotFoundError(f"{none} in the graph is called {what!r}; {advice}")


def _no_title(store: Store, what: str, titles: Iterable[str]) -> NotFoundError:
    if _best(_names(store, ("Post",)), what):
        return NotFoundError(f"{what!r} is a whole post, no title: give it as -p post={what!r}")
    near = _nearest(what, (Name("", "Post", 0, title) for title in titles))
    advice = f"did you mean {' or '.join(map(repr, near))}?" if near else "kg query holders-of-post shows them all"
    return NotFoundError(f"no post in the graph has the title {what!r}; {advice}")


def _nearest(what: str, names: Iterable[Name], limit: int = 3) -> list[str]:
    """Return the names most like ``what``; only those that share a word with it, so that large graphs stay quick.

    Where ``what`` has numbers they must share one: a directive of another number is another directive.
    """
    words, numbers = set(fold(what).split()), digits(what)
    likely: dict[str, str] = {}
    for name in names:
        if numbers & digits(name.text) if numbers else words & set(fold(name.text).split()):
            likely.setdefault(fold(name.text), name.text)
    pool = sorted(likely, key=lambda text: (abs(len(text) - len(what)), text))[:500]
    return [likely[text] for text in difflib.get_close_matches(fold(what), pool, n=limit, cutoff=0.3)]


def _ambiguous(store: Store, what: str, iris: Sequence[str]) -> AmbiguousError:
    from kg.queries.describe import distinguish

    lines = tuple(distinguish(store, iri) for iri in iris)
    return AmbiguousError(f"{what!r} is the name of {len(iris)} things: say which by its IRI", lines)


def _stood_for(store: Store, iri: str, found: Sequence[str]) -> AmbiguousError:
    from kg.queries.describe import distinguish

    short = iri.removeprefix(store.base)
    lines = tuple(distinguish(store, each) for each in found)
    return AmbiguousError(
        f"{short} stood for {len(found)} things that are told apart now: choose one by its IRI", lines
    )


def _report_key(row) -> str:
    return row["report"].value.rpartition("/")[2]


def _value(row, name: str) -> str:
    term = row.get(name)
    return term.value if term is not None else ""
