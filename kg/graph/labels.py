"""The one label of each thing, chosen from what all reports say of it."""

from __future__ import annotations

from collections.abc import Mapping

from kg.text import key as fold_key
from kg.text import one_space

LONGEST = 80  # characters of a label that is a sentence rather than a name
_SENTENCES = frozenset({"Instruction", "Appointment", "Group", "Report"})


def best_form(forms: Mapping[str, int]) -> str:
    """Return the longest form; ties go to the more frequent one, then to the first by code point; '' for none."""
    return min(forms, key=lambda form: (-len(form), -forms[form], form), default="")


def most_frequent(forms: Mapping[str, int]) -> str:
    """Return the form that is counted most; ties go to the first by code point; '' for none."""
    return min(forms, key=lambda form: (-forms[form], form), default="")


def entity_label(kind: str, forms: Mapping[str, int]) -> str:
    """Return the label for a kind and the counted forms; sentences are cut (see :func:`cut`)."""
    label = one_space(best_form(forms))
    return cut(label) if kind in _SENTENCES else label


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the text in one line, cut at a word to at most ``longest`` characters and then '…'."""
    text = one_space(text)
    if len(text) <= longest:
        return text
    head = text[: longest + 1].rpartition(" ")[0] or text[:longest]
    return head.rstrip(" ,;:.–-") + "…"


def post_label(title: str, body: str) -> str:
    """Return the label of a post: the title and the body, with the words that they share said once.

    'Trưởng Ban' at 'Ban Chỉ đạo X' is 'Trưởng Ban Chỉ đạo X'. A body whose name begins with the whole title ('Đại sứ'
    at 'Đại sứ quán …') follows a comma, so that the label is not the body's own.
    """
    head, tail = title.split(), body.split()
    folded_head, folded_tail = _folded(head), _folded(tail)
    if not tail or folded_head[-len(tail) :] == folded_tail:
        return title
    if folded_tail[: len(head)] == folded_head:
        return f"{title}, {body}"
    shared = next((n for n in range(min(len(head), len(tail)), 0, -1) if folded_head[-n:] == folded_tail[:n]), 0)
    return " ".join(head + tail[shared:])


def first_line(text: str) -> str:
    """Return the first line that says something, without a list mark; '' for a blank text."""
    lines = (line.strip().lstrip("-–—•*+ \t") for line in text.splitlines())
    return next(filter(None, lines), "")


def _folded(words: list[str]) -> list[str]:
    return [fold_key(word) for word in words]
