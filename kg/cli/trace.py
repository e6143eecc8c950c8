"""``kg extract --trace``: the text with its mentions marked, under each sentence what was read from it and by which
rule, and at the end the sentences with an official or a directive in them that gave no fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.cli.terminal import CLOSE, OPEN, clean, indented
from kg.model import Entity, Literal, Ref, ReportStatements, Statement
from kg.reading.trace import Passage, trace
from kg.text import plural

_RULE = "─"
_SHOWN = 32  # characters of a name or value; the sentence above has it whole
_DERIVED = frozenset({"kg:earliest", "kg:latest"})  # the bounds of a date that is shown itself


def lines(reading: ReportStatements, limit: int) -> Iterator[str]:
    """Yield the lines of the trace of one report, at most ``limit`` columns wide, mentions between marks."""
    text, entities = reading.report.text, {entity.key: entity for entity in reading.entities}
    passages = trace(reading.report, reading)
    yield from indented(clean(reading.report.source_id), limit, "")
    yield _RULE * limit
    for number, passage in enumerate(passages, 1):
        kind = "" if passage.kind == "body" else f"[{passage.kind}] "
        yield from indented(kind + _marked(text, passage), limit, f"{number:>3}  ")
        for statement in (fact for fact in passage.facts if fact.predicate not in _DERIVED):
            yield from _fact(statement, entities, limit)
    yield from _silent(text, passages, limit)


def _marked(text: str, passage: Passage) -> str:
    """Return a sentence in one line with the outermost mentions between marks."""
    parts, at = [], passage.start
    for mention in sorted(passage.mentions, key=lambda m: (m.start, -m.end)):
        if at <= mention.start and mention.end <= passage.end:
            parts += [text[at : mention.start], OPEN, text[mention.start : mention.end], CLOSE]
            at = mention.end
    whole = "".join([*parts, text[at : passage.end]])
    return "".join(part if part in (OPEN, CLOSE) else _one_line(part) for part in _split(whole))


def _split(marked: str) -> Iterator[str]:
    part = ""
    for character in marked:
        if character in (OPEN, CLOSE):
            yield from (part, character)
            part = ""
        else:
            part += character
    yield part


def _one_line(part: str) -> str:
    """Clean a part of a sentence, keeping the space at its ends."""
    left, right = " " * part[:1].isspace(), " " * (part[-1:].isspace() and bool(part.strip()))
    return f"{left}{clean(part)}{right}"


def _fact(statement: Statement, entities: Mapping[str, Entity], limit: int) -> Iterator[str]:
    notes = [note for note in (statement.modality, statement.rule) if note]
    speaker = entities[statement.attributed_to].name if statement.attributed_to else statement.attributed_text
    notes += [f"according to {clean(speaker)}"] if speaker else []
    parts = (entities[statement.subject].name, statement.predicate, _value(statement, entities))
    told = " · ".join(_short(clean(part)) for part in parts)
    yield from indented(f"{told} [{', '.join(notes)}]", limit, "     → ", "       ")


def _value(statement: Statement, entities: Mapping[str, Entity]) -> str:
    target = statement.object
    if isinstance(target, Literal):
        return f"“{target.value}”"
    if not isinstance(target, Ref):
        return target.term
    entity = entities[target.key]
    if entity.kind == "Post" and entity.body:
        return f"{entity.title}, {entities[entity.body].name}"
    return entity.title or entity.name


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + "…"


def _silent(text: str, passages: list[Passage], limit: int) -> Iterator[str]:
    silent = [(number, passage) for number, passage in enumerate(passages, 1) if passage.silent]
    yield _RULE * limit
    if not silent:
        yield "every sentence with an official or a directive in it gave a fact"
        return
    sentences = plural(len(silent), "sentence")
    yield from indented(f"{sentences} with an official or a directive in it gave no fact:", limit, "")
    for number, passage in silent:
        yield from indented(_marked(text, passage), limit, f"{number:>3}  ")
