"""Small synthetic worlds for property tests: readings of short texts that share few names, so that much collides."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from sample import Draft

from kg.model import Entity, Literal, Ref, Report, ReportStatements, Statement
from kg.text import key as fold_key
from kg.text import normalise

READER = "worlds/1"
PERSONS = ("Trần Văn Mẫu", "Lê Thí Dụ", "Sơn")
BODIES = ("Sở Mẫu", "Sở mẫu", "Ban Mẫu")
TITLES = ("Giám đốc", "Trưởng Ban", "Đại sứ")
EVENTS = ("Hội nghị Mẫu", "phiên họp")
DATES = ("", "2024-01-02", "2024-03-01")
MODALITIES = ("", "", "", "Planned", "Negated")
TEXTS = st.text("aă ộ\n𝄞;é", min_size=8, max_size=30).map(lambda text: normalise(text + "....."))


@st.composite
def entities(draw: st.DrawFn) -> list[Entity]:
    """Return entities of most kinds under the keys e0, e1 …, a few of them the same by identity."""
    found: list[Entity] = []

    def add(kind: str, name: str, *identity: str, complete: bool = True, **more: str) -> None:
        found.append(Entity(f"e{len(found)}", kind, name, identity or (fold_key(name),), complete, **more))

    for name in draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=3)):
        parent = draw(st.sampled_from(("", "", "bộ a", "bộ b")))
        add("Body", name, fold_key(name), *filter(None, (parent,)), complete=draw(st.sampled_from((True, True, False))),
            label_en=draw(st.sampled_from(("", "Department", "Board"))))  # fmt: skip
    bodies = [entity.key for entity in found]
    for name in draw(st.lists(st.sampled_from(PERSONS), min_size=1, max_size=2)):
        add("Person", name, complete=draw(st.booleans()))  # though complete, no name identifies a person
    for title in draw(st.lists(st.sampled_from(TITLES), max_size=3)):
        add("Post", title, complete=False, title=title, body=draw(st.sampled_from(["", *bodies])))
    for name in draw(st.lists(st.sampled_from(EVENTS), max_size=2)):
        date = draw(st.sampled_from(DATES))
        add("Event", name, fold_key(name), date, complete=bool(date))
    if draw(st.booleans()):
        add("Topic", draw(st.sampled_from(("chuyển đổi số", "Chuyển đổi số"))))
    return found


@st.composite
def statements(draw: st.DrawFn, text: str, entities: list[Entity]) -> list[Statement]:
    """Return statements that fit the entities' kinds, with any spans."""
    kinds: dict[str, list[str]] = {}
    for entity in entities:
        kinds.setdefault(entity.kind, []).append(entity.key)
    found: list[Statement] = []

    def say(subject: str, predicate: str, value: Ref | Literal) -> None:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        modality = "" if predicate == "skos:altLabel" else draw(st.sampled_from(MODALITIES))
        found.append(Statement(subject, predicate, value, start, end, "world", modality))

    for entity in entities:
        if entity.kind != "Post":
            for form in draw(st.lists(st.sampled_from((entity.name, entity.name.upper(), "BM")), max_size=2)):
                say(entity.key, "skos:altLabel", Literal(form, lang="vi"))
    for subject, predicate, range_ in (
        ("Person", "org:holds", "Post"),
        ("Person", "org:holds", "Post"),
        ("Person", "kg:formerlyHeld", "Post"),
        ("Person", "kg:chairs", "Event"),
        ("Body", "kg:organises", "Event"),
        ("Body", "org:subOrganizationOf", "Body"),
    ):
        if subject in kinds and range_ in kinds and draw(st.integers(0, 3)):
            say(draw(st.sampled_from(kinds[subject])), predicate, Ref(draw(st.sampled_from(kinds[range_]))))
    return found


@st.composite
def readings(draw: st.DrawFn) -> ReportStatements:
    """Return the reading of one text; its source and date are still to be given (see :func:`given`)."""
    text = draw(TEXTS)
    found = draw(entities())
    said = draw(statements(text, found))
    return ReportStatements(Report(text, ""), tuple(found), tuple(said), READER)


worlds = st.lists(readings(), min_size=2, max_size=6, unique_by=lambda reading: reading.report.text)


def given(reading: ReportStatements, source: str, published: str = "") -> ReportStatements:
    """Return the reading of the same text from a source, with the date that its source gives."""
    report = replace(reading.report, source_id=source, published=published)
    return replace(reading, report=report, observed_on=published)


def tell(name: str, *lines: tuple, published: str = "") -> ReportStatements:
    """Return a reading from lines like ("Body", key, name, *identity), ("holds", person, title, body), ("part", …).

    An identity that ends in "?", and every person's, is not complete; the source is ``name``.
    """
    d = Draft(Report(f"văn bản {name}", name, published=published))
    for line in lines:
        kind, key, *rest = line
        if kind in ("holds", "held"):
            title, body = rest
            d.post(f"q{len(d.entities)}", title, body)
            d.say(key, "org:holds" if kind == "holds" else "kg:formerlyHeld", f"q{len(d.entities) - 1}", "văn bản")
        elif kind == "part":
            d.say(key, "org:subOrganizationOf", rest[0], "văn bản")
        else:
            d.entity(key, kind, rest[0], *rest[1:], complete=kind != "Person" and rest[-1] != "?")
    return d.done()
