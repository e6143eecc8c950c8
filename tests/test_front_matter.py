"""Front matter above a text, and sidecars beside documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from encoders import encoded

from kg.build import ingest
from kg.documents.folder import reports, sources
from kg.documents.source import Skipped
from kg.errors import InputError
from kg.model import Report
from kg.reading import pipeline
from kg.store.open import open_store

TEXT = "Bộ trưởng chủ trì Hội nghị.\n"
DATED = "---\ntitle: Họp\ndate: 21/1/2022\n---\n"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(*paths: Path) -> tuple[list[Report], list[str]]:
    """The reports in files, and the lines about what is none."""
    found = [item for _, item in reports(paths)]
    there = [item for item in found if isinstance(item, Report)]
    return there, [str(item).replace(f"{paths[0].parent}/", "") for item in found if not isinstance(item, Report)]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("title: Họp bàn\ndate: 2022-01-21", ("Họp bàn", "2022-01-21", "", "", "")),
        ("Tiêu đề: Họp bàn\nNgày đăng: 21/1/2022", ("Họp bàn", "2022-01-21", "", "", "")),
        ("tieu_de: 'Họp bàn'\nngay: 21/1/2022", ("Họp bàn", "2022-01-21", "", "", "")),
        ("source: https://bao.example/tin", ("", "", "https://bao.example/tin", "", "")),
        ("nguồn: Báo Mẫu\nurl: https://bao.example/tin", ("", "", "https://bao.example/tin", "", "Báo Mẫu")),
        ("author:\n  - An Văn Nguyễn\n  - Bình\noutlet: Báo Mẫu", ("", "", "", "An Văn Nguyễn, Bình", "Báo Mẫu")),
        ("author: {name: An, url: x}", ("", "", "", "An", "")),
        ("title: Họp bàn: kết quả\ntác giả: An", ("Họp bàn: kết quả", "", "", "An", "")),
        ('title: "Họp \\"bàn\\""\ntags: [a, b]\nlayout: post', ('Họp "bàn"', "", "", "", "")),
        ("# a comment\ntitle: 2022", ("2022", "", "", "", "")),
        ("title: No\nauthor: 007", ("No", "", "", "007", "")),
        ("date: 2022-01-21T23:30:00-05:00", ("", "2022-01-21", "", "", "")),
    ],
)
def test_what_front_matter_tells(above, expected, tmp_path):
    [report], lines = read(write(tmp_path / "a.md", f"---\n{above}\n---\n\n{TEXT}"))
    assert (report.title, report.published, report.url, report.author, report.outlet) == expected
    assert report.text.strip() == TEXT.strip()
    assert lines == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_marks(end, mark, tmp_path):
    [report], _ = read(write(tmp_path / "a.md", mark + (DATED + TEXT).replace("\n", end).encode()))
    assert (report.title, report.published, report.text.strip()) == ("Họp", "2022-01-21", TEXT.strip())


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nBộ trưởng chủ trì.\n\n---\nHết.",
        "---\nBộ trưởng: chủ trì.\n---\nHết.",
        "---\nghi chú: abc\n---\nHết.",
        "---\n- a\n- b\n---\nHết.",
        "---\ntitle: Họp\nkhông có dấu đóng",
        "--- title: Họp\n---\n",
        "Đầu\n---\ntitle: Họp\n---\n",
        "---\n" + "a: b\n" * 20_000 + "title: x\n---\nHết",
    ],
)
def test_a_text_file_keeps_its_text_where_in_doubt(text, tmp_path):
    [report], lines = read(write(tmp_path / "a.txt", text))
    assert report.text == text
    assert lines == []


def test_front_matter_in_a_text_file(tmp_path):
    [report], lines = read(write(tmp_path / "a.txt", DATED + TEXT))
    assert (report.title, report.text, lines) == ("Họp", TEXT, [])


def test_a_text_that_is_front_matter_alone(tmp_path):
    assert read(write(tmp_path / "a.md", DATED)) == ([], ["a.md: is empty; nothing was read from it"])


def test_what_cannot_be_used_is_told(tmp_path):
    above = "title: Họp\ndate: 31/2/2022\nurl: file:///etc/passwd\nmàu: đỏ\nsố: 1"
    [report], lines = read(write(tmp_path / "a.md", f"---\n{above}\n---\n{TEXT}"))
    assert (report.title, report.published, report.url) == ("Họp", "", "")
    assert lines == [
        "a.md: skipped, the address 'file:///etc/passwd', which is no http(s) address",
        "a.md: skipped, the date '31/2/2022', which is none that is understood (write 2022-01-31 or 31/1/2022)",
        "a.md: skipped, what it says of 'màu', 'số': known are title, date, source, url, author, outlet",
    ]


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.txt.yaml", "a.txt.yml"])
def test_a_sidecar(name, tmp_path):
    document = write(tmp_path / "in" / "a.txt", TEXT)
    write(tmp_path / "in" / name, "title: Họp\nnguồn: Báo Mẫu\n")
    for path in (document, document.parent):
        [report], lines = read(path)
        assert (report.title, report.outlet, report.source_id, lines) == ("Họp", "Báo Mẫu", "a.txt", [])


def test_a_sidecar_wins_over_front_matter(tmp_path):
    write(tmp_path / "a.yaml", "title: Khác\n")
    [report], _ = read(write(tmp_path / "a.md", DATED + TEXT))
    assert (report.title, report.published) == ("Khác", "2022-01-21")


def test_the_sidecar_with_the_whole_name_wins(tmp_path):
    write(tmp_path / "a.yaml", "title: Chung\n")
    write(tmp_path / "a.txt.yaml", "title: Riêng\n")
    [report], _ = read(write(tmp_path / "a.txt", TEXT))
    assert report.title == "Riêng"


def test_a_sidecar_without_its_document(tmp_path):
    write(tmp_path / "in" / "a.txt", TEXT)
    write(tmp_path / "in" / "b.yaml", "title: Họp\n")
    found, lines = read(tmp_path / "in")
    assert len(found) == 1
    assert lines == ["in/b.yaml: skipped, a sidecar without its document: no other file here has its name"]


DEEP = "[" * 30_000
ALIASES = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"",
        b"- a\n- b\n",
        DEEP.encode(),
        ALIASES.encode(),
        b"!!python/object/apply:os.system [x]",
        b"Xin",
    ],
)
def test_what_is_no_sidecar(data, tmp_path):
    write(tmp_path / "a.yaml", data)
    [report], lines = read(write(tmp_path / "a.txt", TEXT))
    assert report.text == TEXT
    assert lines == ["a.yaml: is no sidecar: it has no lines of YAML such as 'title: …'; mend or remove it"]


def test_a_large_sidecar(tmp_path):
    write(tmp_path / "a.yaml", "title: x\n" * 10_000)
    [report], [line] = read(write(tmp_path / "a.txt", TEXT))
    assert line == "a.yaml: is larger than 64 KiB; a sidecar has a few lines, such as title: …"
    assert report.title == ""


def test_tags_make_nothing(tmp_path):
    """A tag is no order: the value stays a text."""
    write(tmp_path / "a.yaml", "title: !!python/object/apply:os.getcwd []\nauthor: !!int x\n")
    [report], _ = read(write(tmp_path / "a.txt", TEXT))
    assert (report.title, report.author) == ("", "x")


def test_a_changed_sidecar_replaces_what_was_known(tmp_path):
    document = write(tmp_path / "a.txt", TEXT)

    def put() -> str:
        [report] = [item for _, item in reports([document]) if not isinstance(item, Skipped | InputError)]
        with open_store(tmp_path / "store", write=True, create=True) as store:
            return ingest(store, report, pipeline.read, pipeline.reader_version()).change

    assert put() == "new"
    sidecar = write(tmp_path / "a.yaml", "date: 21/1/2022\n")
    assert [put(), put()] == ["replaced", "unchanged"]
    write(sidecar, "date: 22/1/2022\n")
    assert put() == "replaced"
    with open_store(tmp_path / "store") as store:
        assert [report.published for report in store.reports()] == ["2022-01-22"]


@pytest.mark.parametrize("encoding", ["utf-16", "tcvn3", "windows-1258"])
def test_encodings(encoding, tmp_path):
    above = "title: Hội nghị trực tuyến về công tác ngoại giao kinh tế\nsource: Báo Nhân dân điện tử\n"
    (tmp_path / "a.yaml").write_bytes(encoded(above, encoding))
    [report], lines = read(write(tmp_path / "a.txt", TEXT))
    assert (report.title, lines) == ("Hội nghị trực tuyến về công tác ngoại giao kinh tế", [])


def test_a_sidecar_of_two_documents_is_told_once(tmp_path):
    write(tmp_path / "in" / "a.yaml", "màu: đỏ\nauthor: An\n")
    write(tmp_path / "in" / "a.md", TEXT)
    write(tmp_path / "in" / "a.txt", TEXT)
    found, lines = read(tmp_path / "in")
    assert [report.author for report in found] == ["An", "An"]
    assert len(lines) == 1


def test_many_sidecars_in_a_folder(tmp_path):
    for number in range(300):
        write(tmp_path / f"{number}.txt", TEXT + str(number))
        write(tmp_path / f"{number}.yaml", f"title: Bài {number}\n")
    found = list(sources([tmp_path]))
    assert [source.about.title for _, source in found] == [f"Bài {Path(name).stem}" for name, _ in found]
    assert len(found) == 300
