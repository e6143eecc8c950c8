"""Events: 'Hội nghị sơ kết công tác …', 'Phiên họp thứ 20', 'họp phiên thường kỳ', or the head alone, pointing back."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.tables import Row
from kg.reading.directives.documents import Documents
from kg.reading.events.describing import Describing
from kg.reading.events.event_lists import roles_at
from kg.reading.words.phrases import DirectivePhrase, EventPhrase, View
from kg.text import one_space

_LONGEST_VERB = 4
_LOOKS_BACK = frozenset({"tổng", "sơ"})  # 'tổ chức tổng kết Hội thi …': a gathering of its own
_GATHERS = frozenset({"organise", "event"})


class Events:
    """The grammar of events."""

    def __init__(self, lexicon: Lexicon, documents: Documents):
        self._lexicon = lexicon
        self._describing = Describing(lexicon, documents)

    def at(self, view: View, i: int) -> tuple[int, EventPhrase] | None:
        """Return (end, event) of the event phrase at token ``i``, or None."""
        end, found = self._head(view, i)
        if not found or self._several(view, i) or self._split(view, i, end):
            return None
        row = found[0]
        told: list[tuple[str, DirectivePhrase]] = []
        stop = self._describing.end(view, i, end, row, told)
        if row["verb"] == "yes" and not self._noun(view, i, row, stop > end):
            return None
        name = one_space(view.surface(i, stop))
        verbal, later = row["verb"] == "yes", row["called"] == "later"
        head = (row["family"], row["form"], verbal, later, row["by"] == "part")
        return stop, EventPhrase(view.span(i, stop), name, row["kind"], stop > end, tuple(told), *head)

    def _head(self, view: View, i: int) -> tuple[int, list[Row]]:
        """Return (end, rows) of the head at token ``i``, with 'buổi' or 'cuộc' before it ('buổi lễ ký kết')."""
        end, found = self._lexicon.event_heads.longest(view.words, i)
        if view.word(i) in ("buổi", "cuộc"):
            longer, rows = self._lexicon.event_heads.longest(view.words, i + 1)
            if longer > max(end, i + 1) and rows[0]["verb"] != "yes":
                return longer, rows
        opens = found and found[0]["by"] == "organised" and view.word(i) not in _LOOKS_BACK
        opens = opens and "opens" in roles_at(self._lexicon, view, i)
        if opens and self._lexicon.event_heads.longest(view.words, end)[1]:
            return end, []  # '(tổ chức) khai mạc | Đại hội …': the gathering is what is opened
        return end, found

    @staticmethod
    def _split(view: View, i: int, end: int) -> bool:
        """'giao | Ban Tuyên giáo', 'phòng họp': the words of a head are not one."""
        inner = any(view.capital(at) and view.word(at) == "ban" for at in range(i + 1, end))
        return inner or view.word(i - 1) in ("phòng", "ban")

    def _several(self, view: View, i: int) -> bool:
        """'các hội nghị', 'nhiều cuộc họp': gatherings of a kind are no event."""
        if i == 0:
            return False
        roles = [
            role
            for at in (i - 1, i - 2)
            if at >= 0
            for end, roles in self._plurals(view, at)
            if end == i
            for role in roles
        ]
        return bool(roles)

    def _plurals(self, view: View, at: int) -> list[tuple[int, list[str]]]:
        hits = self._lexicon.event_words.all(view.words, at)
        return [(end, [role for role in roles if role == "several"]) for end, roles in hits]

    def _noun(self, view: View, i: int, row: Row, described: bool) -> bool:
        """Whether words that are a verb too name a gathering here: described, or behind a verb that takes one."""
        governed = any(self._gathers(view, at, i) for at in range(max(0, i - _LONGEST_VERB), i))
        if row["by"] == "organised":
            return described and any(
                self._gathers(view, at, i, "organise") for at in range(max(0, i - _LONGEST_VERB), i)
            )
        if row["family"] == "voters":
            return True
        if row["family"] in ("meeting", "press"):
            return described or governed
        capital = view.capital(i) and i > 0
        return capital or governed or (row["by"] == "with" and not described)

    @staticmethod
    def _gathers(view: View, at: int, end: int, frame: str = "") -> bool:
        stop, verb = view.verb(at)
        return verb is not None and stop == end and verb.frame in (frame and (frame,) or _GATHERS)
