"""Paragraphs with what they are → a report whose parts can be found again; documents within documents."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from kg.documents import formats
from kg.documents.about import About
from kg.documents.article import Block, report
from kg.documents.formats import Format, documents
from kg.documents.source import Settings, Source, suffix
from kg.errors import InputError
from kg.model import Part, Report
from kg.text import normalise

SOURCE = Source("in/a.html", "a.html", ".html")
BLOCKS = [
    Block("Bộ họp  bàn\nvề xuất khẩu", "heading"),
    Block(" \u00a0"),
    Block("Ngày 1/2, Bộ trưởng chủ tri\u0300 họp."),
    Block("Quang cảnh cuộc họp", "caption"),
]


def test_paragraphs_become_lines_and_keep_what_they_are():
    made = report(BLOCKS, About(title="Họp\tbàn"), SOURCE, format="html")
    lines = ["Bộ họp bàn về xuất khẩu", "Ngày 1/2, Bộ trưởng chủ trì họp.", "Quang cảnh cuộc họp"]
    assert made.text == "\n".join(lines) == normalise(made.text)
    assert (made.title, made.format, made.source_id) == ("Họp bàn", "html", "a.html")
    assert [(kind, made.text[start:end]) for kind, start, end in made.parts] == [
        ("heading", lines[0]),
        ("caption", lines[2]),
    ]


def test_what_is_known_from_outside_wins():
    outside = About(published="2024-03-01", author="Người gửi")
    source = Source("a.html", "a.html", about=outside)
    made = report(BLOCKS, About("Tiêu đề", "2020-01-01", "https://news.example/a", "Ai đó"), source, format="html")
    assert (made.title, made.published, made.author) == ("Tiêu đề", "2024-03-01", "Người gửi")
    assert made.url == "https://news.example/a"


def test_nothing_to_read():
    with pytest.raises(InputError, match="in/a.html: is empty; nothing was read from it"):
        report([Block(" "), Block("\n")], About(), SOURCE, format="html")


@pytest.mark.parametrize("bad", ["", "heading", "heading:1", "x:1-2-3y", "caption:5-"])
def test_a_structure_that_somebody_broke_has_no_wrong_parts(bad):
    assert Report("abc", "a", structure=bad).parts in ((), (Part("x", 1, 2),))


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("a.TXT", ".txt"),
        ("thư mục/b.tar.gz", ".tar.gz"),
        ("báo cáo số 1.2024.docx", ".docx"),
        (".hidden", ""),
        ("a.b/none", ""),
        ("Văn bản số 12. Về việc họp", ""),
    ],
)
def test_suffix(name, end):
    assert suffix(name) == end


@pytest.fixture
def boxes(monkeypatch):
    """A format whose members are the lines of its text: name=text."""

    def members(source, settings):
        for line in source.read(1000).decode().split(";"):
            name, _, text = line.partition("=")
            if text == "!":
                yield InputError(f"{source.name}/{name}", "is broken")
            else:
                yield source.inside(name, name, data=text.replace("|", ";").replace("~", "=").encode())

    box = Format("box", "box", (".box",), container=True)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, box))
    monkeypatch.setattr(formats, "SUFFIXES", (*formats.SUFFIXES, ".box"))
    read = formats._module
    monkeypatch.setattr(formats, "_module", lambda f: SimpleNamespace(members=members) if f.name == "box" else read(f))

    def told(text):
        source = Source("x.box", "x.box", ".box", data=text.encode())
        return [(name, getattr(item, "source_id", str(item))) for name, item in documents(source, Settings())]

    return told


def test_what_a_container_has_inside(boxes):
    assert boxes("a.txt=A;b.bin=B;c.txt=!;d/e.txt=E;f.txt=") == [
        ("x.box/a.txt", "x.box/a.txt"),
        ("x.box/b.bin", "x.box/b.bin: skipped, not a format that is read (.bin)"),
        ("x.box/c.txt", "x.box/c.txt: is broken"),
        ("x.box/d/e.txt", "x.box/d/e.txt"),
        ("x.box/f.txt", "x.box/f.txt: is empty; nothing was read from it"),
    ]


def test_containers_in_containers_end(boxes):
    deep = "1.box=2.box~3.box~a.txt~A"
    place = "x.box/1.box/2.box/3.box"
    assert boxes(deep) == [(place, f"{place}: is inside 3 others; unpack the outer ones first")]


def test_a_source_opens_its_bytes_again():
    source = Source("a", "a", opener=lambda: io.BytesIO(b"abc"))
    assert (source.head(2), source.read(3), source.head(2)) == (b"ab", b"abc", b"ab")
    with pytest.raises(InputError, match="larger than 0 MiB"):
        source.read(2)
