"""The names that files have inside archives: how they are decoded, and which of them are refused or left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeVar

from kg.documents import front_matter
from kg.documents.folder import is_junk, is_junk_folder
from kg.documents.source import suffix
from kg.text import normalise, one_space

Other = TypeVar("Other")  # what stands in place of a member: lines
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 1000
# The letters of Vietnamese, as far as they are not plain Latin ones, in NFC.
_VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | {"đ"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path in there, the same for messages, and what opens the library's stream of it.

    ``beside`` is its sidecar, None where it has none.
    """

    inner: str
    shown: str
    begin: Callable[[], BinaryIO]
    beside: Member | None = None


class Names:
    """The names of one archive, each given once: a second 'a.txt' becomes 'a#2.txt'."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def give(self, inner: str) -> str:
        """Return the name for the next file that is called so."""
        self._given[inner] += 1
        if (count := self._given[inner]) == 1:
            return inner
        at = len(inner) - len(suffix(inner))
        return self.give(f"{inner[:at]}#{count}{inner[at:]}")


def decoded(raw: bytes) -> str:
    """Return a name in a zip file that is not marked as UTF-8.

    It is UTF-8 all the same where that fits; Windows-1258, as zip programs on Vietnamese systems wrote, where this
    gives Vietnamese letters only; else code page 437, as the format says.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        name = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return raw.decode("cp437")
    beyond = [letter.lower() for letter in name if not letter.isascii()]
    return name if all(letter in _VIETNAMESE for letter in beyond) else raw.decode("cp437")


def inside(name: str) -> tuple[str, str]:
    """Return a member's path, cleaned and with '/' between its parts, and why it is refused ('' where it is not)."""
    path = name if "/" in name else name.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    inner = normalise("/".join(parts))
    if path.startswith("/") or _DRIVE.match(path):
        return inner, "has an absolute path, which an archive may not have"
    if ".." in parts:
        return inner, "points outside the archive"
    if len(inner) > _LONGEST:
        return inner[: _LONGEST // 10] + "…", f"has a name of over {_LONGEST} characters"
    return inner, ""


def is_left_out(inner: str, refused: str = "") -> bool:
    """Whether nobody would miss a file in an archive: hidden ones, what systems leave behind; none that is refused."""
    if refused:
        return False
    parts = inner.split("/")
    return any(map(is_junk_folder, parts[:-1])) or is_junk(parts[-1])


def shown(inner: str) -> str:
    """Return a member's path as one line for messages."""
    return one_space(inner)


def with_sidecars(found: Iterable[Member | Other]) -> Iterator[Member | Other]:
    """Yield what an archive has inside, each sidecar with its document in place of by itself."""
    found = list(found)
    members = {each.inner: each for each in found if isinstance(each, Member)}
    sidecars = front_matter.sidecars(members)
    for each in found:
        if not isinstance(each, Member):
            yield each
        elif each.inner not in sidecars:
            beside = (name for name in front_matter.beside_names(each.inner) if name in sidecars) if sidecars else ()
            yield replace(each, beside=members[name]) if (name := next(iter(beside), "")) else each
