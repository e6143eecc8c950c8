"""A difference in words, for a terminal: a summary, then each thing with what changed of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.cli.table import grid
from kg.cli.terminal import clean, cut, indented
from kg.difference.change import FACTS, Difference, FactChange, Thing, ThingChange, Value
from kg.difference.words import relation_words, shown, word

_MARKS = {"appeared": "+", "vanished": "-", "changed": "~", "support": "±"}
_LONGEST = 200  # columns of one value


class Telling:
    """How a difference is told: in one language or both, in how many columns, with how many things of a kind."""

    def __init__(self, lang: str, columns: int, limit: int, everything: bool):
        self._lang, self._columns, self._limit, self._everything = lang, columns, limit, everything
        self._base = ""

    def same(self, found: Difference) -> Iterator[str]:
        """Yield the one line that says that nothing differs."""
        numbers = f"{self._number(found.b.reports, 'Report')}, {self._number(found.b.facts, 'fact')}"
        yield f"{self._word('same')}: {numbers}"

    def summary(self, found: Difference) -> Iterator[str]:
        """Yield what both hold, and how much differs."""
        for mark, facet in (("a", found.a), ("b", found.b)):
            numbers = (self._number(count, name) for count, name in
                       ((facet.reports, "Report"), (facet.things, "thing"), (facet.facts, "fact")))  # fmt: skip
            yield from indented(f"{clean(facet.name)}: {', '.join(numbers)}", self._columns, f"{mark}  ")
        yield ""
        yield from self.counts(found)
        if found.retold:
            yield from self._line(self._number(found.retold, "retold"))

    def counts(self, found: Difference) -> Iterator[str]:
        """Yield how much differs: the things by kind, and the facts."""
        for kind, counts in found.things().items():
            told = ", ".join(f"{counts[change]} {self._word(change, counts[change])}" for change in counts)
            yield from self._line(f"{self._word(kind, 2)}: {told}")
        totals = found.totals().items()
        told = [f"{count} {self._word(_VALUE.get(change, change))}" for change, count in totals if count]
        if told:
            yield from self._line(f"{self._word('fact', 2)}: {', '.join(told)}")
        for name, (before, after) in found.others.items():
            if before != after:
                yield from self._line(f"{self._word(name, 2)}: {before} → {after}")

    def relations(self, found: Difference) -> list[str]:
        """Return a table of how many facts appeared, vanished and changed, by relation."""
        shown = [change for change in FACTS if change != "support"]
        titles = [self._word("relation"), *(self._word(_VALUE.get(change, change)) for change in shown)]
        rows = [[relation_words(relation, self._lang), *(str(counts[change] or "") for change in shown)]
                for relation, counts in found.facts().items() if any(counts[change] for change in shown)]  # fmt: skip
        return grid(titles, rows, [False, *(True for _ in shown)], self._columns) if rows else []

    def things(self, found: Difference) -> Iterator[str]:
        """Yield each thing with what changed of it, kind by kind."""
        self._base = found.b.base
        for kind, of_kind in groupby(found.changes, key=lambda one: one.thing.kind):
            listed = [one for one in of_kind if self._is_listed(one)]
            if listed:
                yield from ("", self._word(kind, 2).upper())
                yield from self._of_kind(listed)

    def _of_kind(self, listed: list[ThingChange]) -> Iterator[str]:
        for change, group in groupby(listed, key=lambda one: one.change):
            those = list(group)
            most = self._limit or len(those)
            yield f"  {self._word(change)}"
            for one in those[:most]:
                yield from self._thing(one)
            if len(those) > most:
                yield f"    … {len(those) - most} {self._word('more')} (--limit 0)"

    def _thing(self, found: ThingChange) -> Iterator[str]:
        about = () if found.change in _SAME else found.facts
        yield from self._line(self._named(found.thing, about), "    ", "      ")
        others = [one for one in found.before if one.iri != found.thing.iri]
        if others or len(found.before) > 1:
            yield from self._list("before", found.before)
        if len(found.after) > 1:
            yield from self._list("after", found.after)
        if found.thing.kind == "Report" and found.change not in _SAME:
            return
        facts = [fact for fact in found.facts if self._everything or not _is_told(fact, found)]
        most = self._limit or len(facts)
        for fact in facts[:most]:
            yield from self._fact(fact)
        if len(facts) > most:
            yield f"      … {len(facts) - most} {self._word('more')} (--limit 0)"

    def _list(self, which: str, things: Iterable[Thing]) -> Iterator[str]:
        for one in things:
            yield from self._line(f"{self._word(which)}: {self._named(one)}", "      ", "        ")

    def _named(self, found: Thing, facts: Iterable[FactChange] = ()) -> str:
        about = {fact.relation: fact.after or fact.before for fact in facts if found.kind == "Report"}
        parts = [about[name].text for name in ("schema:datePublished", "kg:sourceId") if name in about]
        parts = [shown(found, self._lang), *parts, found.iri.removeprefix(self._base)]
        return " · ".join(dict.fromkeys(clean(part) for part in parts))

    def _fact(self, fact: FactChange) -> Iterator[str]:
        label = relation_words(fact.relation, self._lang, fact.inverse)
        if fact.change == "changed":
            values = f"{self._value(fact.before, fact.reports_before)} → {self._value(fact.after, fact.reports_after)}"
        elif fact.change == "support":
            values = f"{self._value(fact.after)} ({fact.reports_before} → {self._number(fact.reports_after, 'Report')})"
        elif fact.change == "appeared":
            values = self._value(fact.after, fact.reports_after)
        else:
            values = self._value(fact.before, fact.reports_before)
        yield from self._line(f"{label}: {values}", f"      {_MARKS[fact.change]} ", "          ")

    def _value(self, value: Value, reports: int | None = None) -> str:
        text = cut(clean(shown(value, self._lang)), _LONGEST)
        return f"{text} ({self._number(reports, 'Report')})" if reports and reports > 1 else text

    def _is_listed(self, found: ThingChange) -> bool:
        return self._everything or found.change != "support"

    def _number(self, count: int, name: str) -> str:
        return f"{count} {self._word(name, count)}"

    def _word(self, name: str, count: int = 1) -> str:
        return word(name, self._lang, count)

    def _line(self, text: str, first: str = "", rest: str = "  ") -> list[str]:
        return indented(text, self._columns, first, rest)


_SAME = ("changed", "support")  # of a thing that is on both sides
_VALUE = {"changed": "value"}  # of a fact


def _is_told(fact: FactChange, found: ThingChange) -> bool:
    """Return whether a fact says no more than how often it is told, or than the name that the thing is listed by."""
    value = fact.after or fact.before
    named = fact.relation == "skos:altLabel" and value.text == found.thing.vi and found.change in ("new", "gone")
    return fact.change == "support" or named
