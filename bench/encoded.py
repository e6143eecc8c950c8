"""How often a text is read right, whatever encoding it is in: texts made of the gold set and the seeds, there and back.

    python bench/encoded.py

A table for docs/documents.md: a line for each encoding, a column for each class of texts, how many of how many are read
right to the letter; then what was read otherwise than it was, texts in UTF-8 that were changed, and seconds for 16 MiB.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from encoders import encoded, taken_for  # noqa: E402

from kg.documents.encoding import decoded, repaired  # noqa: E402
from kg.errors import InputError  # noqa: E402
from kg.text import fold  # noqa: E402

PLAIN = ("utf-8", "nfd", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le")
OLD = ("windows-1258", "tcvn3", "vni", "viscii")
ODD = ("utf-8 + tcvn3", "utf-8 + vni", "utf-8 + windows-1258", "tcvn3 in characters", "vni in characters",
       "utf-8 as windows-1252", "utf-8 as latin-1", "utf-8 as mac-roman")  # fmt: skip
WESTERN = ("utf-8", "utf-16-le", "windows-1252")
SIZES = (50, 200, 1000)
MOST = 400  # texts of a class
NAMES = ("Nguyễn Văn Thử", "Trần Thị Bình", "Lê Đức Mẫu", "Phạm Hữu Ví", "Đỗ Thị Dụ", "Bộ Ngoại giao", "Hà Nội",
         "Đà Nẵng", "Thừa Thiên Huế", "Ủy ban", "Võ Thị Nháp", "Bùi Quốc Giả")  # fmt: skip
ENGLISH = (
    "The delegation led by {} arrived in {} on Monday for a three-day visit – the first since 2019.",
    "“We value this partnership,” said {}, who also met {} and students of the university.",
    "{} told reporters that the agreement with {} would be signed in March 2024; details were not given.",
    "In a statement, {} thanked {} for support of 12.5 million USD, 40% of it for schools and roads.",
)
FRENCH = (
    "La délégation conduite par le ministre a été reçue à l’hôtel de ville, où s’est tenue la cérémonie d’été.",
    "Selon le communiqué, les négociations ont déjà progressé : « un très grand succès », a déclaré l’élu.",
    "Le président de la République a visité l’école française et s’est félicité des échanges réguliers.",
    "Après l’accord signé à Genève, près de 45 % des crédits iront à la santé et à l’éducation.",
    "Où en est le projet ? Les députés, réunis à huis clos, n’ont pas répondu ; la séance a été levée à midi.",
)


def main() -> None:
    """Print the tables."""
    classes = {name: list(dict.fromkeys(texts))[:MOST] for name, texts in _classes().items()}
    wrong: list[str] = []
    _table([*PLAIN, *OLD, *ODD], {name: texts for name, texts in classes.items() if name not in _WEST}, wrong)
    print()
    _table(WESTERN, {name: classes[name] for name in _WEST}, wrong)
    print(f"\nRead otherwise than it was: {len(wrong)}", *wrong[:20], sep="\n  ")
    _changed(classes)
    _speed()


_WEST = ("French", "ASCII", "without tones")


def _classes() -> dict[str, list[str]]:
    """Return what texts there are: class → texts in NFC."""
    paths = sorted([*ROOT.glob("tests/gold/*/*.txt"), *ROOT.glob("seeds/*.txt")])
    whole = [_sound(path.read_text(encoding="utf-8")) for path in paths]
    lines = [line for text in whole for line in text.splitlines() if line.strip()]
    cuts = {f"{size} characters": [cut for text in whole for cut in _cuts(text, size)] for size in SIZES}
    return {
        "whole": whole,
        **cuts,
        "headlines": [next(line for line in text.splitlines() if line.strip()) for text in whole]
        + [line for line in lines if len(line) < 120],
        "capitals": [line[:120].upper() for line in lines],
        "numbers": sorted(lines, key=lambda line: -_digits(line))[: len(lines) // 4],
        "English": [_english(sentence, at) for at in range(60) for sentence in ENGLISH],
        "French": [*FRENCH, *("\n".join(FRENCH[at:] + FRENCH[:at]) for at in range(5)), *_pieces(FRENCH)],
        "ASCII": [re.sub(r"[^ -~\n]", "", fold(text))[:size] for text in whole for size in SIZES],
        "without tones": [f"“{fold(line)[:150]}” – {at}" for at, line in enumerate(lines)],
    }


def _sound(text: str) -> str:
    """Return a text without what no encoding of one byte has: letters of other scripts, odd dashes and spaces."""
    text = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u2011", "-")
    return re.sub("[\u200b-\u200f\ufeff]", "", text)


def _cuts(text: str, size: int) -> Iterator[str]:
    for at in range(0, len(text), max(size, 250)):
        if len(text) - at >= size // 2:
            yield text[at : at + size]


def _digits(line: str) -> float:
    return sum(letter.isdigit() for letter in line) / len(line)


def _english(sentence: str, at: int) -> str:
    return sentence.format(NAMES[at % len(NAMES)], NAMES[(at * 5 + 3 + at // len(NAMES)) % len(NAMES)])


def _pieces(sentences: tuple[str, ...]) -> list[str]:
    return [sentence[at : at + 50] for sentence in sentences for at in range(0, len(sentence) - 25, 7)]


def _table(encodings: tuple[str, ...] | list[str], classes: dict[str, list[str]], wrong: list[str]) -> None:
    print(f"| | {' | '.join(classes)} |", "|---|" + "---|" * len(classes), sep="\n")
    for encoding in encodings:
        cells = []
        for texts in classes.values():
            told = Counter(_told(text, encoding, wrong) for text in texts)
            total = told["right"] + told["wrong"]
            cells.append(f"{told['right']}/{total}" if total else "–")
        print(f"| {encoding} | {' | '.join(cells)} |")


def _told(text: str, encoding: str, wrong: list[str]) -> str:
    """Return whether a text is read 'right' or 'wrong'; '' where the encoding lacks one of its characters."""
    try:
        data = _bytes(text, encoding)
    except UnicodeEncodeError:
        return ""
    try:
        found = unicodedata.normalize("NFC", decoded(data, "x").text)
    except InputError as error:
        found = str(error)
    text = text.replace("\r\n", "\n")
    # TCVN3 has no capitals with tones; a word in capitals gets them back, the first letter of another does not.
    if found == text or ("tcvn3" in encoding and _lowered(found) == _lowered(text)):
        return "right"
    wrong.append(f"{encoding}: {text[:50]!r} → {found[:50]!r}")
    return "wrong"


def _lowered(text: str) -> str:
    return re.sub(r"(?<![^\W\d_])[À-ỹ]", lambda match: match.group().lower(), text)


def _bytes(text: str, encoding: str) -> bytes:
    if encoding.startswith("utf-8 + "):
        names = ("utf-8", encoding.removeprefix("utf-8 + "))
        lines = text.split("\n")
        lines = lines if len(lines) > 1 else [text, text]
        if len(text.split("\n")) == 1:
            raise UnicodeEncodeError(encoding, text, 0, 1, "has one line only")
        return b"\n".join(encoded(line, names[at // 2 % 2]) for at, line in enumerate(lines))
    if encoding.endswith(" in characters"):
        return encoded(text, encoding.removesuffix(" in characters")).decode("cp1252").encode()
    if encoding.startswith("utf-8 as "):
        return taken_for(text, encoding.removeprefix("utf-8 as ").replace("windows-", "cp")).encode()
    return encoded(text, encoding)


def _changed(classes: dict[str, list[str]]) -> None:
    """Print how many texts in sound UTF-8 are not left as they are; each line of them counts as one too."""
    texts = {piece for texts in classes.values() for text in texts for piece in (text, *text.splitlines())}
    changed = [text for text in sorted(texts) if repaired(text) != (text, "")]
    print(f"\nTexts in UTF-8 that were changed: {len(changed)} of {len(texts)}", *changed[:10], sep="\n  ")


def _speed() -> None:
    text = "".join(sorted(_sound(path.read_text(encoding="utf-8")) for path in ROOT.glob("tests/gold/*/*.txt")))
    for encoding in ("utf-8", "utf-16-le", *OLD[:3], "utf-8 + tcvn3", "utf-8 as windows-1252"):
        piece = _bytes(re.sub("[^\n -~À-ỹ]", "", text), encoding)
        data = piece * ((16 << 20) // len(piece))
        begin = time.process_time()
        decoded(data, "x")
        print(f"{encoding}: {time.process_time() - begin:.1f} s for {len(data) / (1 << 20):.1f} MiB")


if __name__ == "__main__":
    main()
