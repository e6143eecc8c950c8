"""The reference of all commands, made from their own help: ``python -m kg.cli.reference``.

Its output is ``docs/commands.md``; a test fails when the two differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from kg.cli.main import cli

_WIDTH = 80
_HEAD = """\
# Commands

Made from the commands' own help by `python -m kg.cli.reference > docs/commands.md`.

Exit codes: 0 all good; 1 some input failed (the rest is done, each failure has its line on stderr); 2 wrong use;
130 interrupted; 141 whoever read the output went away.

The saved questions that `kg query` knows: [questions.md](questions.md).
"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    return "\n".join([_HEAD, *_commands()])


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


def _block(text: str) -> str:
    return f"```\n{text}\n```\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(reference(), end="")
