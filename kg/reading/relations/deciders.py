"""Who appoints: the subject of the appointing words, who decides or signs, whose session it is; or as told before."""

from __future__ import annotations

from collections.abc import Iterator

from kg.reading.bodies.resolve_bodies import BodyMemory
from kg.reading.clauses.context import Context
from kg.reading.clauses.subjects import Subjects
from kg.reading.relations.appointing import FAR, PASSIVE, Act, Marks
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import EventPhrase, PostPhrase
from kg.reading.words.pieces import Pieces

Decider = tuple[Record, int]  # who, and the piece that tells it (-1: an earlier sentence)
_GOVERNED = frozenset({"của", "do", "bởi"})
_HOLDS = frozenset({"công bố", "trao", "công bố và trao", "tổ chức", "tiến hành", "triển khai", "ban hành", "ký", "ra"})
_ACTORS = frozenset({"person", "body", "post"})
_NEAR = 4  # pieces between a session and 'bầu' behind it: 'Kỳ họp đã bỏ phiếu bầu'
_LEAD = 60  # pieces at the begin of a sentence among which whoever decides stands
_PATIENCE = 4  # sentences in which a decision told of goes on, where they say so ('Theo đó, …')
_NEXT = 2  # the same, where they don't
_STAFF = ("nhân sự", "cán bộ", "bổ nhiệm", "điều động", "phân công")
_LINE = frozenset({"-", "–", "•", "+", "*"})
_SIGNING = ("ký", "ban hành", "ra quyết định", "có quyết định")


class Deciders:
    """Knows who appoints, sentence by sentence."""

    def __init__(self, notebook: Notebook, bodies: BodyMemory):
        self._notebook = notebook
        self._bodies = bodies
        self._last: Record | None = None  # whose decisions about people the passage is about
        self._elects: bool | None = None  # whether by an election; None: it is open
        self._here: Record | None = None  # who decides in this very sentence
        self._age = 0  # sentences since it was told
        self._signer: Record | None = None  # of the decisions that the lines below list

    def begin(self, c: Context) -> None:
        """Note whose decisions about people a sentence speaks of."""
        self._age, self._here = self._age + 1, None
        self._sign(c.pieces)
        self._announced(c)

    def of(self, c: Context, act: Act, marks: Marks, person: int) -> Decider | None:
        """Return who appoints in an act that gives the person of a piece a post."""
        told = self._told(c, act, marks, person)
        if told:
            self._here = self._last = told[0]
            self._age, self._elects = 0, _electing(c.pieces, act)
            return told
        opens = marks.first("opening", 0, 2) is not None
        agentless = any(c.pieces.word(k) in PASSIVE for k in range(max(0, act.at - FAR), act.at)) or opens
        lasts = self._age <= (_PATIENCE if opens or act.at <= 1 else _NEXT)
        alike = self._elects is None or self._elects == _electing(c.pieces, act)
        if self._last and lasts and alike and (agentless or act.at <= 1):
            self._age = 0
            return self._last, -1
        return None

    def _told(self, c: Context, act: Act, marks: Marks, person: int) -> Decider | None:
        p = c.pieces
        if p.kind(act.at) == "event":
            return self._within(p, act.at) or self._session(p, act.at)
        subject = self._subject(p, act.at, person)
        if subject:
            return subject
        first = marks.acting
        return (
            self._decided(p, act.at, person)
            or ((self._here, -1) if self._here else None)
            or (self._subject(p, first.at, person) if first and first.at < act.at else None)
            or ((self._signer, -1) if self._signer else None)
        )

    def _subject(self, p: Pieces, at: int, person: int) -> Decider | None:
        """Return the subject of the words at piece ``at``; of a title without a name, its body."""
        found = Subjects(p).before(at)
        for k in found.where if not found.passive or found.agent else ():
            actor = p.actor(k)
            if actor and p.kind(k) in _ACTORS and k != person:
                return actor, k
        k = at - 1
        while p.is_skipped(k) or p.kind(k) == "word":
            k -= 1
        return self._office(p, k) or self._session(p, k)

    def _office(self, p: Pieces, k: int) -> Decider | None:
        """'Thủ tướng Chính phủ' of whom no name is told: the body."""
        post = p[k].chunk.value if p.kind(k) == "post" else None
        body = post.body if isinstance(post, PostPhrase) and not p[k].record and not post.plural else None
        record = self._bodies.resolve(body) if body and not p.is_preposition(k - 1) else None
        return (record, k) if record else None

    def _session(self, p: Pieces, k: int) -> Decider | None:
        """'Kỳ họp đã bầu ông A …', 'Hội nghị lần thứ nhất Ban Chấp hành X đã bầu …': the body whose session it is."""
        record = p[k].record if p.kind(k) == "event" else None
        if record is None:
            return None
        host = self._notebook.host(record.key) or self._bodies.session_of(record.key)
        return (host, k) if host else None

    def _decided(self, p: Pieces, at: int, person: int) -> Decider | None:
        """'Quyết định … của BODY (về việc) bổ nhiệm', 'BODY quyết định:', 'được BODY bổ nhiệm': look to the left."""
        for k in range(at - 1, max(-1, at - 1 - FAR), -1):
            actor, record = p.actor(k), p[k].record
            if p.kind(k) == "directive" and record:
                issuer = self._notebook.issuer(record.key)
                return (issuer, k) if issuer else self._hands_out(p, k)
            if p.kind(k) == "event" and record:
                return self._within(p, k) or (self._session(p, k) if at - k <= _NEAR else None)
            if (actor or p.kind(k) == "post") and k != person and p.kind(k) != "pronoun":
                governed = p.word(k - 1) in _GOVERNED or p.word(k - 1) in PASSIVE
                if governed or _decides(p, k) or _signs(p, k, at):
                    return self._of_title(p, k)
                break
            if p.breaks(k):
                break
        decided = next((k for k in range(min(at, _LEAD)) if p.actor(k) and _decides(p, k)), -1)
        if decided >= 0:
            return p.actor(decided), decided  # type: ignore[return-value]
        return self._hands_out(p, at) if _decision(p, at) else None

    def _of_title(self, p: Pieces, k: int) -> Decider | None:
        actor = p.actor(k)
        if actor:
            return actor, k
        post = p[k].chunk.value
        body = post.body if isinstance(post, PostPhrase) else None
        record = self._bodies.resolve(body) if body else None
        return (record, k) if record else None

    def _hands_out(self, p: Pieces, at: int) -> Decider | None:
        """A decision whose issuer is not told is that of the body for which it is handed out, or that hands it out."""
        for k in range(min(at, _LEAD)):
            if p.role(k) == "behalf":
                return next((found for n in (k + 1, k + 2) if (found := self._behalf(p, n))), None)
        for k in range(at - 1, max(-1, at - 1 - _LEAD), -1):
            actor = p.actor(k)
            if actor and p.kind(k) == "body" and p.kind(k + 1) in ("function", "verb"):
                return actor, k
        return None

    def _behalf(self, p: Pieces, k: int) -> Decider | None:
        return self._of_title(p, k) if p.kind(k) in ("body", "post") else None

    def _within(self, p: Pieces, k: int) -> Decider | None:
        """'Hội nghị công bố Quyết định của BODY về việc bổ nhiệm …': the issuer of the document in the description."""
        phrase = p[k].chunk.value
        documents = phrase.documents if isinstance(phrase, EventPhrase) else ()
        issuer = documents[-1][1].issuer if documents else None
        record = self._bodies.resolve(issuer) if issuer else None
        return (record, k) if record else None

    def _sign(self, p: Pieces) -> None:
        """'… các quyết định do Bộ trưởng ký, gồm:' says who signs what the list's lines tell."""
        if p.word(0) not in _LINE:
            self._signer = None
        if p.word(len(p) - 1) != ":":
            return
        for k in range(len(p) - 2):
            if p.word(k) == "do" and p.actor(k + 1) and p.word(k + 2) in ("ký", "ký ban hành"):
                self._signer = p.actor(k + 1)

    def _announced(self, c: Context) -> None:
        """'… công bố quyết định của Bộ trưởng về công tác cán bộ': whose decision it is that appoints later on."""
        found = next(self._owners(c.pieces), None) or self._holder(c) or _deciding(c.pieces)
        if found:
            self._last, self._age, self._elects = found, 0, None

    def _owners(self, p: Pieces) -> Iterator[Record]:
        """Yield those whose decisions a sentence speaks of: 'quyết định của A'."""
        for k in range(len(p) - 2):
            told = p.word(k) == "quyết định" or (p.word(k), p.word(k + 1)) == ("quyết", "định")
            at = k + 1 + (p.word(k) == "quyết")
            named = told and p.word(at) == "của" and p.kind(at + 1) in _ACTORS
            if named and (found := self._of_title(p, at + 1)):
                yield found[0]

    def _holder(self, c: Context) -> Record | None:
        """'Bộ Công an tổ chức lễ công bố quyết định về công tác cán bộ': the body that announces decisions."""
        for k, piece in enumerate(c.pieces.items):
            ceremony = piece.kind == "event" and "quyết định" in piece.word
            if ceremony and piece.record and (found := self._within(c.pieces, k) or self._session(c.pieces, k)):
                return found[0]
        return None


def _electing(p: Pieces, act: Act) -> bool:
    return any(word in " ".join(p.word(k) for k in range(act.at, act.end + 1)) for word in ("bầu", "cử"))


def _deciding(p: Pieces) -> Record | None:
    """'Thủ tướng A đã quyết định nhân sự của …', 'A vừa ký các quyết định về công tác cán bộ': A."""
    if not any(words in " ".join(p.view.words) for words in _STAFF):
        return None
    k = next((k for k in range(min(len(p), _LEAD)) if p.actor(k) and p.kind(k) in _ACTORS), -1)
    decides = k >= 0 and (_decides(p, k) or _decides(p, k + 1) or _signs(p, k, k + _NEAR))
    return p.actor(k) if decides else None


def _decision(p: Pieces, at: int) -> bool:
    """Whether the words right before piece ``at`` are 'quyết định', of which nobody is told whose it is."""
    words = " ".join(p.word(k) for k in range(max(0, at - _NEAR), at + 2))
    return "quyết định" in words


def _signs(p: Pieces, k: int, at: int) -> bool:
    """'Thủ tướng (cũng) ký quyết định bổ nhiệm …': the actor at ``k`` signs the decision that appoints."""
    words = " ".join(p.word(n) for n in range(k + 1, min(at + 2, len(p))))
    return "quyết định" in words and any(verb in words for verb in _SIGNING)


def _decides(p: Pieces, k: int) -> bool:
    """'BODY quyết định …' behind the actor at ``k``."""
    return p.word(k + 1).startswith("quyết định") or (p.word(k + 1), p.word(k + 2)) == ("quyết", "định")
