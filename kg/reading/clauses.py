"""Who does what: the subject of each verb of a sentence, with what is done, planned or denied.

A subject stands right before its verb (auxiliaries between), behind the comma of a fronted verb ('Phát biểu khai mạc
Hội nghị, S …'), behind 'do' or 'sự … của'; or it is the one of the verb before, over ';', 'và', ', từ đó'. Anything
else before a verb means that its subject is not known, and then nothing is told of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lexicon.lexicon import Verb
from kg.reading.notebook import Record
from kg.reading.pieces import Pieces

_INHERITS = frozenset({"từ đó", "đồng thời", "qua đó", "theo đó", "và"})
_OWNING = frozenset({"của", "thuộc", "về", "cho", "theo"})
_LIST_WORDS = frozenset({"có", "còn có", "gồm", "gồm có", "bao gồm", "còn"})
_MODALITY = {"plan": "Planned", "negation": "Negated", "hypothetical": "Hypothetical"}
_BEFORE = 6  # pieces before 'do …' or 'dưới sự …' among which its auxiliary may stand: 'sẽ diễn ra dưới sự …'


@dataclass(slots=True)
class Predication:
    """A verb at piece ``at`` with its subjects (their pieces in ``where``); ``unnamed``: a group is the subject.

    ``form``: active, fronted, inherited, agent (do …), nominal (sự … của), or list (Tham dự … có A, B).
    """

    at: int
    verb: Verb
    form: str = "active"
    subjects: list[Record] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    unnamed: int = -1
    modality: str = ""
    groups: list[int] = field(default_factory=list)


class Clauses:
    """Reads the predications of one sentence."""

    def __init__(self, pieces: Pieces):
        self._p = pieces

    def read(self) -> list[Predication]:
        """Return the predications in the order of their verbs."""
        found: list[Predication] = []
        self._acting: Predication | None = None  # the last one whose subject is known
        self._conditions = [k for k in range(len(self._p)) if self._p.role(k) == "condition"]
        for k, piece in enumerate(self._p.items):
            verb = piece.chunk.value
            if piece.kind == "verb" and isinstance(verb, Verb):
                told = self._predication(k, verb, found[-1] if found else None)
                told.modality = told.modality or self._condition(k)
                found.append(told)
                self._acting = told if told.subjects or told.unnamed >= 0 else self._acting
        return found

    def _condition(self, k: int) -> str:
        """What stands behind 'nếu' in the same clause may not hold."""
        opened = [at for at in self._conditions if at < k]
        held = opened and not any(self._p.word(at) == ";" for at in range(opened[-1], k))
        return "Hypothetical" if held else ""

    def _predication(self, k: int, verb: Verb, before: Predication | None) -> Predication:
        told = Predication(k, verb)
        if self._p.word(k - 1) == "sự":
            return self._nominal(told)
        at = k - 1
        while self._p.is_skipped(at):
            told.modality = _MODALITY.get(str(self._p[at].chunk.value), told.modality)
            at -= 1
        if self._p.word(at) == "," and (self._p.actor(at - 1) or self._p.group(at - 1)):
            at -= 1  # the comma that closes an apposition
        if self._p.actor(at):
            return self._active(told, at)
        if self._p.group(at):
            told.unnamed = at
            return told
        if at < 0:
            return self._fronted(told)
        return self._inherit(told, at, before)

    def _active(self, told: Predication, at: int) -> Predication:
        first = self._coordinated(told, at)
        if self._p.word(first - 1) == "do":
            told.form = "agent"
            told.modality = told.modality or self._modality_before(first - 1)
        elif self._p.is_preposition(first - 1):
            told.subjects, told.where = [], []  # 'của X', 'với X': not the subject
        return told

    def _coordinated(self, told: Predication, at: int) -> int:
        """Collect 'A, B và C' that ends at piece ``at``; return the index of the first of them."""
        first = at
        while True:
            actor = self._p.actor(first)
            assert actor is not None
            told.subjects.insert(0, actor)
            told.where.insert(0, first)
            linked = self._p.word(first - 1) in ("và", ",", "cùng") and self._p.actor(first - 2)
            same = linked and (self._p.kind(first - 2) == "body") == (self._p.kind(first) == "body")
            if not same:
                return first
            first -= 2

    def _fronted(self, told: Predication) -> Predication:
        """A verb that opens the sentence: a list follows 'có', or the subject stands behind a comma."""
        told.form = "fronted"
        k = told.at + 1
        while k < len(self._p) and not self._p.breaks(k):
            if self._p.word(k) in _LIST_WORDS and told.verb.frame == "event":
                return self._list(told, k + 1)
            if self._p.word(k) == "," and self._starts_clause(k + 1):
                if self._p.group(k + 1):
                    told.unnamed = k + 1
                else:
                    told.subjects, told.where = [self._p[k + 1].record], [k + 1]  # type: ignore[list-item]
                return told
            k += 1
        return told

    def _starts_clause(self, k: int) -> bool:
        """Whether a subject with its verb stands at piece ``k``."""
        if not (self._p.actor(k) or self._p.group(k)):
            return False
        k += 1
        while self._p.is_skipped(k) or (self._p.word(k) == "," and self._p.kind(k + 1) == "verb"):
            k += 1
        return self._p.kind(k) == "verb"

    def _nominal(self, told: Predication) -> Predication:
        """'sự tham dự của A, B', 'dưới sự chủ trì của A'."""
        told.form = "nominal"
        told.modality = told.modality or self._modality_before(told.at - 1)
        return self._list(told, told.at + 2) if self._p.word(told.at + 1) == "của" else told

    def _modality_before(self, k: int) -> str:
        """Return the modality that an auxiliary of the same clause gives, before 'do …' or 'sự …' at piece ``k``."""
        for at in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
            if self._p.kind(at) == "mark":
                break
            if self._p.role(at) in _MODALITY:
                return _MODALITY[self._p.role(at)]
        return ""

    def _list(self, told: Predication, k: int) -> Predication:
        """Collect the named and unnamed members of a list of participants from piece ``k`` to the sentence's end."""
        if told.form == "fronted":
            told.form = "list"
        start = k
        while k < len(self._p) and self._p.kind(k) != "verb" and self._p.word(k) != "là":
            owner = k > start and self._p.word(k - 1) in _OWNING
            governed = self._p.is_preposition(k - 1) or self._p.group(k - 1) is not None
            if self._p.actor(k) and not owner and not (self._p.kind(k) in ("body", "post") and governed):
                told.subjects.append(self._p[k].record)  # type: ignore[arg-type]
                told.where.append(k)
            elif self._p.group(k) and not governed:
                told.groups.append(k)
            k += 1
        return told

    def _inherit(self, told: Predication, at: int, before: Predication | None) -> Predication:
        """The subject of the verb before, where a mark or conjunction hands it on."""
        told.form = "inherited"
        word = self._p.word(at)
        last = before if word in ("và", ",") else self._acting
        if last is None:
            return told
        handed = word in (";", ",") or word in _INHERITS
        if word in _INHERITS and word != "và" and self._p.word(at - 1) not in (";", ",", ""):
            handed = False
        if handed and (word != "và" or last.verb.frame in ("event", "speech", "say", "ask")):
            told.subjects, told.where, told.unnamed = list(last.subjects), list(last.where), last.unnamed
            told.modality = told.modality or (last.modality if word == "và" else "")
        return told
