"""What the grammars find in a sentence: noun phrases for officials, bodies, events, documents; verbs; the rest.

All spans are half-open: ``i``/``j`` count tokens of the sentence, ``start``/``end`` code points of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.lexicon.lexicon import DocumentLink, Lexicon, Verb
from kg.lexicon.trie import Trie
from kg.reading.words.references import Reference
from kg.reading.words.segment import Sentence
from kg.reading.words.tokens import Token


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of the text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """A named body. ``name`` is its fullest form; ``relative`` tells that the name lacks its place ('UBND tỉnh').

    ``bare`` is a head alone ('Bộ', 'Ban Chỉ đạo'): it can only point back. ``parent`` is the body it is told to be of,
    ``extended`` the words with it; ``short`` the abbreviation in brackets behind the name; ``level`` (tỉnh, huyện …)
    and ``place`` are those in its name. ``implied``: the words are a title's ('Thủ tướng', 'Bộ trưởng Ngoại giao');
    ``form``: the name that they stand for, where it is not ``name``.
    """

    span: Span
    name: str
    kind: str = ""
    parent: BodyPhrase | None = None
    relative: bool = False
    bare: bool = False
    label_en: str = ""
    known: bool = False
    implied: bool = False
    place: str = ""
    extended: Span | None = None
    form: str = ""
    level: str = ""
    short: Span | None = None


@dataclass(frozen=True, slots=True)
class PostPhrase:
    """A title with its body, as far as the words tell it; ``former`` for nguyên, cựu; ``plural``: of each one named.

    Without a body: ``head`` is the head of the one that it must be of, ``homes`` are the heads of those it may be of.
    """

    span: Span
    title: str
    body: BodyPhrase | None = None
    head: str = ""
    former: bool = False
    label_en: str = ""
    plural: bool = False
    homes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamePhrase:
    """A person's bare name, without the forms of address and ranks before it."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class PersonPhrase:
    """A person named or pointed to by a title, with the posts told beside the name; each post with its evidence."""

    span: Span
    name: NamePhrase | None
    posts: tuple[tuple[PostPhrase, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class DirectivePhrase:
    """A document: a numbered or bare reference, or a named one ('Nghị quyết Đại hội XIII của Đảng').

    ``span`` is its name's; the rest are what its tail tells, each with the words that tell it. ``holder``: the issuing
    office's holder, where named; ``others``: who issues it too. ``title`` is the part of
    a name that tells its subject ('Luật *Đất đai*'). ``term``: the words 'khóa XII'.
    ``links`` are the documents in its tail, each with the relation
    (a CURIE; '' for none) in which this one stands to it, and whether the relation is the other way round.
    """

    span: Span
    reference: Reference
    name: str
    pointing: bool = False
    issuer: BodyPhrase | None = None
    issued: Span | None = None
    holder: PersonPhrase | None = None
    others: tuple[BodyPhrase, ...] = ()
    date: Token | None = None
    subject: Span | None = None
    title: Span | None = None
    term: Span | None = None
    draft: bool = False
    links: tuple[DocumentLinked, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLinked:
    """A document that another one's tail names, with the relation between them and the words that tell it."""

    predicate: str
    document: DirectivePhrase
    span: Span
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """A gathering: the head alone or pointed to (``described`` false), or with its description.

    ``documents`` are the documents in the description, each with the relation (a CURIE, or '') that it tells.
    ``family`` and ``form`` are its head's (see event_heads.tsv); ``verbal``: a verb is its head ('họp phiên …'), and
    ``later``: so that it is an event only where the report calls it one; ``part``: a part of what it names behind.
    """

    span: Span
    head: str
    kind: str
    described: bool
    documents: tuple[tuple[str, DirectivePhrase], ...] = ()
    family: str = ""
    form: str = ""
    verbal: bool = False
    later: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place: a province or country by its plain name, another one with its head; ``span`` covers the head too.

    ``body``: whose seat or room a venue is ('trụ sở Bộ Y tế').
    """

    span: Span
    name: str
    kind: str
    label_en: str = ""
    body: BodyPhrase | None = None


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """Unnamed participants: ``count`` 0 where no number is given; ``count_is`` Exact, MoreThan or About.

    ``post``: the title that says what they are.
    """

    span: Span
    member_kind: str
    count: int = 0
    count_is: str = ""
    post: PostPhrase | None = None


@dataclass(frozen=True, slots=True)
class PronounPhrase:
    """'Đồng chí' or 'Ông' for a person named before."""

    span: Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a sentence.

    ``kind``: person, post, name, pronoun, body, event, directive, place, group, date, verb, function, mark, word.
    """

    kind: str
    i: int
    j: int
    value: object
    text: str

    @property
    def span(self) -> Span:
        """The span of a noun phrase, a date or a pronoun."""
        value = self.value
        return Span(value.start, value.end) if isinstance(value, Token) else value.span  # type: ignore[attr-defined]


_LONGEST_ABBREVIATION = 12  # letters
_INSIDE_NAME = 2  # syllables of a person's name before one that would begin a compound word
_FAR = 12  # tokens of a phrase around an abbreviation in it
V = TypeVar("V")


class View:
    """A sentence as the grammars see it: its tokens, their folded forms, and safe look-ups beyond the ends."""

    __slots__ = (
        *("_capitals", "_compound", "_glosses", "_kinds"),
        *("learnt", "lexicon", "_memo", "sentence", "text", "tokens", "words"),
    )

    def __init__(self, text: str, sentence: Sentence, lexicon: Lexicon):
        self.text = text
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens: Sequence[Token] = sentence.tokens
        self.words = [token.key for token in sentence.tokens]
        self._kinds = [token.kind for token in sentence.tokens]
        self._capitals = [token.capital for token in sentence.tokens]
        self._compound = self._compounds()
        self._glosses = [i for i in range(len(self.tokens) - 2) if self.abbreviation(i)]
        self.learnt: Mapping[str, BodyPhrase] = {}  # abbreviations that the report explains, folded
        self._memo: dict[tuple, dict[int, object]] = {}  # what a grammar found at a token: others ask again

    def __len__(self) -> int:
        return len(self.tokens)

    def once(self, grammar: tuple, i: int, find: Callable[[View, int], V]) -> V:
        """Return what a grammar finds at token ``i``, found once however often others ask."""
        memo = self._memo.setdefault(grammar, {})
        if i not in memo:
            memo[i] = find(self, i)
        return memo[i]  # type: ignore[return-value]

    def explain(self, learnt: Mapping[str, BodyPhrase]) -> None:
        """Take in the abbreviations that the report explains: what was found before may read otherwise now."""
        if learnt:
            self.learnt = learnt
            self._memo.clear()

    def word(self, i: int) -> str:
        """Return the folded form of token ``i``, '' beyond the ends."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _compounds(self) -> list[int]:
        """For each token, the end of the compound that begins there; -1 inside one; 0 elsewhere."""
        ends = [0] * len(self.words)
        for i in range(len(self.words)):
            end = self.lexicon.compounds.longest(self.words, i)[0] if not ends[i] else 0
            if end > i and not self._new_name(i, end):
                ends[i:end] = [end] + [-1] * (end - i - 1)
        return ends

    def _new_name(self, i: int, end: int) -> bool:
        """'giao Ban Tổ chức' is no 'giao ban', 'Lê Văn Tiến trình bày' no 'tiến trình': capitals make names."""
        inner = self.capital(i) and self.capital(i - 1) and not self.capital(i + 1)
        ends_name = inner and self.lexicon.verbs.longest(self.words, i + 1)[0] > end  # 'bà Tiến trình bày'
        first = i
        while first > 0 and self.tokens[first].capital and self.tokens[first - 1].capital:
            first -= 1
        inside = i - first >= _INSIDE_NAME and self.words[first] in self.lexicon.surnames
        begins = not self.capital(i) and any(self.capital(k) for k in range(i + 1, end))
        return ends_name or inside or begins

    def _reaches(self, i: int, end: int) -> bool:
        """Whether a phrase from ``i`` to ``end`` is not just a part of a compound, and ends inside none."""
        inside = end < len(self._compound) and self._compound[end] < 0
        return 0 <= i < len(self._compound) and 0 <= self._compound[i] <= end and not inside

    def opens_word(self, i: int) -> bool:
        """Whether token ``i`` stands alone or begins a compound, not inside one."""
        return 0 <= i < len(self._compound) and self._compound[i] >= 0

    def compound(self, i: int) -> int:
        """Return the end of the compound word that begins at token ``i``; 0 where there is none."""
        return max(self._compound[i], 0) if 0 <= i < len(self._compound) else 0

    def abbreviation(self, i: int) -> bool:
        """Whether '(ABBR)' stands at token ``i``: one word, most of it capitals."""
        if self.word(i) != "(" or self.word(i + 2) != ")" or not self.is_word(i + 1):
            return False
        text = self.tokens[i + 1].text
        capitals = sum(c.isupper() for c in text)
        return capitals >= 2 and len(text) <= _LONGEST_ABBREVIATION and capitals * 2 > len(text)

    def match(self, trie: Trie[V], i: int) -> tuple[int, list[V]]:
        """Return (end, values) of the longest phrase at token ``i``, over an abbreviation in brackets inside it."""
        end, found = trie.longest(self.words, i)
        if not self._glosses:
            return end, found
        gloss = next((at for at in self._glosses if i < at < i + _FAR), -1)
        if gloss < 0 or end > gloss:
            return end, found
        longer, more = trie.longest([*self.words[i:gloss], *self.words[gloss + 3 : gloss + 3 + _FAR]], 0)
        return (i + longer + 3, more) if longer > gloss - i else (end, found)

    def inside(self, i: int) -> bool:
        """Whether token ``i`` stands inside a compound word, behind its first syllable."""
        return 0 <= i < len(self._compound) and self._compound[i] < 0

    def verb(self, i: int) -> tuple[int, Verb | None]:
        """Return (end, verb) of the longest verb at token ``i``; (i, None) where there is none or inside a compound."""
        hits = self.lexicon.verbs.all(self.words, i)  # 'phát biểu | ý kiến chỉ đạo': a shorter one may end a word
        return next(((end, found[0]) for end, found in hits if self._reaches(i, end)), (i, None))

    def action(self, i: int) -> int:
        """Return the end of the action verb at token ``i``, or ``i``."""
        end = self.lexicon.actions.longest(self.words, i)[0]
        return end if self._reaches(i, end) else i

    def link(self, i: int) -> tuple[int, DocumentLink | None]:
        """Return (end, link) of the longest words at token ``i`` that stand behind a document's name; or (i, None)."""
        end, found = self.lexicon.document_links.longest(self.words, i)
        return (end, found[0]) if found else (i, None)

    def link_roles(self, i: int) -> list[str]:
        """Return every role of those words."""
        return [link.role for link in self.lexicon.document_links.longest(self.words, i)[1]]

    def role(self, i: int) -> tuple[int, str]:
        """Return (end, role) of the function word at token ``i``; (i, '') where there is none."""
        end, found = self.lexicon.functions.longest(self.words, i)
        return (end, found[0]) if found and self._reaches(i, end) else (i, "")

    def capital(self, i: int) -> bool:
        """Whether token ``i`` is a word with a capital first letter."""
        return 0 <= i < len(self._capitals) and self._capitals[i]

    def is_word(self, i: int) -> bool:
        """Whether token ``i`` is a word."""
        return 0 <= i < len(self._kinds) and self._kinds[i] == "w"

    def span(self, i: int, j: int) -> Span:
        """Return the text span of tokens ``i`` to ``j`` (half-open, not empty)."""
        assert i < j, "a span of no tokens"
        return Span(self.tokens[i].start, self.tokens[j - 1].end)

    def unglossed(self, i: int, j: int) -> str:
        """Return the text of tokens ``i`` to ``j`` without an abbreviation in brackets among them."""
        gloss = next((at for at in self._glosses if i < at and at + 3 < j), -1)
        return self.surface(i, j) if gloss < 0 else f"{self.surface(i, gloss)} {self.surface(gloss + 3, j)}"

    def surface(self, i: int, j: int) -> str:
        """Return the text of tokens ``i`` to ``j``."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]
