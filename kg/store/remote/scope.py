"""A query over a store → the same query for an engine that holds other things too, and merges graphs its own way.

Engines differ in what a plain pattern sees: an unnamed graph of its own, or the union of all graphs of the server, in
which a triple that two of them hold may count twice. So the store keeps each triple once in a graph with a name, and
the pattern of a query is put into ``GRAPH <merged> { … }``: by SPARQL's own rules that is what it sees outside of
inner GRAPH clauses, on every engine. What ``GRAPH ?g`` finds is held to the store's graphs by a FILTER.

Only words and brackets are looked at, so a query has to be known to parse (:func:`kg.store.embedded.understood`) and
to have no FROM of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.graph.vocabulary import ONTOLOGY_GRAPH

_TOKEN = re.compile(
    r"""
    (?P<space> \s+ | \#[^\n\r]* )
  | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
  | (?P<text> \"{3} (?: "{0,2} (?: [^"\\] | \\. ) )* \"{3} | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3}
            | " (?: [^"\\\n\r] | \\. )* " | ' (?: [^'\\\n\r] | \\. )* ' )
  | (?P<variable> [?$]\w+ )
  | (?P<name> [\w.-]* : (?: [\w:.-] | %[0-9A-Fa-f]{2} | \\. )* (?<!\.) )
  | (?P<tag> @[\w-]+ )
  | (?P<word> \w+ )
  | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")


@dataclass(frozen=True, slots=True)
class Graphs:
    """The names of a store's own graphs. ``about`` says what the store is, ``journal`` holds a change under way."""

    base: str

    @property
    def merged(self) -> str:
        """The graph that holds each triple of the others once."""
        return f"{self.base}store/merged"

    @property
    def about(self) -> str:
        """The graph that says what the store is."""
        return f"{self.base}store/about"

    @property
    def journal(self) -> str:
        """The graph that holds a change which is being made."""
        return f"{self.base}store/journal"

    def hold(self, graph: str) -> bool:
        """Whether a graph of this name may be in the store."""
        return graph == ONTOLOGY_GRAPH or (graph.startswith(self.base) and not graph.startswith(self._own))

    def held(self, variable: str) -> str:
        """Return the FILTER that holds a variable to the names of such graphs."""
        name = f"STR({variable})"
        ours = f'STRSTARTS({name}, "{self.base}") && !STRSTARTS({name}, "{self._own}")'
        return f" FILTER(({ours}) || {variable} = <{ONTOLOGY_GRAPH}>)"

    @property
    def _own(self) -> str:
        return f"{self.base}store/"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


class Scoped:
    """A query made ready for an engine. ``form`` is SELECT, ASK, CONSTRUCT or DESCRIBE, ``text`` the new query.

    ``prefixes`` are declared where the query uses them without declaring them; ``values`` holds variables (without '?')
    to a term each, as SPARQL writes it.
    """

    def __init__(self, sparql: str, graphs: Graphs, prefixes: Mapping[str, str], values: Mapping[str, str]):
        self._graphs, self._values = graphs, values
        tokens = [_Token(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(sparql)]
        start = _past_prologue(tokens)
        self.form = tokens[start].text.upper()
        self._head, self._query = tokens[:start], tokens[start:]
        self._missing = _base(tokens, graphs.base) + _missing(tokens, prefixes)

    @property
    def prologue(self) -> str:
        """The prefixes that the query uses, those of ours first."""
        return self._missing + _joined(self._head)

    @property
    def text(self) -> str:
        """The query; of a DESCRIBE see :meth:`described`."""
        return self.prologue + self._rewritten(self._query)

    @property
    def order(self) -> str:
        """The conditions of the query's own ORDER BY where rows alone tell what they ask about; else ''."""
        words = _outer_words(self._query)
        if "ORDER" not in words:
            return ""
        ends = [words[word] for word in ("LIMIT", "OFFSET", "VALUES") if word in words]
        asked = self._query[words["ORDER"] + 1 : min(ends, default=len(self._query))]
        by = next(at for at, token in enumerate(asked) if token.is_word("BY"))
        beyond = any(token.is_word("EXISTS", *_AGGREGATES) for token in asked)
        return "" if beyond else _joined(asked[by + 1 :])

    def described(self) -> tuple[str, str]:
        """Return how to answer a DESCRIBE, which every engine answers in its own way.

        That is a SELECT for what is to be described ('' where only IRIs are named), and the IRIs that are named, as the
        query writes them.
        """
        end = next((at for at, token in enumerate(self._query) if token.is_word("WHERE") or token.text == "{"),
                   len(self._query))  # fmt: skip
        named = [token.text for token in self._query[1:end] if token.kind in ("iri", "name")]
        chosen = [token.text for token in self._query[1:end] if token.kind == "variable" or token.text == "*"]
        if not chosen:
            return "", " ".join(named)
        asked = [_Token("word", "SELECT DISTINCT "), *(_Token("variable", f"{name} ") for name in chosen)]
        return self.prologue + self._rewritten([*asked, *self._query[end:]]), " ".join(named)

    def _rewritten(self, tokens: Sequence[_Token]) -> str:
        out: list[str] = []
        closings: list[str] = []  # what stands for the closing bracket of each that is open
        before = [_Token("", ""), _Token("", "")]  # the last two tokens that count
        main = False  # whether the pattern of the query has begun
        for at, token in enumerate(tokens):
            opening, closing = token.text, ""
            if token.text == "{" and token.kind == "mark":
                template = before[1].is_word("CONSTRUCT")
                pattern = not closings and not template and not main
                if pattern or (not closings and before[1].is_word("EXISTS")):
                    opening, closing = self._around(tokens[at + 1 :], self._values if pattern else {})
                    main = main or not before[1].is_word("EXISTS")
                else:
                    closing = "}" + self._held(before)
                closings.append(closing)
            elif token.text == "}" and token.kind == "mark":
                opening = closings.pop()
            elif token.is_word("CONSTRUCT"):
                opening += self._short_template(tokens[at + 1 :])
            out.append(opening)
            if token.kind != "space":
                before = [before[1], token]
        return "".join(out)

    def _around(self, inside: Sequence[_Token], values: Mapping[str, str]) -> tuple[str, str]:
        """Return what stands for the two brackets around a pattern."""
        held = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in values.items())
        first = next((token for token in inside if token.kind != "space"), None)
        apart = bool(held and first and first.is_word("SELECT"))  # nothing may stand before a sub-select
        opening, closing = ("{" + held + (" {" if apart else ""), ("} " if apart else "") + "}")
        return f"{{ GRAPH <{self._graphs.merged}> {opening}", closing + " }"

    def _held(self, before: Sequence[_Token]) -> str:
        """Return the FILTER after a group that is a ``GRAPH ?g { … }``, '' after any other."""
        if not (before[0].is_word("GRAPH") and before[1].kind == "variable"):
            return ""
        return self._graphs.held(before[1].text)

    def _short_template(self, rest: Sequence[_Token]) -> str:
        """Return the template that ``CONSTRUCT WHERE { … }`` leaves out: its pattern."""
        words = [token for token in rest if token.kind != "space"]
        if not words or words[0].text == "{":
            return ""
        begin = next(at for at, token in enumerate(rest) if token.text == "{" and token.kind == "mark")
        end = next(at for at, token in enumerate(rest) if token.text == "}" and token.kind == "mark")
        return " { " + _joined(rest[begin + 1 : end]) + " } "


def _past_prologue(tokens: Sequence[_Token]) -> int:
    """Return where the query itself begins."""
    return next(at for at, token in enumerate(tokens) if token.is_word("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


def _outer_words(tokens: Sequence[_Token]) -> dict[str, int]:
    """Return where each keyword that stands in no brackets stands last."""
    found, depth = {}, 0
    for at, token in enumerate(tokens):
        if token.kind == "mark":
            depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token.text, 0)
        elif token.kind == "word" and not depth:
            found[token.text.upper()] = at
    return found


def _base(tokens: Sequence[_Token], base: str) -> str:
    """Return the declaration of the base that relative IRIs are under; '' where a query has none of those."""
    relative = any(token.kind == "iri" and not re.match(r"<[A-Za-z][\w+.-]*:", token.text) for token in tokens)
    return f"BASE <{base}>\n" if relative else ""


def _missing(tokens: Sequence[_Token], prefixes: Mapping[str, str]) -> str:
    """Return the declarations of the known prefixes that a query uses and does not declare."""
    words = [token for token in tokens if token.kind != "space"]
    declared = {words[at + 1].text[:-1] for at, token in enumerate(words[:-1]) if token.is_word("PREFIX")}
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"} - declared
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in sorted(used) if name in prefixes)


def _joined(tokens: Sequence[_Token]) -> str:
    return "".join(token.text for token in tokens)
