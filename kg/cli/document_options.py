"""The options of ``kg ingest`` and ``kg extract`` that tell how documents are read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import click

from kg.cli.options import encoding_option

# As kg.documents.source.Fields has them → as options name them.
_FIELDS = {"text": "text", "title": "title", "published": "date", "source": "source"}


def document_options(command: Callable) -> Callable:
    """Give a command the options on documents; it is called with ``settings`` and ``network`` in their place."""

    @wraps(command)
    def called(*arguments, encoding: str, **given):
        from kg.documents.source import Fields, Settings

        fields = Fields(**{name: given.pop(f"{name}_field") for name in _FIELDS})
        return command(*arguments, settings=Settings(encoding, fields), **given)

    for option in (_network_option, *map(_field_option, reversed(_FIELDS)), encoding_option):
        called = option(called)
    return called


def damaged(name: str, encoding: str) -> str:
    """Return a warning where some of a document's characters were lost, '' where none were."""
    if "damaged" not in encoding:
        return ""
    return f"warning: {name}: read as {encoding}; what could not be read of it is U+FFFD (\ufffd)"


_network_option = click.option(
    "--allow-network", "network", is_flag=True, help="Fetch the web addresses among the arguments, and nothing else."
)


def _field_option(name: str) -> Callable:
    what = {
        "text": "The field that has the text, in tables of articles (JSON Lines, JSON, CSV).",
        "title": "Likewise the title.",
        "published": "Likewise the date of publication.",
        "source": "Likewise the address, or who published it.",
    }[name]
    return click.option(f"--{_FIELDS[name]}-field", f"{name}_field", metavar="NAME", default="", help=what)
