"""The file of judgements: tab-separated, readable, editable by hand, under a head that explains its columns.

What a person wrote into it (notes, order, a value that is spelled otherwise) stays as it is: rows that are still wanted
keep their bytes, new ones are put below. A file that would hold no row and no note of a person is taken away, so that
doing and undoing leaves exactly what was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.errors import InputError, OutputError
from kg.files import reason, write_atomically
from kg.judgements.row import COLUMNS, Placed, decoded, encoded
from kg.judgements.rules import check
from kg.model import Judgement
from kg.text import text_hash

JUDGEMENTS_FILE = "judgements.tsv"
SHAPING = ("same", "different")  # the verdicts on which the graph hangs
_WAY = "3"  # in which judgements shape the graph: counted up where the same rows come to shape another one
_BOM = "\ufeff"


def read(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file, in its order; none where there is no such file.

    Raises InputError, which names the file and the rows, where it is damaged or its rows contradict each other.
    """
    rows = placed(path)
    check(rows)
    return tuple(row.judgement for row in rows)


def placed(path: Path) -> list[Placed]:
    """Return the judgements of a file with their places, as ``read`` does, but whether or not they contradict."""
    return list(_rows(_text(path), str(path)))


def write(path: Path, judgements: Sequence[Judgement], *, stays: bool = False) -> None:
    """Have the file hold these judgements, in one step; none of them and no note of a person: no file.

    Where it ``stays``, it then has its head alone: a file that is not there may be a lost one. Raises InputError where
    the file that is there is damaged, and OutputError where it cannot be written.
    """
    before = _text(path)
    after = edited(before, judgements, str(path)) or (_empty() if stays and path.exists() else "")
    if after == before:
        return
    keep(path, after.encode("utf-8") or None)


def kept(path: Path) -> bytes | None:
    """Return the bytes of a file, None where there is none. Raises InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {(error.strerror or str(error)).lower()}") from error


def keep(path: Path, data: bytes | None) -> None:
    """Have a file hold these bytes, in one step; None: no file. Raises OutputError."""
    try:
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, lambda out: out.write(data))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from error


def edited(text: str, judgements: Sequence[Judgement], name: str = JUDGEMENTS_FILE) -> str:
    """Return the text of a file that holds these judgements where it was ``text`` before; '' for no file."""
    there = {row.judgement.id: row for row in _rows(text, name)}
    stay = [judgement for judgement in judgements if judgement.id in there]
    if stay != list(judgements[: len(stay)]) or stay != sorted(stay, key=lambda one: there[one.id].number):
        stay = []  # in another order than they stand: none keeps its place
    lines = {there[judgement.id].number: judgement for judgement in stay}
    gone = {row.number for row in there.values()} - lines.keys()
    kept = [_kept(line, there, lines.get(number)) for number, line in enumerate((text or _empty()).split("\n"), 1)
            if number not in gone]  # fmt: skip
    if _header() not in _lines("\n".join(kept)):
        kept.insert(len(kept) - (kept[-1] == ""), _header())
    at = len(kept) - (kept[-1] == "")
    after = "\n".join([*kept[:at], *map(encoded, judgements[len(stay) :]), *kept[at:]])
    return "" if after == _empty() else after


def _kept(line: str, there: Mapping[str, Placed], judgement: Judgement | None) -> str:
    """Return a line as it is to stand: that of a judgement which says something else by now is written anew."""
    if judgement is None or there[judgement.id].judgement == judgement:
        return line
    return encoded(judgement) + "\r" * line.endswith("\r")


def digest(judgements: Iterable[Judgement]) -> str:
    """Return 16 hex digits that tell judgements from others that shape another graph; '' where none shapes it.

    What shapes it is which two are one, and which are two: not who said so, when, why, or in which order. A graph that
    was made when they were read in another way has another digest, and is made anew.
    """
    shaping = sorted(encoded(replace(each, id="", when="", who="", why="")) for each in judgements
                     if each.verdict in SHAPING)  # fmt: skip
    return text_hash("\n".join([_WAY, *shaping]))[:16] if shaping else ""


@cache
def head() -> str:
    """Return the notes that begin a file: what the columns are, in Vietnamese and English."""
    return Path(__file__).with_name("head.txt").read_text(encoding="utf-8")


def _empty() -> str:
    return f"{head()}{_header()}\n"


def _header() -> str:
    return "\t".join(COLUMNS)


def _text(path: Path) -> str:
    """Return the text of a file, '' where there is none. Raises InputError where it cannot be read or is no UTF-8."""
    return in_utf8(kept(path) or b"", str(path))


def in_utf8(raw: bytes, name: str) -> str:
    """Return the text that bytes are. Raises InputError, with the line, where they are no UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}:{line}", "is not UTF-8", "save the file as UTF-8") from None


def _rows(text: str, name: str) -> Iterator[Placed]:
    """Yield the rows of a text. Raises InputError for the first that is damaged, or has the id of another."""
    seen: dict[str, int] = {}
    for number, line in _told(text, name):
        place = f"{name}:{number}"
        judgement = decoded(line, place)
        if judgement.id in seen:
            other = f"{name}:{seen[judgement.id]}"
            raise InputError(place, f"has the id {judgement.id} of {other}", "give each row an id of its own")
        seen[judgement.id] = number
        yield Placed(judgement, place, number)


def _told(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that holds a row."""
    header = False
    for number, line in told_lines(text):
        if header:
            yield number, line
        elif line != _header():
            raise InputError(f"{name}:{number}", "is not the line that names the columns",
                             f"write there: {' '.join(COLUMNS)} (with tabs between)")  # fmt: skip
        header = True


def told_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line of a table that is neither empty nor a note."""
    return ((n, line) for n, line in enumerate(_lines(text), 1) if line.strip() and not line.startswith("#"))


def _lines(text: str) -> Iterator[str]:
    return (line.removesuffix("\r") for line in text.removeprefix(_BOM).split("\n"))
