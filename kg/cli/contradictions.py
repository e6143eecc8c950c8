"""What ``kg check`` writes: findings for a terminal, as JSON, as CSV; the list of their kinds."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from kg.cli.card import sentence
from kg.cli.terminal import clean, indented
from kg.findings import SEVERITIES, Finding, Side, severities
from kg.findings import kinds as known_kinds
from kg.text import plural

CSV_COLUMNS = (
    "id", "kind", "severity", "accepted", "thing", "thingLabel", "side", "sideThing", "says", "standard",
    "report", "source", "date", "start", "end", "words",
)  # fmt: skip
_RULE = 40  # columns of the line above a group


def lines(found: Sequence[Finding], lang: str, limit: int) -> Iterator[str]:
    """Yield findings for a terminal, at most ``limit`` columns wide, by severity; the words of quotes between marks."""
    for severity, group in groupby(found, key=lambda finding: finding.severity):
        members = list(group)
        head = f"── {severities()[severity][0].of(lang)} ({len(members)}) "
        yield head + "─" * max(0, min(limit, _RULE) - len(head))
        for finding in members:
            yield from _finding(finding, lang, limit)
            yield ""


def _finding(finding: Finding, lang: str, limit: int) -> Iterator[str]:
    yield from indented(f"{finding.id}  {finding.kind.label.of(lang)}", limit, "", "  ")
    names = dict.fromkeys(clean(label.of(lang)) for _, label in finding.things)
    yield from indented(" · ".join(names), limit, "  ")
    for number, side in enumerate(finding.sides, 1):
        yield from indented(clean(_side(side, lang)), limit, f"  ({number}) ", "      ")
        yield from _words(side, limit)
    if accepted := finding.accepted:
        why = f": {accepted.why}" if accepted.why else ""
        verb = {"vi": "được chấp nhận bởi", "en": "accepted by"}[lang]
        yield from indented(clean(f"{verb} {accepted.who}, {accepted.when}{why}"), limit, "  ✓ ", "    ")


def _side(side: Side, lang: str) -> str:
    return f"{side.line(lang)} [{side.standard}]" if side.standard else side.line(lang)


def _words(side: Side, limit: int) -> Iterator[str]:
    for words in side.words:
        day = f"{words.day} · " if words.day else ""
        yield from indented(sentence(words.quote), limit, "      ")
        source = words.quote.source
        key = source.iri.rpartition("/")[2]
        yield from indented(clean(f"— {day}{source.source_id or source.title} · report/{key}"), limit, "        ")


def summary(reports: int, found: Sequence[Finding], everything: bool) -> str:
    """Return the line that ends the list: what was found, and how many of it were accepted."""
    open_ones = [finding for finding in found if not finding.accepted]
    counts = Counter(finding.severity for finding in open_ones)
    told = ", ".join(plural(counts[severity], severity) for severity in SEVERITIES)
    accepted = len(found) - len(open_ones)
    rest = f"; {accepted} accepted{'' if everything else ' (--all shows them)'}" if accepted else ""
    return f"{plural(reports, 'report')} checked: {told}{rest}"


def as_json(found: Sequence[Finding]) -> str:
    """Return findings as a JSON array."""
    return json.dumps([finding.plain() for finding in found], ensure_ascii=False, indent=2)


def write_csv(found: Sequence[Finding], lang: str, target: TextIO) -> None:
    """Write findings as CSV, a row for each piece of evidence, and one for each side that has none."""
    table = csv.writer(target, lineterminator="\n")
    table.writerow(CSV_COLUMNS)
    for finding in found:
        thing, label = next(iter(finding.things), ("", None))
        who = finding.accepted.who if finding.accepted else ""
        head = (finding.id, finding.kind.id, finding.severity, who, thing, label.of(lang) if label else "")
        for number, side in enumerate(finding.sides, 1):
            said = (number, side.thing, side.says.of(lang), side.standard)
            for row in _evidence(side) or [("",) * 6]:
                table.writerow((*head, *said, *row))


def _evidence(side: Side) -> list[tuple]:
    found = []
    for words in side.words:
        quote = words.quote
        found.append((quote.source.iri, quote.source.source_id, words.day, quote.start, quote.end, words.exact))
    return found


def kinds(lang: str) -> Iterator[str]:
    """Yield the kinds of findings with what each means."""
    from kg.cli.terminal import columns

    for kind in known_kinds().values():
        severity = severities()[kind.severity][0].of(lang)
        yield from indented(f"{kind.label.of(lang)} ({severity})", columns(), f"{kind.id}  ", "  ")
        yield from indented(kind.about.of(lang), columns(), "    ")
