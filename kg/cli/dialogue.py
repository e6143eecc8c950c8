"""``kg review`` as a dialogue: one undecided pair after the other, a key for each answer."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from kg.cli import pair
from kg.cli.keys import pressed
from kg.cli.options import out
from kg.cli.terminal import clean, columns, indented, marked, styled

if TYPE_CHECKING:
    from kg.model import Judgement, Member
    from kg.review.desk import Desk, Open

_VERDICTS = {"s": "same", "d": "different", "u": "unsure"}


@dataclass
class Dialogue:
    """One sitting of somebody who decides. Each decision is in force at once."""

    desk: Desk
    lang: str
    kinds: Sequence[str] = ()
    everything: bool = False
    why: str = ""
    made: list[tuple[Judgement, frozenset[Member]]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    passed: set[frozenset[Member]] = field(default_factory=set)  # skipped, or found unsure, in this sitting
    again: frozenset[Member] = frozenset()  # the pair whose decision was just taken back

    def run(self) -> None:
        """Ask until nothing is open, or the person has had enough."""
        while found := self._open():
            chosen = next((each for each in found if _ends(each) == self.again), found[0])
            self._show(chosen, len(found))
            if not self._answered(chosen):
                break
        if not found and not self.made and not self.passed:
            click.echo(self._say("nothing_open"))
        else:
            counts = [self.counts[name] for name in ("same", "different", "unsure", "skipped")]
            click.echo(self._say("summary").format(*counts, len(self.desk.open(self.kinds))))

    def _open(self) -> list[Open]:
        found = [each for each in self.desk.open(self.kinds) if _ends(each) not in self.passed]
        return [each for each in found if self.everything or not each.unsure]

    def _show(self, shown: Open, left: int) -> None:
        from kg.review.party import party

        limit, base = columns(), self.desk.store.base
        sides = [party(self.desk.store, self.desk.side(member).iri, self.lang)
                 for member in (shown.pair.a, shown.pair.b)]  # fmt: skip
        verdict, kind = shown.pair.verdict, sides[0].description.kind
        number = len(self.passed.union(ends for _, ends in self.made)) + 1
        click.echo()
        click.echo(pair.head(kind, number, number + left - 1, verdict.score, shown.unsure, self.lang, limit))
        for letter, found in zip("AB", sides, strict=True):
            out(marked(pair.side(letter, found, base, self.lang, limit), styled()))
            click.echo()
        out(pair.reasons(verdict, self.lang, limit))

    def _answered(self, shown: Open) -> bool:
        """Have the person answer; return whether to go on."""
        while True:
            out(indented(self._say("keys"), columns(), ""))
            key = _key()
            if key in _VERDICTS:
                self._decide(_VERDICTS[key], shown)
                return True
            if key == "k":
                self.passed.add(_ends(shown))
                self.counts["skipped"] += 1
                return True
            if key == "z":
                if self._undo():
                    return True
            elif key == "w":
                self._note()
            elif key in ("q", ""):
                return False
            else:
                click.echo(self._say("no_key").format(clean(key)))

    def _decide(self, verdict: str, shown: Open) -> None:
        from kg.errors import InputError

        try:
            judgement = self.desk.judge(verdict, shown.pair.a, shown.pair.b, self.why)
        except InputError as error:  # against an earlier one: told, and the pair is passed over
            click.echo(f"kg: {clean(str(error))}")
            self.passed.add(_ends(shown))
            self.counts["skipped"] += 1
            return
        self.made.append((judgement, _ends(shown)))
        self.counts[verdict] += 1
        if verdict == "unsure":
            self.passed.add(_ends(shown))
        self.why, self.again = "", frozenset()
        click.echo(f"{self._say(verdict)} · {judgement.id}")

    def _undo(self) -> bool:
        if not self.made:
            click.echo(self._say("no_undo"))
            return False
        judgement, self.again = self.made.pop()
        self.desk.undo([judgement.id])
        self.passed.discard(self.again)
        self.counts[judgement.verdict] -= 1
        click.echo(self._say("undone").format(f"{self._say(judgement.verdict)} · {judgement.id}"))
        return True

    def _note(self) -> None:
        click.echo(f"{self._say('why')} ", nl=False)
        self.why = clean(sys.stdin.readline())
        click.echo(self._say("noted") if self.why else "")

    def _say(self, word: str) -> str:
        return pair.words(self.lang)[word]


def _ends(shown: Open) -> frozenset[Member]:
    return frozenset((shown.pair.a, shown.pair.b))


def _key() -> str:
    """Return the key that is pressed, in lower case; from a pipe the first letter of a line, '' at its end."""
    if not sys.stdin.isatty():
        while line := sys.stdin.readline():
            if line.strip():
                return line.strip()[0].lower()
        return ""
    click.echo("> ", nl=False)
    sys.stdout.flush()
    key = pressed(sys.stdin.fileno())
    click.echo(key)
    return key.lower()
