"""Who is meant: full names, given names behind a title, titles alone, 'đồng chí' and 'ông'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.reading.bodies.resolve_bodies import BodyMemory
from kg.reading.officials.tenures import around, beside, widened
from kg.reading.places.capitals import foreign
from kg.reading.words.bounds import Told
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import NamePhrase, PersonPhrase, PostPhrase, Span
from kg.reading.words.recents import Recents
from kg.text import key

HOME = "Việt Nam"
FOREIGN = "kgv:body-kind/foreign"
LEFT = frozenset({"holds/left", "holds/replaced"})  # rules by which somebody gives up a post
ENDED = LEFT | {"holds/once"}  # rules by which somebody is in a post no longer
_BOTH = 2
_OF_MANY = ("ủy viên", "đại biểu", "bí thư", "thành viên", "thường trực")  # titles that many hold at once
_ONE_HOLDER = frozenset({"tổng bí thư", "chủ tịch nước", "thủ tướng"})
_OF_THE_PAST = frozenset({"hồ chí minh", "tôn đức thắng"})  # whose titles stay with their names
_ALSO_ABROAD = frozenset({"chính phủ", "quốc hội", "bộ ngoại giao", "bộ quốc phòng", "bộ công an"})


class PeopleMemory:
    """Resolves persons in the order of the text and notes their names and posts."""

    def __init__(self, notebook: Notebook, bodies: BodyMemory, named: Iterable[PersonPhrase] = ()):
        self._notebook = notebook
        self._ahead: dict[str, list[tuple[str, str]]] = {}  # by title: (body, holder) of all whom the report names
        for phrase in named:
            self._note_ahead(phrase)
        self._bodies = bodies
        self._recent = Recents()
        self.topic: Record | None = None  # who acted last
        self.opener: Record | None = None  # who stands where a clause of this sentence begins
        self.actor: Record | None = None  # who alone is the subject of the sentence before
        self.led: list[Record] = []  # the delegation told of last, where it is named, and who leads it
        self._tails: dict[str, Record] = {}  # by the last two parts of a name: 'chị Hoa Mai' for 'Lê Thị Hoa Mai'
        self._posts: dict[str, list[Record]] = {}
        self._open: dict[str, PostPhrase] = {}  # by their keys, the posts whose body nothing told before says
        self._told_before: list[Record] = []  # persons named before with what they are

    def person(self, phrase: PersonPhrase) -> Record:
        """Return the person a phrase names, noting the name and each post told beside it."""
        assert phrase.name is not None
        record = self._by_name(phrase.name)
        self._recent.add(record)
        guest = not foreign(record.name) and any(self._taken_by_title(record, post) for post, _ in phrase.posts)
        for post, span in phrase.posts:
            self._hold(record, _left_open(post) if guest else post, span)
        self._told_before.append(record)
        return record

    def by_title(self, post: PostPhrase) -> Record | None:
        """Return the last person told to hold a post of that title (and body, where told).

        Where the two spoken of last both were, it is who acts in the sentence before; None where that is neither.
        """
        if post.body and post.body.kind == "foreign" and not self._bodies.told(post.body):
            return None  # 'Thủ tướng Nhật Bản' of whom nothing else is told
        body = self._body(post)
        latest = list(self._recent.latest())
        fits = [at for at, record in enumerate(latest) if self._fits(record, post, body)]
        if not fits and (ahead := self._named_ahead(post)):
            self._notebook.mention(ahead.key, post.span, "person/title-ahead")
            return ahead
        if not fits or (fits[:2] == [0, 1] and self.actor not in latest[:2]):
            return None
        record = self.actor if self.actor and fits[:2] == [0, 1] else latest[fits[0]]
        self._notebook.mention(record.key, post.span, "person/title")
        self._recent.add(record)
        return record

    def _note_ahead(self, phrase: PersonPhrase) -> None:
        for post, _ in phrase.posts if phrase.name and " " in phrase.name.name else ():
            if post.body and post.body.kind != "foreign" and not post.former and not post.plural:
                self._ahead.setdefault(key(post.title), []).append((key(post.body.name), phrase.name.name))  # type: ignore[union-attr]

    def _named_ahead(self, post: PostPhrase) -> Record | None:
        """'Chủ tịch UBND tỉnh X yêu cầu …. Chủ tịch UBND tỉnh A …': the one holder whom the report names further on."""
        if post.body is None or post.body.kind == "foreign" or key(post.title).startswith(_OF_MANY):
            return None
        body = key(post.body.name)
        holders = {
            name
            for known, name in self._ahead.get(key(post.title), [])
            if known.startswith(body) or body.startswith(known)
        }
        return self._notebook.record("Person", holders.pop()) if len(holders) == 1 else None

    def both(self, post: PostPhrase) -> list[Record]:
        """'hai Bộ trưởng': return the two persons of that title spoken of last; none where it is open who they are."""
        latest = list(self._recent.latest())
        fits = [record for record in latest if self._fits(record, post, None)][:_BOTH]
        if len(fits) < _BOTH:
            return []
        for record in fits:
            self._notebook.mention(record.key, post.span, "person/both")
        return fits

    def _fits(self, record: Record, post: PostPhrase, body: Record | None) -> bool:
        return any(
            _same_title(held.title, post.title) and (body is None or held.body in ("", body.key))
            for held in self._posts.get(record.key, [])
        )

    def delegation(self, span: Span) -> Record | None:
        """Return the delegation told of last, else who leads it, for a bare 'đoàn' at ``span``."""
        record = self.led[0] if self.led else None
        if record:
            self._notebook.mention(record.key, span, "delegation/bare")
        return record

    def last(self, span: Span) -> Record | None:
        """Return the person who acted last, else the one spoken of last, for a bare 'đồng chí' or 'ông' at ``span``."""
        acted = self.topic if self.topic and self.topic.kind == "Person" else None
        person = self.opener or acted or next(self._recent.latest(), None)
        if person:
            self._notebook.mention(person.key, span, "person/pronoun")
        return person

    def _by_name(self, name: NamePhrase) -> Record:
        folded = key(name.name)
        if " " not in folded:
            for record in self._recent.latest():
                parts = key(record.name).split()
                if parts[-1] == folded or (folded in parts and foreign(name.name)):
                    self._notebook.mention(record.key, name.span, "person/given-name")
                    return record
        short = None if f"person/{folded}" in self._notebook.records else self._tails.get(folded)
        if short:
            self._notebook.mention(short.key, name.span, "person/given-name")
            return short
        if folded.count(" ") == 1:
            for record in self._recent.latest():  # 'chị Hương Lan' of 'Trần Thị Hương Lan'
                if key(record.name).endswith(" " + folded) and record.name.count(" ") > 2:
                    self._notebook.mention(record.key, name.span, "person/given-name")
                    return record
        same = self._written_otherwise(name.name) if foreign(name.name) else None
        if same:
            self._notebook.name(same.key, name.span, "person/name")
            return same
        record = self._notebook.record("Person", name.name)
        self._notebook.name(record.key, name.span, "person/name")
        if folded.count(" ") > 1:
            self._tails[" ".join(folded.split(" ")[-2:])] = record
        return record

    def _written_otherwise(self, name: str) -> Record | None:
        """Return the foreigner told before whose name differs by a middle name or one letter: 'Antony J. Blinken'."""
        mine = _parts(name)
        for record in self._recent.latest():
            theirs = _parts(record.name)
            if foreign(record.name) and (theirs == mine or _same_foreigner(mine, theirs)):
                return record
        return None

    def given(
        self,
        person: Record,
        phrase: PostPhrase,
        span: Span,
        modality: str,
        *,
        rule: str = "holds/appointed",
        tenure: Told | None = None,
    ) -> Record | None:
        """Return the post that a person is told to be given, noting that they hold it; None where its body is open.

        ``rule``: one of ``ENDED`` where they held it once ('từng giữ chức') or give it up. ``tenure``: from when until
        when, where the words behind the title do not say it.
        """
        body = self._body(phrase) or self._bodies.of_title(phrase)
        if body is None:
            return None
        post = self._post(phrase, body)
        known = self._posts.setdefault(person.key, [])
        if post not in known and not modality:
            known.append(post)
        predicate = "kg:formerlyHeld" if rule in ENDED else "org:holds"
        tenure = tenure or (None if rule in LEFT else beside(self._notebook.text, phrase, given=True))
        self._notebook.add(person.key, predicate, post.key, widened(span, tenure), rule, modality, tenure=tenure)
        return post

    def _hold(self, person: Record, phrase: PostPhrase, span: Span) -> None:
        """Note that a person holds (or held) a post; its body from the words, or from what the report told before."""
        body = self._body(phrase)
        if body and foreign(person.name) and key(body.name) in _ALSO_ABROAD and self._bodies.abroad(body.name):
            body = self._bodies.abroad(body.name)  # a guest's 'Nghị sĩ Quốc hội', where one country's is told
        elif body and foreign(person.name) and self._assumed(phrase, body):
            body, phrase = None, replace(phrase, head="")  # a foreigner's 'Thủ tướng', whose country is not told
        if body and self._taken(person, phrase, body):
            body, phrase = None, replace(phrase, head="")
        known = self._posts.setdefault(person.key, [])
        open_body = not body or self._assumed(phrase, body)
        post = next((held for held in known if open_body and _same_title(held.title, phrase.title)), None)
        if post is None and person in self._told_before and self._anothers(person, phrase, body):
            return
        if post is None:
            body = body or self._alone(person, phrase)
            post = self._post(phrase, body)
            if body is None and phrase.head and not foreign(person.name):
                self._open.setdefault(post.key, phrase)
        if post not in known:
            known.append(post)
        predicate = "kg:formerlyHeld" if phrase.former else "org:holds"
        rule, tenure = ("holds/former" if phrase.former else "holds/title"), around(self._notebook.text, phrase, span)
        self._notebook.add(person.key, predicate, post.key, widened(span, tenure), rule, tenure=tenure)

    def _taken_by_title(self, person: Record, phrase: PostPhrase) -> bool:
        """Whether somebody else holds the one post at home that a title means: all titles of this person are abroad."""
        if phrase.former or key(phrase.title) not in _ONE_HOLDER or not (phrase.body and phrase.body.implied):
            return False
        body = self._body(phrase) if phrase.body.kind != "foreign" else None
        return body is not None and self._taken(person, phrase, body)

    def _taken(self, person: Record, phrase: PostPhrase, body: Record) -> bool:
        """Whether the one post of its kind at home is another's in this report: a guest's title without his country."""
        if phrase.former or key(phrase.title) not in _ONE_HOLDER or not (phrase.body and phrase.body.implied):
            return False
        post = self._notebook.records.get(f"post/{key(phrase.title)}@{body.key}")
        return any(post in posts for who, posts in self._posts.items() if who != person.key) if post else False

    def _assumed(self, phrase: PostPhrase, body: Record) -> bool:
        """Whether only the title means the body ('Phó Thủ tướng'), so that what was told before says which it is."""
        implied = phrase.body is not None and phrase.body.implied and phrase.body.kind != "foreign"
        return implied and (key(body.name) in _ALSO_ABROAD or key(phrase.title) == "chủ tịch nước")

    def _anothers(self, person: Record, phrase: PostPhrase, body: Record | None) -> bool:
        """Whether somebody else was told to hold this post: 'gặp Phó Chủ tịch nước, Đại sứ A' gives A one title."""
        if body is None or phrase.former or not (phrase.body and phrase.body.implied):
            return False
        if key(phrase.title).startswith(_OF_MANY):
            return False
        post = self._notebook.records.get(f"post/{key(phrase.title)}@{body.key}")
        holders = [key for key, posts in self._posts.items() if post in posts] if post else []
        return bool(holders) and person.key not in holders

    def belongs(self, person: Record, other: Record) -> bool:
        """Whether a person holds a post at a body, or at one of a country or province (not an embassy there)."""
        bodies = self._bodies_of(person)
        if other.kind != "Place":
            return other in bodies
        if other.name == HOME:
            return any(body.concept != FOREIGN for body in bodies)
        return any(f" {key(other.name)} " in f" {key(body.name)} " for body in bodies)

    def is_official(self, record: Record) -> bool:
        """Whether somebody is told to hold a post."""
        return bool(self._posts.get(record.key))

    def is_foreign(self, person: Record) -> bool:
        """Whether a person's name or posts are foreign."""
        return foreign(person.name) or any(body.concept == FOREIGN for body in self._bodies_of(person))

    def _bodies_of(self, person: Record) -> list[Record]:
        held = self._posts.get(person.key, [])
        return [self._notebook.records[post.body] for post in held if post.body]

    def _alone(self, person: Record, phrase: PostPhrase) -> Record | None:
        """Return the body of a title with none beside it; open for guests and for who leads no body of the report."""
        if phrase.homes and (foreign(person.name.split(" ")[0]) or key(person.name) in _OF_THE_PAST):
            return None
        return self._bodies.of_title(phrase)

    def _body(self, phrase: PostPhrase) -> Record | None:
        return self._bodies.resolve(phrase.body) if phrase.body else None

    def _post(self, phrase: PostPhrase, body: Record | None) -> Record:
        title = phrase.title
        local = f"{key(title)}@{body.key if body else ''}"
        post = self._notebook.record("Post", title, local)
        post.title, post.body = title, body.key if body else ""
        post.label_en = post.label_en or phrase.label_en
        post.identity, post.complete = (key(title), post.body), bool(body and body.complete)
        return post

    @staticmethod
    def _fill(post: Record, body: Record) -> None:
        post.body, post.identity, post.complete = body.key, (key(post.title), body.key), body.complete

    def finish(self) -> None:
        """Give open posts their body, and every person an identity: the name, and the posts where there are any."""
        for post_key, phrase in self._open.items():
            if body := self._bodies.late(phrase):
                self._fill(self._notebook.records[post_key], body)
        for record in self._notebook.records.values():
            if record.kind == "Person":
                posts = sorted({_spoken(self._notebook, post) for post in self._posts.get(record.key, []) if post.body})
                record.identity, record.complete = (key(record.name), *posts), bool(posts)


def _left_open(post: PostPhrase) -> PostPhrase:
    """Return a title without the body at home that it alone would mean."""
    at_home = post.body is not None and post.body.implied and post.body.kind != "foreign"
    return replace(post, body=None, head="") if at_home and key(post.title) in _ONE_HOLDER else post


def _spoken(notebook: Notebook, post: Record) -> str:
    return f"{key(post.title)} {key(notebook.records[post.body].name)}"


def _same_title(a: str, b: str) -> bool:
    """Whether two titles can be one post: 'Thứ trưởng' points to a 'Thứ trưởng Thường trực' too."""
    x, y = key(a), key(b)
    return x == y or x.startswith(y + " ") or y.startswith(x + " ")


def _parts(name: str) -> list[str]:
    """Return the parts of a foreigner's name: 'Noh-wan' and 'Noh Wan' are alike."""
    return key(name).replace(".", " ").replace("-", " ").split()


def _same_foreigner(a: list[str], b: list[str]) -> bool:
    """Whether two names of foreigners are one: first part (or letter) and last alike, or all but one letter."""
    if a[-1] == b[-1] and min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]:
        return True  # 'M. E. Fradkov'
    if len(a) != len(b):
        return len(a) > 1 < len(b) and a[0] == b[0] and a[-1] == b[-1]
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(a) > 1 and len(unlike) == 1 and _one_letter(*unlike[0])


def _one_letter(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes one word of the other."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1 or len(short) < 4:
        return False
    head = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[head:] == long[head + 1 :] or short[head + 1 :] == long[head + 1 :]
