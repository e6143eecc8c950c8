"""What of a terminal, a locale and a machine gets into kg's way."""

from __future__ import annotations

import codecs
import locale
import sys
from collections.abc import Iterator

from kg.doctor.finding import Finding, note, ok, problem

_OLDEST = (3, 11)


def machine() -> Iterator[Finding]:
    """Yield what of the machine matters."""
    if sys.version_info < _OLDEST:
        yield problem("python", f"Python {sys.version.split()[0]} is too old", "install kg with Python 3.11 or later")
    names = sys.getfilesystemencoding()
    if codecs.lookup(names).name != "utf-8":
        yield problem("locale", f"names of files are taken for {names}", "set LANG=C.UTF-8 (and unset LC_ALL)")
    charset = locale.getpreferredencoding(False)
    try:
        known = codecs.lookup(charset).name
    except LookupError:
        known = charset
    if known != "utf-8":
        told = f"the locale's characters are {charset}; kg writes UTF-8 all the same"
        yield note("locale", told, "where Vietnamese looks broken: export LANG=C.UTF-8")
    else:
        yield ok("locale", "UTF-8")
