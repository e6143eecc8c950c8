"""Text whose characters are wrong: letters of the old fonts, where each byte stands as a character of Windows-1252."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.documents.encodings import charsets, twice
from kg.documents.encodings.guess import Reading, best_reading, high_words, judged, read

_SYMBOLS = 0xF000  # where Word puts the characters of fonts that it takes for symbols
_SURE = 0.9  # which part of the words must read well for a text to be in an old font throughout
_DENSE = 0.3  # of the words of Vietnamese, more have letters above ASCII; of other languages, fewer
_ANY_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_CERTAIN, _MARGIN = 0.8, 3  # which part of the words must read well, and how many more than do as they are
_FONTS = ((".vn", "tcvn3"), ("vni-", "vni"), ("vni ", "vni"))


def repaired(text: str) -> tuple[str, str]:
    """Return a text as it was meant, and the encoding that its characters stood for, '' where nothing had to be done.

    Text that reads well stays as it is, paragraph by paragraph. Where some paragraphs only were mended, the encoding
    is 'utf-8 + tcvn3' or the like; 'utf-8 as windows-1252' is UTF-8 that was taken for that and saved again.
    """
    if text.isascii():
        return text, ""
    mended, encoding = twice.repaired(text)
    return (mended, encoding) if encoding else _out_of_fonts(text)


def of_font(font: str) -> str:
    """Return the encoding that the letters of an old font are in, by its name: 'tcvn3', 'vni', '' for another font."""
    folded = font.strip().lower()
    return next((name for beginning, name in _FONTS if folded.startswith(beginning)), "")


def from_font(text: str, font: str) -> str:
    """Return the text of a run in a font: in one of the .Vn or VNI fonts its letters are those of TCVN3 or VNI.

    A .Vn font with an H at its end (.VnTimeH) has capitals only. Text in another font is returned as it is, and so is
    text that reads better so: Unicode that stands in such a font by mistake.
    """
    encoding = of_font(font)
    if not encoding:
        return text
    text = "".join(chr(ord(c) - _SYMBOLS) if _SYMBOLS + 0x20 <= ord(c) <= _SYMBOLS + 0xFF else c for c in text)
    if _stranger().search(text) or _as_is(text).score > read(high_words(_bytes(text)), encoding).score:
        return text
    found = _converted(text, encoding)
    return found.upper() if encoding == "tcvn3" and font.strip().endswith("H") else found


def _out_of_fonts(text: str) -> tuple[str, str]:
    """Return the text with those paragraphs converted that were typed in an old font, and its encoding."""
    paragraphs = text.split("\n")
    high = [at for at, paragraph in enumerate(paragraphs) if not paragraph.isascii()]
    candidates = [at for at in high if not _stranger().search(paragraphs[at])]
    if not candidates:
        return text, ""
    together = "\n".join(paragraphs[at] for at in candidates)
    best = _in_font(together)
    if not best:
        return text, ""
    # Where all of it is in old fonts, a paragraph that reads as well either way is too.
    whole = candidates == high and best.quality >= _SURE
    changed = [at for at in candidates if _is_better(paragraphs[at], best.name, whole)]
    for at in changed:
        paragraphs[at] = _converted(paragraphs[at], best.name)
    return "\n".join(paragraphs), best.name if changed == high else f"utf-8 + {best.name}"


def _in_font(text: str) -> Reading | None:
    """Return how text reads in an old font, None where it is not certain that it is in one.

    A few words that happen to be syllables are no proof ('på', 'så' are in TCVN3): either most of the words, as in
    Vietnamese, are of letters above ASCII, or some are no words in any Western language as they are.
    """
    data = _bytes(text)
    said = Counter({word: count for word, count in high_words(data).items() if len(word) > 1})
    words = Counter(set(said))  # each once: one that is said often proves no more
    best = best_reading(words)
    if best.quality < _CERTAIN or best.score < _MARGIN + max(0, _judged_as_is(words).score):
        return None
    is_dense = said.total() >= _DENSE * len(_ANY_WORD.findall(data))
    return best if is_dense or read(words, "windows-1252").bad >= _MARGIN else None


def _is_better(paragraph: str, encoding: str, or_equal: bool) -> bool:
    """Return whether a paragraph reads better in an encoding in which others are."""
    reading, now = read(high_words(_bytes(paragraph)), encoding), _as_is(paragraph)
    if reading.score == now.score and or_equal:
        return True
    return reading.rank > now.rank and reading.quality >= 0.5


def _as_is(text: str) -> Reading:
    """Return how a text reads as Vietnamese as it is."""
    return _judged_as_is(high_words(_bytes(text)))


def _judged_as_is(words: Counter[bytes]) -> Reading:
    return judged("", ((charsets.decode(word, "windows-1252", "replace"), count) for word, count in words.items()))


def _converted(text: str, encoding: str) -> str:
    return _run().sub(lambda match: charsets.decode(_bytes(match.group()), encoding, "replace"), text)


def _bytes(text: str) -> bytes:
    """Return the bytes that the characters stood for; a space for one that stood for none."""
    return bytes(text.translate(_byte_of()), "latin-1", "replace")


@cache
def _byte_of() -> dict[int, int]:
    """Return the characters that Windows-1252 has for the bytes from 0x80 to 0x9F → those bytes."""
    pairs = ((bytes([byte]).decode("windows-1252", "ignore"), byte) for byte in range(0x80, 0xA0))
    return {ord(character): byte for character, byte in pairs if character}


def _class() -> str:
    return "\x00-\xff" + "".join(map(chr, _byte_of()))


@cache
def _run() -> re.Pattern[str]:
    """Return a pattern of text whose characters all stand for bytes."""
    return re.compile(f"[{_class()}]+")


@cache
def _stranger() -> re.Pattern[str]:
    """Return a pattern of a letter or a tone that stands for no byte: text with one is not in an old font."""
    return re.compile(f"(?![{_class()}])[^\\W\\d_]|[\u0300-\u036f]")
