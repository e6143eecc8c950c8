"""One key from a terminal, without Enter."""

from __future__ import annotations

import os
import select
import termios
import tty

UNKNOWN = "?"  # a key that is no letter: an arrow, a function key
_ESCAPE, _END = b"\x1b", b"\x04"
_REST = 0.05  # seconds in which the rest of what one key sends has come


def pressed(file: int) -> str:
    """Return the key that is pressed on a terminal; what was typed ahead counts. '' at its end, and for Ctrl-D.

    Not click's ``getchar``, which forgets what was typed ahead. Ctrl-C interrupts as always.
    """
    before = termios.tcgetattr(file)
    try:
        tty.setcbreak(file, termios.TCSADRAIN)
        first = os.read(file, 1)
        if first == _ESCAPE:
            while select.select([file], [], [], _REST)[0] and os.read(file, 32):
                pass  # 'left' ends in a D, which is no answer
            return UNKNOWN
        rest = 0 if first < b"\xc0" else 1 if first < b"\xe0" else 2 if first < b"\xf0" else 3
        key = (first + (os.read(file, rest) if rest else b"")).decode("utf-8", "replace")
        return "" if first in (b"", _END) else key if key.isprintable() else UNKNOWN
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)
