"""Who does what: the subject of each verb of a sentence, with what is done, planned or denied.

A subject stands before its verb (:mod:`kg.reading.subjects`), behind the comma of a fronted verb ('Phát biểu khai mạc
Hội nghị, S …'), behind 'do' or 'sự … của', in a list that the verb opens ('Dự Hội nghị có A; B'); or it is the one of
the verb before, over ';', 'và', ', từ đó'. Where it is not certain, nothing is told of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.lexicon.lexicon import Verb
from kg.reading.moods import Moods
from kg.reading.notebook import Record
from kg.reading.participants import members, opener
from kg.reading.pieces import Pieces
from kg.reading.subjects import Found, Subjects

_INHERITS = frozenset({"từ đó", "đồng thời", "qua đó", "theo đó", "và", "cũng như"})
_NEAR = 80  # pieces around a verb among which a clause begins, or the subject of a fronted verb stands
_GATHERS = frozenset({"event", "meet", "speech"})
_SHARES = frozenset({"event", "speech", "say", "ask", "meet", "visit", "organise", "lead", "act", "task"})
_HAVING = frozenset({"có", "tiến hành", "thực hiện", "bắt đầu", "kết thúc"})
_ENCOUNTERS = frozenset({"talks", "working-session", "reception", "meeting"})
_MEET = Verb("có", "meet", "kg:meets", False, False)
_VISIT = Verb("có", "visit", "kg:visits", False, False)
_PAPERS = frozenset({("văn", "bản"), ("công", "văn"), ("thông", "báo"), ("công", "điện"), ("kế", "hoạch")})
_SENDING = frozenset({"có", "gửi", "ra", "phát hành"})
_SAYING = frozenset({"ask", "say", "task"})
_OPENING = frozenset({"", ";", ":", ".", "-", "–", "•", "+", "*", '"', "“", ")"})


@dataclass(slots=True)
class Predication:
    """A verb at piece ``at`` with its subjects (their pieces in ``where``); ``unnamed``: a group is the subject.

    ``form``: active, fronted, inherited, agent (do …), nominal (sự … của), or list (Tham dự … có A, B). ``listed``: the
    piece where the list begins. A subject of the sentence before stands nowhere in this one: -1 in ``where``.
    ``passive``: its subject is who is asked, received or told ('được giao').
    """

    at: int
    verb: Verb
    form: str = "active"
    subjects: list[Record] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    unnamed: int = -1
    modality: str = ""
    groups: list[int] = field(default_factory=list)
    listed: int = -1
    passive: bool = False

    @property
    def known(self) -> bool:
        """Whether it is told who acts."""
        return bool(self.subjects) or self.unnamed >= 0


class Clauses:
    """Reads the predications of one sentence; ``topic``: who acted last in the paragraph, ``asker``: who asked last."""

    def __init__(self, pieces: Pieces, topic: Record | None = None, asker: Record | None = None):
        self._p = pieces
        self._subjects = Subjects(pieces)
        self._moods = Moods(pieces)
        self._topic, self._asker = topic, asker

    def read(self) -> list[Predication]:
        """Return the predications in the order of their verbs."""
        found: list[Predication] = []
        self._acting: Predication | None = None  # the last one whose subject is known
        self._asking: Predication | None = None  # the last one that asks for something
        for k, piece in enumerate(self._p.items):
            verb = self._encounter(k) or piece.chunk.value
            if isinstance(verb, Verb):
                told = self._predication(k, verb, found[-1] if found else None)
                told.modality = told.modality or self._moods.of(k)
                found.append(told)
                self._act(told)
        return found

    def _content(self) -> bool:
        """Whether what stands here may be what somebody is asked to do: then who asks does not go on."""
        return self._asking is not None and self._asking.verb.frame == "ask"

    def _leading(self, told: Predication, last: Predication) -> bool:
        """'A dẫn đầu Đoàn … thăm …': who leads goes too."""
        if last.verb.frame != "lead" or last.form != "active":
            return False
        return not any(self._p.kind(k) in ("verb", "mark") for k in range(last.at + 1, told.at))

    def _delegation(self, lead: Predication) -> Predication:
        """'Đoàn … do A làm trưởng đoàn đã …': both the delegation, where it is a named body, and who leads it act."""
        first = min(lead.where, default=-1)
        k = self._p.delegation(first)
        body = self._p.actor(k)
        return replace(lead, subjects=[body, *lead.subjects], where=[k, *lead.where]) if body else lead

    def _encounter(self, k: int) -> Verb | None:
        """'có buổi làm việc với A', 'thực hiện chuyến thăm …': a verb of having, with the gathering that says what."""
        p = self._p
        if p.word(k) not in _HAVING:
            return None
        at = k + 2 if p.word(k + 1) in ("các", "một", "những") else k + 1
        kind = p.event_kind(at)
        if kind == "visit":
            return _VISIT
        if p.word(k) == "kết thúc":
            return None
        return _MEET if kind in _ENCOUNTERS else None

    def _act(self, told: Predication) -> None:
        """Note who acts for the clauses behind ';'. Those who are asked do not; who asks unknown is unknown there."""
        asked, clause = self._asking, self._moods.clause
        inside = asked is not None and clause[asked.at] == clause[told.at]
        if told.verb.frame == "ask" and not inside:
            self._acting = told if told.known else None
        elif told.form == "agent" and self._p.word(min(told.where, default=0) - 1) == "được":
            pass  # 'Đoàn …, được A thông báo …; dự …': A only helps
        elif told.known and (not inside or told.form == "inherited"):
            self._acting = told
        self._asking = told if told.verb.frame in ("ask", "propose") else self._asking

    def _predication(self, k: int, verb: Verb, before: Predication | None) -> Predication:
        told = Predication(k, verb)
        spoken = verb.form.startswith("phát biểu") and self._p.word(k + 1) == "của"  # a noun: what somebody said
        if self._p.word(k - 1) == "sự" or spoken:
            return self._nominal(told)
        found = self._subjects.before(k, self._floor(before))
        told.modality, told.passive = found.modality, found.passive
        if found.known:
            told = self._active(told, found)
            return self._join(told, before) if found.joined else told
        paper = self._by_paper(told, found.at, before)
        if paper:
            return paper
        if self._opens_clause(found.at, before):
            return self._fronted(told, before)
        return self._inherit(told, found.at, before)

    def _by_paper(self, told: Predication, at: int, before: Predication | None) -> Predication | None:
        """'A ban hành văn bản yêu cầu …', 'A có công văn đề nghị …': who issues the paper asks."""
        p = self._p
        if told.verb.frame != "ask":
            return None
        if p.kind(at) != "directive":
            last = p[at].chunk.j if 0 <= at < len(p) else 0
            if tuple(p.view.words[max(0, last - 2) : last]) not in _PAPERS:
                return None
            at -= 1 if p[at].chunk.j - p[at].chunk.i == 1 else 0
        if before and before.known and before.at == at - 1 and before.verb.frame in ("issue", "sign", "act"):
            return replace(before, at=told.at, verb=told.verb, form="inherited")
        if p.word(at - 1) in _SENDING:
            found = self._subjects.before(at - 1, self._floor(before))
            told.modality = found.modality
            return self._active(told, found) if found.known else None
        return None

    def _floor(self, before: Predication | None) -> int:
        """A list's members act in the verb that opens it, not in the one behind it."""
        return before.at + 1 if before else 0

    def _active(self, told: Predication, found: Found) -> Predication:
        told.where, told.unnamed = found.where, found.unnamed
        told.subjects = [self._p[k].record for k in found.where]  # type: ignore[misc]
        if found.agent:
            told.form = "agent"
            first = min([*found.where, *([found.unnamed] if found.unnamed >= 0 else [])])
            told.modality = told.modality or self._moods.before(first - 1)
        return told

    def _join(self, told: Predication, before: Predication | None) -> Predication:
        """'…, cùng A chủ trì Hội nghị': whoever acts before does so too."""
        if before is None or not before.subjects or before.verb.frame in ("ask", "propose"):
            return told
        told.subjects, told.where = [*before.subjects, *told.subjects], [*before.where, *told.where]
        return told

    def _opens_clause(self, at: int, before: Predication | None) -> bool:
        """Whether nothing but an adverbial stands between the clause's begin and the verb."""
        p = self._p
        if at < 0 or p.word(at) in _OPENING:
            return at < 0 or p.word(at) not in (")",)
        if p.word(at) != ",":
            return False
        k = at - 1
        while k >= max(0, at - _NEAR) and not p.breaks(k):
            if p.kind(k) == "verb" or (p.actor(k) and p.word(k - 1) in ("", ",")):
                return False
            k -= 1
        return True

    def _fronted(self, told: Predication, before: Predication | None) -> Predication:
        """A verb that opens its clause: a list follows 'có', or the subject stands behind a comma."""
        told.form = "fronted"
        if told.verb.frame in _GATHERS:
            start = opener(self._p, told.at, _GATHERS)
            if start >= 0:
                return self._list(told, start)
        found = self._behind(told.at)
        if found:
            told.where, told.unnamed = found.where, found.unnamed
            told.subjects = [self._p[k].record for k in found.where]  # type: ignore[misc]
        elif told.verb.frame in _SAYING and self._acting is None and self._told_on(told):
            told.form, told.subjects, told.where = "inherited", [self._told_on(told)], [-1]  # type: ignore[list-item]
        elif self._hands_over(told.at - 1):
            return self._inherit(told, self._semicolon(told.at - 1), before)
        return told

    def _semicolon(self, at: int) -> int:
        """Return the piece left of the words that hand a subject on: '; đồng thời, …'."""
        while self._p.word(at) == "," or self._p.word(at) in _INHERITS:
            at -= 1
        return at

    def _hands_over(self, at: int) -> bool:
        return self._p.word(self._semicolon(at)) == ";"

    def _told_on(self, told: Predication) -> Record | None:
        """Whoever acted last in the paragraph goes on; whoever asked last, also in the paragraphs behind."""
        return self._topic or (self._asker if told.verb.frame == "ask" else None)

    def _behind(self, k: int) -> Found | None:
        """Return the subject of a fronted verb: that of the first verb behind a comma, standing behind the comma."""
        p, comma = self._p, -1
        for at in range(k + 1, min(len(p), k + _NEAR)):
            if p.breaks(at) and p.word(at) != ":":
                break
            if p.word(at) == "," or (p.word(at) == "và" and p.kind(at + 1) == "verb"):
                comma = at if p.word(at) == "," and comma < 0 else comma
            elif p.frame(at) in _SAYING and comma < 0 and p.word(at - 1) not in ("và", ","):
                return None  # a main clause of its own, whose subject is not known
            elif p.kind(at) == "verb" and comma >= 0:
                found = self._subjects.before(at, comma + 1)
                if found.known:
                    return None if found.agent else found
        return self._named_at(comma + 1) if comma >= 0 else None

    def _named_at(self, k: int) -> Found | None:
        """Whoever is named right behind the comma acts, whatever the verb there may be."""
        return Found(k, where=[k]) if self._p.kind(k) in ("person", "pronoun") and self._p.actor(k) else None

    def _nominal(self, told: Predication) -> Predication:
        """'sự tham dự của A, B', 'dưới sự chủ trì của A'."""
        told.form = "nominal"
        told.modality = told.modality or self._moods.before(told.at - 1)
        at = told.at + 1
        while self._p.kind(at) == "verb" or self._p.word(at) in ("và", ","):
            at += 1  # 'sự tham dự và chỉ đạo của'
        if told.verb.frame == "speech":
            return self._spoken(told, at + 1)
        return self._list(told, at + 1) if self._p.word(at) in ("của", ":") else told

    def _spoken(self, told: Predication, k: int) -> Predication:
        """'Trong phát biểu kết luận của A tại Hội nghị': A spoke there."""
        if self._p.kind(k) == "person" and self._p.actor(k):
            told.subjects, told.where = [self._p[k].record], [k]  # type: ignore[list-item]
        return told

    def _list(self, told: Predication, start: int) -> Predication:
        """The members of the list that begins at piece ``start`` act."""
        told.form = "list" if told.form == "fronted" else told.form
        found = members(self._p, start)
        told.listed, told.where, told.groups = start, found.named, found.groups
        told.subjects = [self._p[k].record for k in found.named]  # type: ignore[misc]
        return told

    def _inherit(self, told: Predication, at: int, before: Predication | None) -> Predication:
        """The subject of the verb before, where a mark or conjunction hands it on, or where it follows at once."""
        told.form = "inherited"
        word = self._p.word(at)
        serial = self._p.kind(at) == "verb"
        last = before if word in ("và", ",") or serial or (before and before.verb.frame == "lead") else self._acting
        if last and last.verb.frame == "lead":
            last = self._delegation(last)
        if word == "và" and told.verb.frame in _SAYING and (last is None or not last.known) and not self._content():
            last = self._acting
        noun = (
            serial and (last is None or last.verb.frame in _SAYING) and told.verb.frame == "speech"
        )  # 'bác bỏ thông tin'
        if last is None or noun or (serial and last.verb.frame in ("ask", "propose")):
            return told
        handed = word in (";", ",") or word in _INHERITS or serial or self._leading(told, last)
        if word in _INHERITS and word != "và" and self._p.word(at - 1) not in (";", ",", ""):
            handed = False
        if handed and (word != "và" or last.verb.frame in _SHARES):
            told.subjects, told.where, told.unnamed = list(last.subjects), list(last.where), last.unnamed
            told.passive = told.passive or last.passive
            told.groups, told.listed = list(last.groups), last.listed
            planned = last.modality == "Planned" and told.verb.frame not in _SAYING
            if word == "và" or serial or planned:
                denied = last.modality == "Negated" and told.verb.frame in _SAYING  # 'chưa đồng ý và đề nghị …'
                told.modality = told.modality or ("" if denied else last.modality)
        return told
