"""What ``kg why`` writes: facts with the words that tell them, and what they follow from. Both languages' labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.cli.card import sentence, source_lines
from kg.cli.table import short
from kg.cli.terminal import clean, indented
from kg.graph.vocabulary import in_words
from kg.queries.facts import Quote, Source
from kg.queries.why import Derivation, Premise, Why

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.rules import Step
    from kg.queries.why import Triple

_QUOTES = 3  # of one premise; evidence-of lists them all
_RULES = {
    "wider": "quan hệ rộng hơn · the broader relation",
    "inverse": "đọc theo chiều ngược lại · read the other way round",
    "symmetric": "quan hệ hai chiều · it holds both ways",
    "chain": "hai quan hệ nối tiếp nhau · the one after the other",
}


def lines(found: list[Why], labels: Mapping[str, str], base: str, limit: int) -> Iterator[str]:
    """Yield the lines that tell why facts are there, at most ``limit`` columns wide, the words of quotes marked."""
    say = _Teller(labels, base, limit)
    for number, each in enumerate(found):
        yield from [""] if number else []
        yield from say.told(each)
    yield from source_lines(tuple(say.sources), base, limit)


def terms(found: Why) -> Iterator[ox.NamedNode | ox.Literal]:
    """Yield the subjects and objects of a fact and of what it follows from."""
    premises = [premise.triple for derivation in found.follows for premise in derivation.premises]
    for subject, _, value in (found.triple, *premises):
        yield from (subject, value)


class _Teller:
    """Writes facts with their words; notes the reports these come from."""

    def __init__(self, labels: Mapping[str, str], base: str, limit: int):
        self._labels, self._base, self._limit = labels, base, limit
        self.sources: dict[Source, int] = {}

    def told(self, found: Why) -> Iterator[str]:
        yield from self._line(self._fact(found.triple), "")
        if found.told:
            yield from self._line("tin bài kể · reports tell it", "  ")
            yield from self._quotes(found.told.quotes, "    ")
        for derivation in found.follows:
            yield from self._derivation(derivation)
        for modality, quote in found.untold:
            yield from self._line(f"không kể là đã có · not told as done: {in_words(modality)}", "  ")
            yield from self._quotes((quote,), "    ")

    def _derivation(self, derivation: Derivation) -> Iterator[str]:
        yield from self._line("suy ra · follows", "  ")
        for step in derivation.steps:
            yield from self._line(_rule(step), "    ")
        for premise in derivation.premises:
            yield from self._premise(premise)

    def _premise(self, premise: Premise) -> Iterator[str]:
        yield from self._line(self._fact(premise.triple), "    ")
        if premise.quotes:
            yield from self._quotes(premise.quotes, "      ")
        else:
            yield from self._line("theo tên gọi · by the name alone", "      ")

    def _quotes(self, quotes: tuple[Quote, ...], indent: str) -> Iterator[str]:
        for quote in quotes[:_QUOTES]:
            number = self.sources.setdefault(quote.source, len(self.sources) + 1)
            yield from self._line(sentence(quote), f"{indent}({number}) ")
        if (more := len(quotes) - _QUOTES) > 0:
            yield from self._line(f"… {more} câu nữa · more sentences (kg query evidence-of)", indent)

    def _fact(self, triple: Triple) -> str:
        subject, predicate, value = triple
        return f"{self._name(subject)} — {in_words(predicate.value)} — {self._name(value)}"

    def _name(self, term: ox.NamedNode | ox.Literal) -> str:
        return clean(self._labels.get(term.value, "")) or short(term, self._base)

    def _line(self, text: str, before: str) -> Iterator[str]:
        return indented(text, self._limit, before, " " * (len(before) + 2))


def _rule(step: Step) -> str:
    told = " + ".join(map(in_words, step.told))
    return f"{told} ⇒ {in_words(step.follows)} ({_RULES[step.kind]})"
