"""Letters of old Vietnamese fonts in documents that say which font each letter has: what they are meant to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.article import Block
from kg.documents.encodings.repair import from_font, of_font, repaired
from kg.documents.encodings.syllables import is_syllable
from kg.text import one_space

# In a .Vn font 'ư' has the place of a hyphen in other fonts, and PDFs tell the one for the other.
_HYPHENED = re.compile(r"(?<!\w)\w*+-[\w-]*+")


class Letters:
    """Reads (text, font) as the text that is seen; remembers the encoding that old fonts stood for."""

    def __init__(self) -> None:
        self.encoding = ""

    def __call__(self, text: str, font: str) -> str:
        """Return the text that letters of a font show."""
        found = from_font(text, font)
        if "-" in found and of_font(font) == "tcvn3":
            found = _HYPHENED.sub(_with_its_letter, found)
        if found != text and not self.encoding:
            self.encoding = of_font(font)
        return found

    def mended(self, blocks: Sequence[Block]) -> list[Block]:
        """Return paragraphs with those mended that an old font shows which does not tell its name."""
        text = "\n".join(one_space(block.text) for block in blocks)
        found, encoding = repaired(text)
        lines = found.split("\n")
        if not encoding or len(lines) != len(blocks):
            return list(blocks)
        self.encoding = self.encoding or encoding
        return [Block(line, block.kind) for line, block in zip(lines, blocks, strict=True)]


def _with_its_letter(match: re.Match[str]) -> str:
    word = match.group()
    if not word.strip("-"):
        return word  # a dash, not a letter
    meant = word.replace("-", "Ư" if word.isupper() else "ư")
    return meant if is_syllable(meant.lower()) else word
