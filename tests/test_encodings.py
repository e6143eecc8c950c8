"""The bytes of a text, in whatever encoding → its characters, or one clear line."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from encoders import encoded, taken_for
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.encoding import decoded, encoding_named, repaired
from kg.documents.encodings import charsets
from kg.documents.encodings.repair import from_font
from kg.documents.encodings.syllables import is_syllable
from kg.errors import InputError, UsageError

HERE = Path(__file__).parent
TEXT = (
    "HỘI NGHỊ TỔNG KẾT CÔNG TÁC NĂM 2021\n\n"
    "Sáng 5/3, Bộ trưởng Bộ Y tế Trần Văn Thử chủ trì Hội nghị và làm việc với Sở Y tế tỉnh Hà Giang.\n"
    "Ông yêu cầu các đơn vị tiếp tục đổi mới, khắc phục những khuyết điểm, giữ vững kỷ luật.\n"
)
OLD = ("windows-1258", "tcvn3", "vni", "viscii", "tcvn5712-1")
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "nfd", *OLD, *WIDE])
def test_a_text_reads_the_same_whatever_it_is_in(name):
    found = decoded(encoded(TEXT, name), "x")
    assert nfc(found.text) == TEXT
    assert found.encoding == ("" if name in ("utf-8", "utf-8-sig", "nfd") else name[:6] if name in WIDE else name)


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("text", ["Bộ trưởng", "HỘI NGHỊ", "Sở Y tế họp", "Quyết định 12/QĐ-BYT về dịch bệnh"])
def test_a_few_words_are_enough(name, text):
    assert nfc(decoded(encoded(text, name), "x").text) == text


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("HỘI NGHỊ VỀ ĐỔI MỚI Ở HÀ NỘI", "HỘI NGHỊ VỀ ĐỔI MỚI Ở HÀ NỘI"),
        ("UBND TP Hà Nội họp", "UBND TP Hà Nội họp"),
        ("KẾT LUẬN CỦA BỘ TRƯỞNG Tô Văn Thử", "KẾT LUẬN CỦA BỘ TRƯỞNG Tô Văn Thử"),
        ("Ủy ban nhân dân", "ủy ban nhân dân"),  # that it was a capital is not in the bytes
        ("Bộ Tư pháp", "Bộ Tư pháp"),
    ],
)
def test_capitals_with_tones_that_tcvn3_does_not_have(text, typed):
    assert charsets.decode(encoded(text, "tcvn3"), "tcvn3") == typed


def test_a_mark_of_vni_in_the_other_case():
    assert charsets.decode("Söï kieän ÔÛ Haø Noäi, Aø aÙ".encode("cp1252"), "vni") == "Sự kiện Ở Hà Nội, À á"


@pytest.mark.parametrize(
    "text",
    [
        "L’été dernier, la délégation a été reçue à l’hôtel où elle avait déjà déjeuné; c’était très réussi.",
        "Größere Städte müssen für die Wärme künftig mehr zahlen, heißt es in der „Übersicht“.",
        "El señor Núñez llegó también a la reunión de mañana – “muy útil”, según él.",
        "A comissão não aprovou as negociações; são três as razões.",
        "Café, naïve, résumé: 5 € – 20 °C…",
        "Thu tuong chu tri hoi nghi “tong ket” – khong dau.",
    ],
)
def test_western_text(text):
    found = decoded(text.encode("cp1252"), "x")
    assert (found.text, found.encoding) == (text, "windows-1252")
    assert decoded(text.encode(), "x").encoding == ""


@pytest.mark.parametrize("name", ["tcvn3", "vni", "windows-1258"])
def test_lines_in_an_older_encoding_among_utf8(name):
    lines = TEXT.splitlines()
    data = b"\n".join(encoded(line, name if at % 3 == 2 else "utf-8") for at, line in enumerate(lines))
    found = decoded(data, "x")
    assert nfc(found.text) == "\n".join(lines)
    assert found.encoding == f"utf-8 + {name}"


def test_lines_in_two_older_encodings():
    found = decoded(encoded(TEXT, "tcvn3") + encoded(TEXT, "vni"), "x")
    assert found.text == TEXT + TEXT
    assert found.encoding == "tcvn3 + vni"


def test_damaged_utf8_is_read_and_said():
    data = bytearray((TEXT * 2).encode())
    at = data.index("ổ".encode())
    data[at + 1] = 0xFF
    found = decoded(bytes(data), "x")
    assert re.sub("\ufffd+", "", found.text) in (TEXT * 2).replace("ổ", "", 1)
    assert found.encoding == "utf-8 (damaged)"
    assert decoded(TEXT.strip().encode()[:-2] + "ậ".encode()[:-1], "x").encoding == "utf-8 (damaged)"


def test_damaged_utf16():
    data = TEXT.encode("utf-16")
    assert decoded(data + b"a", "x").encoding == "utf-16 (damaged)"
    with pytest.raises(InputError, match="is not UTF-16"):
        decoded(data[:20] + data[21:], "x")  # all that follows is out of step


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac-roman", "cp1258"])
def test_utf8_that_was_taken_for_another_encoding(codec):
    shown = "windows-1252" if codec == "latin-1" else codec.replace("cp", "windows-")
    assert repaired(taken_for(TEXT, codec)) == (TEXT, f"utf-8 as {shown}")
    assert decoded(taken_for(TEXT, codec).encode(), "x").encoding == f"utf-8 as {shown}"


def test_utf8_that_was_taken_so_twice_or_lost_its_spaces():
    twice = taken_for(taken_for(TEXT, "cp1252"), "cp1252")
    assert repaired(twice)[0] == TEXT
    spaced = taken_for(TEXT, "cp1252").replace("\u00a0", " ")
    assert repaired(spaced) == (TEXT, "utf-8 as windows-1252")


@pytest.mark.parametrize("name", ["tcvn3", "vni", "windows-1258"])
@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_letters_of_old_fonts(name, codec):
    assert nfc(repaired(encoded(TEXT, name).decode(codec))[0]) == TEXT
    among = TEXT + encoded(TEXT, name).decode(codec)
    assert (nfc(repaired(among)[0]), repaired(among)[1]) == (TEXT + TEXT, f"utf-8 + {name}")


@pytest.mark.parametrize(
    ("run", "font", "text"),
    [
        ("Bé tr­ëng", ".VnTime", "Bộ trưởng"),
        ("Bé tr­ëng", ".VnTimeH", "BỘ TRƯỞNG"),
        ("Bé tr\uf0ad\uf0ebng", ".VnArial", "Bộ trưởng"),
        ("Boä tröôûng", "VNI-Times", "Bộ trưởng"),
        ("Bộ trưởng", ".VnTime", "Bộ trưởng"),
        ("Hà Nam", ".VnTime", "Hà Nam"),
        ("Bé tr­ëng", "Times New Roman", "Bé tr­ëng"),
        ("", ".VnTime", ""),
    ],
)
def test_a_run_whose_font_is_known(run, font, text):
    assert from_font(run, font) == text


@pytest.mark.parametrize(
    ("data", "forced", "message"),
    [
        (b"a\x00b", "", "x: is binary (a zero byte at offset 1); give plain text in UTF-8"),
        (bytes(range(1, 9)) * 4, "", "x: is binary (mostly control characters); give plain text in UTF-8"),
        (b"H\xb5", "utf-8", "x: is not UTF-8 (byte 0xb5 at offset 1); name another with --encoding, or leave it to be"),
        (b"H\x81", "windows-1252", "x: is not windows-1252 (byte 0x81 at offset 1); name another with --encoding"),
        (b"\xff\xfea\x00", "tcvn3", "x: begins with the mark of UTF-16, --encoding says tcvn3; leave --encoding away"),
        (b"\xff\xfea\x00b", "", "x: is not UTF-16 (byte 0x62 at offset 4); save it as UTF-8 and give that"),
        ("你好世界".encode("gbk"), "", "x: is not UTF-8 (byte 0xc4 at offset 0), nor in another encoding"),
    ],
)
def test_what_is_an_error(data, forced, message):
    with pytest.raises(InputError) as caught:
        decoded(data, "x", forced)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("cp1258", "windows-1258"),
        ("ABC", "tcvn3"),
        ("tcvn-5712", "tcvn3"),
        ("Latin_1", "windows-1252"),
        ("UTF8", "utf-8"),
        ("utf-16-be", "utf-16-be"),
        ("koi8-r", "koi8-r"),
        ("", ""),
    ],
)
def test_names_of_encodings(given, name):
    assert encoding_named(given) == name


@pytest.mark.parametrize("given", ["klingon", "idna", "zip", "utf-7", "a\0", "unicode_escape", "  "])
def test_a_wrong_name_is_wrong_use(given):
    with pytest.raises(UsageError, match="name one of utf-8, utf-16, .*tcvn3.*vni"):
        encoding_named(given)


def test_the_named_encoding_wins():
    assert decoded(encoded("Bộ", "tcvn3"), "x", "windows-1252").text == "Bé"
    assert decoded("Привет".encode("koi8-r"), "x", "koi8-r").text == "Привет"
    assert decoded("Bộ".encode("utf-16-be"), "x", "utf-16-be").text == "Bộ"
    assert decoded("Bộ".encode("utf-16"), "x", "utf-16").text == "Bộ"


def test_real_texts_in_utf8_are_left_as_they_are():
    for path in sorted(HERE.glob("gold/*/*.txt")):
        text = path.read_text(encoding="utf-8")
        assert repaired(text) == (text, "")
        for line in text.splitlines():
            assert repaired(line) == (line, "")
            assert repaired(unicodedata.normalize("NFD", line))[1] == ""


@pytest.mark.parametrize("name", ["windows-1258", "tcvn3", "vni", "utf-16-le"])
def test_pieces_of_reports_are_read_right(name):
    """A slice of bench/encoded.py."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("gold/*/*.txt"))]
    pieces = [nfc(text[at : at + size]) for text in texts for size in (50, 200) for at in range(0, 600, 200)]
    tried = wrong = 0
    for piece in pieces:
        try:
            data = encoded(piece.replace("\u00d0", "Đ"), name)
        except UnicodeEncodeError:
            continue
        tried += 1
        wrong += nfc(decoded(data, "x").text).lower() != piece.replace("\u00d0", "Đ").lower()
    assert tried > 200
    assert wrong <= tried // 100


def test_lines_in_turn_are_told_apart():
    turns = (encoded("Bộ trưởng họp ở Hà Nội\n", "tcvn3") + encoded("Bộ trưởng họp ở Hà Nội\n", "vni")) * 300
    assert set(decoded(turns, "x").text.split("\n")) == {"Bộ trưởng họp ở Hà Nội", ""}


def test_files_in_old_encodings_are_ingested_and_said(kg_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in OLD:
        Path("in", f"{name}.txt").write_bytes(encoded(TEXT + f"Số {name}.\n", name))
    assert kg_run("ingest", "in").out.startswith("5 reports read: 5 new")
    listed = kg_run("reports").out
    assert [name for name in OLD if f"({name}" not in re.sub(r"\s+", " ", listed)] == []


def test_the_encoding_that_the_user_names(kg_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes("Привет".encode("koi8-r"))
    assert "nor in another encoding" in kg_run("extract", "a.txt").err
    assert "Привет" in kg_run("extract", "--encoding", "KOI8-R", "a.txt").out
    wrong = kg_run("ingest", "--encoding", "klingon", "a.txt")
    assert (wrong.code, wrong.out) == (2, "")
    assert "'klingon' is no encoding: name one of utf-8, utf-16" in wrong.err
    assert not Path(".kg").exists()


def test_a_damaged_file_is_read_with_a_warning(kg_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(TEXT.encode() + b"\xff\n")
    warning = "kg: warning: a.txt: read as utf-8 (damaged); what could not be read of it is U+FFFD (\ufffd)"
    assert warning in kg_run("extract", "a.txt").err.splitlines()
    assert warning in kg_run("ingest", "a.txt").err.splitlines()
    assert warning not in kg_run("ingest", "a.txt").err.splitlines()  # unchanged


def test_the_grammar_of_syllables():
    right = "hòa hoà thủy thuỷ quý gì giếng nghiêng khuya khuỷu ngoằn quốc giặc yêu ý ở huỳnh xoong toàn đường"
    wrong = "été ngê kà bềc cafộ ađo nàve straße lýn ghà hóàn"
    assert [word for word in right.split() if not is_syllable(word)] == []
    assert [word for word in wrong.split() if is_syllable(word)] == []


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_line(data):
    try:
        found = decoded(data, "x")
    except InputError as error:
        assert "\n" not in str(error)
        assert str(error).startswith("x: is ")
    else:
        assert data.decode("utf-8", "replace").count("\ufffd") == 0 or found.encoding


@given(st.binary(max_size=60).filter(lambda data: b"\x00" not in data), st.sampled_from(["tcvn5712-1", "viscii"]))
def test_what_is_decoded_encodes_to_the_same_bytes(data, name):
    """In the encodings that have one byte for each letter, and only one."""
    found = decoded(data, "x", name).text
    assert encoded(found, name) == data
