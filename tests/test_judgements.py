"""The file of judgements, and what a list of them must not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kg.errors import InputError, OutputError
from kg.judgements.file import digest, edited, head, read, write
from kg.judgements.row import COLUMNS, Placed, made
from kg.judgements.rules import check
from kg.model import Judgement, Member, Side

HEADER = "\t".join(COLUMNS)
AT = datetime(2026, 1, 31, 8, tzinfo=UTC)


def side(name: str, kind: str = "person") -> Side:
    """Return a side by a letter: its report is made of that letter."""
    return Side(f"https://vnkg.example/id/{kind}/{name}-00000001", Member(f"{ord(name[0]):016x}", "p1"))


def say(verdict: str, a: str, b: str = "", why: str = "") -> Judgement:
    if verdict == "accepted":
        return made(verdict, Side(a), None, "An", why, AT)
    return made(verdict, side(a), side(b), "An", why, AT)


def says(text: str) -> list[Judgement]:
    """Return judgements written short: 'A=B B≠C A?C !finding'."""
    signs = {"=": "same", "≠": "different", "?": "unsure"}
    return [say("accepted", word[1:]) if word[0] == "!" else say(signs[word[1]], word[0], word[2])
            for word in text.split()]  # fmt: skip


def placed(judgements: list[Judgement]) -> list[Placed]:
    return [Placed(judgement, f"f:{number}", number) for number, judgement in enumerate(judgements, 1)]


# The file


AWKWARD = ("", "cùng chức vụ", "a\tb", "hai\ndòng", "lui\\n", "\\", "\\\\t", "# note", 'he said "so"', "x" * 5000)


@pytest.mark.parametrize("why", AWKWARD, ids=range(len(AWKWARD)))
def test_what_is_written_is_read_again(tmp_path, why):
    said = [say("same", "A", "B", why), say("different", "B", "C", why), *says("C?D !f-1")]
    write(tmp_path / "j.tsv", said)
    assert read(tmp_path / "j.tsv") == tuple(said)
    text = (tmp_path / "j.tsv").read_text(encoding="utf-8")
    assert text.startswith("# ") and len(text.splitlines()) == len(head().splitlines()) + 1 + 4


SEVERAL = [("p1",), ("p1", "p2"), ("person/lê thí dụ", "x | y", "| z"), ("a |", "0123456789abcdef b")]


@pytest.mark.parametrize("keys", SEVERAL)
def test_a_side_may_name_several_entities(tmp_path, keys):
    members = [Member(f"{number:016x}", key) for number, key in enumerate(keys)]
    said = made("different", Side("x:a/b", *members), Side("x:a/c", Member("f" * 16, "p1")), "An", when=AT)
    write(tmp_path / "j.tsv", [said])
    assert read(tmp_path / "j.tsv") == (said,)
    more = replace(said, a=Side("x:a/b", *members, Member("e" * 16, "p9")))
    before = (tmp_path / "j.tsv").read_bytes()
    (tmp_path / "j.tsv").write_bytes(before + b"# mine\n")
    write(tmp_path / "j.tsv", [more, say("same", "A", "B")])
    assert read(tmp_path / "j.tsv")[0] == more  # in its place, above the note
    assert (tmp_path / "j.tsv").read_text(encoding="utf-8").splitlines()[-2] == "# mine"
    write(tmp_path / "j.tsv", [said])
    assert (tmp_path / "j.tsv").read_bytes() == before + b"# mine\n"


def test_the_head_explains_every_column_in_both_languages():
    for column in COLUMNS:
        assert any(line.startswith(f"# {column}") or f" {column}," in line[:10] for line in head().splitlines()), column
    assert "Nhận định" in head() and "Judgements" in head()


def test_ids_are_short_stable_and_of_all_that_is_said():
    one = say("same", "A", "B", "x")
    assert one == say("same", "A", "B", "x") and len(one.id) == 8
    others = [say("same", "A", "B", "y"), say("unsure", "A", "B", "x"), say("same", "B", "A", "x"),
              made("same", side("A"), side("B"), "Bình", "x", AT)]  # fmt: skip
    assert len({one.id, *(other.id for other in others)}) == 5


def test_doing_and_undoing_leaves_no_byte(tmp_path):
    path = tmp_path / "deep" / "j.tsv"
    one, two, three = says("A=B C≠D E?F")
    write(path, [one])
    first = path.read_bytes()
    write(path, [one, two])
    second = path.read_bytes()
    write(path, [one, two, three])
    write(path, [one, two])
    assert path.read_bytes() == second
    write(path, [one])
    assert path.read_bytes() == first
    write(path, [])
    assert not path.exists()
    write(path, [])
    assert not path.exists()


HAND_MADE = [
    f"# ghi chú\n{HEADER}\n",
    f"\ufeff{HEADER}\r\n# riêng\r\n",
    f"{HEADER}\n\n\n# no line end after this",
    f"{head()}{HEADER}\n# mine\n",
]


@pytest.mark.parametrize("text", HAND_MADE)
def test_what_a_person_wrote_into_it_stays(tmp_path, text):
    path = tmp_path / "j.tsv"
    path.write_bytes(text.encode())
    one, two = says("A=B C≠D")
    write(path, [one])
    write(path, [one, two])
    assert read(path) == (one, two)
    assert all(line in path.read_bytes().decode() for line in text.split("\n") if line.startswith("#"))
    write(path, [two])
    write(path, [])
    assert path.read_bytes() == text.encode()


def test_a_row_that_is_taken_out_of_the_middle_moves_no_other():
    one, two, three = says("A=B C≠D E?F")
    text = edited("", [one, two, three])
    assert edited(text, [one, three]).splitlines() == [line for line in text.splitlines() if two.id not in line]
    swapped = edited(text, [three, one])
    assert [line.split("\t")[0] for line in swapped.splitlines()[-2:]] == [three.id, one.id]


def test_a_file_that_is_not_there_holds_nothing(tmp_path):
    assert read(tmp_path / "none.tsv") == ()


def test_the_digest_tells_what_shapes_another_graph():
    one, two, unsure, accepted = says("A=B C≠D E?F !f-1")
    swapped = replace(two, a=two.b, b=two.a)
    assert len({digest(each) for each in ([], [one], [two], [one, two], [swapped])}) == 5
    alike = ([one, two], (two, one), [unsure, one, accepted, two], [replace(one, why="x", who="y", id="z"), two])
    assert len({digest(each) for each in alike}) == 1 and len(digest([one])) == 16
    assert digest([]) == digest([unsure, accepted]) == ""


GOOD = edited("", says("A=B")).splitlines()[-1]


def row(**changed: str) -> str:
    return "\t".join((dict(zip(COLUMNS, GOOD.split("\t"), strict=True)) | changed).values())


DAMAGED = [
    (f"{HEADER}\n{GOOD}\textra\n", ":2: has 10 columns, not 9"),
    (f"{HEADER}\n# note\n\nsame\n", ":4: has 1 columns, not 9"),
    (f"{GOOD}\n", ":1: is not the line that names the columns"),
    (f"{HEADER}\n{row(verdict='equal')}", ":2: has the verdict 'equal'; there are: same, different, unsure, accepted"),
    (f"{HEADER}\n{row(verdict='')}", ":2: has the verdict ''"),
    (f"{HEADER}\n{row(when='31/1/2026')}", ":2: has the time '31/1/2026'; write it as 2026-01-31T08:00:00Z"),
    (f"{HEADER}\n{row(when='2026-02-30T08:00:00Z')}", ":2: has the time '2026-02-30T08:00:00Z'"),
    (f"{HEADER}\n{row(when='2026-01-31')}", ":2: has the time '2026-01-31'"),
    (f"{HEADER}\n{row(who=' ')}", ":2: does not say who decided"),
    (f"{HEADER}\n{GOOD}\n{row(a=side('C').iri, a_in=f'{67:016x} p1')}", ":3: has the id"),
    (f"{HEADER}\n{row(id='')}", ":2: has the id ''"),
    (f"{HEADER}\n{row(id='a b')}", ":2: has the id 'a b'"),
    (f"{HEADER}\n{row(a='Bùi Thanh Sơn')}", ":2: has 'Bùi Thanh Sơn' in column a, which is no IRI"),
    (f"{HEADER}\n{row(b='')}", ":2: has '' in column b, which is no IRI"),
    (f"{HEADER}\n{row(a_in='')}", ":2: has '' in column a_in; write the 16 hex digits"),
    (f"{HEADER}\n{row(b_in='123 p1')}", ":2: has '123 p1' in column b_in"),
    (f"{HEADER}\n{row(verdict='accepted')}", ":2: accepts a finding and names more than it"),
    (f"{HEADER}\n{row(verdict='accepted', a='', a_in='', b='', b_in='')}", ":2: names no finding"),
    (f"{HEADER}\n{row(why='a' + chr(92) + 'q')}", r":2: has '\\\\q' in it"),
    (f"{HEADER}\n{row(why=chr(92))}", r":2: has '\\\\' in it"),
    (f"{HEADER}\n{GOOD}\n".encode() + b"\n\xff\xfe", ":4: is not UTF-8; save the file as UTF-8"),
    (f"{HEADER}\n".encode("utf-16"), ":1: is not UTF-8"),
]


@pytest.mark.parametrize(("content", "message"), DAMAGED, ids=[message for _, message in DAMAGED])
def test_damage_is_told_in_one_line_with_file_and_row(tmp_path, content, message):
    path = tmp_path / "j.tsv"
    raw = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(raw)
    for use in (read, lambda path: write(path, says("A=C"))):
        with pytest.raises(InputError) as caught:
            use(path)
        assert str(caught.value).startswith(f"{path}:") and "\n" not in str(caught.value)
        assert message.replace("\\\\\\\\", "\\\\") in str(caught.value)
        assert path.read_bytes() == raw


def test_where_it_cannot_be_read_or_written(tmp_path):
    (tmp_path / "j.tsv").mkdir()
    with pytest.raises(InputError, match="cannot be read: is a directory"):
        read(tmp_path / "j.tsv")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises((OutputError, InputError), match="not a directory"):
        write(tmp_path / "file" / "j.tsv", says("A=B"))


# The rules


REFUSED = [
    # judgements, the row that is refused, the rows that are named against it, what is said
    ("A=B B=C A≠C", 3, (1, 2), "contradicts"),
    ("A≠C A=B B=C", 1, (2, 3), "contradicts"),
    ("A=B B=C C=D D=E A≠E", 5, (1, 2, 3, 4), "contradicts"),
    ("A=B A≠B", 2, (1,), "contradicts"),
    ("A=B B≠A", 2, (1,), "contradicts"),
    ("X=Y A=B Y=A X≠B", 4, (1, 2, 3), "contradicts"),
    ("A=B A=B", 2, (1,), "says again"),
    ("A=B B=A", 2, (1,), "says again"),
    ("A=B B=C C=A", 3, (1, 2), "say together"),
    ("A=B B=C C=D D=A", 4, (1, 2, 3), "say together"),
    ("A≠B A≠B", 2, (1,), "says again"),
    ("A≠B B≠A", 2, (1,), "says again"),
    ("A?B A?B", 2, (1,), "says again"),
    ("A=B A?B", 2, (1,), "contradicts"),
    ("A=B B=C A?C", 3, (1, 2), "contradicts"),
    ("A≠B A?B", 2, (1,), "contradicts"),
    ("A=A", 1, (), "about one thing twice"),
    ("A≠A", 1, (), "about one thing twice"),
    ("!f-1 !f-1", 2, (1,), "accepts f-1, as f:1 does"),
]


@pytest.mark.parametrize(("said", "refused", "against", "what"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused_names_the_rows_of_both_sides(said, refused, against, what):
    with pytest.raises(InputError) as caught:
        check(placed(says(said)))
    message = str(caught.value)
    assert message.startswith(f"f:{refused}: ") and what in message and "\n" not in message
    positions = [message.index(f"f:{number}", 4) for number in against]
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    "said",
    ["", "A=B B=C C=D", "A=B C=D A≠C", "A≠B B≠C A≠C", "A?B A=B", "A?B A≠B", "A≠B B=C A=D", "A=B A=C B?D", "!f-1 !f-2"],
)
def test_what_is_allowed(said):
    check(placed(says(said)))


KINDS = [
    (("person", "body"), r"f:1: is about things of different kinds: person/A-0+1 \(person\) and body/B-0+1 \(body\)"),
    (("post", "post"), "f:1: is about post/A-0+1, a post; posts follow their bodies: judge those"),
    (("report", "report"), "f:1: is about report/A-0+1, a report"),
]


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
@pytest.mark.parametrize(("kinds", "message"), KINDS)
def test_only_things_of_one_kind_are_judged(verdict, kinds, message):
    judgement = made(verdict, side("A", kinds[0]), side("B", kinds[1]), "An", when=AT)
    with pytest.raises(InputError, match=message):
        check(placed([judgement]))


def test_of_several_places_each_counts():
    a, b, c = (side(letter).members[0] for letter in "ABC")
    one = [made("same", Side("x:a", a, b), Side("x:c", c), "An", when=AT)]
    for verdict, first, second, message in (
        ("same", (b,), (c,), "says again what f:1 says"),
        ("different", (b,), (c,), r"contradicts f:1"),
        ("different", (a,), (b,), r"contradicts f:1"),
        ("different", (a, c), (c,), "is about one thing twice"),
    ):
        new = made(verdict, Side("x:1", *first), Side("x:2", *second), "An", when=AT)
        with pytest.raises(InputError, match=message):
            check(placed([*one, new]))


def test_the_kind_that_is_known_counts_more_than_the_iri():
    known = {"A": "Person", "B": "Event"}
    with pytest.raises(InputError, match="of different kinds"):
        check(placed(says("A=B")), lambda side: known[side.iri[-10]])
    check(placed(says("A=B")), lambda side: "")


def test_a_file_that_contradicts_itself_is_not_read(tmp_path):
    path = tmp_path / "j.tsv"
    path.write_text(edited("", says("A=B B=C A≠C")), encoding="utf-8")
    first = len(head().splitlines()) + 2
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:{first + 2}: ")
    assert f"{path}:{first} and {path}:{first + 1}" in str(caught.value)


def test_long_chains_are_checked_quickly_enough_to_be_checked_at_all():
    letters = [chr(code) for code in range(0x1000, 0x1000 + 20_000)]
    rows = [say("same", a, b) for a, b in zip(letters, letters[1:], strict=False)]
    check(placed(rows))
    with pytest.raises(InputError, match="contradicts f:1 and .* and 19994 more and f:19999") as caught:
        check(placed([*rows, say("different", letters[0], letters[-1])]))
    assert len(str(caught.value)) < 500
