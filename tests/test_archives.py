"""Archives: zip, tar, and what is packed as a whole. All of them are made here."""

from __future__ import annotations

import bz2
import copy
import gzip
import io
import lzma
import random
import stat
import tarfile
import warnings
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from kg.documents import archive
from kg.documents.archives import unpacking
from kg.documents.archives.names import decoded
from kg.documents.folder import reports
from kg.documents.formats import documents
from kg.documents.source import Settings, Source
from kg.errors import InputError
from kg.model import Report

TEXTS = {"b.txt": "Bộ trưởng chủ trì.", "a/x.txt": "Thứ trưởng dự.", "Đà Nẵng.txt": "Chủ tịch phát biểu."}


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as box:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, text in files.items() if isinstance(files, dict) else files:
            box.writestr(name, text)
    return out.getvalue()


def tarred(files: dict[str, str | bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as box:
        for name, text in files.items() if isinstance(files, dict) else files:
            info = tarfile.TarInfo(name)
            data = text.encode() if isinstance(text, str) else text
            info.size = len(data)
            box.addfile(info, io.BytesIO(data))
    return out.getvalue()


def told(data: bytes, path: Path, name: str = "box.zip") -> list[tuple[str, str]]:
    """What reading a file with these bytes yields: (source id, text), or ('', line) for what is no report."""
    (path / name).write_bytes(data)
    found = reports([path / name])
    return [
        (item.source_id, item.text) if isinstance(item, Report) else ("", str(item).replace(path.as_posix() + "/", ""))
        for _, item in found
    ]


ALL = [("box/a/x.txt", TEXTS["a/x.txt"]), ("box/b.txt", TEXTS["b.txt"]), ("box/Đà Nẵng.txt", TEXTS["Đà Nẵng.txt"])]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("box.zip", zipped(TEXTS)),
        ("box.ZIP", zipped(TEXTS, zipfile.ZIP_STORED)),
        ("xz.zip", zipped(TEXTS, zipfile.ZIP_LZMA)),
        ("bz.zip", zipped(TEXTS, zipfile.ZIP_BZIP2)),
        ("box.tar", tarred(TEXTS)),
        ("box.tar.gz", tarred(TEXTS, "w:gz")),
        ("box.tgz", tarred(TEXTS, "w:gz")),
        ("box.tar.bz2", tarred(TEXTS, "w:bz2")),
        ("box.tar.xz", tarred(TEXTS, "w:xz")),
        ("box.gz", tarred(TEXTS, "w:gz")),
        ("box", zipped(TEXTS)),
        ("box.txt", tarred(TEXTS)),
        ("self.exe", zipped(TEXTS)),
    ],
)
def test_members_come_in_the_order_of_their_names(name, data, tmp_path):
    assert told(data, tmp_path, name) == [(one.replace("box", name, 1), text) for one, text in ALL]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_file_that_is_packed(pack, tmp_path):
    assert told(pack(b"Xin"), tmp_path, "a.txt.gz") == [("a.txt.gz/a.txt", "Xin")]
    assert told(pack(b"Xin"), tmp_path, "report.gz") == [("report.gz/report", "Xin")]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (gzip.compress(b"Xin ") + gzip.compress(b"chao"), [("a.txt.gz/a.txt", "Xin chao")]),
        (gzip.compress(b"Xin") + bytes(200_000), [("a.txt.gz/a.txt", "Xin")]),
        (gzip.compress(b"Xin") + bytes(70_000) + gzip.compress(b"!"), [("a.txt.gz/a.txt", "Xin!")]),
        (gzip.compress(b"Xin")[:-4], [("", "a.txt.gz: is cut off; get the whole file again")]),
        (b"\x1f\x8b\x08\x08" + bytes(6) + b"x" * 3_000_000, [("", "a.txt.gz: is cut off; get the whole file again")]),
    ],
)
def test_odd_gzip_files(data, found, tmp_path):
    assert told(data, tmp_path, "a.txt.gz") == found


def test_a_gzip_file_with_a_hole_behind_it(tmp_path, monkeypatch):
    """Zeros without end, as of a file of ten gigabytes that is a hole: they are not looked through."""
    monkeypatch.setattr(unpacking, "_PADDING", 1 << 17)
    data = gzip.compress(b"Xin") + bytes(1 << 18) + gzip.compress(b"!")
    assert told(data, tmp_path, "a.txt.gz") == [("a.txt.gz/a.txt", "Xin")]


def test_a_gzip_file_with_something_behind_it(tmp_path):
    [(source, line)] = told(gzip.compress(b"Xin") + b"rubbish", tmp_path, "a.txt.gz")
    assert (source, line[:22]) == ("", "a.txt.gz: is damaged (")


def test_archives_in_archives_to_a_depth(tmp_path):
    data = zipped({"a.txt": "A"})
    for _ in range(2):
        data = zipped({"in.zip": data, "b.tgz": tarred({"c.txt": "C"}, "w:gz")})
    found = told(data, tmp_path)
    assert ("box.zip/in.zip/in.zip/a.txt", "A") in found
    assert ("box.zip/in.zip/b.tgz/c.txt", "C") in found
    found = told(zipped({"in.zip": data}), tmp_path)
    line = "box.zip/in.zip/in.zip/in.zip: is inside 3 others; unpack the outer ones first"
    assert ("", line) in found
    assert ("box.zip/in.zip/in.zip/b.tgz/c.txt", "C") not in found


def test_what_nobody_would_miss_is_left_out(tmp_path):
    junk = ["__MACOSX/._a.txt", ".DS_Store", "Thumbs.db", "a/.git/x.txt", "a/desktop.ini", "a/~$x.txt", "empty/"]
    files = dict.fromkeys(junk, "x") | {"a.txt": "A"}
    assert told(zipped(files), tmp_path) == [("box.zip/a.txt", "A")]
    assert told(tarred({k: v for k, v in files.items() if k[-1] != "/"}), tmp_path) == [("box.zip/a.txt", "A")]


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../a.txt", "points outside the archive"),
        ("a/../../b.txt", "points outside the archive"),
        ("/etc/a.txt", "has an absolute path, which an archive may not have"),
        ("C:\\Users\\a.txt", "has an absolute path, which an archive may not have"),
        ("..\\..\\a.txt", "points outside the archive"),
        ("n" * 1001 + ".txt", "has a name of over 1000 characters"),
    ],
)
def test_paths_that_lead_out_are_refused(make, name, reason, tmp_path):
    found = told(make({name: "EVIL", "z.txt": "Z"}), tmp_path)
    assert ("box.zip/z.txt", "Z") in found
    assert len(found) == 2
    assert any(line.endswith(f": {reason}; it is left where it is") for _, line in found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["box.zip"]


def test_names(tmp_path):
    files = [("./a/./b.txt", "1"), ("a/b.txt", "2"), ("a//b.txt", "3"), ("win\\c.txt", "4"), ("x\n\x1b[2J.txt", "5")]
    assert told(zipped(files), tmp_path) == [
        ("box.zip/a/b.txt", "1"),
        ("box.zip/a/b#2.txt", "2"),
        ("box.zip/a/b#3.txt", "3"),
        ("box.zip/win/c.txt", "4"),
        ("box.zip/x\n\ufffd[2J.txt", "5"),
    ]
    assert all("\n" not in name and "\x1b" not in name for name, _ in reports([tmp_path]))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Hội nghị.txt".encode(), "Hội nghị.txt"),
        ("Ba\u0300i vi\u00ea\u0301t.txt".encode("cp1258"), "Bài viết.txt"),
        (b"caf\x82.txt", "café.txt"),
        (b"plain.txt", "plain.txt"),
        (b"\x81\xff", "ü\u00a0"),
    ],
)
def test_names_that_are_not_marked_as_utf8(raw, name):
    assert decoded(raw) == name


def test_a_name_from_an_old_zip_program(tmp_path):
    plain = zipped({"XXXX viYY.txt": "A"})
    old = "Ba\u0300i".encode("cp1258") + b" vi\xea\xec"
    assert told(plain.replace(b"XXXX viYY", old), tmp_path) == [("box.zip/Bài viế.txt", "A")]


def test_links_devices_and_files_with_holes_are_skipped(tmp_path):
    out = io.BytesIO()
    kinds = {"dev": tarfile.CHRTYPE, "fifo": tarfile.FIFOTYPE, "hard": tarfile.LNKTYPE, "soft": tarfile.SYMTYPE}
    with tarfile.open(fileobj=out, mode="w") as box:
        for name, kind in kinds.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            box.addfile(info)
    assert told(out.getvalue(), tmp_path, "box.tar") == [
        ("", "box.tar/dev: skipped, no regular file"),
        ("", "box.tar/fifo: skipped, no regular file"),
        ("", "box.tar/hard: skipped, a link"),
        ("", "box.tar/soft: skipped, a link"),
    ]
    info = zipfile.ZipInfo("soft.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert told(zipped([(info, "/etc/passwd")]), tmp_path) == [("", "box.zip/soft.txt: skipped, a link")]


def test_encrypted_members(tmp_path):
    data = bytearray(zipped({"a.txt": "A", "b.txt": "B"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(data), tmp_path) == [
        ("", "box.zip/a.txt: is encrypted; unpack it with its password and give what comes out"),
        ("box.zip/b.txt", "B"),
    ]


def test_a_way_of_packing_that_is_not_known(tmp_path):
    data = bytearray(zipped({"a.txt": "A"}))
    data[data.index(b"PK\x01\x02") + 10] = 9  # deflate64
    [(_, line)] = told(bytes(data), tmp_path)
    assert line == "box.zip/a.txt: is packed in a way that is not known (9); pack it as deflate"


CUT = "is cut off or damaged; what is whole in it is read, get the whole file again"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_file_without_its_end(method, tmp_path):
    files = {f"{n}.txt": f"Bộ trưởng {n} " + random.Random(n).randbytes(500).hex() for n in range(5)}
    data = zipped(files, method)
    third = data.index(b"PK\x03\x04", data.index(b"2.txt"))
    for end in (third, third + 40, data.index(b"4.txt", third) + 20):
        found = told(data[:end], tmp_path)
        assert found[-1] == ("", f"box.zip: {CUT}")
        whole = [files[name.removeprefix("box.zip/")] for name, _ in found[:-1]]
        assert [text for _, text in found[:-1]] == whole
        assert 3 <= len(whole) < 5
    assert told(data[:50], tmp_path)[-1][1].startswith("box.zip: is damaged (")


def test_a_zip_file_without_its_end_that_tells_of_a_huge_member(tmp_path):
    data = bytearray(zipped({"a.txt": "A", "b.txt": "B"}, zipfile.ZIP_STORED))
    second = data.index(b"PK\x03\x04", 4)
    data[second + 18 : second + 22] = (0xF0000000).to_bytes(4, "little")
    found = told(bytes(data[: data.index(b"PK\x01\x02")]), tmp_path)
    assert found == [("box.zip/a.txt", "A"), ("box.zip/b.txt", "B"), ("", f"box.zip: {CUT}")]


def test_a_streamed_zip_file_without_its_end(tmp_path):
    """Its sizes and checksums stand behind the members."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in TEXTS.items():
            box.writestr(name, text)
    cut = out.data[: out.data.index(b"PK\x01\x02")]
    assert sorted(told(cut, tmp_path)) == sorted([*[("box.zip" + k[3:], v) for k, v in ALL], ("", f"box.zip: {CUT}")])


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_file_without_its_end(mode, tmp_path):
    files = {f"{n}.txt": random.Random(n).randbytes(30_000).hex() for n in range(8)}
    data = tarred(files, mode)
    found = told(data[: len(data) * 3 // 4], tmp_path, "box.tar")
    assert found[-1] == ("", "box.tar: is cut off; get the whole file again")
    assert [text == files[name.removeprefix("box.tar/")] for name, text in found[:-1]] == [True] * (len(found) - 1)
    if mode in ("w", "w:gz"):  # the others unpack in large blocks
        assert len(found) >= 5


def test_a_tar_file_with_rubbish_in_it(tmp_path):
    data = tarred({"a.txt": "A"})[:1024] + b"rubbish " * 128
    assert told(data, tmp_path, "box.tar") == [
        ("box.tar/a.txt", "A"),
        ("", "box.tar: is damaged at byte 1024; get it again"),
    ]


def test_a_member_with_a_wrong_checksum(tmp_path):
    data = zipped({"a.txt": "AAAA", "b.txt": "B"}, zipfile.ZIP_STORED).replace(b"AAAA", b"AXXA")
    assert told(data, tmp_path) == [
        ("", "box.zip/a.txt: is damaged (Bad CRC-32 for file 'a.txt'); get it again"),
        ("box.zip/b.txt", "B"),
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\x00\x00"])
def test_nothing_but_a_beginning(data, tmp_path):
    [(source, line)] = told(data, tmp_path)
    assert source == ""
    assert line.startswith("box.zip: is ")


def test_an_office_document_of_another_kind(tmp_path):
    line = "box.zip: is an office document or e-book of a kind that is not read; save it as .docx"
    assert told(zipped({"mimetype": "application/epub+zip", "a.html": "x"}), tmp_path) == [("", line)]


# Bombs


def zeros(mebibytes: int) -> bytes:
    """Deflated zeros, made without having them all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    part = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return part * mebibytes + packer.flush()


def bomb(mebibytes: int, name: str = "rows.jsonl") -> bytes:
    """A zip file whose one member unpacks to so much, with a checksum that nobody gets to."""
    packed, data = zeros(mebibytes), zipped({name: b""}, zipfile.ZIP_STORED)
    at, size = data.index(b"PK\x01\x02"), (mebibytes << 20).to_bytes(4, "little")
    head, directory, end = bytearray(data[:at]), bytearray(data[at:]), data.index(b"PK\x05\x06")
    for part, start in ((head, 8), (directory, 10)):
        part[start : start + 2] = b"\x08\x00"
        part[start + 10 : start + 18] = len(packed).to_bytes(4, "little") + size
    end = directory.index(b"PK\x05\x06")
    directory[end + 16 : end + 20] = (at + len(packed)).to_bytes(4, "little")
    return bytes(head) + packed + bytes(directory)


def drain(source: Source) -> tuple[int, list[InputError]]:
    """Unpack whatever a source has inside, however deep; return how many bytes came, and what was refused."""
    count, refused = 0, []
    try:
        for member in archive.members(source, Settings()):
            if isinstance(member, Source) and member.suffix == ".zip":
                more, errors = drain(member)
                count, refused = count + more, refused + errors
            elif isinstance(member, Source):
                with member.open() as stream:
                    while data := stream.read(1 << 16):
                        count += len(data)
            else:
                refused.append(member)
    except InputError as error:
        refused.append(error)
    return count, refused


def box(data: bytes) -> Source:
    return Source("box", "box", data=data, suffix=".zip")


BOMB = "unpacks to over 200 times its packed size, as a bomb does; nothing more of it is read"


def test_a_bomb_is_left_early(monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    count, [error] = drain(box(bomb(500)))
    assert str(error) == f"box/rows.jsonl: {BOMB}"
    assert count < 32 << 20


def test_a_bomb_in_a_bomb_counts_with_the_file_that_the_user_gave(monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    nested = zipped({f"{n}.zip": bomb(20) for n in range(50)})
    count, errors = drain(box(nested))
    assert {str(error).partition(": ")[2] for error in errors} == {BOMB}
    assert len(errors) == 1
    assert count < 40 << 20


def mail_of(name: str, data: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "a@b.example", "<1@b.example>"
    message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize("end", [".zip", ".mbox", ".tar"])
def test_a_bomb_in_each_of_many_mails_counts_with_the_file_that_the_user_gave(end, monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    mail = mail_of("in.zip", bomb(15, "a.txt"))
    held = {f"{number}.eml": mail for number in range(50)}
    data = {".zip": zipped(held), ".tar": tarred(held), ".mbox": (b"From a\n" + mail + b"\n\n") * 50}[end]
    came = 0

    def begin(source: Source) -> None:
        nonlocal came
        came = max(came, unpacking.budget_of(source).unpacked)

    source = Source("box", "box", end, data=data, named=True)
    errors = [item for _, item in documents(source, Settings(), begin) if isinstance(item, InputError)]
    assert any(BOMB in str(error) for error in errors)
    assert came < (1 << 20) + 200 * len(data) < 50 * (15 << 20)


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_sound_tar_is_no_bomb_however_large(mode, monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    data = tarred({f"{number}.txt": random.Random(number).randbytes(1 << 20) for number in range(9)}, mode)
    count, refused = drain(Source("box", "box", ".tar", data=data))
    assert (count, refused) == (9 << 20, [])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_is_read_again_counts_once(method, monkeypatch):
    """A text's first bytes are read to recognise it, to look for front matter, and then with all the others."""
    text = ("Bộ trưởng chủ trì. " * 200).encode()
    monkeypatch.setattr(unpacking, "MOST_BYTES", 12 * len(text))
    data = zipped({f"{number}.md": text for number in range(12)}, method)
    found = [item for _, item in documents(box(data), Settings())]
    assert [type(item) for item in found] == [Report] * 12
    members = archive.members(box(data), Settings())
    source, counts = next(members), []
    for _ in range(2):
        with source.open() as stream:
            stream.read()
        counts.append((source.opener.budget.packed, source.opener.budget.unpacked))
    (packed, unpacked), again = counts
    assert again[1] == unpacked == len(text)
    assert again[0] - packed < 100  # its head in the file


def test_many_members_that_unpack_to_too_much(monkeypatch):
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    count, [error] = drain(box(zipped({f"{n}.txt": bytes(500_000) for n in range(50)})))
    assert BOMB in str(error)
    assert count < 4 << 20


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_tar_bomb(mode, monkeypatch):
    """What comes before the bomb in the file is there, and is given."""
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    data = tarred({"a.txt": "A", "bomb.txt": bytes(50 << 20)}, mode)
    found = list(archive.members(Source("box", "box", ".tar", data=data), Settings()))
    assert [found[0].source_id, str(found[1])] == ["box/a.txt", f"box: {BOMB}"]


def test_members_that_lie_over_one_another(tmp_path):
    """One packed text that is listed a thousand times, or of which each entry holds all that come behind it."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("a.txt", "Xin chào. " * 1000)
        box.writestr("b.txt", "Hai.")
        for name in ("c.txt", "d.txt"):
            again = copy.copy(box.getinfo("a.txt"))
            again.filename = name
            box.filelist.append(again)
    found = told(raw.getvalue(), tmp_path, "a.zip")
    assert [name for name, what in found if what.startswith(("Xin", "Hai"))] == ["a.zip/a.txt", "a.zip/b.txt"]
    assert [what.rpartition(": ")[2] for _, what in found if "bomb" in what] == [
        "lies over another file in the archive, as in a bomb; it is left where it is"
    ] * 2


def test_a_tar_file_with_a_number_without_end(tmp_path):
    head = tarfile.TarInfo("x")
    head.size, head.type = 10 << 20, tarfile.XHDTYPE
    [(_, line)] = told(head.tobuf(tarfile.GNU_FORMAT) + b"9" * head.size, tmp_path, "a.tar")
    assert line == "a.tar: is damaged (a number of over 200 digits is told of, which cannot be); get it again"


def test_too_much_in_all(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1 << 20)
    files = {f"{n}.txt": random.Random(n).randbytes(300_000) for n in range(9)}
    count, [error] = drain(box(zipped(files)))
    assert count <= 1 << 20
    assert "brings what is unpacked to over" in str(error)


@pytest.mark.parametrize("make", [zipped, tarred])
def test_too_many_members(make, tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 3)
    found = told(make({f"{n}.txt": str(n) for n in range(9)}), tmp_path)
    assert [text for _, text in found[:3]] == ["0", "1", "2"]
    assert found[3:] == [("", "box.zip: has over 3 files in it; only the first ones are read, split it")]


def test_a_size_that_cannot_be(tmp_path):
    """A list of members, or a long name, of gigabytes is not asked for."""
    data = bytearray(zipped({"a.txt": "A"}))
    end = data.index(b"PK\x05\x06")
    data[end + 12 : end + 16] = (0xF0000000).to_bytes(4, "little")
    assert len(told(bytes(data), tmp_path)) == 2
    out = io.BytesIO()
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = tarfile.XHDTYPE, 3 << 30
    out.write(info.tobuf() + bytes(1024))
    [(_, line)] = told(out.getvalue(), tmp_path, "box.tar")
    assert line.startswith("box.tar: is ")


def test_no_temporary_file_stays_open(tmp_path):
    big = zipped({"a.txt": random.Random(1).randbytes(9 << 20)}, zipfile.ZIP_STORED)
    found = told(zipped({"in.zip": big, "z.txt": "Z"}), tmp_path)
    assert found[1] == ("box.zip/z.txt", "Z")


def test_random_damage_gives_lines_never_a_traceback(tmp_path):
    chance = random.Random(7)
    made = [zipped(TEXTS), tarred(TEXTS), tarred(TEXTS, "w:gz"), zipped({"in.zip": zipped(TEXTS), "x.gz": b"\x1f\x8b"})]
    for round in range(300):
        data = bytearray(made[round % len(made)])
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for _, line in told(bytes(data[: chance.randrange(len(data))] if round % 3 == 0 else data), tmp_path):
            assert line


def test_archives_over_standard_input():
    """Members of two archives through one pipe are four sources, the same ones the next time."""
    one, two = zipped({"a.txt": "Một", "b.txt": "Hai"}), tarred({"a.txt": "Ba", "b.txt": "Một"}, "w:gz")
    ids = [item.source_id for data in (one, two, one) for _, item in reports(["-"], io.BytesIO(data))]
    assert ids[:2] == ids[4:]
    assert len(set(ids)) == 4
    assert all(one.startswith("stdin-") and one.endswith(".txt") for one in ids)


@pytest.mark.parametrize("make", [zipped, tarred])
def test_sidecars_in_archives(make, tmp_path):
    files = {
        "a.md": "A",
        "a.txt": "A",
        "a.yaml": "title: Một\nmàu: đỏ",
        "in/b.md": "B",
        "in/b.md.yml": "date: 1/2/2022",
        "c.yaml": "x: y",
    }
    (tmp_path / "box.zip").write_bytes(make(files))
    found = [item for _, item in reports([tmp_path / "box.zip"])]
    told = [(item.source_id, item.title, item.published) for item in found if isinstance(item, Report)]
    assert told == [("box.zip/a.md", "Một", ""), ("box.zip/a.txt", "Một", ""), ("box.zip/in/b.md", "", "2022-02-01")]
    lines = [str(item).replace(f"{tmp_path}/", "") for item in found if not isinstance(item, Report)]
    assert lines == [
        "box.zip/a.yaml: skipped, what it says of 'màu': known are title, date, source, url, author, outlet",
        "box.zip/c.yaml: skipped, a sidecar without its document: no other file here has its name",
    ]
