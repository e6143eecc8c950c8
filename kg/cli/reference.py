"""The reference of all commands and saved questions, made from their own help: ``python -m kg.cli.reference``.

Its output is ``docs/commands.md``; a test fails when the two differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from kg.cli.main import cli
from kg.queries import saved
from kg.queries.saved import Parameter, SavedQuery

_WIDTH = 80
_HEAD = """\
# Commands

Made from the commands' own help by `python -m kg.cli.reference > docs/commands.md`.

Exit codes: 0 all good; 1 some input failed (the rest is done, each failure has its line on stderr); 2 wrong use;
130 interrupted; 141 whoever read the output went away.
"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    return "\n".join([_HEAD, *_commands(), *_questions()])


def _commands() -> Iterator[str]:
    root = click.Context(cli, info_name="kg", **{**cli.context_settings, "terminal_width": _WIDTH})
    yield _block(cli.get_help(root))
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        context = click.Context(command, root, info_name=name)
        yield f"## kg {name}\n"
        yield _block(command.get_help(context))
        for part in command.commands.values() if isinstance(command, click.Group) else ():
            yield _block(part.get_help(click.Context(part, context, info_name=part.name)))


def _questions() -> Iterator[str]:
    yield "# Saved questions\n"
    yield "`kg query NAME -p PARAMETER=VALUE`. A value that names a thing is a name (with or without tones), a number"
    yield "such as `41-CT/TW`, or an IRI.\n"
    for question in map(saved.load, saved.names()):
        yield from _question(question)


def _question(question: SavedQuery) -> Iterator[str]:
    yield f"## {question.name}\n"
    for tag in ("en", "vi"):
        yield f"**{question.title[tag]}.** {question.about[tag]}\n"
    yield "| parameter | | | for example | |"
    yield "|---|---|---|---|---|"
    yield from map(_parameter, question.parameters)
    yield ""


def _parameter(parameter: Parameter) -> str:
    kind = parameter.type + (f" ({' or '.join(parameter.kinds)})" if parameter.kinds else "")
    need = "required" if parameter.required else f"default `{parameter.default}`" if parameter.default else "optional"
    about = f"{parameter.about['en']} · {parameter.about['vi']}"
    return f"| `{parameter.name}` | {kind} | {need} | `{parameter.example}` | {about} |"


def _block(text: str) -> str:
    return f"```\n{text}\n```\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(reference(), end="")
