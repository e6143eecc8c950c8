"""Which body is meant: 'Bộ', 'Ban Chỉ đạo', 'UBND tỉnh' point to a body or a province that the report names."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.levels import placed
from kg.lexicon.lexicon import Lexicon
from kg.reading.bodies.home import Home
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import BodyPhrase, PostPhrase
from kg.reading.words.recents import Recents
from kg.text import key

_KIND = "kgv:body-kind/"
_LOCAL = frozenset({"people-council", "people-committee"})
_FAR = 300  # characters of a sentence between a body and a title of it
_DOMINANT = 3  # times as often as all others of its kind: then a title without a body is of it
# Names whose first word alone means another body: the Political Bureau is never called 'Bộ', nor has it a 'Bộ trưởng'.
_NEVER_SHORT = (
    *("ban chấp hành", "ban bí thư", "ban thường vụ", "ban giám", "ban chỉ huy", "ban thư ký", "tổ chức"),
    *("bộ chính trị", "bộ tư lệnh", "bộ chỉ huy", "bộ tổng tham mưu", "bộ đội", "đoàn thanh niên", "đoàn luật sư"),
)
_POINTING = frozenset({"đảng"})  # heads that alone mean another body than the last so called
_COUNCIL = "kgv:body-kind/people-council"
_FOREIGN = "kgv:body-kind/foreign"


class BodyMemory:
    """Resolves body phrases in the order of the text and notes what they say."""

    def __init__(self, notebook: Notebook, lexicon: Lexicon, home: Home):
        self._notebook = notebook
        self._lexicon = lexicon
        self._home = home
        self._recent = Recents()
        self.topic: Record | None = None  # who acted last
        self._level = ""  # of the last local body: what 'HĐND' alone is of
        self._aliases: dict[str, Record] = {}
        self.sessions: dict[str, Record] = {}  # by an event's key, the body whose session it is by its name

    def resolve(self, phrase: BodyPhrase, *, parent: bool = False) -> Record | None:
        """Return the body a phrase means, noting its forms and its parent; None where a bare head points nowhere.

        ``parent``: it is told only inside another's name, so that no later 'Ủy ban' points to it.
        """
        if phrase.bare:
            return self._bare(phrase)
        phrase = self._completed(phrase)
        fits = self._pointed(phrase)
        if len(fits) > 1:
            return None  # 'Ban Tuyên giáo', where the report knows two
        record = self._aliases.get(key(phrase.name)) or (fits[0] if fits else self._named(phrase))
        if not (parent and phrase.implied):
            self._recent.add(record, phrase.span.start)
        self._level = phrase.level or self._level
        if phrase.implied:
            self._notebook.mention(record.key, phrase.span, "body/implied")
            if phrase.form:
                self._notebook.name(record.key, phrase.span, "body/implied", phrase.form)
        else:
            self._name(record, phrase)
        if phrase.parent:
            self._parent(record, phrase)
        return record

    def home(self, level: str, at: int) -> str:
        """Return the plain name of the place that 'tỉnh' or 'huyện' alone means at ``at``; '' where it is open."""
        return self._home.place(level, at)[1]

    def session_of(self, event: str) -> Record | None:
        """Return the body that the name of a session names as its own: 'kỳ họp thứ 8 HĐND tỉnh X'."""
        return self.sessions.get(event)

    def _completed(self, phrase: BodyPhrase) -> BodyPhrase:
        """'Đảng ủy Tập đoàn', 'Ban Thường vụ Đảng ủy Sở': put the full name of the body that closes the name."""
        inner = phrase.parent
        if phrase.relative or inner is None or not key(phrase.name).endswith(" " + key(inner.name)):
            return phrase
        told = self._recent.beginning(key(phrase.name)) if inner.bare or (inner.parent and inner.parent.bare) else []
        if told:
            return replace(phrase, name=told[-1].name)
        owner = self.resolve(inner, parent=True) if inner.bare or (inner.parent and inner.parent.bare) else None
        if owner is None:
            return replace(phrase, parent=None) if inner.bare else phrase
        name = phrase.name[: len(phrase.name) - len(inner.name)] + owner.name
        return replace(phrase, name=name, form="" if phrase.implied else phrase.form)

    def told(self, phrase: BodyPhrase) -> bool:
        """Whether the report has named a body of that name before."""
        return self._recent.named(key(self._full(phrase)[0]))

    def abroad(self, name: str) -> Record | None:
        """Return the other country's organ of that name, if the report has named just one."""
        fits = [record for record in self._recent.beginning(key(name)) if record.concept == _FOREIGN]
        return fits[0] if len(fits) == 1 else None

    def of_head(self, head: str) -> Record | None:
        """Return the body with that head noun that a title without one means; None where it is open which.

        The only one that the report has named so far, or the one that most of its words about such bodies name.
        """
        return self._dominant(self._of_sort(key(head)))

    def _of_sort(self, head: str) -> list[Record]:
        """Return the bodies told so far that are called by that folded head, none of another country's."""
        fits = [record for record in self._recent.beginning(head) if record.concept != _FOREIGN]
        return [record for record in fits if not _another(head, key(record.name))]

    def _dominant(self, fits: list[Record]) -> Record | None:
        """Return the one that is spoken of far more often than all the others, or None."""
        if not fits:
            return None
        most = max(fits, key=self._recent.times)
        others = sum(self._recent.times(record) for record in fits if record is not most)
        return most if self._recent.times(most) >= _DOMINANT * others else None

    def of_title(self, post: PostPhrase) -> Record | None:
        """Return the body that a title means by itself: by its head, or by what such titles are of."""
        found = (self._near(post) or self.of_head(post.head)) if post.head else None
        if found or not post.homes:
            return found
        home = self._home_of(post)
        if not home or not post.head:
            return home
        organ = BodyPhrase(post.span, f"{post.head} {home.name}", "commission", implied=True, form=post.head)
        return self.resolve(organ)

    def _near(self, post: PostPhrase) -> Record | None:
        """Return the only body of the title's head that its own sentence has named so far."""
        told = self._of_sort(key(post.head))
        near = [record for record in told if self._same_sentence(self._recent.told_at(record), post.span.start)]
        return near[0] if len(near) == 1 else None

    def late(self, post: PostPhrase) -> Record | None:
        """Return the body that a title means when all is told: 'Bộ trưởng A …' at first, 'lãnh đạo Bộ Y tế' later."""
        found = self.of_head(post.head) if post.head else None
        if found or not post.homes or not post.head:
            return found
        home = self._dominant(self._homes(post))
        organ = home and BodyPhrase(post.span, f"{post.head} {home.name}", "commission", implied=True, form=post.head)
        return self.resolve(organ) if organ else None

    def _home_of(self, post: PostPhrase) -> Record | None:
        """The only body of the title's kinds that its sentence has named so far, or the one the report is about."""
        fits = self._homes(post)
        near = [record for record in fits if self._same_sentence(self._recent.told_at(record), post.span.start)]
        return near[0] if len(near) == 1 else self._dominant(fits)

    def _homes(self, post: PostPhrase) -> list[Record]:
        """Return the bodies told so far of the kinds that a title may be of."""
        told = [record for home in post.homes for record in self._recent.beginning(home)]
        councils = "hội đồng nhân dân" in post.homes  # a 'Hội đồng' is no 'Hội'
        return [
            record
            for record in told
            if record.concept != _FOREIGN
            and (not key(record.name).startswith("hội đồng ") or (councils and record.concept == _COUNCIL))
        ]

    def _same_sentence(self, start: int, end: int) -> bool:
        between = self._notebook.text[start:end] if end - start < _FAR else "\n"
        return "\n" not in between and ". " not in between

    def _name(self, record: Record, phrase: BodyPhrase) -> None:
        rule = "body/gazetteer" if phrase.known else "body/head"
        self._notebook.name(record.key, phrase.span, rule)
        if phrase.short:
            self._notebook.name(record.key, phrase.short, "body/abbreviation")
            text = self._notebook.text[phrase.short.start : phrase.short.end]
            self._aliases.setdefault(key(text), record)

    def _named(self, phrase: BodyPhrase) -> Record:
        name, placed = self._full(phrase)
        known = self._lexicon.body_by_name.get(key(name))
        record = self._notebook.record("Body", known.name if known else name)
        record.concept = record.concept or (_KIND + phrase.kind if phrase.kind else "")
        record.label_en = record.label_en or phrase.label_en
        record.complete = record.complete or phrase.known or placed
        return record

    def _full(self, phrase: BodyPhrase) -> tuple[str, bool]:
        """Return (full name, whether the report's province completes it): 'Tỉnh ủy' → 'Tỉnh ủy Lạng Sơn'."""
        if not phrase.relative:
            return phrase.name, False
        level, place = self._home.place(phrase.level, phrase.span.start)
        if not place:
            return phrase.name, False
        return placed(phrase.name, level, place), level == "tỉnh"

    def _pointed(self, phrase: BodyPhrase) -> list[Record]:
        """Return those told before whose names a name of no list begins: 'Ban Chỉ đạo tỉnh', 'Công ty An Bình'."""
        if (phrase.known or phrase.implied) and phrase.kind != "mission":
            return []
        if phrase.relative or phrase.parent:
            return []
        folded = key(phrase.name)
        if f"body/{folded}" in self._notebook.records:
            return []
        fits = self._recent.beginning(folded)
        if not fits and phrase.kind == "mission":  # 'Đại sứ quán Lào' before, 'Đại sứ quán Lào tại Việt Nam' now
            fits = self._recent.begun_by(folded, " tại ")
        return fits

    def _bare(self, phrase: BodyPhrase) -> Record | None:
        """A head alone: the last body so called, the one of the owner told with it, or the end of a longer name."""
        if phrase.parent:
            return self._owned(phrase)
        if phrase.kind in _LOCAL and self._level:
            local = replace(phrase, bare=False, relative=True, name=f"{phrase.name} {self._level}", level=self._level)
            return self.resolve(local)
        head = key(phrase.name)
        fits = self._recent.beginning(head) if head not in _POINTING else []
        own = [record for record in fits if record.concept != _FOREIGN and not _another(head, key(record.name))]
        fits = own or [record for record in fits if record.concept == _FOREIGN]
        acted = self.topic if self.topic in fits else None  # 'Ủy ban đề nghị …': the one that acted last
        found = acted or (fits[-1] if fits else self._inside(phrase))
        if found:
            self._recent.add(found, phrase.span.start)
            self._notebook.mention(found.key, phrase.span, "body/bare-head")
        return found

    def _owned(self, phrase: BodyPhrase) -> Record | None:
        """'Bí thư Đảng ủy, Chính ủy Quân khu': the committee is that of the body of the other title."""
        owner = self.resolve(phrase.parent) if phrase.parent else None
        if owner is None:
            return None
        whole = replace(phrase, name=f"{phrase.name} {owner.name}", bare=False, parent=None, implied=True)
        record = self.resolve(whole)
        if record:
            self._notebook.name(record.key, phrase.span, "body/of-owner")
        return record

    def _inside(self, phrase: BodyPhrase) -> Record | None:
        """'Quân khu' where the report named only its 'Bộ Tư lệnh Quân khu 1'."""
        if phrase.kind not in ("armed-forces", "company") and " " not in phrase.name:
            return None
        for record in self._recent.latest():
            at = key(record.name).find(f" {key(phrase.name)} ")
            if at >= 0:
                name = record.name[at + 1 :]
                known = self._lexicon.body_by_name.get(key(name))
                return self._notebook.record("Body", known.name if known else name)
        return None

    def _parent(self, record: Record, phrase: BodyPhrase) -> None:
        parent = self.resolve(phrase.parent, parent=True) if phrase.parent else None
        span = phrase.extended or phrase.span
        if not parent or parent is record:
            return
        record.parent = record.parent or parent.key
        self._notebook.add(record.key, "org:subOrganizationOf", parent.key, span, "part-of/of")
        if phrase.extended:
            self._notebook.name(record.key, span, "body/with-parent")


def _another(head: str, name: str) -> bool:
    """Whether a body of that name is called by more than its first word, which ``head`` is."""
    return name.startswith(tuple(form for form in _NEVER_SHORT if not head.startswith(form)))
