"""Mails, mailboxes and pages saved as one file."""

from __future__ import annotations

import io
import random
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from kg.documents import mailbox
from kg.documents.folder import reports
from kg.documents.mails.body import text as body
from kg.errors import InputError
from kg.model import Report

TEXT = "Ngày 21/1, Bộ trưởng Ngoại giao Bùi Thanh Sơn chủ trì Hội nghị.\nThứ trưởng dự."
HEAD = (
    "From: An <an@bao.example>\r\nTo: b@bao.example\r\nSubject: Hop\r\n"
    "Date: Fri, 21 Jan 2022 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
)


def mail(text: str = TEXT, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "An Văn <an@bao.example>", "Subject": "Họp bàn", **headers}.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    return message


def raw(head: str, text: str | bytes) -> bytes:
    return (HEAD + head + "\r\n").encode() + (text.encode() if isinstance(text, str) else text)


def read(data: bytes | EmailMessage, path: Path, name: str = "m.eml") -> list:
    """What a mail gives: reports and lines."""
    (path / name).write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    found = [item for _, item in reports([path / name])]
    return [item if isinstance(item, Report) else str(item).replace(f"{path}/", "") for item in found]


def test_a_mail(tmp_path):
    [report] = read(mail(Date="Fri, 21 Jan 2022 23:30:00 -0500"), tmp_path)
    assert (report.source_id, report.title, report.author) == ("m.eml", "Họp bàn", "An Văn")
    assert (report.published, report.format, report.encoding) == ("2022-01-21", "eml", "")
    assert report.text == TEXT + "\n"


@pytest.mark.parametrize(
    ("headers", "field", "expected"),
    [
        ({"Subject": "Re: Fwd: Họp"}, "title", "Họp"),
        ({"Subject": "RE[2]: FW : Chuyển tiếp: Họp: kết quả"}, "title", "Họp: kết quả"),
        ({"Subject": "Report: Họp"}, "title", "Report: Họp"),
        ({"From": "an@bao.example"}, "author", "an@bao.example"),
        ({"From": "Bộ Ngoại giao <x@y.example>"}, "author", "Bộ Ngoại giao"),
        ({"Date": "rubbish"}, "published", ""),
        ({"Date": "Fri, 21 Jan 2022 00:30:00 +0700"}, "published", "2022-01-21"),
        ({"Date": "Thu, 20 Jan 2022 23:30:00 +0000"}, "published", "2022-01-21"),
    ],
)
def test_headers(headers, field, expected, tmp_path):
    [report] = read(mail(**headers), tmp_path)
    assert getattr(report, field) == expected


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"=?utf-8?B?SOG7jXA=?= =?utf-8?Q?_b=C3=A0n?=", "Họp bàn"),
        ("Họp bàn".encode(), "Họp bàn"),
        (b"=?windows-1258?Q?B=E0n?=", "Bàn"),
        (b"=?no-such-charset?Q?Ban?=", "Ban"),
        (b"=?utf-8?B?!!!?=", ""),
        (b"=?utf-8?Q?B=FF?=", "Bÿ"),
        (b"a" * 5000, "a" * 2000),
    ],
)
def test_encoded_subjects(subject, title, tmp_path):
    data = HEAD.encode().replace(b"Subject: Hop", b"Subject: " + subject) + b"\r\n" + TEXT.encode()
    [report] = read(data, tmp_path)
    assert report.title == title


@pytest.mark.parametrize(
    ("head", "text", "encoding"),
    [
        ("Content-Type: text/plain; charset=utf-8", TEXT.encode(), ""),
        ("Content-Type: text/plain; charset=us-ascii", TEXT.encode(), ""),
        ("Content-Type: text/plain; charset=no-such", TEXT.encode(), ""),
        ("Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit", TEXT.encode(), ""),
        ("Content-Transfer-Encoding: quoted-printable", None, ""),
        ("Content-Transfer-Encoding: BASE64 ", None, ""),
        ("Content-Transfer-Encoding: no-such", TEXT.encode(), ""),
        ("Content-Type: text/plain; charset=tcvn3", "tcvn3", "tcvn3"),
        ("Content-Type: text/plain; charset=windows-1258", "windows-1258", "windows-1258"),
    ],
)
def test_the_bytes_of_a_text(head, text, encoding, tmp_path):
    import base64
    import quopri

    from encoders import encoded

    if text is None:
        pack = quopri.encodestring if "quoted" in head else base64.encodebytes
        text = pack((TEXT + "\n").encode())
    elif isinstance(text, str):
        text = encoded(TEXT, text)
    [report] = read(raw(head + "\r\n", text), tmp_path)
    assert report.text.strip() == TEXT
    assert report.encoding.startswith(encoding)


def test_base64_that_breaks_off(tmp_path):
    import base64

    data = base64.encodebytes((TEXT * 20).encode())
    [report] = read(raw("Content-Transfer-Encoding: base64\r\n", data[: len(data) // 2 + 1]), tmp_path)
    assert report.text.startswith(TEXT)


def test_attached_documents(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("z.txt", "Z")
    message = mail()
    message.add_attachment(b"A", maintype="application", subtype="octet-stream", filename="phụ lục.txt")
    message.add_attachment(out.getvalue(), maintype="application", subtype="zip", filename="box.zip")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="anh.png")
    message.add_attachment("B", filename="phụ lục.txt")
    message.add_attachment(b"seal", maintype="application", subtype="pgp-signature")
    found = read(message, tmp_path)
    assert [(item.source_id, item.text.strip()) if isinstance(item, Report) else item for item in found] == [
        ("m.eml", TEXT),
        ("m.eml/phụ lục.txt", "A"),
        ("m.eml/box.zip/z.txt", "Z"),
        "m.eml/anh.png: skipped, not a format that is read (.png)",
        ("m.eml/phụ lục#2.txt", "B"),
    ]
    assert found[1].title == found[1].author == ""


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a/b.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_names_of_attached_files_lead_nowhere(name, tmp_path):
    message = mail()
    message.add_attachment(b"EVIL", maintype="text", subtype="plain", filename=name)
    found = read(message, tmp_path)
    assert len(found) == 2
    assert isinstance(found[1], str) or "/" not in found[1].source_id.removeprefix("m.eml/")
    assert [path.name for path in tmp_path.iterdir()] == ["m.eml"]


def test_an_attached_mail(tmp_path):
    inner = mail("Bên trong, Bộ trưởng chủ trì.", Subject="Trong", Date="Sat, 1 Jan 2022 08:00:00 +0700")
    message = mail()
    message.add_attachment(inner)
    found = read(message, tmp_path)
    assert [(report.title, report.published) for report in found] == [("Họp bàn", ""), ("Trong", "2022-01-01")]
    assert found[1].source_id == "m.eml/part-1.eml"
    for _ in range(3):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    lines = [item for item in read(message, tmp_path) if isinstance(item, str)]
    assert lines == ["m.eml/part-1.eml/part-1.eml/part-1.eml: is inside 3 others; unpack the outer ones first"]


def test_a_mail_without_text(tmp_path):
    message = mail("")
    assert read(message, tmp_path) == ["m.eml: is empty; nothing was read from it"]
    message.make_mixed()
    message.add_attachment(b"A", maintype="text", subtype="plain", filename="a.txt")
    [report] = read(message, tmp_path)
    assert report.source_id == "m.eml/a.txt"


@pytest.mark.parametrize(
    "data",
    [b"", b"Ch\xe0o", b"\x00\x00", b"no headers here\n\ntext", b"{}", b"\xff" * 100],
)
def test_what_is_no_mail(data, tmp_path):
    [line] = read(data, tmp_path)
    assert line.startswith("m.eml: is ")


def test_an_encrypted_mail(tmp_path):
    head = 'Content-Type: multipart/encrypted; boundary="b"\r\n'
    text = "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n"
    line = "m.eml: is encrypted; save the text in your mail program and give that"
    assert read(raw(head, text), tmp_path) == [line]


def flowed(text: str, delsp: str = "no") -> str:
    from email import message_from_string

    part = message_from_string(f"Content-Type: text/plain; format=flowed; delsp={delsp}\n\n")
    return body(text, part)


def plain(text: str) -> str:
    return body(text, EmailMessage())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Một.\n-- \nAn Văn\nBáo Mẫu", "Một."),
        ("Một.\n--\nHai.", "Một.\n--\nHai."),
        ("Một.\n---\nHai.", "Một.\n---\nHai."),
        ("Một.\n\nOn Fri, An <a@b.example> wrote:\n> Hai.\n> Ba.\n", "Một.\n"),
        ("Một.\n\nVào Th 6, 21 thg 1, 2022 lúc 18:40 An <a@b.example>\nđã viết:\n\n> Hai.\n>> Ba.\n", "Một.\n"),
        ("Một.\n> Hai.\nBa.", "Một.\n> Hai.\nBa."),
        ("Một.\n\n> Hai.\n", "Một.\n\n> Hai.\n"),
        ("On Fri, An wrote:\n> Hai.\nBa.\n", "On Fri, An wrote:\n> Hai.\nBa.\n"),
        ("> Một.\n> Hai.", "> Một.\n> Hai."),
        ("Ông An viết:\nMột.", "Ông An viết:\nMột."),
    ],
)
def test_what_is_cut_from_a_text_for_sure(text, kept):
    assert plain(text) == kept


@pytest.mark.parametrize(
    ("text", "delsp", "joined"),
    [
        ("Bộ trưởng \nchủ trì.\nHết.", "no", "Bộ trưởng chủ trì.\nHết."),
        ("Bộ tr \nưởng", "yes", "Bộ trưởng"),
        ("Một \n\nHai", "no", "Một \n\nHai"),
        (" Một\n >Hai", "no", "Một\n>Hai"),
        ("Một \n> Hai \n> Ba", "no", "Một \n> Hai Ba"),
        ("Một\n-- \nAn", "no", "Một"),
    ],
)
def test_flowed_lines(text, delsp, joined):
    assert flowed(text, delsp) == joined


def test_a_mailbox(tmp_path):
    one, two = mail("Một.\nFrom đâu?"), mail("Hai.", Subject="Hai")
    data = b"".join(
        b"From an@b.example Fri Jan 21 18:40:00 2022\n" + each.as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n"
        for each in (one, two)
    )
    found = read(data, tmp_path, "box.mbox")
    assert [(r.source_id, r.title) for r in found] == [("box.mbox#1", "Họp bàn"), ("box.mbox#2", "Hai")]
    assert read(data, tmp_path, "Inbox")[1].source_id == "Inbox#2"
    assert read(b"Xin", tmp_path, "box.mbox") == [
        "box.mbox: is no mailbox (it does not begin with 'From '); give mails as .eml"
    ]


@pytest.mark.parametrize("head", ["Content-Type: text/plain", "Content-Disposition: inline"])
@pytest.mark.parametrize("more", ["; a=b", ";", "; \n\ta*0*=b", ';"'])
def test_a_head_without_end(head, more, tmp_path):
    data = f"MIME-Version: 1.0\n{head}{more * 200_000}\n\nHọp bàn."
    [found] = read(data.encode(), tmp_path)
    assert found.text.strip() == "Họp bàn."


def test_a_flowed_line_without_end(tmp_path):
    head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    [found] = read((head + "a \n" * 900_000 + "b").encode(), tmp_path)
    assert found.text.strip() == "a " * 900_000 + "b"


def test_a_mailbox_with_a_line_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox, "_ENDLESS", 2 << 20)
    begin = b"From an@b.example Fri Jan 21 18:40:00 2022\n"
    one = begin + mail("Một.").as_bytes() + b"\n"
    found = read(one + begin + b"x" * (4 << 20) + b"\n\n" + one, tmp_path, "box.mbox")
    assert found[0].source_id == "box.mbox#1"
    assert found[1:] == ["box.mbox: has a line of over 2 MiB; get it again; no mail from there on is read"]


def test_a_mail_over_standard_input():
    [(_, report)] = reports(["-"], io.BytesIO(mail(Message_ID="<1@b.example>").as_bytes()))
    assert (report.title, report.format) == ("Họp bàn", "eml")
    [(_, report)] = reports(["-"], io.BytesIO("Ngày: 21/1\nNơi nhận: Bộ\n\nHọp.".encode()))
    assert report.format == ""


def test_nesting_without_end(tmp_path):
    depth = 5000
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    line = "m.eml: has more parts or lines in it than a mail has; save what is in it as files"
    assert read(raw("", "")[:-2] + parts.encode(), tmp_path) == [line]
    parts = "Content-Type: message/rfc822\r\n\r\n" * depth
    found = read((HEAD + parts).encode() + b"Subject: x\r\n\r\ntext", tmp_path)
    assert all(isinstance(item, str) for item in found)


def test_many_parts(tmp_path):
    head = "Content-Type: multipart/mixed; boundary=b\r\n"
    [report, line] = read(raw(head, "--b\r\n\r\nx\r\n" * 3000 + "--b--"), tmp_path)
    assert report.text.count("x") == 999
    assert line == "m.eml: has over 1000 parts; only the first ones are read, save the others"
    assert len(read(raw(head, "--b\r\n\r\nx\r\n" * 999 + "--b--"), tmp_path)) == 1


def test_random_damage_gives_lines_never_a_traceback(tmp_path):
    chance = random.Random(3)
    message = mail(Date="Fri, 21 Jan 2022 23:30:00 -0500")
    message.add_attachment(mail())
    message.add_attachment(b"A" * 200, maintype="application", subtype="octet-stream", filename="phụ lục.txt")
    whole = message.as_bytes()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 10)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        for item in read(bytes(data), tmp_path):
            assert item
            assert not isinstance(item, InputError)


HTML = "<html><body><p>Ngày 21/1, Bộ trưởng chủ trì.</p><p>Thứ trưởng dự.</p><script>x</script></body></html>"


def test_the_html_part_is_the_text_where_there_is_no_plain_one(tmp_path):
    message = mail("")
    message.set_content(HTML, subtype="html")
    [report] = read(message, tmp_path)
    assert report.text == "Ngày 21/1, Bộ trưởng chủ trì.\nThứ trưởng dự."
    assert (report.title, report.author, report.format) == ("Họp bàn", "An Văn", "eml")
    message = mail("  \n")
    message.add_alternative(HTML, subtype="html")
    assert read(message, tmp_path)[0].text == report.text


def test_all_of_a_mail_in_html_is_kept(tmp_path):
    long = "Ngày 5/3, Phó Thủ tướng Phạm Văn Dụ đã làm việc với Sở Y tế tỉnh Lào Cai về phòng dịch."
    message = EmailMessage()
    lines = f"<p>Kính gửi các báo,</p><div><p>{long}</p><p>{long} Hết.</p></div><p><a href='x'>Ảnh ở đây</a></p>"
    message.set_content(f"<html><body>{lines}<div>Trân trọng,<br>An</div></body></html>", subtype="html")
    [report] = read(message, tmp_path)
    assert report.text.splitlines() == [
        "Kính gửi các báo,", long, f"{long} Hết.", "Ảnh ở đây", "Trân trọng,", "An",
    ]  # fmt: skip


def test_html_beside_the_plain_part(tmp_path):
    message = mail()
    message.add_alternative(HTML, subtype="html")
    [report] = read(message, tmp_path)
    assert report.text == TEXT + "\n"
    message = mail()
    message.make_mixed()
    page = EmailMessage()
    page.set_content(HTML, subtype="html")
    message.attach(page)
    found = read(message, tmp_path)
    assert [report.source_id for report in found] == ["m.eml", "m.eml/part-1.html"]


def test_pictures_in_the_text_are_left_out(tmp_path):
    message = mail("")
    message.set_content(HTML, subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    assert len(read(message, tmp_path)) == 1


def saved(head: str, page: str = HTML) -> bytes:
    return (
        f"{head}MIME-Version: 1.0\r\nSubject: Trang\r\nDate: Fri, 21 Jan 2022 08:00:00 +0700\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\nContent-Location: https://bao.example/tin\r\n\r\n"
        f"{page}\r\n--b\r\nContent-Type: text/css\r\nContent-Location: https://bao.example/a\r\n\r\np {{}}\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(
    "head",
    [
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bao.example/tin\r\n",
        "From: <Saved by Windows Internet Explorer 7>\r\n",
        "",
    ],
)
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.eml"])
def test_a_page_saved_as_one_file(head, name, tmp_path):
    """The day on which it was saved is not that on which it was published."""
    [report] = read(saved(head), tmp_path, name)
    assert report.text == "Ngày 21/1, Bộ trưởng chủ trì.\nThứ trưởng dự."
    assert (report.url, report.published, report.author, report.format) == ("https://bao.example/tin", "", "", "mhtml")
