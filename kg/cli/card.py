"""``kg show``: what the graph knows of one thing, each fact with the sentence it stands in. Both languages' labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kg.cli.table import short
from kg.cli.terminal import CLOSE, OPEN, clean, indented
from kg.graph.vocabulary import expand, in_words, labels
from kg.queries.describe import Description, Held
from kg.queries.facts import Fact, Quote, Source

if TYPE_CHECKING:
    import pyoxigraph as ox

_QUOTES = 3  # of one fact; evidence-of lists them all
_FOLLOWING = 20  # of one relation that follows; kg why tells them all
_SENTENCE = 600  # characters; of a longer sentence, as much as stands around the words
_AROUND = 180


def card(found: Description, base: str, limit: int) -> Iterator[str]:
    """Yield the lines of a description, at most ``limit`` columns wide, the words of quotes between marks."""
    sources = found.sources()
    numbers = {source.iri: number for number, source in enumerate(sources, 1)}
    yield from _title(found, base, limit)
    yield from _posts(found, limit)
    for (relation, inverse), facts in groupby(found.facts, key=lambda fact: (fact.relation, fact.inverse)):
        yield ""
        yield from indented(in_words(relation, inverse=inverse), limit, "")
        for fact in facts:
            yield from _fact(fact, found, base, limit, numbers)
    yield from _follows(found, base, limit)
    yield from source_lines(sources, base, limit)


def _title(found: Description, base: str, limit: int) -> Iterator[str]:
    yield from indented(clean(found.label), limit, "")
    kind = in_words(expand(f"kg:{found.kind}")) if found.kind else ""
    english = clean(found.label_en) if found.label_en != found.label else ""
    yield from indented(" · ".join(part for part in (english, kind, short(_iri(found.iri), base)) if part), limit, "")
    if found.aliases:
        names = "; ".join(map(clean, found.aliases))
        yield from indented(names, limit, "tên khác · also called: ", "    ")
    for relation, value in found.heading:
        yield from indented(_value(value, found, base), limit, f"{in_words(expand(relation))}: ", "    ")
    for copy in found.copies:
        text = f"{_value(copy, found, base)} · {short(copy, base)}"
        yield from indented(text, limit, "có bản sao · copied in: ", "    ")


def _value(term: ox.Term, found: Description, base: str) -> str:
    """Return a value for people: a concept in both languages, an entity's label, a literal's text, or an IRI."""
    if hasattr(term, "datatype"):
        return short(term, base)
    if labels(term.value):
        return in_words(term.value)
    return clean(found.labels.get(term.value, "")) or short(term, base)


def _posts(found: Description, limit: int) -> Iterator[str]:
    if not found.posts:
        return
    yield ""
    yield from indented("chức vụ, ngày ghi nhận · posts, days observed", limit, "")
    for held in found.posts:
        other = held.other(found.iri)
        name = clean(found.labels.get(other, other))
        yield from indented(f"{name}: {_observed(held)}", limit, "  ", "    ")


def _observed(held: Held) -> str:
    """Say what is known of the time: 'no end seen' is never told as 'current'."""
    days = held.observed
    parts = []
    if held.former:
        parts.append("nguyên · former" + (f", đã thôi muộn nhất · over by {held.ended_by}" if held.ended_by else ""))
    elif days:
        parts.append(days[0] if len(days) == 1 else f"{days[0]} … {days[-1]} ({len(days)} ngày · days)")
    else:
        parts.append("chưa rõ ngày · date not known")
    if held.since or held.until:
        parts.append(f"từ · from {held.since or '?'} đến · to {held.until or '?'}")
    if held.reports > 1:
        parts.append(f"{held.reports} tin bài · reports")
    return ", ".join(parts)


def _fact(fact: Fact, found: Description, base: str, limit: int, numbers: Mapping[str, int]) -> Iterator[str]:
    notes = [in_words(fact.modality)] if fact.modality else []
    notes += [f"theo · according to {clean(name)}" for name in fact.speakers]
    about = f" [{'; '.join(notes)}]" if notes else ""
    yield from indented(_value(fact.other, found, base) + about, limit, "  ", "    ")
    for quote in fact.quotes[:_QUOTES]:
        yield from indented(sentence(quote), limit, f"    ({numbers[quote.source.iri]}) ", "        ")
    if (more := len(fact.quotes) - _QUOTES) > 0:
        yield from indented(f"… {more} câu nữa · more sentences (kg query evidence-of)", limit, "    ")


def _follows(found: Description, base: str, limit: int) -> Iterator[str]:
    if not found.follows:
        return
    yield ""
    yield from indented("suy ra · follows (kg why)", limit, "")
    for relation, group in groupby(found.follows, key=lambda each: each[0]):
        names = [_value(value, found, base) for _, value in group]
        more = f"; … {len(names) - _FOLLOWING}" if len(names) > _FOLLOWING else ""
        values = "; ".join(names[:_FOLLOWING]) + more
        yield from indented(values, limit, f"  {in_words(relation)}: ", "    ")


def sentence(quote: Quote) -> str:
    """Return the sentence of a quote in one line, its words between ``OPEN`` and ``CLOSE``."""
    before, words, after = (part for part in quote.sentence())
    if len(before) + len(words) + len(after) > _SENTENCE:
        before = before if len(before) <= _AROUND else "… " + before[-_AROUND:].partition(" ")[2]
        after = after if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0] + " …"
    left, right = (" " * bool(before[-1:].isspace())), (" " * bool(after[:1].isspace()))
    return f"{clean(before)}{left}{OPEN}{clean(words)}{CLOSE}{right}{clean(after)}"


def source_lines(sources: Sequence[Source], base: str, limit: int) -> Iterator[str]:
    if not sources:
        return
    yield ""
    yield "nguồn · sources"
    numbers = {source.iri: number for number, source in enumerate(sources, 1)}
    for number, source in enumerate(sources, 1):
        parts = (source.title, source.published or "chưa rõ ngày · undated", source.source_id)
        parts = (*parts, short(_iri(source.iri), base), _copied(source, numbers, base))
        text = " · ".join(dict.fromkeys(clean(part) for part in parts if part))
        yield from indented(text, limit, f"  ({number}) ", "      ")


def _copied(source: Source, numbers: Mapping[str, int], base: str) -> str:
    """Say of which report a source is a copy; '' for none."""
    if not source.copy_of:
        return ""
    number = numbers.get(source.copy_of)
    return f"bản sao của · copy of {f'({number})' if number else short(_iri(source.copy_of), base)}"


def _iri(text: str):
    import pyoxigraph as ox

    return ox.NamedNode(text)
