"""XML that is XML whatever words are in it: the engine writes characters that XML forbids as they are."""

from __future__ import annotations

import io
import re
from typing import BinaryIO

_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class XmlText(io.RawIOBase):
    """Passes on XML, with U+FFFD for each character that XML forbids."""

    def __init__(self, out: BinaryIO):
        super().__init__()
        self._out = out

    def writable(self) -> bool:
        """Return that one can write here."""
        return True

    def write(self, data) -> int:
        """Write all of the data; they are single bytes of UTF-8 wherever it is cut."""
        self._out.write(_NO_XML.sub("\ufffd".encode(), bytes(data)))
        return len(data)
