"""``kg joined``: why what several reports tell of is taken for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import language_option, lexicon_option, out, store_option

if TYPE_CHECKING:
    from kg.resolution.verdict import Part
    from kg.review.desk import Desk

_REPORTS = 3  # that are named of one part; --json has them all


@click.command()
@click.argument("what", metavar="WHAT")
@language_option("reasons")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@lexicon_option
@store_option
def joined(what: str, lang: str, as_json: bool, store_path: str) -> None:
    """Tell why several reports are taken to mean one thing.

    WHAT is a name, number or IRI, as kg show takes it. Each part is what reports tell of it in the same way, the
    earliest first, with what speaks for its being one with the others. kg split takes apart what is not one.

    \b
    kg joined "Bùi Thanh Sơn"
    """
    from kg.cli.review import at_the_desk, write_json
    from kg.cli.terminal import columns

    with at_the_desk(store_path, "-", write=False) as desk:
        parts = desk.joined(what)
        if as_json:
            write_json(_row(part, desk, lang) for part in parts)
        else:
            out(lines(parts, desk, lang, columns()))


def lines(parts: list[Part], desk: Desk, lang: str, limit: int) -> Iterator[str]:
    """Yield the parts of a cluster, at most ``limit`` columns wide."""
    from kg.cli.pair import weighed, words
    from kg.cli.terminal import clean, indented

    say, number_of = words(lang), {member: n for n, part in enumerate(parts, 1) for member in part.members}
    for number, part in enumerate(parts, 1):
        yield from indented(clean(desk.told(part.members[0])), limit, f"{number}  ", "   ")
        yield from indented(_reports(part, desk, say), limit, "   ", "     ")
        if part.verdict and part.to:
            yield f"   {say['with'].format(number_of[part.to])}"
            yield from (f"   {line}" for line in weighed(part.verdict, lang, limit - 3))


def _reports(part: Part, desk: Desk, say: dict[str, str]) -> str:
    from kg.cli.terminal import clean

    keys = list(dict.fromkeys(member.report for member in part.members))
    told = [clean(_report(key, desk, say)) for key in keys[:_REPORTS]]
    more = len(keys) - len(told)
    return "; ".join(told) + (f" {say['more'].format(more)}" if more else "")


def _report(key: str, desk: Desk, say: dict[str, str]) -> str:
    reading = desk.reading(key)
    return f"{reading.observed_on or reading.report.published or say['undated']} {reading.report.source_id}"


def _row(part: Part, desk: Desk, lang: str) -> dict[str, Any]:
    from kg.judgements.row import member_text

    weighed = part.verdict.reasons if part.verdict else ()
    return {
        "told": desk.told(part.members[0]),
        "members": [member_text(member) for member in part.members],
        "with": member_text(part.to) if part.to else "",
        "score": part.verdict.score if part.verdict else None,
        "reasons": [{"code": one.code, "weight": one.weight, "words": one.told(lang)} for one in weighed],
    }
