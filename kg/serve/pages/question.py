"""Saved questions: the menu, the form of one with its typed parameters, and its answer; all at permanent addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import AmbiguousError, KgError, NotFoundError, QueryError, UsageError
from kg.queries import saved
from kg.queries.ask import bound
from kg.serve.pages.answer import MAPPED, Answer, answered, file
from kg.serve.pages.kept import index_of, saved_questions
from kg.serve.pages.look import Words, kinds, render
from kg.serve.pages.made import Made
from kg.serve.pages.search import about
from kg.serve.pages.terms import Shown, Terms

if TYPE_CHECKING:
    from kg.queries.saved import Parameter, SavedQuery
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

_TITLES = "SELECT DISTINCT ?title { ?post kg:title ?title FILTER(LANG(?title) = 'vi') } ORDER BY ?title LIMIT 500"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter as a field of the form. ``control`` is select, date, number, or text; ``options`` are value and
    label; ``means`` what the value stands for where that is a thing."""

    parameter: Parameter
    value: str
    control: str
    options: tuple[tuple[str, str], ...] = ()
    kinds: str = ""
    suggests: bool = False
    means: Shown | None = None


@dataclass(slots=True)
class _Asked:
    """What became of a question: its SPARQL and answer, or what is wrong with a value.

    ``wrong`` says so, ``detail`` more closely, in the words of kg/errors.py; ``candidates`` are what was or may have
    been meant: label, what tells it apart, and the address of the question about it.
    """

    sparql: str = ""
    answer: Answer | None = None
    parameter: str = ""
    wrong: str = ""
    detail: str = ""
    candidates: list[tuple[str, str, str]] = field(default_factory=list)
    status: int = 200


def menu(visit: Visit) -> list[tuple[str, list[SavedQuery]]]:
    """Return theme (its title) → the questions, in the order of the themes."""
    themes = saved.themes().items()
    return [(title[visit.lang], [q for q in saved_questions() if q.theme == theme]) for theme, title in themes]


def questions_page(store: Store, visit: Visit) -> Made:
    """Return the list of all saved questions."""
    return Made(200, render("questions.html", visit, menu=menu(visit), title=Words(visit.lang).questions))


def question_page(store: Store, visit: Visit, name: str, failed: tuple[int, str] | None = None) -> Made:
    """Return the page of a saved question: its form, and its answer where all it needs is given.

    With ``?format=`` (csv, json, tsv, xml) the answer alone, as a file. ``failed`` says, with an HTTP status, why there
    can be no answer: then it is not asked. Raises UsageError for another question.
    """
    question = saved.load(name)
    values = _values(question, visit)
    if not failed and (format := visit.value("format")):
        try:
            return file(store, bound(store, question, values), format, name)
        except (UsageError, NotFoundError) as error:
            return Made(400, f"{error}\n".encode(), "text/plain")
    say = Words(visit.lang)
    if failed:
        asked = _Asked(wrong=say.busy, detail=failed[1], status=failed[0])
    else:
        asked = _asked(store, visit, question, values)
    page = render(
        "question.html",
        visit,
        menu=menu(visit),
        question=question,
        title=question.title.get(visit.lang, name),
        fields=[_field(store, visit, p, values.get(p.name, "")) for p in question.parameters if p.type != "lang"],
        asked=asked,
        answer=asked.answer,
        mapped=MAPPED,
        files=[(format.upper(), visit.again(format=format)) for format in ("csv", "json")],
    )
    return Made(asked.status, page)


def _values(question: SavedQuery, visit: Visit) -> dict[str, str]:
    """Return what the address gives the parameters; the language of the labels is the page's."""
    given = {p.name: visit.value(p.name).strip() for p in question.parameters}
    given |= {p.name: visit.lang for p in question.parameters if p.type == "lang"}
    return {name: value for name, value in given.items() if value}


def _asked(store: Store, visit: Visit, question: SavedQuery, values: Mapping[str, str]) -> _Asked:
    if any(p.required and p.name not in values for p in question.parameters):
        return _Asked()
    try:
        sparql = bound(store, question, values)
        titles = {name: told[visit.lang] for name, told in saved.columns(question).items()}
        return _Asked(sparql, answered(store, visit, sparql, titles))
    except (UsageError, NotFoundError, QueryError) as error:
        return _misunderstood(store, visit, question, values, error)


def _misunderstood(
    store: Store, visit: Visit, question: SavedQuery, values: Mapping[str, str], error: KgError
) -> _Asked:
    """Say what is wrong with a value: the message names its parameter before a colon."""
    say = Words(visit.lang)
    name, _, detail = str(error).partition(": ")
    parameter = next((p for p in question.parameters if p.name == name), None)
    if parameter is None:
        return _Asked(wrong=say.failed, detail=str(error), status=400)
    value = values.get(name, "")
    if isinstance(error, AmbiguousError):
        known = [store.base + line.partition("  ")[0] for line in error.candidates]
        return _Asked("", None, name, say.ambiguous % value, "", _candidates(store, visit, name, known), 400)
    if isinstance(error, NotFoundError):
        index = index_of(store)
        near = index.search(value, parameter.kinds, limit=5).found or index.near(value, parameter.kinds)
        known = [hit.known.iri for hit in near]
        return _Asked("", None, name, say.nobody % value, "", _candidates(store, visit, name, known), 404)
    return _Asked("", None, name, say.unreadable % value, detail, status=400)


def _candidates(store: Store, visit: Visit, parameter: str, iris: Sequence[str]) -> list[tuple[str, str, str]]:
    known = [hit for iri in iris if (hit := index_of(store).hit(iri))]
    return [
        (
            hit.known.label(visit.lang),
            " · ".join([Words(visit.lang).kind(hit.known.kind), *about(store, hit, visit.lang)]),
            visit.again(**{parameter: hit.known.iri.removeprefix(store.base)}),
        )
        for hit in known
    ]


def _field(store: Store, visit: Visit, parameter: Parameter, value: str) -> Field:
    kind = parameter.type
    if kind in ("entity", "entities"):
        wanted = ",".join(parameter.kinds)
        return Field(parameter, value, "text", kinds=wanted, suggests=True, means=_means(store, visit, value))
    if kind in ("relation", "concept"):
        return Field(parameter, value, "select", _options(visit, parameter, value))
    if kind == "title":
        titles = tuple((row["title"].value, "") for row in store.query(_TITLES))
        return Field(parameter, value, "list", titles)
    if kind in ("year", "number", "limit"):
        return Field(parameter, value or parameter.default, "number")
    return Field(parameter, value or parameter.default, "date" if kind == "date" else "text")


def _means(store: Store, visit: Visit, value: str) -> Shown | None:
    """Return the thing that a short IRI stands for; None for a name, which says it itself."""
    if value.partition("/")[0].capitalize() not in kinds() or " " in value or "/" not in value:
        return None
    import pyoxigraph as ox

    try:
        node = ox.NamedNode(store.base + value)
    except ValueError:
        return None
    return Terms.of(store, visit, [node]).show(node)


def _options(visit: Visit, parameter: Parameter, value: str) -> tuple[tuple[str, str], ...]:
    from kg.graph.vocabulary import compact, evidenced_properties, expand, terms

    if parameter.type == "relation":
        iris = evidenced_properties()
    else:
        classes = {expand(f"kg:{kind}") for kind in parameter.kinds}
        iris = [iri for iri, term in terms().items() if classes & term.types]
    found = {compact(iri): terms()[iri].labels.get(visit.lang) or compact(iri) for iri in iris}
    ordered = sorted(found.items(), key=lambda option: option[1].lower())
    return (*ordered, *(((value, value),) if value and value not in found else ()))
