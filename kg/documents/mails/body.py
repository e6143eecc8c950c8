"""The plain text of a mail: its lines joined as they were meant, without what mail programs add for sure."""

from __future__ import annotations

from email.message import Message

from kg.documents.mails.headers import words

_SIGNATURE = "-- "


def text(raw: str, part: Message) -> str:
    """Return the text of a plain part: lines that were broken for the way joined again, no signature, no history.

    A signature begins with a line '-- '. History are the quoted lines ('> …') at the end, below a line that says whose
    they are; where nothing else is in the mail they are its text, without the signs.
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if part.get_param("format", "", "content-type") == "flowed":
        lines = _flowed(lines, str(part.get_param("delsp", "", "content-type")).lower() == "yes")
    kept = _without_history(_without_signature(lines))
    if not any(map(str.strip, kept)):
        kept = [line.lstrip("> ") for line in lines]
    return "\n".join(kept)


def _flowed(lines: list[str], close: bool) -> list[str]:
    """Return lines as they were before they were broken: one that ends in a space goes on in the next (RFC 3676)."""
    found: list[list[str]] = []  # in pieces: a line may have very many
    going_on, depth = False, 0
    for line in lines:
        here = len(line) - len(line.lstrip(">"))
        inner = line[here:].removeprefix(" ")
        if going_on and here == depth and inner not in (_SIGNATURE, ""):
            found[-1].append(inner)
        else:
            found.append([("> " if here else "") + inner])
        going_on, depth = inner.endswith(" ") and inner != _SIGNATURE, here
        if going_on and close:
            found[-1][-1] = found[-1][-1][:-1]
    return ["".join(pieces) for pieces in found]


def _without_signature(lines: list[str]) -> list[str]:
    return lines[: lines.index(_SIGNATURE)] if _SIGNATURE in lines else lines


def _without_history(lines: list[str]) -> list[str]:
    """Return lines without the quoted ones at the end, where a line above them says that they are an earlier mail."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    quoted = any(line.startswith(">") for line in lines[end:])
    if not quoted or not end or not lines[end - 1].strip().lower().endswith(words("history")):
        return lines
    begin = end - 1  # the line may have been broken: 'On Fri, … <a@b.example>' / 'wrote:'
    if begin and lines[begin - 1].strip() and len(lines[begin]) < 30:
        begin -= 1
    return lines[:begin]
