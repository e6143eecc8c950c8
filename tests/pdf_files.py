"""PDFs for tests, made by hand of invented text: letters where the test puts them, in fonts that need no file.

A font has a width for each letter and a map to Unicode, which is all that a reader of the text needs.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842  # A4
_NARROW = set("iíìỉĩịlIjtfr.,;:'!()|-´")


def width(text: str, size: float = 12) -> float:
    """Return how wide a text is drawn."""
    return sum(_advance(letter) for letter in text) * size / 1000


def _advance(letter: str) -> int:
    if letter == " ":
        return 250
    if "\u0300" <= letter <= "\u036f":
        return 0
    return 300 if letter in _NARROW else 700 if letter.isupper() else 500


@dataclass
class Page:
    """What is drawn on a page: operators of its content, and whether it lies on its side."""

    content: list[bytes] = field(default_factory=list)
    turn: int = 0
    picture: bool = False

    def text(self, x: float, y: float, text: str, size: float = 12, font: str = "F0", spaced: float = 0) -> Page:
        """Draw a text; ``y`` counts from the top, ``spaced`` is how far its letters are pulled apart."""
        return self.drawn(f"{x:.2f} {HEIGHT - y:.2f} Td", text, size, font, spaced)

    def drawn(self, place: str, text: str, size: float = 12, font: str = "F0", spaced: float = 0) -> Page:
        """Draw a text where the operators ``place`` put it."""
        code = text.encode("utf-16-be" if font in ("F0", "F1") else "latin-1").hex()
        self.content.append(f"BT /{font} {size} Tf {spaced} Tc {place} <{code}> Tj ET".encode())
        return self

    def centred(self, y: float, text: str, size: float = 12, font: str = "F0") -> Page:
        return self.text((WIDTH - width(text, size)) / 2, y, text, size, font)

    def paragraph(
        self, x: float, y: float, across: float, text: str, size: float = 12, indent: float = 24, font: str = "F0"
    ) -> float:
        """Draw a paragraph as lines of at most a width; return where the next one stands."""
        words, left = text.split(" "), x + indent
        while words:
            here = [words.pop(0)]
            while words and left + width(" ".join([*here, words[0]]), size) <= x + across:
                here.append(words.pop(0))
            self.text(left, y, " ".join(here), size, font)
            left, y = x, y + size * 1.25
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a straight line."""
        self.content.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S".encode())
        return self


def made(
    *pages: Page,
    title: str = "",
    author: str = "",
    extra: str = "",
    bold: str = "Times-Bold",
    old: str = "",
    packed: bool = True,
) -> bytes:
    """Return the file of pages. ``old`` is the name of the font F2, which has one byte for each letter."""
    letters = "".join(chr(code) for page in pages for code in _codes(page))
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    fonts = "/F0 3 0 R/F1 6 0 R/F2 9 0 R"
    objects += _font("Times-Roman", letters, 3) + _font(bold, letters, 6)
    widths = " ".join(["500"] * 224)
    objects.append(
        f"<</Type/Font/Subtype/TrueType/BaseFont/{old or '.VnTime'}/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255"
        f"/Widths[{widths}]>>".encode()
    )
    objects.append(
        _stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    )
    kids = []
    for page in pages:
        picture = b"q 595 0 0 842 0 0 cm /Im Do Q\n" if page.picture else b""
        objects.append(_stream(picture + b"\n".join(page.content), packed=packed))
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {page.turn}/Contents {len(objects)} 0 R"
            f"/Resources<</Font<<{fonts}>>/XObject<</Im 10 0 R>>>>>>".encode()
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    objects.append(f"<</Title{_string(title)}/Author{_string(author)}/CreationDate(D:20220105)>>".encode())
    return written(objects, f"/Info {len(objects)} 0 R{extra}")


def written(objects: list[bytes], trailer: str = "") -> bytes:
    """Return a PDF of objects, the first of which is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return (
        bytes(out)
        + head
        + table
        + f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def _stream(data: bytes, entries: str = "", packed: bool = True) -> bytes:
    data = zlib.compress(data) if packed else data
    how = "/Filter/FlateDecode" if packed else ""
    return f"<<{entries}{how}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _codes(page: Page) -> list[int]:
    found = []
    for operator in page.content:
        if b"/F0" in operator or b"/F1" in operator:
            code = bytes.fromhex(operator.partition(b"<")[2].partition(b">")[0].decode())
            found += [int.from_bytes(code[at : at + 2], "big") for at in range(0, len(code), 2)]
    return found


def _font(name: str, letters: str, number: int) -> list[bytes]:
    """Return the three objects of a font with Unicode for codes: itself, how its letters are drawn, what they mean."""
    used = sorted(set(map(ord, letters)))
    widths = "".join(f" {code}[{_advance(chr(code))}]" for code in used)
    maps = "\n".join(f"<{code:04x}> <{code:04x}>" for code in used)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{maps}\nendbfchar endcmap end"
    )
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{number + 1} 0 R]"
        f"/ToUnicode {number + 2} 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 500/W[{widths}]"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor"
        f"/FontName/{name}/Flags 4/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200/ItalicAngle 0/CapHeight 700"
        f"/StemV 80>>>>".encode(),
        _stream(to_unicode.encode()),
    ]


def _string(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"
