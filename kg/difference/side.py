"""One of the two graphs of a comparison, as far as it is compared: which report tells what of which things.

Everything is text: IRIs as they are, relations as CURIEs, literals in the form of N-Triples (so that they alone begin
with a quotation mark). Equal texts are one object, so that a large graph stays small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from kg.difference.relations import follows, is_fact, known_facts
from kg.graph.identity import post_key, sha

Fact = tuple[str, str, str]  # thing, relation, value
ALL = ""  # stands for all reports together, where nothing says which one tells what
_DICTS, _SETS, _LISTS = (partial(defaultdict, kind) for kind in (dict, set, list))


@dataclass(slots=True)
class Side:
    """A graph; ``name`` is what the user called it by, ``base`` what the IRIs of its things begin with.

    ``told`` has the facts of each report (IRI), ``mentioned`` the things that it speaks of; where ``by_report`` is
    false, all are those of the one report ``ALL``. ``derived`` are facts that no report tells, where they were asked
    for; ``counts`` how many of something else there are (evidence, memberships).
    """

    name: str
    base: str = ""
    by_report: bool = True
    kinds: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=_DICTS)  # language → IRI → label
    replaced: dict[str, set[str]] = field(default_factory=_SETS)  # IRI → what it led to, in one step
    posts: dict[str, tuple[str, str]] = field(default_factory=dict)  # post → its title (folded) and its body
    reports: dict[str, str] = field(default_factory=dict)  # report → the version of the reader that read it
    copies: dict[str, str] = field(default_factory=dict)  # report → the original that it is a copy of
    told: dict[str, list[Fact]] = field(default_factory=_LISTS)
    mentioned: dict[str, set[str]] = field(default_factory=_SETS)
    derived: list[Fact] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    behind: str = ""  # who is writing to the store, where this is what it held before

    def facts(self) -> Iterator[Fact]:
        """Yield all facts that reports tell, once for each report that tells it."""
        for facts in self.told.values():
            yield from facts

    def successors(self, iri: str) -> set[str]:
        """Return the things that an IRI leads to: itself, or over any number of steps what replaced it."""
        reached = [iri]
        for one in reached:
            reached += [new for new in self.replaced.get(one, ()) if new not in reached]
        return self.kinds.keys() & reached

    def by_original(self) -> Iterator[tuple[str, ...]]:
        """Yield the reports in groups of which each counts as one: an original and its copies."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for report in self.told:
            groups[self.copies.get(report, report)].append(report)
        yield from map(tuple, groups.values())

    def without(self, reports: Collection[str]) -> Side:
        """Return what is left when some reports (IRIs) are taken away, as long as nobody is then taken for another."""
        told = {report: facts for report, facts in self.told.items() if report not in reports}
        mentioned = {report: things for report, things in self.mentioned.items() if report not in reports}
        left = set().union(*mentioned.values())
        kinds = {iri: kind for iri, kind in self.kinds.items() if iri in left}
        readers = {report: reader for report, reader in self.reports.items() if report not in reports}
        return replace(self, told=told, mentioned=mentioned, kinds=kinds, reports=readers)

    def lean(self) -> None:
        """Leave out what a file without graphs cannot tell from what was derived: both sides are then alike."""
        for report, facts in self.told.items():
            known = [fact for fact in facts if fact[1] in known_facts()]
            implied = {new for fact in known for new in follows(*fact)}
            self.told[report] = [fact for fact in known if fact not in implied]

    def rebase(self, base: str) -> None:
        """Have all IRIs begin with another base, as if the graph had been made with it."""
        old, self.base = self.base, base
        renamed: dict[str, str] = {}

        def now(text: str) -> str:
            if not text.startswith(old):
                return text
            found = renamed.get(text)
            if found is None:
                found = renamed[text] = self._post(text, old, now) or base + text.removeprefix(old)
            return found

        self.labels = {lang: {now(iri): text for iri, text in those.items()} for lang, those in self.labels.items()}
        self.kinds = {now(iri): kind for iri, kind in self.kinds.items()}
        self.replaced = {now(iri): set(map(now, those)) for iri, those in self.replaced.items()}
        self.reports = {now(iri): reader for iri, reader in self.reports.items()}
        self.copies = {now(copy): now(original) for copy, original in self.copies.items()}
        self.told = {now(report): _renamed(facts, now) for report, facts in self.told.items()}
        self.mentioned = {now(report): set(map(now, things)) for report, things in self.mentioned.items()}
        self.derived = _renamed(self.derived, now)
        self.posts = {now(post): (title, now(body)) for post, (title, body) in self.posts.items()}

    def _post(self, iri: str, old: str, now: Callable[[str], str]) -> str:
        title, body = self.posts.get(iri, ("", ""))
        if not body:
            return ""
        words, dash, _ = iri.removeprefix(old).rpartition("-")  # the digits alone hang on the body's IRI
        return f"{self.base}{words or 'post/'}{dash}{sha(post_key(title, now(body)), digits=8)}"


def only_facts(facts: Iterable[Fact], kinds: dict[str, str]) -> list[Fact]:
    """Return the facts of things that have a kind; what else a graph holds (memberships, sources) is none."""
    return [fact for fact in facts if fact[0] in kinds and is_fact(fact[1])]


def _renamed(facts: Iterable[Fact], now: Callable[[str], str]) -> list[Fact]:
    return [(now(thing), relation, now(value)) for thing, relation, value in facts]
