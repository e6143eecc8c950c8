"""The saved questions told: as a list and one by one in a terminal, and as ``docs/questions.md``.

``python -m kg.cli.catalogue > docs/questions.md`` writes that page; a test fails when the two differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kg.cli.terminal import clean, columns, indented, width
from kg.queries import saved
from kg.queries.saved import Parameter, SavedQuery

_GAP = 2
_HEAD = """\
# Saved questions

Made from the questions' own headers (`kg/queries/*.rq`) by `python -m kg.cli.catalogue > docs/questions.md`.

`kg query NAME -p PARAMETER=VALUE`; `kg query --list` lists them, `kg query NAME --list` tells about one. A value that
names a thing is a name (with or without tones), a number such as `41-CT/TW`, or an IRI; where several things bear that
name the command lists them with what tells them apart, and `-p person=person/…` says which. A column `x` stands
beside `xLabel` in the formats for machines: `x` is the IRI there, `xLabel` its name.
"""


def groups() -> list[tuple[str, list[SavedQuery]]]:
    """Return theme → its questions by name, in the order of the themes."""
    questions = [saved.load(name) for name in saved.names()]
    return [(theme, [question for question in questions if question.theme == theme]) for theme in saved.themes()]


def listed() -> Iterator[str]:
    """Yield the lines of the list, grouped by theme: each name with its title in English and in Vietnamese."""
    limit, found = columns(), groups()
    side = max(width(question.name) for _, questions in found for question in questions) + _GAP
    for number, (theme, questions) in enumerate(found):
        title = saved.themes()[theme]
        yield from ([""] if number else [])
        yield from indented(f"{title['en']} · {title['vi']}", limit, "")
        for question in questions:
            yield from _entry(question, side, limit)


def told(question: SavedQuery) -> Iterator[str]:
    """Yield the lines that tell all about one question."""
    limit = columns()
    for tag in ("vi", "en"):
        if tag in question.title:
            yield from indented(clean(question.title[tag]), limit, "")
            yield from indented(clean(question.about.get(tag, "")), limit, "  ")
    for parameter in question.parameters:
        yield ""
        yield from indented(clean(_parameter(parameter)), limit, f"  -p {parameter.name}=…  ", "      ")
        yield from indented(clean(f"{parameter.about['vi']} · {parameter.about['en']}"), limit, "      ")
    if meanings := saved.columns(question):
        yield ""
        side = max(map(width, meanings)) + _GAP
        for name, about in meanings.items():
            yield from indented(clean(f"{about['vi']} · {about['en']}"), limit, f"  {name.ljust(side)}")


def page() -> str:
    """Return ``docs/questions.md``."""
    return "\n".join([_HEAD, *_contents(), *(line for _, found in groups() for q in found for line in _section(q))])


def example(question: SavedQuery) -> str:
    """Return a command that asks the question, with a value for each parameter that it needs."""
    needed = [parameter for parameter in question.parameters if parameter.required]
    shown = needed or [p for p in question.parameters if not p.default][:1]
    return " ".join(["kg query", question.name, *(f"-p {p.name}={_quoted(p.example)}" for p in shown)])


def _entry(question: SavedQuery, side: int, limit: int) -> list[str]:
    """One line where both titles fit, else one for each."""
    name, both = f"  {question.name}".ljust(side + _GAP), f"{question.title['en']} · {question.title['vi']}"
    if width(name) + width(both) <= limit:
        return [name + both]
    return [
        *indented(question.title["en"], limit, name),
        *indented(question.title["vi"], limit, " " * len(name)),
    ]


def _parameter(parameter: Parameter) -> str:
    return f"{parameter.takes}, {parameter.needed}, e.g. {parameter.example}"


def _contents() -> Iterator[str]:
    for theme, questions in groups():
        title = saved.themes()[theme]
        yield f"## {title['en']} · {title['vi']}\n"
        for question in questions:
            yield f"- [{question.name}](#{question.name}): {question.title['en']} · {question.title['vi']}"
        yield ""


def _section(question: SavedQuery) -> Iterator[str]:
    yield f"## {question.name}\n"
    for tag in ("en", "vi"):
        yield f"**{question.title[tag]}.** {question.about[tag]}\n"
    yield f"```sh\n{example(question)}\n```\n"
    if question.parameters:
        rows = [_row(p) for p in question.parameters]
        yield from _table(("parameter", "takes", "", "for example", "meaning"), rows)
    yield from _table(("column", "meaning"), [(f"`{n}`", _both(about)) for n, about in saved.columns(question).items()])


def _row(parameter: Parameter) -> Sequence[str]:
    return f"`{parameter.name}`", parameter.takes, parameter.needed, f"`{parameter.example}`", _both(parameter.about)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |".replace("|  |", "| |")
    yield "|" + "---|" * len(titles)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _both(about: dict[str, str]) -> str:
    return f"{about['en']} · {about['vi']}"


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(page(), end="")
