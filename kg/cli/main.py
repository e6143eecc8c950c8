"""The ``kg`` command: finds the subcommand, and turns what goes wrong into one line and an exit code.

Exit codes: 0 all good; 1 some input failed; 2 wrong use; 130 interrupted; 141 the reader of our output went away.
"""

from __future__ import annotations

import difflib
import os
import signal
import sys
from importlib import import_module

import click

import kg
from kg.errors import AmbiguousError, KgError
from kg.files import reason

# Subcommand → the module that holds it. They import what is heavy only when they run.
COMMANDS = {
    "extract": "kg.cli.read",
    "ingest": "kg.cli.read",
    "runs": "kg.cli.runs",
    "forget": "kg.cli.correct",
    "reread": "kg.cli.correct",
    "diff": "kg.cli.difference",
    "reports": "kg.cli.read",
    "query": "kg.cli.ask",
    "show": "kg.cli.ask",
    "why": "kg.cli.why",
    "export": "kg.cli.ask",
    "view": "kg.cli.ask",
    "serve": "kg.cli.serve",
    "review": "kg.cli.review",
    "joined": "kg.cli.joined",
    "merge": "kg.cli.review",
    "split": "kg.cli.review",
    "undo": "kg.cli.review",
    "judgements": "kg.cli.review",
    "dump": "kg.cli.keep",
    "restore": "kg.cli.keep",
    "snapshot": "kg.cli.keep",
    "push": "kg.cli.transfer",
    "pull": "kg.cli.transfer",
    "check": "kg.cli.check",
    "validate": "kg.cli.run",
    "evaluate": "kg.cli.measure",
    "lexicon": "kg.cli.lexicon",
    "doctor": "kg.cli.doctor",
}
FAILED, WRONG_USE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work: read, ask, check."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, None where there is none of that name."""
        if name not in COMMANDS:
            return None
        return getattr(import_module(COMMANDS[name]), name)

    def resolve_command(self, ctx: click.Context, args: list[str]):
        """Find the command that the arguments name; suggest the nearest for one that is not there."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            advice = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command {args[0]!r}; {advice}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg.__version__, "-V", "--version", message="kg %(version)s")
def cli() -> None:
    """Vietnamese official news reports as a knowledge graph with exact evidence.

    Reads reports into a graph of officials, bodies, posts, events and directives, and answers questions about it, each
    fact with the words that say it.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = run(arguments)
    except KeyboardInterrupt:  # once more, while the first was being told
        code = INTERRUPTED
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done: nothing is left to be interrupted
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line (default ``sys.argv[1:]``) and return its exit code; say on stderr what went wrong."""
    _speak_utf8()
    if "_KG_COMPLETE" in os.environ:
        cli.main(prog_name="kg")  # the shell asks click how to complete a word
    try:
        code = _invoke(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
        return code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help(), err=True)
        return WRONG_USE
    except click.ClickException as error:
        return _complain(_usage(error), WRONG_USE)
    except KgError as error:
        return _complain(error, error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _complain("interrupted; what was finished is kept", INTERRUPTED)
    except OSError as error:
        return _stopped(error)


def _invoke(arguments: list[str]) -> int:
    # Not cli.main(): click would print its own errors, in several lines, and give its own codes.
    try:
        with cli.make_context("kg", arguments) as context:
            cli.invoke(context)
        return 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code


def _complain(error: KgError | str, code: int) -> int:
    """Say one line on stderr (below it the candidates, where a name means several things); return the code."""
    from kg.cli.terminal import clean

    click.echo(f"kg: {clean(str(error))}", err=True)
    if isinstance(error, AmbiguousError):
        for line in error.candidates:
            click.echo(f"  {clean(line)}", err=True)
    return code


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message} (see {context.command_path} --help)" if context else message


def _stopped(error: OSError) -> int:
    """Tell that our output cannot be written; nothing to tell where its reader has just gone away."""
    # What is still buffered goes nowhere, so that the interpreter does not complain when it flushes at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    what = f"{error.filename}: " if error.filename else "cannot write: "
    return _complain(what + reason(error), FAILED)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: Vietnamese must not fail in an ASCII one."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
