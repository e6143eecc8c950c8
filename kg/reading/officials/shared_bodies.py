"""One person's titles that share a body: 'Chủ tịch kiêm Tổng Giám đốc Công ty X', 'Phó Bí thư, Chủ tịch UBND tỉnh'.

A title without a body takes it from the next title; one of a Party committee from the body of the same level. What the
words leave open stays open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.lexicon.levels import COMMUNES, committee, placed
from kg.reading.words.phrases import BodyPhrase, Chunk, PostPhrase
from kg.text import key

_JOINED = frozenset({"kiêm", "và", "đồng thời", "đồng thời là", "kiêm nhiệm", "kiêm giữ chức"})
_PARTY = ("bí thư", "phó bí thư", "ủy viên")
_OWN = ("bộ trưởng", "thứ trưởng", "đại sứ", "đại biểu", "thành viên", "chuyên gia", "cố vấn")  # never shared by comma
_COMMITTEES = ("tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy")
_BOARDS = frozenset({"Hội đồng quản trị", "Hội đồng thành viên", "Hội đồng trường", "Hội đồng Trường"})
_PARTIES = ("đảng cộng sản ", "đảng nhân dân ", "đảng lao động ", "đảng dân chủ ", "đảng tự do ", "đảng công lý ")
_OWNED = frozenset({"đảng ủy", "ban cán sự đảng", "đảng đoàn", "chi bộ", "đảng bộ", "chi ủy"})
_GOVERNING = ("people-committee", "people-council")
_CAUCUSES = ("ban cán sự đảng", "ban cán sự", "đảng đoàn")
_WITH_CAUCUS = (*_GOVERNING, "ministry", "court", "procuracy", "front", "mass-organisation", "government")
_STATE = {"chính phủ", "quốc hội"}  # what the title alone means in Vietnam


@dataclass(frozen=True, slots=True)
class Held:
    """A title's chunk and the mark or word that links it with the title or name before it."""

    chunk: Chunk
    link: str

    @property
    def post(self) -> PostPhrase:
        assert isinstance(self.chunk.value, PostPhrase)
        return self.chunk.value


def share_bodies(held: list[Held]) -> list[PostPhrase]:
    """Return the titles of one person, in order, each with its own body or the one it shares."""
    posts = [title.post for title in held]
    for at in range(len(posts) - 2, -1, -1):
        posts[at] = _shared(posts[at], posts[at + 1], held[at + 1].link)
    return [_of_the_same_place(post, posts) for post in _abroad(posts)]


def _shared(post: PostPhrase, after: PostPhrase, link: str) -> PostPhrase:
    """Give a title the body of the title behind it, where the words mean one body."""
    body, title = post.body, key(post.title)
    pointing = body is None or body.bare
    if not pointing or after.body is None:
        return post
    if title.startswith(_PARTY):
        return _of_the_party(post, after.body)
    if body is None and post.head in _BOARDS and not after.body.bare and after.body.kind != "party-committee":
        name = f"{post.head} {after.body.name}"
        return replace(post, body=replace(after.body, name=name, parent=None, known=False, implied=True, form=""))
    if body is not None or after.body.implied or (link not in _JOINED and link != "," and link not in "-–"):
        return post
    if body is None and post.head and not key(after.body.name).startswith(key(post.head)):
        return post  # 'Chủ tịch Hội đồng, Giám đốc Đại học X'
    if link not in _JOINED and title.startswith(_OWN) and not key(after.title).startswith("chủ nhiệm"):
        return post
    return replace(post, body=after.body)


def _of_the_party(post: PostPhrase, after: BodyPhrase) -> PostPhrase:
    """'Phó Bí thư, Chủ tịch UBND tỉnh': the committee of that level; 'Phó Bí thư, … Tỉnh ủy': the one named."""
    if post.body is None and key(post.head) in _CAUCUSES:
        return replace(post, body=_caucus(post, after)) if after.kind in _WITH_CAUCUS else post
    commune = after.kind in _GOVERNING and after.level in COMMUNES
    if post.body is not None and key(post.body.name) in _OWNED and not commune:
        return replace(post, body=replace(post.body, parent=_led(after)))  # 'Bí thư Đảng ủy, Giám đốc Sở X'
    named = next((name for name in _COMMITTEES if name in key(after.name)), "")
    if commune:
        post = replace(post, body=None)
    if named:
        at = key(after.name).index(named)
        name = after.name[at:]
    elif after.kind in _GOVERNING and committee(after.level):
        name = " ".join(part for part in (committee(after.level), "" if after.relative else after.place) if part)
    elif post.body is not None and post.body.kind == "party-committee":
        return replace(post, body=replace(post.body, parent=after))  # 'Bí thư Đảng ủy, Giám đốc Sở X'
    else:
        return post
    name = name[:1].upper() + name[1:]
    if post.body is not None:
        name = f"{post.body.name} {name}"  # 'Ban Thường vụ' alone
    elif key(post.title).startswith("ủy viên") and post.head:
        name = f"{post.head} {name}"
    elif key(post.title).startswith("ủy viên"):
        return post
    body = BodyPhrase(post.span, name, "party-committee", relative=after.relative, implied=True)
    return replace(post, body=replace(body, level=after.level, place=after.place, known=after.known))


def _caucus(post: PostPhrase, of: BodyPhrase) -> BodyPhrase:
    """'Bí thư Ban cán sự đảng, Chủ tịch UBND tỉnh': the Party's group in the body of the other title."""
    name = f"{post.head} {of.name}"
    return replace(
        of, span=post.span, name=name, kind="party-committee", parent=None, known=False, implied=True, form=""
    )


def _led(body: BodyPhrase) -> BodyPhrase:
    """Return the company of a board: the committee beside a 'Chủ tịch HĐTV Công ty X' is the company's."""
    board = next((board for board in _BOARDS if key(body.name).startswith(key(board) + " ")), "")
    if body.parent and body.parent.bare:
        return body.parent
    name = body.name[len(board) :].strip()
    return replace(body, name=name, kind="company", parent=None, form="") if board else body


def _abroad(posts: list[PostPhrase]) -> list[PostPhrase]:
    """'Phó Thủ tướng, Bộ trưởng Ngoại giao Lào': the Government is that of the country behind the last title."""
    bodies = [post.body for post in posts if post.body]
    abroad = next((body for body in bodies if _is_abroad(body)), None)
    if abroad is None or len(posts) < 2:
        return posts
    return [_moved(post, abroad) for post in posts]


def _is_abroad(body: BodyPhrase) -> bool:
    party = _party(body.name)
    return (body.kind == "foreign" and bool(body.place)) or (bool(party) and key(party) != "đảng cộng sản việt nam")


def _moved(post: PostPhrase, abroad: BodyPhrase) -> PostPhrase:
    body = post.body
    if body is None or not body.implied or body.kind == "foreign":
        return post
    if not abroad.place and key(body.name) in _STATE:
        return post
    if key(body.name) not in _STATE:
        party = _party(abroad.name)
        organ = "" if key(body.name) == "ban chấp hành trung ương đảng" else f"{body.name} "
        # A party or a politburo abroad, whose name may not be told.
        moved = replace(body, name=f"{organ}{party}", kind="foreign", label_en="", parent=None)
        return replace(post, body=moved if party else None)
    name = f"{body.name} {abroad.place}"
    return replace(post, body=replace(body, name=name, kind="foreign", label_en="", place=abroad.place))


def _party(name: str) -> str:
    """Return the party in the name of a body abroad ('Đoàn đại biểu Đảng Cộng sản X' → 'Đảng Cộng sản X'), or ''."""
    at = key(name).find("đảng ")
    return name[at:] if at >= 0 and key(name)[at:].startswith(_PARTIES) else ""


def _of_the_same_place(post: PostPhrase, posts: list[PostPhrase]) -> PostPhrase:
    """'Tỉnh ủy viên, Chủ tịch UBND tỉnh Lạng Sơn': the place told with one title is the others' of its level too."""
    body = post.body
    if body is None or not body.relative:
        return post
    told = next((p.body for p in posts if p.body and p.body.place and p.body.level == body.level), None)
    if told is None:
        return post
    return replace(post, body=_placed(body, told))


def _placed(body: BodyPhrase, told: BodyPhrase) -> BodyPhrase:
    """Give a body, and the one it is of, the place told with another."""
    name = placed(body.name, body.level, told.place)
    parent = _placed(body.parent, told) if body.parent and body.parent.relative else body.parent
    return replace(body, name=name, relative=False, known=told.known, place=told.place, parent=parent)
