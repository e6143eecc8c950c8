"""Tables of articles: JSON Lines, JSON, CSV."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest

from kg.documents.folder import reports
from kg.documents.source import Fields, Settings, Skipped, Source
from kg.documents.table import members
from kg.documents.tables import text_lines
from kg.errors import InputError
from kg.model import Report

ONE = {"text": "Bộ trưởng chủ trì.", "title": "Họp", "date": "21/1/2022", "url": "https://bao.example/1"}
TWO = {"text": "Thứ trưởng dự,\nphát biểu.", "title": "Dự; nói", "date": "2022-01-22", "url": "https://bao.example/2"}
BOTH = [
    ("https://bao.example/1", "Họp", "2022-01-21", "Bộ trưởng chủ trì."),
    ("https://bao.example/2", "Dự; nói", "2022-01-22", "Thứ trưởng dự,\nphát biểu."),
]


def lines(*values: object) -> bytes:
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values).encode()


def table(*records: dict, separator: str = ",", end: str = "\n") -> str:
    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if set(value) & set(separator + '\n"') else value

    rows = [list(records[0]), *[list(record.values()) for record in records]]
    return "".join(separator.join(map(cell, row)) + end for row in rows)


def read(data: bytes | str, name: str = "a.jsonl", encoding: str = "", **fields: str) -> list:
    """What a table with these bytes gives: reports and lines."""
    held = data.encode() if isinstance(data, str) else data
    source = Source(name, name, "." + name.rpartition(".")[2], data=held, named=True)
    found = []
    try:
        for item in members(source, Settings(encoding, Fields(**fields))):
            found.append(item[1] if isinstance(item, tuple) else str(item))
    except InputError as error:
        found.append(str(error))
    return found


def told(found: list) -> list[tuple[str, str, str, str]]:
    return [(r.source_id, r.title, r.published, r.text) if isinstance(r, Report) else r for r in found]


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.jsonl", lines(ONE, TWO), "jsonl"),
        ("a.ndjson", b"\xef\xbb\xbf" + lines(ONE, TWO).replace(b"\n", b"\r\n"), "jsonl"),
        ("a.jsonl", b"\n" + lines(ONE) + b"  \n" + lines(TWO).rstrip(), "jsonl"),
        ("a.json", json.dumps([ONE, TWO]).encode(), "json"),
        ("a.json", json.dumps([ONE, TWO], indent=1, ensure_ascii=False).encode("utf-8-sig"), "json"),
        ("a.json", lines(ONE, TWO), "json"),
        ("a.jsonl", json.dumps([ONE, TWO]).encode(), "json"),
        ("a.json", json.dumps({"total": 2, "articles": [ONE, TWO]}).encode(), "json"),
        ("a.json", json.dumps({"hits": {"hits": [{"_source": ONE}, {"_source": TWO}]}}).encode(), "json"),
        ("a.csv", table(ONE, TWO), "csv"),
        ("a.csv", table(ONE, TWO, separator=";", end="\r\n").encode("utf-8-sig"), "csv"),
        ("a.csv", "sep=|\n" + table(ONE, TWO, separator="|"), "csv"),
        ("a.tsv", table(ONE, TWO, separator="\t"), "csv"),
        ("a.csv", table(ONE, TWO, separator="\t").encode("utf-16"), "csv"),
        ("a.jsonl", lines(ONE, TWO).decode().encode("utf-16"), "jsonl"),
        ("a.jsonl", lines(ONE, TWO).decode().encode("utf-16-be"), "jsonl"),
        ("a.jsonl", lines(ONE, TWO).decode().encode("utf-32"), "jsonl"),
        ("a.csv", ("\ufeff" + table(ONE, TWO)).encode("utf-16-be"), "csv"),
    ],
)
def test_the_same_two_articles(name, data, format):
    found = read(data, name)
    assert told(found) == BOTH
    assert {report.format for report in found} == {format}


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_encodings(encoding, name):
    from encoders import encoded

    text = "Ngày 21/1, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn đã chủ trì Hội nghị trực tuyến về kinh tế.\n"
    record = {"text": text * 3, "title": "Hội nghị trực tuyến"}
    as_text = table(record) if name == "a.csv" else json.dumps(record, ensure_ascii=False)
    [report] = read(encoded(as_text, encoding), name)
    assert report.text.strip() == (text * 3).strip()
    assert report.encoding.startswith(encoding)
    [named] = read(encoded(as_text, encoding), name, encoding=encoding)
    assert named.text == report.text


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_texts_that_were_taken_for_another_encoding_before(name):
    text = "Ngày 21/1, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn đã chủ trì Hội nghị trực tuyến về kinh tế.\n" * 3
    record = {"text": text.encode().decode("latin-1"), "title": "T"}
    [report] = read(table(record) if name == "a.csv" else json.dumps(record), name)
    assert report.text.strip() == text.strip()
    assert "utf-8 as " in report.encoding


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"Nội dung": "X", "Tiêu đề": "T", "Ngày đăng": "1/2/2022"}, ("X", "T", "2022-02-01", "", "", "")),
        ({"noi_dung": "X", "tac_gia": "An", "nguon": "Báo Mẫu"}, ("X", "", "", "", "An", "Báo Mẫu")),
        ({"content": "X", "publishedAt": "2022-01-31T18:00:00Z"}, ("X", "", "2022-02-01", "", "", "")),
        ({"body": "X", "source": "https://b.example/1"}, ("X", "", "", "https://b.example/1", "", "")),
        ({"text": "X", "source": {"id": 1, "name": "Báo"}}, ("X", "", "", "", "", "Báo")),
        ({"content": {"rendered": "X"}, "title": {"rendered": "T"}}, ("X", "T", "", "", "", "")),
        ({"text": ["X", "Y"], "authors": ["An", {"name": "Bình"}]}, ("X\nY", "", "", "", "An, Bình", "")),
        ({"text": "X", "date": 1643673600}, ("X", "", "2022-02-01", "", "", "")),
        ({"text": "X", "date": 1643673600000.0}, ("X", "", "2022-02-01", "", "", "")),
        ({"text": "X", "date": None, "title": None, "author": True}, ("X", "", "", "", "", "")),
        ({"text": "", "content": "X"}, ("X", "", "", "", "", "")),
        ({"body": "less", "text": "X"}, ("X", "", "", "", "", "")),
        ({"text": "B&#7897; tr&#432;&#7903;ng &amp; AT&T", "title": ""}, ("Bộ trưởng & AT&T", "", "", "", "", "")),
    ],
)
def test_usual_fields(record, expected):
    [report] = read(lines(record))
    told = (report.text, report.title, report.published, report.url, report.author, report.outlet)
    assert told == expected


def test_named_fields():
    record = {"a": "X", "b": "T", "c": "1/2/2022", "d": "Báo", "text": "no", "title": "no", "date": "2000-01-01"}
    [report] = read(lines(record), text="a", title="b", published="c", source="d")
    assert (report.text, report.title, report.published, report.outlet) == ("X", "T", "2022-02-01", "Báo")
    [report] = read(lines(record), text="a", source="b")
    assert (report.title, report.published, report.outlet) == ("no", "2000-01-01", "T")
    [report] = read(lines({"x": {"y": "X"}}), text="x.y")
    assert report.text == "X"
    [report] = read(lines({"text": "X", "url": "https://a.example/", "home": "https://b.example/"}), source="home")
    assert report.url == "https://b.example/"
    [report] = read("Cột 1;Cột 2\nX;T\n", "a.csv", text="Cột 1", title="Cột 2")
    assert (report.text, report.title) == ("X", "T")


def test_a_named_field_is_found_but_for_case_and_tones():
    import unicodedata

    [report] = read(unicodedata.normalize("NFD", "Bài\tTên bài\nX\tT\n"), "a.tsv", text="Bài", title="TEN_BAI")
    assert (report.text, report.title) == ("X", "T")
    [report] = read(lines({"bai": "no", "Bài": "X"}), text="Bài")
    assert report.text == "X"
    found = read(lines({"a": "X", "text": "no"}, {"text": "no"}), text="a")
    assert (found[0].text, found[1]) == ("X", "a.jsonl#2: is empty; nothing was read from it")
    [line] = read(lines({"bai": "no", "Bài": "X"}), text="BÀI")
    assert "has no field 'BÀI'" in line


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_a_table_without_its_fields(name):
    records = [{"id": str(n), "headline": "T", "note": "N"} for n in range(300)]
    data = {"a.jsonl": lines(*records), "a.csv": table(*records), "a.json": json.dumps(records).encode()}[name]
    line = f"{name}: has no field that is known to be the text; it has 'id', 'headline', 'note'; name it with"
    assert read(data, name) == [f"{line} --text-field"]
    line = f"{name}: has no field 'x'; it has 'id', 'headline', 'note'; name one of them with"
    assert read(data, name, text="x") == [f"{line} --text-field"]
    assert read(data, name, text="note", title="x") == [f"{line} --title-field"]
    assert read(data, name, text="note", published="x") == [f"{line} --date-field"]
    assert read(data, name, text="note", source="x") == [f"{line} --source-field"]
    assert len(read(data, name, text="note")) == 300


def test_a_western_table_with_a_byte_that_is_no_letter():
    """What is in such an encoding for the most part is no encoding that one could name: each line is looked at."""
    line = ('{"text": "' + "Le ministre a présidé la réunion à Paris, où il a été accueilli. " * 3).encode("cp1252")
    found = read(line + b'"}\n' + line + b'\x81 fin"}\n')
    assert [(each.text[:22], each.encoding) for each in found] == [
        ("Le ministre a présidé ", "windows-1252"),
        ("Le ministre a présidé ", "windows-1252 (damaged)"),
    ]


def test_many_fields_are_not_all_listed():
    [line] = read(lines({f"field {n}": "x" * 9 for n in range(2000)}))
    assert "'field 19' …;" in line
    assert "field 20" not in line


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        (b"{no json}", "is no JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))"),
        (b'{"text": "cut', "is no JSON (Unterminated string starting at: line 1 column 10 (char 9))"),
        (b"[1, 2]", "is no JSON object"),
        (b"[" * 100_000, "is no JSON (too deeply nested)"),
        (b'{"text": ' + b"[" * 100_000, "is no JSON (too deeply nested)"),
        (b'{"text": ' + b"9" * 5000 + b"}", "is no JSON (Exceeds the limit (4300 digits) for integer string"),
        (b'{"text": "  "}', "is empty; nothing was read from it"),
        (b'{"title": "T"}', "is empty; nothing was read from it"),
        (b'{"text": {"a": 1}}', "is empty; nothing was read from it"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(bad, line):
    found = read(lines(ONE) + bad + b"\n" + lines(TWO))
    assert told([found[0], found[2]]) == BOTH
    assert found[1].startswith(f"a.jsonl#2: {line}")
    assert "\n" not in found[1]
    assert len(found) == 3


def test_a_line_that_is_too_long(monkeypatch):
    monkeypatch.setattr(text_lines, "LONGEST", 1000)
    found = read(lines(ONE) + b'{"text": "' + b"x" * 5000 + b'"}\n' + lines(TWO))
    assert told([found[0], found[2]]) == BOTH
    assert found[1] == "a.jsonl#2: is longer than an article can be; the other rows are read"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_without_end(encoding, monkeypatch):
    """As in a file with a hole of ten gigabytes: what came before it is read, the rest is not waited for."""
    monkeypatch.setattr(text_lines, "LONGEST", 1000)
    monkeypatch.setattr(text_lines, "ENDLESS", 1 << 20)
    data = (lines(ONE).decode() + '{"text": "' + "x" * 5_000_000 + '"}\n' + lines(TWO).decode()).encode(encoding)
    found = read(data)
    assert told(found[:1]) == BOTH[:1]
    assert found[1:] == ["a.jsonl: has a line of over 1 MiB; get it again; nothing behind it is read"]


def test_damaged_bytes_in_a_line():
    found = read(lines(ONE) + b'{"text": "B\xe1\xbb trng"}\n' + lines(TWO))
    assert told([found[0], found[2]]) == BOTH
    assert "\ufffd" in found[1].text or "B" in found[1].text
    assert found[1].encoding


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "a.json: is "),
        (b"[", "a.json: is cut off after item 0; get the whole file again"),
        (b"[]", "a.json: is empty; nothing was read from it"),
        (b"[1]", "a.json#1: is no JSON object; the other rows are read"),
        (b'"x"', "a.json: is no JSON object or array of them; "),
        (b"{", "a.json: is no JSON (Expecting property name"),
        (b"{}", "a.json: is empty"),
        (b"[" * 100_000, "a.json#1: is no JSON (too deeply nested); mend it: what comes after it is not read"),
        (b'{"a":' * 100_000, "a.json: is no JSON (too deeply nested)"),
    ],
)
def test_json_that_is_no_table(data, line):
    found = read(data, "a.json")
    assert found and found[-1].startswith(line)


@pytest.mark.parametrize(
    ("data", "there"),
    [
        (b'{"name": "x", "version": "1", "scripts": {"run": "x"}}', " (it has 'name', 'version', 'scripts.run')"),
        (b'[{"name": "x"}, {"name": "y"}]', " (it has 'name')"),
        (b"[1, 2, 3]", ""),
        (b"{}", ""),
        (b"[]", ""),
    ],
)
def test_json_that_nobody_named_and_that_holds_no_texts_is_skipped(data, there, tmp_path):
    path = tmp_path / "package.json"
    path.write_bytes(data)
    reason = f"JSON without a field that is known to be the text{there}"
    assert list(reports([tmp_path])) == [(str(path), Skipped(str(path), reason))]
    named = [item for _, item in reports([path])]
    assert named and all(isinstance(item, InputError) for item in named)
    settings = Settings(fields=Fields(text="note"))
    assert list(reports([tmp_path], settings=settings)) == [(str(path), Skipped(str(path), reason))]


def test_other_tables_without_texts_are_failures_wherever_they_are(tmp_path):
    record = {"name": "x", "version": "1"}
    (tmp_path / "a.csv").write_text(table(record), encoding="utf-8")
    (tmp_path / "a.jsonl").write_bytes(lines(record))
    (tmp_path / "b.json").write_bytes(lines({"text": "X"}))
    found = [item for _, item in reports([tmp_path], settings=Settings(fields=Fields(title="name")))]
    assert [type(item) for item in found] == [InputError] * 3
    assert found[2].reason == "has no field 'name'"


def test_an_array_that_breaks_off():
    data = json.dumps([ONE, TWO])
    found = read(data[:-1], "a.json")
    assert told(found[:2]) == BOTH
    assert found[2] == "a.json: is cut off after item 2; get the whole file again"
    found = read(data[:-20], "a.json")
    assert told(found[:1]) == BOTH[:1]
    assert found[1].startswith("a.json#2: is no JSON (Unterminated string")


def test_a_long_list_in_an_object():
    """One object may be longer than one article."""
    record = {"text": "Bộ trưởng chủ trì. " * 50_000}
    data = json.dumps({"total": 25, "articles": [record] * 25}, ensure_ascii=False)
    assert len(data) > text_lines.LONGEST
    assert [item.text for item in read(data, "a.json")] == [record["text"]] * 25
    [line] = read(json.dumps([record] * 25, ensure_ascii=False).replace('"}, {"text": "', ""), "a.json")
    assert line.startswith("a.json#1: is no JSON, or longer than 16 MiB (Unterminated string")


def test_one_article_in_a_json_file():
    [report] = read(json.dumps({"text": "X", "title": "T", "tags": [{"a": 1}]}), "a.json")
    assert (report.source_id, report.text, report.title) == ("a.json", "X", "T")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (
            "text,title\nX,T,more\nY,U\n",
            ["a.csv#2: has 3 cells where the first line has 2; the other rows are read", "Y"],
        ),
        ("text,title\nX\n", ["X"]),
        ("text,title\n\n,,\nX,T\n", ["X"]),
        ('text,title\n"a\n\n,b",T\nY,U\n', ["a\n\n,b", "Y"]),
        ('text,text\n"a","b"\n', ["a"]),
        ("text\nX\nY\n", ["X", "Y"]),
        ("text,title\rX,T\rY,U\r", ["X", "Y"]),
    ],
)
def test_odd_tables(data, found):
    assert [item.text if isinstance(item, Report) else item for item in read(data, "a.csv")] == found


def test_lines_of_rows_that_have_several():
    found = read('text,title\n"a\nb",T\n,U\n"c\nd",V\n', "a.csv")
    assert [item.source_id if isinstance(item, Report) else item for item in found] == [
        "a.csv#2", "a.csv#4: is empty; nothing was read from it", "a.csv#5",
    ]  # fmt: skip


def test_a_quote_that_is_never_closed(monkeypatch):
    from kg.documents.tables import row_csv

    monkeypatch.setattr(row_csv, "LONGEST", 10_000)
    found = read('text,title\nX,T\n"open,U\n' + "line of text\n" * 5000, "a.csv")
    assert found[0].text == "X"
    assert found[1] == "a.csv#3: is longer than an article can be; mend its quotes"
    assert len(found) == 2


def test_huge_fields():
    text = "Bộ trưởng chủ trì. " * 50_000
    [report] = read(f'title,text\nT,"{text}"\n', "a.csv")
    assert report.text == text


def test_addresses_are_the_sources_where_they_are_sound():
    records = [
        {"text": "A", "url": "https://bao.example/1"},
        {"text": "B", "url": "https://bao.example/1"},
        {"text": "C", "url": "javascript:alert(1)"},
        {"text": "D", "url": "https://u:geheim@bao.example/"},
        {"text": "E"},
    ]
    found = read(lines(*records))
    reports = [item for item in found if isinstance(item, Report)]
    assert [r.source_id for r in reports] == ["https://bao.example/1", *(f"a.jsonl#{n}" for n in (2, 3, 4, 5))]
    assert [r.url for r in reports] == ["https://bao.example/1"] * 2 + [""] * 3
    assert len(found) == 7


def test_values_that_cannot_be_used_are_told():
    found = read(lines({"text": "X", "date": "31/2/2022", "url": "bao.example"}))
    assert found[:2] == [
        "a.jsonl#1: skipped, the address 'bao.example', which is no http(s) address",
        "a.jsonl#1: skipped, the date '31/2/2022', which is none that is understood (write 2022-01-31 or 31/1/2022)",
    ]
    assert found[2].text == "X"


def test_a_table_is_not_held_in_memory(tmp_path):
    line = lines({"text": "Bộtrưởngchủtrì" * 500, "title": "T"})
    path = tmp_path / "a.jsonl"
    with path.open("wb") as out:
        for _ in range(600):
            out.write(line)
    made = tmp_path / "a.json"
    with made.open("wb") as out:
        out.write(b"[" + b",".join([line.strip()] * 600) + b"]")
    with (tmp_path / "a.csv").open("wb") as out:
        out.write(b"text,title\n" + b"".join([b'"' + line.strip().replace(b'"', b"'") + b'",T\n'] * 600))
    for name in ("a.jsonl", "a.json", "a.csv"):
        tracemalloc.start()
        count = sum(isinstance(item, Report) for _, item in reports([tmp_path / name]))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == 600
        assert peak < 6 << 20 < path.stat().st_size


def test_what_comes_over_standard_input_is_recognised():
    for data in (lines(ONE, TWO), json.dumps([ONE, TWO]).encode(), table(ONE, TWO).encode()):
        found = [item for _, item in reports(["-"], io.BytesIO(data))]
        assert told(found) == BOTH
    [(_, report)] = reports(["-"], io.BytesIO(lines({"text": "X"})))
    assert report.source_id.startswith("stdin-")
    [(_, report)] = reports(["-"], io.BytesIO(b"[1] Text that begins so."))
    assert report.text == "[1] Text that begins so."


def test_a_sidecar_of_a_table(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines({"text": "X"}, {"text": "Y", "outlet": "Khác"}))
    (tmp_path / "a.yaml").write_text("outlet: Báo Mẫu\n", encoding="utf-8")
    found = [item for _, item in reports([tmp_path])]
    assert [report.outlet for report in found] == ["Báo Mẫu", "Khác"]


def test_tables_in_archives(tmp_path):
    import gzip

    path = Path(tmp_path / "a.jsonl.gz")
    path.write_bytes(gzip.compress(lines({"text": "X"}, {"text": "Y"})))
    found = [item for _, item in reports([path])]
    assert [report.source_id for report in found] == ["a.jsonl.gz/a.jsonl#1", "a.jsonl.gz/a.jsonl#2"]
    path.write_bytes(path.read_bytes()[:-12])
    found = [item for _, item in reports([path])]
    assert isinstance(found[-1], InputError)
    assert not isinstance(found[-1], Skipped)


LONG = "Ngày 5/3, Phó Thủ tướng Phạm Văn Dụ đã làm việc với Sở Y tế tỉnh Lào Cai về phòng dịch."


@pytest.mark.parametrize(
    ("markup", "text", "structure"),
    [
        ("<p>Bộ trưởng chủ trì.</p><p>Thứ trưởng&nbsp;dự.</p>", "Bộ trưởng chủ trì.\nThứ trưởng dự.", ""),
        ("Bộ trưởng chủ trì.<br>Thứ trưởng dự.", "Bộ trưởng chủ trì.\nThứ trưởng dự.", ""),
        ("<p>Có hai việc:</p><ul><li>một</li></ul>", "Có hai việc:\nmột", "list:13-16"),
        ("<p>Họp.</p><script>alert('x')</script><style>p {}</style>", "Họp.", ""),
        ("Nếu a < b và c > d", "Nếu a < b và c > d", ""),
        # All of it is the article: nothing is left out for being short beside a long paragraph.
        (f"<p>{LONG}</p><p>Ông Mẫu dự.</p> Tin 2.", f"{LONG}\nÔng Mẫu dự.\nTin 2.", ""),
        (f"<div><p>Mở đầu.</p></div><div><p>{LONG}</p></div><p>Kết.</p>", f"Mở đầu.\n{LONG}\nKết.", ""),
        (f"Mở đầu.<p>{LONG}</p><div class='related'>Tin khác</div>", f"Mở đầu.\n{LONG}", ""),
        # A whole page is read as one.
        (
            f"<title>Báo Mẫu</title><p>Thứ hai</p><div><p>{LONG}</p><p>{LONG} Hết.</p></div><p>Liên hệ</p>",
            f"{LONG}\n{LONG} Hết.",
            "",
        ),
    ],
)
def test_texts_in_html(markup, text, structure):
    [report] = read(lines({"text": markup, "title": "Tiêu đề", "date": "1/2/2022"}))
    assert (report.text, report.structure) == (text, structure)
    assert (report.title, report.published, report.format) == ("Tiêu đề", "2022-02-01", "jsonl")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"sapo": "Mở đầu.", "text": "Thân bài."}, "Mở đầu.\nThân bài."),
        ({"Sapô": "Mở đầu.", "text": "MỞ  ĐẦU\nThân bài."}, "MỞ  ĐẦU\nThân bài."),  # it is there already
        ({"lead": "A < B.", "text": "<p>Thân <b>bài</b>.</p>"}, "A < B.\nThân bài."),
        ({"lead": "<p>Mở đầu.</p>", "text": "<p>Thân bài.</p>"}, "Mở đầu.\nThân bài."),
        ({"description": "Máy tóm tắt.", "text": "Thân bài."}, "Thân bài."),  # whose words these are is not known
    ],
)
def test_the_lead_of_an_article_in_a_field_of_its_own(row, text):
    [report] = read(lines(row))
    assert report.text == text


def test_html_without_text():
    [line] = read(lines({"text": "<p>&nbsp;</p>"}))
    assert line.startswith("a.jsonl#1: ")
