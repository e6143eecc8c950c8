"""Readings of invented reports in which several people bear one name, and the store that is made of them."""

from __future__ import annotations

import types
from pathlib import Path

from sample import Draft
from sample_store import make_store, reader, reader_module

from kg.model import Report, ReportStatements

NAME = "Trần Văn Mẫu"


def told(day: str, title: str, body: str, name: str = NAME, more: str = "") -> ReportStatements:
    """Return the reading of a report of one sentence (and ``more``), with an official (``p1``) and a body (``b1``)."""
    text = f"Ngày {day}, ông {name}, {title} {body}, thăm và chúc Tết các gia đình.{' ' * bool(more)}{more}\n"
    draft = Draft(Report(text, f"{day}-{title}{' copy' if more.endswith('!') else ''}.txt", published=day), day)
    draft.entity("b1", "Body", body)
    draft.entity("p1", "Person", name, complete=False)
    draft.named("b1", body)
    draft.named("p1", name)
    draft.post("q1", title, "b1")
    draft.holds("p1", "q1", f"{name}, {title} {body}")
    return draft.done()


CHAIR = told("2024-03-05", "Chủ tịch", "Ủy ban nhân dân tỉnh Lạng Sơn")
CHAIR_AGAIN = told("2024-06-09", "Chủ tịch", "Ủy ban nhân dân tỉnh Lạng Sơn")
SECRETARY = told("2024-05-07", "Bí thư", "Đảng ủy xã Tân Mẫu")
DIRECTOR = told("2024-08-09", "Giám đốc", "Sở Nội vụ tỉnh Cà Mau")
NAMESAKES = (CHAIR, CHAIR_AGAIN, SECRETARY, DIRECTOR)
read = reader(NAMESAKES)


def namesakes(place: Path) -> Path:
    """Make a store in which the chair is one person in two reports, and two others of the name are open."""
    return make_store(place, NAMESAKES)


def pipeline() -> types.ModuleType:
    """Return a module that can stand for ``kg.reading.pipeline``."""
    return reader_module(read)
