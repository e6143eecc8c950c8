"""Events: 'Hội nghị sơ kết công tác …', 'Phiên họp thứ 20', or the head alone, pointing back."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.documents import Documents
from kg.reading.phrases import DirectivePhrase, EventPhrase, View
from kg.text import one_space

_QUOTES = {"“": "”", '"': '"', "«": "»"}
_LONGEST = 60


class Events:
    """The grammar of events."""

    def __init__(self, lexicon: Lexicon, documents: Documents):
        self._lexicon = lexicon
        self._documents = documents

    def at(self, view: View, i: int) -> tuple[int, EventPhrase] | None:
        """Return (end, event) of the event phrase at token ``i``, or None."""
        end, found = self._lexicon.event_heads.longest(view.words, i)
        if not found:
            return None
        row = found[0]
        told: list[tuple[str, DirectivePhrase]] = []
        stop = self._description(view, end, told)
        if stop == end and row["verb"] == "yes" and not view.capital(i):
            return None
        name = one_space(view.surface(i, stop))
        return stop, EventPhrase(view.span(i, stop), name, row["kind"], stop > end, tuple(told))

    def _description(self, view: View, start: int, told: list[tuple[str, DirectivePhrase]]) -> int:
        """Return the end of the description behind a head that ends at ``start`` (the same: none).

        A document in it goes to ``told`` with the relation that its verb tells (sơ kết … thực hiện Chỉ thị …).
        """
        if view.word(start) in _QUOTES:
            return self._quoted(view, start)
        k = self._opening(view, start)
        if k == start:
            return start
        relation = self._relation(view, start, "")
        while k < min(len(view), start + _LONGEST):
            relation = self._relation(view, k, relation)
            document = self._documents.at(view, k)
            if document and not document[1].pointing:
                told.append((relation, document[1]))
                k = document[0]
            elif view.word(k) in (",", "và") and k + 1 < len(view) and view.tokens[k + 1].kind == "directive":
                k += 1
            elif view.word(k) == ",":
                if "joins" not in self._roles(view, k + 1):
                    break
                k += 1
            elif view.word(k) in ("-", "–") and k + 1 < len(view):
                k += 1
            elif view.tokens[k].kind == "p" or self._closes(view, k):
                break
            else:
                k += 1
        return k

    @staticmethod
    def _relation(view: View, k: int, relation: str) -> str:
        """The first verb about documents decides: a review of how a directive is carried out is a review."""
        verb = view.verb(k)[1]
        return verb.predicate if verb and verb.frame == "document" and not relation else relation

    @staticmethod
    def _quoted(view: View, start: int) -> int:
        close = _QUOTES[view.word(start)]
        for k in range(start + 1, min(len(view), start + _LONGEST)):
            if view.word(k) == close:
                return k + 1
        return start

    def _roles(self, view: View, k: int) -> list[str]:
        return [role for _, roles in self._lexicon.event_words.all(view.words, k) for role in roles]

    def _opening(self, view: View, start: int) -> int:
        """Return the token after the first word of a description; ``start`` where none begins there."""
        end, roles = self._lexicon.event_words.longest(view.words, start)
        if "opens" in roles:
            return end
        if roles or start >= len(view) or view.tokens[start].kind not in ("w", "n"):
            return start
        if view.role(start)[1] or view.verb(start)[1] or view.action(start) > start:
            return start
        return start + 1

    def _closes(self, view: View, k: int) -> bool:
        """Whether a description ends before token ``k``: at a closing word, or a verb of saying or asking."""
        roles = self._roles(view, k)
        if "opens" in roles or "joins" in roles:
            return False
        if "ends" in roles:
            return view.tokens[k].kind != "n"
        verb = view.verb(k)[1]
        return verb is not None and verb.frame in ("event", "speech", "ask", "say", "sign")
