"""Files, folders and standard input → reports."""

from __future__ import annotations

import io
import os
import tempfile
import time
import unicodedata
from pathlib import Path

import pytest
from beside import python
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.documents import plain
from kg.documents.encoding import repaired
from kg.documents.folder import read, reports, shown
from kg.documents.formats import PLAIN, recognise
from kg.documents.source import Settings, Skipped, Source, suffix
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TEXT = "Bộ trưởng chủ trì Hội nghị.\n"


def report_in(data: bytes, name: str = "x.txt") -> Report:
    """The report in these bytes; what is there instead is raised."""
    [(_, item)] = read(Source(name, name, suffix(name), data=data), Settings())
    if isinstance(item, Report):
        return item
    raise item


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_one_text_in_many_encodings(data):
    report = report_in(data, "a.txt")
    assert report == Report(TEXT, "a.txt", encoding="" if data.startswith((b"B", b"\xef")) else "utf-16")
    assert report.hash == Report(TEXT, "b.txt").hash


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.txt: is empty; nothing was read from it"),
        (" \n\t\u00a0\n".encode(), "x.txt: is empty"),
        (b"\xef\xbb\xbf\n", "x.txt: is empty"),
        (
            "Привет, мир".encode("cp1251"),
            "x.txt: is not UTF-8 (byte 0xcf at offset 0), nor in another encoding that is recognised; name it with "
            "--encoding, or convert it to UTF-8",
        ),
        (b"\xff\xfea\x00b", "x.txt: is not UTF-16 (byte 0x62 at offset 4)"),
        (b"MZ\x00\x01", "x.txt: is binary (a zero byte at offset 2); give plain text in UTF-8"),
        (
            b"%PDF-1.7\n",
            "x.txt: is a damaged PDF, or one without pages; print it to a new PDF",
        ),
        (b"Rar!\x1a\x07\x01", "x.txt: is a RAR or 7z archive"),
        (b"\xd0\xcf\x11\xe0\xa1", "is an old office document"),
        (b"{\\rtf1\\ansi", "is an RTF document"),
        (b"\n<!DOCTYPE html>\n<html>", "x.txt: has no article in it"),
        (b"<html lang='vi'>", "x.txt: has no article in it"),
        (b"a" * (plain.MAX_BYTES + 1), "x.txt: is larger than 16 MiB; a report is one article, split the file"),
    ],
)
def test_bytes_that_are_no_report(data, message):
    with pytest.raises(InputError) as caught:
        report_in(data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.source == "x.txt"


@pytest.mark.parametrize("begin", ["<!-- -->", "<!--", "<?xml ?>", " <!-- - -> -->", "[ ", "a:\n \n", "From a 11:"])
def test_a_beginning_that_is_of_many_parts_is_recognised_at_once(begin):
    """What a format begins with is looked for once, not once for each way to part what stands before it."""
    assert recognise(Source("a", "a", data=begin.encode() * 1000 + b"x")) is PLAIN
    page = begin.encode() * 100 + b"<html>"
    assert (recognise(Source("a", "a", data=page)).name == "html") == begin.endswith(">")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_stored_normalised_or_is_empty(text):
    assume(repaired(text) == (text, ""))  # letters that stand for others: tests/test_encodings.py
    try:
        report = report_in(text.encode(), "x")
    except InputError:
        return
    assert report.text == normalise(text)
    assert report_in(report.text.encode(), "x") == report


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bộ Công Thương họp bàn về xuất khẩu\n\nNgày 1/2/2023, Bộ họp.", "Bộ Công Thương họp bàn về xuất khẩu"),
        ("\n \n  Họp bàn  về xuất khẩu \nNgày 1/2/2023, Bộ họp.", "Họp bàn về xuất khẩu"),
        ("10 sự kiện trong năm\nTrong năm qua", "10 sự kiện trong năm"),
        ("“Đường vành đai” về đích\nTrong năm qua", "“Đường vành đai” về đích"),
        ("HỘI NGHỊ TỔNG KẾT\nCÔNG TÁC NĂM\n\nNgày 5/1", "HỘI NGHỊ TỔNG KẾT CÔNG TÁC NĂM"),
        ("Một dòng duy nhất", ""),
        ("Ngày 1/2/2023, Bộ họp.\nSau đó, Bộ trưởng phát biểu.", ""),
        ("Bộ trưởng phát biểu. Hội nghị bế mạc\nSau đó", ""),
        ("- Cùng với việc đổi mới\nBộ trưởng phát biểu", ""),
        ("tiếp theo trang trước\nBộ trưởng phát biểu", ""),
        ("18:40 |\nBộ trưởng phát biểu", ""),
        ("Bộ trưởng " * 30 + "\nSau đó", ""),
    ],
)
def test_title_is_a_headline_or_nothing(text, title):
    assert plain.title(normalise(text)) == title


def test_a_text_all_in_capitals_is_read_in_time_to_its_length():
    began = time.perf_counter()
    assert plain.title("BỘ MẪU\n" * 200_000) == ""
    assert time.perf_counter() - began < 2


def test_the_seeds_keep_their_text():
    found = [report for _, report in reports([SEEDS])]
    names = ["000_ec3a725e548eb492.txt", "001_83d22b06c98545cf.txt"]
    assert [(report.source_id, report.title, report.published) for report in found] == [(n, "", "") for n in names]
    for report in found:
        assert report.text == normalise((SEEDS / report.source_id).read_bytes().decode())


# Folders


@pytest.fixture
def tree(tmp_path):
    def make(name: str, text: str = TEXT) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    make("b.txt", "B")
    make("a/z.md", "Z")
    make("a.txt", "A")
    make("Đ.TXT", "Đ")
    make(".hidden.txt")
    make(".git/x.txt")
    make("c.xyz")
    make("empty.txt", "\n")
    return make


def told(found) -> list[tuple[str, str]]:
    """What was yielded, as (source, what of it)."""
    return [(source, item.text if isinstance(item, Report) else str(item)) for source, item in found]


def test_a_folder_is_walked_in_order(tree, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert told(reports(["in"])) == [
        ("in/a.txt", "A"),
        ("in/a/z.md", "Z"),
        ("in/b.txt", "B"),
        ("in/c.xyz", "in/c.xyz: skipped, not a format that is read (.xyz)"),
        ("in/empty.txt", "in/empty.txt: is empty; nothing was read from it"),
        ("in/Đ.TXT", "Đ"),
    ]
    ids = [item.source_id for _, item in reports(["in"]) if isinstance(item, Report)]
    assert ids == ["a.txt", "a/z.md", "b.txt", "Đ.TXT"]
    assert ids == [item.source_id for _, item in reports([tmp_path / "in" / ""]) if isinstance(item, Report)]


def test_a_file_has_the_source_id_that_its_folder_gives_it(tree):
    path = tree("d.txt", "D")
    [(_, alone)] = reports([path])
    assert alone in [item for _, item in reports([path.parent])]
    assert told(reports([path, path.parent, path])).count((path.as_posix(), "D")) == 1


def test_a_named_file_is_read_whatever_its_suffix(tree):
    assert told(reports([tree("report.log", "L"), tree("none", "N")]))[0][1] == "L"


def test_two_files_with_one_source_id(tree):
    first, second = tree("x/same.txt", "1"), tree("y/same.txt", "2")
    found = told(reports([first.parent, second.parent]))
    assert found[0] == (first.as_posix(), "1")
    assert found[1][1] == (
        f"{second}: has the source id 'same.txt', as has {first}; ingest the folder above both, "
        "so that their paths tell them apart"
    )


def test_names_are_nfc_and_one_line(tree, tmp_path):
    path = tree(unicodedata.normalize("NFD", "Hội nghị.txt"), "H")
    [(_, report)] = reports([path])
    assert report.source_id == "Hội nghị.txt"
    raw = os.fsencode(tmp_path / "in") + b"/bad\xff\nname.txt"
    Path(os.fsdecode(raw)).write_text("R", encoding="utf-8")
    [(source, report)] = reports([Path(os.fsdecode(raw))])
    assert source.endswith("/bad\ufffd name.txt")
    report.source_id.encode("utf-8")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "does not exist"),
        (Path.mkdir, "has no files in it; put reports there: kg ingest --help says which files are read"),
        (os.mkfifo, "is no regular file; pipe its text to - instead"),
        (lambda path: path.symlink_to("nowhere"), "does not exist"),
        (lambda path: path.symlink_to(path.name), "cannot be read: too many levels of symbolic links"),
    ],
)
def test_paths_that_cannot_be_read(tmp_path, make, message):
    path = tmp_path / "x"
    make(path)
    assert told(reports([path])) == [(shown(path), f"{shown(path)}: {message}")]
    assert isinstance(next(reports([path]))[1], InputError)


def test_what_is_met_in_a_folder(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)  # a loop
    (tmp_path / "a" / "b.txt").write_text("B", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "a" / "b.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(reports([tmp_path]))
    assert [(Path(source).name, what.rpartition("skipped, ")[2]) for source, what in told(found)] == [
        ("b.txt", "B"),
        ("broken.txt", "a link that leads nowhere"),
        ("linked.txt", "B"),
        ("pipe.txt", "no regular file"),
    ]
    assert all(isinstance(item, Report | Skipped) for _, item in found)


def test_links_that_lead_out_of_a_folder(tmp_path):
    """A folder from somebody else does not choose what else is read here; what the user names is read."""
    folder, other = tmp_path / "a", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "secret.txt").write_text("S", encoding="utf-8")
    (other / "a.yaml").write_text("title: Secret", encoding="utf-8")
    (folder / "a.txt").write_text("A", encoding="utf-8")
    (folder / "a.yaml").symlink_to(other / "a.yaml")
    (folder / "secret.txt").symlink_to("../other/secret.txt")
    (folder / "there").symlink_to(other)
    (folder / "up").symlink_to(tmp_path)
    found = list(reports([folder]))
    assert [(Path(source).name, what.rpartition("skipped, ")[2].partition(";")[0]) for source, what in told(found)] == [
        ("a.yaml", "a link that leads out of the folder"),
        ("a.txt", "A"),
        ("secret.txt", "a link that leads out of the folder"),
        ("there", "a link that leads out of the folder"),
        ("up", "a link that leads out of the folder"),
    ]
    assert found[1][1].title == ""
    assert [what for _, what in told(reports([folder / "secret.txt"]))] == ["S"]
    (tmp_path / "named").symlink_to(folder)
    assert told(reports([tmp_path / "named"]))[1][1] == "A"


UNPRIVILEGED = """
import os, sys
from kg.documents.folder import reports
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for source, what in reports([sys.argv[1]]): print(getattr(what, "source_id", what))
"""


def test_a_folder_that_can_be_listed_but_not_entered():
    """Where the tests run as root, whom no mode stops, the process becomes another user first."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "half" / "sub").mkdir(parents=True)
        for file in ("a.txt", "half/b.txt", "half/sub/c.txt", "z.txt"):
            (top / file).write_text(file, encoding="utf-8")
        top.chmod(0o755)
        (top / "half").chmod(0o444)
        out, err = python(UNPRIVILEGED, top).communicate()
        (top / "half").chmod(0o755)
    assert err == ""
    refused = [f"{top}/half/{name}: cannot be read: permission denied" for name in ("sub", "b.txt")]
    assert out.splitlines() == [refused[0], "a.txt", refused[1], "z.txt"]


def test_standard_input():
    [(source, report)] = reports(["-"], io.BytesIO(TEXT.encode()))
    assert (source, report.text, report.source_id) == ("standard input", TEXT, f"stdin-{report.key}")
    assert told(reports(["-"], io.BytesIO(b"\0"))) == [
        ("standard input", "standard input: is binary (a zero byte at offset 0); give plain text in UTF-8")
    ]


def test_unreadable_files(tmp_path, monkeypatch):
    """By a refusing open, as no mode stops root."""
    (tmp_path / "a.txt").write_text("A", encoding="utf-8")

    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert told(reports([tmp_path / "a.txt"])) == [
        (shown(tmp_path / "a.txt"), f"{shown(tmp_path / 'a.txt')}: cannot be read: permission denied")
    ]
    monkeypatch.setattr(os, "scandir", refuse)
    assert told(reports([tmp_path])) == [(shown(tmp_path), f"{shown(tmp_path)}: cannot be read: permission denied")]
