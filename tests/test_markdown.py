"""Markdown → reports."""

from __future__ import annotations

import pytest
from test_webpages import lines, report_in

from kg.errors import InputError

TABLE = "| Năm | Diện tích |\n|---|---:|\n| 2011 | **1.400** |\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Họp bàn về xuất khẩu\n\nBộ họp.", [("heading", "Họp bàn về xuất khẩu"), ("", "Bộ họp.")]),
        ("Họp bàn\n=======\nBộ họp.", [("heading", "Họp bàn"), ("", "Bộ họp.")]),
        ("Bộ trưởng Lê\nQuang Sơn họp.", [("", "Bộ trưởng Lê Quang Sơn họp.")]),  # broken in the source only
        ("Bộ họp.\nSau đó nghỉ.", [("", "Bộ họp."), ("", "Sau đó nghỉ.")]),
        ("Bộ họp  \nSau đó nghỉ<br>rồi về", [("", "Bộ họp"), ("", "Sau đó nghỉ"), ("", "rồi về")]),
        ("- một\n- hai\n\n  thêm", [("list", "một"), ("list", "hai"), ("list", "thêm")]),
        ("3. ba\n4. bốn\n   - con", [("list", "3. ba"), ("list", "4. bốn"), ("list", "con")]),
        (TABLE, [("table", "Năm | Diện tích"), ("table", "2011 | 1.400")]),
        ("**Bộ** *họp* `bàn` ~~nay~~ [về](http://x.example) <b>xuất khẩu</b>.", [("", "Bộ họp bàn nay về xuất khẩu.")]),
        ("![Toàn cảnh](a.jpg)", [("caption", "Toàn cảnh")]),
        ("Bộ họp. ![Toàn cảnh](a.jpg) Bế mạc.", [("", "Bộ họp."), ("caption", "Toàn cảnh"), ("", "Bế mạc.")]),
        ("![x](a.jpg)\n*Quang cảnh. Ảnh: Bảo Khuê*", [("caption", "Quang cảnh. Ảnh: Bảo Khuê")]),
        ("![](a.jpg)\n*Quang cảnh*", [("caption", "Quang cảnh")]),
        ("> Bộ họp.\n\n***\n\nXong.", [("", "Bộ họp."), ("", "Xong.")]),
        ("<div><h2>Tiêu đề</h2><p>Bộ họp.</p><script>x()</script></div>", [("heading", "Tiêu đề"), ("", "Bộ họp.")]),
        ("<!-- nháp -->\n\nBộ họp &amp; bàn \\*.", [("", "Bộ họp & bàn *.")]),
        ("```\nBộ họp.\nBộ bàn.\n```", [("", "Bộ họp."), ("", "Bộ bàn.")]),
        (">" * 100_000 + "Bộ họp.", [("", "Bộ họp.")]),
        ("- " * 50_000 + "Bộ họp.", [("list", "Bộ họp.")]),
        ("[" * 100_000, [("", "[" * 100_000)]),
        ("Bộ họp *bàn. " * 10_000, [("", ("Bộ họp *bàn. " * 10_000).strip())]),
    ],
)
def test_blocks(text, found):
    assert lines(report_in(text, "a.md")) == found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Họp *bàn* về xuất khẩu\n\nBộ họp.", "Họp bàn về xuất khẩu"),
        ("![x](a.jpg)\n\n## Họp bàn\n\nBộ họp.", "Họp bàn"),
        ("Họp bàn về xuất khẩu\n\nBộ họp.", "Họp bàn về xuất khẩu"),
        ("Bộ họp.\n\n## Ba nhóm việc\n\nBộ bàn.", ""),
        ("---\ntitle: Họp bàn\n---\n\n# Tiêu đề khác\n\nBộ họp.", "Họp bàn"),
    ],
)
def test_title(text, title):
    report = report_in(text, "a.md")
    assert (report.title, report.format, report.encoding) == (title, "md", "")


def test_an_old_encoding():
    assert report_in("# Hội nghị\n\nBộ trưởng họp bàn về xuất khẩu.".encode("utf-16"), "a.md").encoding == "utf-16"


def test_html_that_is_nested_too_deeply():
    with pytest.raises(InputError, match=r"^a\.md: is nested too deeply"):
        report_in("<div>" * 3000 + "Bộ họp.", "a.md")


def test_nothing_to_read():
    with pytest.raises(InputError, match=r"a\.md: is empty"):
        report_in("[a]: http://x.example\n\n***\n", "a.md")
