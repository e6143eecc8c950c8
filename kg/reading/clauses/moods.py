"""What is told as done, planned, denied or supposed: the moods that words before a verb give its clause."""

from __future__ import annotations

from kg.reading.words.pieces import Pieces

MODALITY = {"plan": "Planned", "negation": "Negated", "hypothetical": "Hypothetical"}
_BEFORE = 6  # pieces before 'do …' or 'dưới sự …' among which its auxiliary may stand: 'sẽ diễn ra dưới sự …'


class Moods:
    """The moods of one sentence's clauses, found in one pass."""

    def __init__(self, pieces: Pieces):
        self._p = pieces
        self._supposed: list[bool] = []
        self._planned: list[bool] = []
        self.clause: list[int] = []  # for each piece, how many semicolons stand before it
        self._read()

    def _read(self) -> None:
        p, ends, planned, clause = self._p, frozenset[str](), False, 0
        for k in range(len(p)):
            word = p.word(k)
            opens = k == 0 or p.word(k - 1) == ";"
            planned = p.role(k) == "plan" and not self._done(k) if opens else planned  # 'Theo kế hoạch, A chủ trì …'
            self._planned.append(planned)
            self._supposed.append(bool(ends))
            self.clause.append(clause)
            clause += word == ";"
            if p.role(k) == "condition":  # '…, nếu A không B, …': to the comma; 'Nếu A, B …': both
                ends = frozenset({";"}) if opens or p.word(k - 1) in (",", ":") else frozenset({";", ","})
            elif word in ends:
                ends = frozenset()

    def _done(self, k: int) -> bool:
        """'Theo chương trình, A đã làm việc với …': the clause from piece ``k`` on tells it as done."""
        p = self._p
        clause = range(k + 1, next((at for at in range(k + 1, len(p)) if p.word(at) == ";"), len(p)))
        return any(p.role(at) == "aux" and p.word(at).startswith("đã") for at in clause)

    def of(self, k: int) -> str:
        """Return the mood of the clause in which the verb at piece ``k`` stands; '' where it is told as done."""
        return "Hypothetical" if self._supposed[k] else "Planned" if self._planned[k] else ""

    def before(self, k: int) -> str:
        """Return the mood that an auxiliary of the same clause gives, before 'do …' or 'sự …' at piece ``k``."""
        for at in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
            if self._p.kind(at) == "mark":
                break
            if self._p.role(at) in MODALITY:
                return MODALITY[self._p.role(at)]
        return ""
