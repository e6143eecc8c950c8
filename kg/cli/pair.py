"""An undecided pair for a terminal: both sides one below the other, and what speaks for and against their being one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.card import sentence
from kg.cli.table import short
from kg.cli.terminal import clean, cut, indented, width

if TYPE_CHECKING:
    from kg.queries.describe import Description, Held
    from kg.resolution.verdict import Verdict
    from kg.review.party import Party

_POSTS, _REPORTS, _TITLE = 4, 3, 60
_MARGIN = "   "


@cache
def words(lang: str) -> dict[str, str]:
    """Return word → what it is in 'vi' or 'en'."""
    from kg.lexicon.tables import read

    return {row["word"]: row[lang] for row in read(Path(__file__).with_name("review_words.tsv"))}


def head(kind: str, number: int, total: int, score: float, unsure: str, lang: str, limit: int) -> str:
    """Return the line above a pair: which of how many, of which kind."""
    say = words(lang)
    parts = [f"{number}/{total}", _label(f"kg:{kind}", lang), say["score"].format(_number(score, lang))]
    parts += [say["unsure_before"].format(unsure)] if unsure else []
    line = f"── {' · '.join(parts)} "
    return line + "─" * max(0, limit - width(line))


def side(letter: str, found: Party, base: str, lang: str, limit: int) -> Iterator[str]:
    """Yield the lines of one side, the words of its sentences between marks."""
    described, say = found.description, words(lang)
    yield from indented(clean(described.label), limit, f"{letter}  ", _MARGIN)
    yield from indented(clean(described.iri.removeprefix(base)), limit, _MARGIN)
    if described.aliases:
        yield from indented("; ".join(map(clean, described.aliases)), limit, f"{_MARGIN}{say['also']}: ", _MARGIN * 2)
    for relation, value in described.heading:
        text = f"{_label(relation, lang)}: {_value(value, described, base, lang)}"
        yield from indented(text, limit, _MARGIN, _MARGIN * 2)
    if described.posts:
        yield from indented(_posts(described, lang), limit, f"{_MARGIN}{say['posts']}: ", _MARGIN * 2)
    yield from indented(_reports(found, lang), limit, f"{_MARGIN}{say['reports']}: ", _MARGIN * 2)
    for quote in found.quotes:
        day = found.days.get(quote.source.iri, say["undated"])
        yield from indented(sentence(quote), limit, f"{_MARGIN}({day}) ", _MARGIN * 2)


def reasons(verdict: Verdict, lang: str, limit: int) -> Iterator[str]:
    """Yield what speaks for and against, under a head."""
    say = words(lang)
    yield say["because"] if verdict.reasons else f"{say['because']}: {say['nothing_known']}"
    yield from weighed(verdict, lang, limit)


def weighed(verdict: Verdict, lang: str, limit: int) -> Iterator[str]:
    """Yield what speaks for and against, each with its weight."""
    told = [(f"{_signed(each.weight, lang)}  ", clean(each.told(lang))) for each in verdict.reasons]
    room = max((width(weight) for weight, _ in told), default=0)
    for weight, text in told:
        yield from indented(text, limit, _MARGIN + " " * (room - width(weight)) + weight)


def _posts(described: Description, lang: str) -> str:
    told = [_held(held, described, lang) for held in described.posts[:_POSTS]]
    more = len(described.posts) - _POSTS
    return "; ".join(told) + (f" {words(lang)['more'].format(more)}" if more > 0 else "")


def _held(held: Held, described: Description, lang: str) -> str:
    say, other = words(lang), held.other(described.iri)
    name = clean(described.labels.get(other, other))
    days = held.observed
    seen = held.ended_by if held.former else days[0] if len(days) == 1 else f"{days[0]} … {days[-1]}" if days else ""
    return f"{say['former'] + ' ' if held.former else ''}{name} ({seen or say['undated']})"


def _reports(found: Party, lang: str) -> str:
    say = words(lang)
    told = [f"{found.days.get(source.iri, say['undated'])} {cut(clean(source.title or source.source_id), _TITLE)}"
            for source in found.sources[:_REPORTS]]  # fmt: skip
    more = len(found.sources) - _REPORTS
    return "; ".join(told) + (f" {say['more'].format(more)}" if more > 0 else "")


def _value(term, described: Description, base: str, lang: str) -> str:
    from kg.graph.vocabulary import labels

    if hasattr(term, "datatype"):
        return short(term, base)
    return labels(term.value).get(lang) or clean(described.labels.get(term.value, "")) or short(term, base)


def _label(curie: str, lang: str) -> str:
    from kg.graph.vocabulary import expand, in_words

    return in_words(expand(curie), lang)


def _signed(number: float, lang: str) -> str:
    return ("+" if number > 0 else "−") + _number(abs(number), lang)


def _number(number: float, lang: str) -> str:
    text = f"{number:g}"
    return text.replace(".", ",") if lang == "vi" else text
