"""Joins names with the titles before, after and beside them into persons.

'P1, P2 NAME', 'NAME, P1, P2', 'NAME - P1', 'P1 NAME (P2)', 'NAME là P', 'P là NAME'. A title between two names belongs
to the one it touches; a title alone behind a comma belongs to the name before it ('…, Trưởng Ban Chỉ đạo X, …'), if
there is one in the list; but in a list that puts titles first ('P1 A, P2, P3 B'), titles that run up to a name are that
name's. A title in the plural is each one's: 'các Phó Chủ tịch UBND tỉnh: A, B'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.reading.officials.shared_bodies import Held, share_bodies
from kg.reading.words.phrases import (
    BodyPhrase,
    Chunk,
    GroupPhrase,
    NamePhrase,
    PersonPhrase,
    PlacePhrase,
    PostPhrase,
    Span,
    View,
)
from kg.text import key

_LINKS = frozenset({",", "-", "–", "—", "(", ")"})
_CONCURRENT = frozenset({"kiêm", "và", "đồng thời", "đồng thời là", "kiêm nhiệm", "kiêm giữ chức"})
WAS = frozenset({"từng là", "đã từng là", "trước là", "trước đây là", "trước đó là", "khi đó là", "khi ấy là"})
WAS |= {"lúc đó là", "lúc bấy giờ là", "vốn là", "nguyên là"}  # before titles that are held no longer
_EACH = "lần lượt là"
IS = frozenset({"là", "hiện là", "hiện đang là", "đang là", "nay là", "hiện nay là"})
_IS = IS | WAS | {_EACH}
_CAPACITIES = (("tư", "cách"), ("cương", "vị"), ("vai", "trò"))  # 'với tư cách', 'trên cương vị'
_DASHES = frozenset({"-", "–", "—"})
_LISTS = frozenset({"gồm", "bao gồm", "gồm có"})
_POINTERS = frozenset({":"}) | _DASHES | _IS
# 'với sự … của P: A', 'có mặt của P: A' tell who P is; 'Quyết định của P: A …' goes on with somebody else.
_PRESENCE = (("tham", "dự"), ("tham", "gia"), ("có", "mặt"), ("góp", "mặt"), ("chủ", "trì"), ("chứng", "kiến"))
_SO_FAR = 6  # words before 'của' among which 'sự' stands
_CAPACITY = 6  # chunks of 'với tư cách là' and the title behind it
_PAIR = 2  # chunks of a name and the mark behind it
_ASIDE = 14  # chunks of an aside in brackets between a name and its titles: '(sinh năm 1970, quê …)'


def join_officials(view: View, chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with every name and its titles as one 'person' chunk; a title without a name stays a 'post'."""
    return _Officials(view, chunks).join()


@dataclass(frozen=True, slots=True)
class _Each:
    """Titles in the plural that the names from here on hold: to the list's end behind a colon, else name by name.

    ``titles_first``: the first name of the list has a title of its own before it, so that others may have one too.
    """

    posts: tuple[Chunk, ...] = ()
    listed: bool = False
    titles_first: bool | None = None


class _Officials:
    """The join of one sentence."""

    def __init__(self, view: View, chunks: list[Chunk]):
        self._view = view
        self._chunks = chunks
        self._each = _Each()

    def join(self) -> list[Chunk]:
        out: list[Chunk] = []
        k = 0
        while k < len(self._chunks):
            before, at = self._titles(k)
            if self._is(at, "name"):
                after, end = self._appositions(at + 1, titles_first=bool(before))
                person, end = self._person(k, end, before, self._chunks[at], after)
                if after and after[0].link == _EACH:
                    person = self._respectively(out, person, after)
                elif after and not before:
                    self._both(out, after)
                out.append(person)
                k = end
            else:
                self._keep_each(k)
                self._give_back(out, k)
                out.append(self._chunks[k])
                k += 1
        return out

    def _both(self, out: list[Chunk], after: list[Held]) -> None:
        """'A và B, P': the title is that of both, where A has none of its own; 'các ông A, B, P': of all of them."""
        if len(out) < _PAIR or out[-1].text not in ("và", ","):
            return
        at = len(out) - 2
        first = at
        while first >= _PAIR and out[first - 1].text == "," and self._untitled(out[first - 2]):
            first -= 2
        if not self._untitled(out[at]) or not (out[-1].text == "và" or self._addressed_together(out[first])):
            return
        for k in range(first if self._addressed_together(out[first]) else at, at + 1, 2):
            out[k] = self._titled(out[k], after[0].chunk)

    def _respectively(self, out: list[Chunk], last: Chunk, after: list[Held]) -> Chunk:
        """'A và B lần lượt là P1 và P2': give each his own title; return the last person with his, or with none."""
        posts, at = share_bodies(after), len(out) - 2
        first = len(out)
        while at >= 0 and out[at + 1].text in (",", "và") and self._untitled(out[at]):
            first, at = at, at - 2
        people = [*range(first, len(out), 2)]
        if len(people) + 1 != len(posts):
            return self._with(last, [])
        for k, post in zip(people, posts, strict=False):
            out[k] = self._with(out[k], [post])
        return self._with(last, [posts[-1]])

    @staticmethod
    def _with(person: Chunk, posts: list[PostPhrase]) -> Chunk:
        value = person.value
        assert isinstance(value, PersonPhrase)
        assert value.name is not None
        told = tuple((post, _cover(post.span, value.name.span)) for post in posts)
        return replace(person, value=replace(value, posts=told))

    @staticmethod
    def _untitled(chunk: Chunk) -> bool:
        return isinstance(chunk.value, PersonPhrase) and not chunk.value.posts

    def _addressed_together(self, chunk: Chunk) -> bool:
        """Whether 'các ông', 'hai đồng chí' stands before a name."""
        rows = self._view.lexicon.ranks.longest(self._view.words, chunk.i)[1]
        return self._untitled(chunk) and bool(rows) and rows[0]["plural"] == "yes"

    def _give_back(self, out: list[Chunk], k: int) -> None:
        """'A, B và C, các Phó Chủ tịch X': the title in the plural behind names without titles is each one's."""
        value = self._chunks[k].value
        post = value.post if isinstance(value, GroupPhrase) else value if self._plural(k) else None
        if not isinstance(post, PostPhrase) or len(out) < 4 or out[-1].text not in _LINKS or self._is(k + 1, "name"):
            return
        title = replace(self._chunks[k], value=post)
        at = len(out) - 2
        while at >= 0 and out[at].kind == "person" and not out[at].value.posts:  # type: ignore[attr-defined]
            out[at] = self._titled(out[at], title)
            if at < 2 or out[at - 1].text not in (",", "và", "cùng"):
                break
            at -= 2

    @staticmethod
    def _titled(person: Chunk, post: Chunk) -> Chunk:
        return _Officials._with(person, share_bodies([Held(post, ",")]))

    def _is(self, k: int, kind: str) -> bool:
        return 0 <= k < len(self._chunks) and self._chunks[k].kind == kind

    def _word(self, k: int) -> str:
        return self._chunks[k].text.lower() if 0 <= k < len(self._chunks) else ""

    def _plural(self, k: int) -> bool:
        value = self._chunks[k].value if self._is(k, "post") else None
        return isinstance(value, PostPhrase) and value.plural

    def _titles(self, k: int) -> tuple[list[Held], int]:
        """Read 'P1, P2 và P3' that runs up to a name; return (posts, index of the name), or ([], k) where none does."""
        if self._plural(k):
            return self._titles_of_each(k)
        if self._is(k, "post") and self._for_another(k):
            return [], k
        posts: list[Held] = []
        self._owned(k)
        at, link = k, ""
        while self._is(at, "post") and not self._plural(at):
            posts.append(Held(self._chunks[at], link))
            at, link = at + 1, self._word(at + 1)
            # 'P1 và P2 NAME' are mostly two persons.
            joined = link == "," or link in _DASHES or (link in _CONCURRENT and link != "và")
            if not joined or not self._is(at + 1, "post"):
                break
            at += 1
        if self._word(at) == ":" and self._of_a_paper(k):
            return [], k
        if posts and self._word(at) == ":" and self._is(at + 1, "name"):
            self._each = _Each(tuple(held.chunk for held in posts))  # 'nguyên Chủ tịch Quốc hội: A, B'
            return [], at + 1
        named = (self._ranked(at + 1) and self._word(k - 1) != "của") or self._in_capacity(k)
        pointed = self._word(at) in _POINTERS or (self._word(at) == "," and named)
        if posts and pointed and self._is(at + 1, "name"):
            at += 1  # 'P1 - NAME', 'P1, Đại tá NAME'
        return (self._own(posts), at) if posts and self._is(at, "name") else ([], k)

    @staticmethod
    def _own(posts: list[Held]) -> list[Held]:
        """'… của Chủ tịch X, Phó Chủ tịch X A': nobody is his own deputy, so the first title is another's."""
        for n in range(len(posts) - 1, 0, -1):
            one, other = posts[n - 1].post, posts[n].post
            deputy = key(other.title).startswith("phó " + key(one.title)) and one.body is not None
            if deputy and (other.body is None or key(other.body.name) == key(one.body.name)):  # type: ignore[union-attr]
                return posts[n:]
        return posts

    def _for_another(self, k: int) -> bool:
        """'Thay mặt P1, P2 NAME': the first title is of the one for whom the other acts."""
        if self._view.words[max(0, self._chunks[k].i - 2) : self._chunks[k].i] == ["phu", "nhân"]:
            return True
        before = self._chunks[k - 1] if k else None
        return (
            before is not None
            and before.kind == "function"
            and before.value == "behalf"
            and not self._is(k + 1, "name")
        )

    def _in_capacity(self, k: int) -> bool:
        """'Trên cương vị P, A …', 'Với tư cách (là) P, A …': the title is that of who comes behind the comma."""
        i = self._chunks[k].i - (self._word(k - 1) == "là")
        return tuple(self._view.words[max(0, i - 2) : i]) in _CAPACITIES

    def _of_a_paper(self, k: int) -> bool:
        """'Quyết định của Thủ tướng: ông A …': the title behind 'của' says whose document it is, not who A is."""
        while self._linked(k - 1) and self._is(k - 2, "post"):
            k -= 2
        end = self._chunks[k].i - 1
        words = tuple(self._view.words[max(0, end - _SO_FAR) : end])
        return self._word(k - 1) == "của" and words[-2:] not in _PRESENCE and "sự" not in words

    def _owned(self, k: int) -> None:
        """'BODY có Bộ trưởng là ông A': a title without a body is of the body that has it."""
        value = self._chunks[k].value if self._is(k, "post") else None
        body = self._chunks[k - 2].value if self._is(k - 2, "body") and self._word(k - 1) == "có" else None
        if isinstance(value, PostPhrase) and isinstance(body, BodyPhrase) and value.body is None:
            self._chunks[k] = replace(self._chunks[k], value=replace(value, body=body))

    def _ranked(self, k: int) -> bool:
        """Whether a rank or degree stands before the name at ``k``: it is the one of the title before the comma."""
        if not self._is(k, "name"):
            return False
        rows = self._view.lexicon.ranks.longest(self._view.words, self._chunks[k].i)[1]
        return bool(rows) and rows[0]["type"] in ("rank", "degree", "award")

    def _titles_of_each(self, k: int) -> tuple[list[Held], int]:
        """Read 'các P1: A', 'các P1 A, B': the title is kept for every name behind it."""
        at = k + 1
        listed = self._word(at) in _POINTERS or self._word(at) in _LISTS
        at += listed
        inner, name = self._titles(at) if self._is(at, "post") and not self._plural(at) else ([], at)
        if not self._is(name, "name"):
            return [], k
        self._each = _Each((self._chunks[k],), listed, bool(inner))
        return inner, name

    def _keep_each(self, k: int) -> None:
        """A plural title holds no longer behind another one, a verb or a group; without a colon, behind any word."""
        chunk = self._chunks[k]
        ends = chunk.kind in ("verb", "group") or self._plural(k)
        if ends or not (self._each.listed or chunk.text in (",", "và")):
            self._each = _Each()

    def _of_each(self, before: list[Held]) -> list[Held]:
        """Return the plural titles that hold for a name with its own titles before it."""
        if before and not self._each.titles_first:
            self._each = _Each()
        return [Held(chunk, ",") for chunk in self._each.posts]

    def _appositions(self, k: int, *, titles_first: bool) -> tuple[list[Held], int]:
        """Read the titles behind a name; return (posts, index after them)."""
        posts: list[Held] = []
        start = end = k
        once = False
        while self._linked(k) or self._abbreviated(k):
            link = self._word(k) if self._linked(k) else ""
            at = self._aside(k) if link == "(" else k + bool(link)
            if link == "," and (self._word(at) in _CONCURRENT or self._word(at) in _IS):
                link, at = self._word(at), at + 1
            at = self._behind_capacity(at)
            if not self._is(at, "post") or self._plural(at):
                break
            once = (once or link in WAS) and not (link in _IS and link not in WAS)
            if self._word(at + 1) == ":" and self._is(at + 2, "name"):
                break
            if titles_first and link == "và" and self._word(at + 1) == "," and self._ranked(at + 2):
                return posts, end  # 'P1 A và P2, PGS, TS. B'
            if self._is(at + 1, "name"):  # the title touches a name: it is that one's
                return ([], start) if titles_first and link == "," else (posts, end)
            posts.append(Held(self._once(at) if once else self._chunks[at], link))
            k = at + 1
            if self._word(k) == ")":
                k += 1
            end = k
        return posts, end

    def _abbreviated(self, k: int) -> bool:
        """Whether a membership in capitals stands right behind a name: 'Trần Văn Thử TUV - Giám đốc Sở Y tế'."""
        first = self._view.tokens[self._chunks[k].i].text if self._is(k, "post") and self._is(k - 1, "name") else ""
        return len(first) > 1 and first.isupper() and not self._is(k + 1, "name")

    def _once(self, k: int) -> Chunk:
        """Return the title at ``k`` as one that is held no longer ('A, từng là P1, P2')."""
        value = self._chunks[k].value
        assert isinstance(value, PostPhrase)
        return replace(self._chunks[k], value=replace(value, former=True))

    def _behind_capacity(self, k: int) -> int:
        """Return the title's chunk behind 'với tư cách (là)', 'trên cương vị' at ``k``, or ``k``."""
        for at in range(k + 1, min(len(self._chunks), k + _CAPACITY)):
            if self._is(at, "post"):
                return at if self._in_capacity(at) else k
        return k

    def _linked(self, k: int) -> bool:
        word = self._word(k)
        return word in _LINKS or word in _CONCURRENT or word in _IS

    def _aside(self, k: int) -> int:
        """Return the token behind an opening bracket, or behind the whole aside and its comma where a title follows."""
        if self._is(k + 1, "post"):
            return k + 1
        close = next((at for at in range(k, min(len(self._chunks), k + _ASIDE)) if self._word(at) == ")"), k)
        return close + 2 if self._word(close + 1) in (",", "-", "–") else k + 1

    def _person(self, start: int, end: int, before: list[Held], name: Chunk, after: list[Held]) -> tuple[Chunk, int]:
        value = name.value
        assert isinstance(value, NamePhrase)
        each = self._of_each(before)
        held = [*share_bodies([*before, *after]), *share_bodies(each)]
        held, end = self._bracketed(held, end)
        posts = tuple((post, _cover(post.span, value.span)) for post in held)
        i, j = self._chunks[start].i, self._chunks[end - 1].j
        whole = self._view.surface(i, j)
        return Chunk("person", i, j, PersonPhrase(self._view.span(i, j), value, posts), whole), end

    def _bracketed(self, held: list[PostPhrase], end: int) -> tuple[list[PostPhrase], int]:
        """'Thứ trưởng A (Bộ X)', 'Chủ tịch A (Hội Z)': the body of a title in brackets behind the name."""
        body = self._chunks[end + 1].value if self._word(end) == "(" else None
        if isinstance(body, PlacePhrase) and body.kind == "nước":
            body = BodyPhrase(body.span, f"Đại sứ quán {body.name}", "mission", implied=True, known=True)
        if not isinstance(body, BodyPhrase) or body.bare or self._word(end + 2) != ")":
            return held, end
        open_ = [n for n, post in enumerate(held) if post.body is None and _may_head(post, body)]
        if len(open_) != 1:
            return held, end
        held[open_[0]] = replace(held[open_[0]], body=body)
        return held, end + _PAIR + 1


def _may_head(post: PostPhrase, body: BodyPhrase) -> bool:
    """Whether a title without a body can be of a body of that name ('Thứ trưởng': 'Bộ …')."""
    return not post.head or key(body.name).startswith(key(post.head))


def _cover(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))
