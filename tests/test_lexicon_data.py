"""The lexicon's data files: they parse, keys are single, names are in one spelling, references hold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from kg.graph import vocabulary
from kg.lexicon.history import changes
from kg.lexicon.tables import DATA, table, values
from kg.text import key, retone

COLUMNS = {
    "posts": "title canonical takes head body en note",
    "titles_modifiers": "form position role note",
    "ranks": "form type plural en note",
    "surnames": "surname group common_word note",
    "provinces": "name kind valid_from valid_to successor aliases en source",
    "document_types": "name code alt_codes en concept system bare_ok short titled note",
    "issuers": "code body system needs valid_from valid_to note",
    "bodies": "name aliases kind parent valid_from valid_to successor en source",
    "countries": "name aliases en iso2 common_word",
    "cities": "name kind alone in aliases en",
    "local_bodies": "name aliases level kind parent en note",
}
ROWS = {"posts": 150, "surnames": 250, "bodies": 200, "local_bodies": 100, "countries": 193, "document_types": 40}
CHOICES = [
    ("posts", "takes", "fixed unit of relative state"),
    ("titles_modifiers", "position", "before after"),
    ("titles_modifiers", "role", "former acting new concurrent grade style"),
    ("ranks", "type", "rank degree honorific religious award address"),
    ("ranks", "plural", "yes"),
    ("surnames", "common_word", "yes"),
    ("provinces", "kind", "tỉnh thành_phố đặc_khu"),
    ("document_types", "system", "state party both assembly"),
    ("document_types", "bare_ok", "yes"),
    ("document_types", "titled", "law title dated"),
    ("issuers", "system", "state party assembly front"),
    ("issuers", "needs", "place term which"),
    ("countries", "common_word", "yes"),
    ("cities", "alone", "yes"),
    ("local_bodies", "level", "tỉnh huyện xã any"),
]
MAY_BE_EMPTY = {"alone", "plural", "common_word", "bare_ok", "titled", "needs"}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
VALID = "1990-01-01"


def lines(name):
    return (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")


def names(name):
    return {row["name"] for row in table(name)}


def forms(row):
    return [row["name"], *values(row["aliases"])]


def valid_on(day):
    return [r for r in table("provinces") if (r["valid_from"] or VALID) <= day <= (r["valid_to"] or "9999")]


@pytest.mark.parametrize("name", COLUMNS)
def test_file_is_a_plain_table_in_one_spelling(name):
    raw = (DATA / f"{name}.tsv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    text = raw.decode("utf-8")
    assert text.startswith("# ") and "\n# Source: " in text
    assert unicodedata.is_normalized("NFC", text)
    assert retone(text) == text
    cells = [line.split("\t") for line in lines(name) if line and not line.startswith("#")]
    assert cells[0] == COLUMNS[name].split()
    assert {len(row) for row in cells} == {len(cells[0])}
    assert [c for row in cells for c in row if c != c.strip() or "  " in c or "\u00a0" in c] == []
    assert len(cells) - 1 >= ROWS.get(name, 30)


@pytest.mark.parametrize("name", COLUMNS)
def test_keys_are_single(name):
    first = COLUMNS[name].split()[0]
    periods = {"provinces": ("kind", "valid_from"), "bodies": ("valid_from",)}
    parts = (first, *periods.get(name, ()))
    # Abbreviations and codes differ by case ('TTg', 'TTr'); names do not.
    same = str if name == "issuers" else key
    counts = Counter(tuple(same(row[part]) for part in parts) for row in table(name))
    assert {k for k, n in counts.items() if n > 1 or not k[0]} == set()


@pytest.mark.parametrize(("name", "column", "allowed"), CHOICES)
def test_choices(name, column, allowed):
    choices = {choice.replace("_", " ") for choice in allowed.split()} | ({""} if column in MAY_BE_EMPTY else set())
    assert {row[column] for row in table(name)} <= choices


@pytest.mark.parametrize("name", [n for n, c in COLUMNS.items() if "aliases" in c.split()])
def test_aliases_are_of_one_row_and_none_repeats_its_name(name):
    owners: dict[str, set[str]] = {}
    for row in table(name):
        assert row["aliases"] == " | ".join(values(row["aliases"]))
        assert len({key(form) for form in forms(row)}) == len(forms(row))
        for form in forms(row):
            owners.setdefault(key(form), set()).add(row["name"])
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def test_no_local_body_has_the_name_of_a_central_one():
    central = {key(form) for row in table("bodies") for form in forms(row)}
    assert {form for row in table("local_bodies") for form in forms(row) if key(form) in central} == set()


@pytest.mark.parametrize(
    ("name", "column", "start"),
    [
        ("bodies", "kind", "kgv:body-kind/"),
        ("local_bodies", "kind", "kgv:body-kind/"),
        ("document_types", "concept", ""),
    ],
)
def test_concepts_are_in_the_vocabulary(name, column, start):
    used = {start + row[column] for row in table(name)}
    assert {concept for concept in used if not vocabulary.labels(vocabulary.expand(concept))} == set()


@pytest.mark.parametrize("name", ["bodies", "local_bodies"])
def test_parents_are_there_without_cycles(name):
    parent = {row["name"]: row["parent"] for row in table(name)}
    for body in parent:
        above = [body]
        while parent[above[-1]]:
            assert parent[above[-1]] in parent, above
            above.append(parent[above[-1]])
            assert len(above) == len(set(above)), above


@pytest.mark.parametrize("name", [n for n, c in COLUMNS.items() if "en" in c.split()])
def test_labels_are_also_in_english(name):
    assert [row for row in table(name) if not row["en"]] == []


# Posts


def test_posts_have_what_their_kind_takes():
    known = names("bodies") | names("countries")
    for row in table("posts"):
        assert row["canonical"], row
        assert bool(row["body"]) == (row["takes"] == "fixed"), row
        assert not row["body"] or row["body"] in known, row
        assert row["head"] or row["takes"] not in ("unit", "relative"), row
        assert not row["head"] or row["takes"] != "of", row


def test_canonical_titles_are_titles():
    titles = {row["title"] for row in table("posts")}
    lone = {row["canonical"] for row in table("posts")} - titles
    assert lone <= {"Thường trực", "Đại biểu"}, lone


@pytest.mark.parametrize(
    ("title", "canonical", "takes", "where"),
    [
        ("Thủ tướng Chính phủ", "Thủ tướng", "fixed", "Chính phủ"),
        ("Phó Thủ tướng Thường trực", "Phó Thủ tướng Thường trực", "fixed", "Chính phủ"),
        ("Chủ tịch nước", "Chủ tịch nước", "fixed", "Nước Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Tổng Bí thư", "Tổng Bí thư", "fixed", "Ban Chấp hành Trung ương Đảng"),
        ("Bí thư Trung ương Đảng", "Bí thư", "fixed", "Ban Bí thư"),
        ("Ủy viên Bộ Chính trị", "Ủy viên", "fixed", "Bộ Chính trị"),
        ("Ủy viên dự khuyết TW Đảng", "Ủy viên dự khuyết", "fixed", "Ban Chấp hành Trung ương Đảng"),
        ("Chủ tịch Quốc hội", "Chủ tịch", "fixed", "Quốc hội"),
        ("Bộ trưởng", "Bộ trưởng", "unit", "Bộ"),
        ("Ngoại trưởng", "Bộ trưởng", "unit", "Bộ Ngoại giao"),
        ("Trưởng Ban", "Trưởng Ban", "unit", "Ban"),
        ("Ủy viên Thường vụ", "Ủy viên", "unit", "Ban Thường vụ"),
        ("Đại sứ đặc mệnh toàn quyền", "Đại sứ đặc mệnh toàn quyền", "unit", "Đại sứ quán"),
        ("Tỉnh ủy viên", "Tỉnh ủy viên", "relative", "Tỉnh ủy"),
        ("Chủ nhiệm", "Chủ nhiệm", "of", ""),
    ],
)
def test_post_rules(title, canonical, takes, where):
    (row,) = (row for row in table("posts") if row["title"] == title)
    assert (row["canonical"], row["takes"]) == (canonical, takes)
    assert (row["body"] if takes == "fixed" else row["head"]) == where


# Places


@pytest.mark.parametrize(
    ("day", "count", "cities"),
    [("1992-05-01", 53, 3), ("1997-01-01", 61, 4), ("2004-01-01", 64, 5), ("2008-08-01", 63, 5), ("2025-06-30", 63, 6),
     ("2025-07-01", 34, 6), ("2026-04-29", 34, 6), ("2026-04-30", 34, 7)],
)  # fmt: skip
def test_provinces_of_a_day(day, count, cities):
    valid = valid_on(day)
    assert len(valid) == len({row["name"] for row in valid}) == count
    assert sum(row["kind"] == "thành phố" for row in valid) == cities


def test_successors_start_on_the_next_day():
    for row in table("provinces"):
        assert bool(row["successor"]) == bool(row["valid_to"]), row
        if row["valid_to"]:
            following = (date.fromisoformat(row["valid_to"]) + timedelta(days=1)).isoformat()
            for name in values(row["successor"]):
                assert any(r["name"] == name and r["valid_from"] == following for r in table("provinces")), row


def test_the_34_units_follow_63():
    ended = [row for row in table("provinces") if row["valid_to"] == "2025-06-30"]
    into = Counter(row["successor"] for row in ended)
    assert (len(ended), len(into), sorted(Counter(into.values()).items())) == (52, 23, [(2, 17), (3, 6)])
    stayed = {row["name"] for row in valid_on("2025-06-30")} - {row["name"] for row in ended}
    assert stayed | set(into) == {row["name"] for row in valid_on("2025-07-01")}


def test_countries():
    codes = Counter(row["iso2"] for row in table("countries"))
    assert all(re.fullmatch("[A-Z]{2}", code) and count == 1 for code, count in codes.items())
    assert {"VN", "LA", "KH", "CN", "US", "RU", "FR", "GB", "PS", "VA"} <= set(codes)


# Documents and bodies


def test_issuers_are_bodies():
    known = names("bodies") | names("local_bodies")
    assert {row["body"] for row in table("issuers") if not row["needs"]} - known == set()


@pytest.mark.parametrize("name", ["bodies", "issuers"])
def test_periods(name):
    for row in table(name):
        start, end = row["valid_from"], row["valid_to"]
        assert all(not value or DATE.fullmatch(value) for value in (start, end)), row
        assert not (start and end) or start <= end, row


def test_successors_of_bodies_are_there():
    for row in table("bodies"):
        assert set(values(row["successor"])) <= names("bodies"), row
        assert not row["successor"] or row["valid_to"], row


def test_a_body_that_kept_its_name_goes_on_the_next_day():
    for row in table("bodies"):
        if row["name"] in values(row["successor"]):
            later = [r for r in table("bodies") if r["name"] == row["name"] and r["valid_from"] > row["valid_to"]]
            assert later and row["source"] and not any(r["aliases"] for r in later), row


def test_what_became_of_a_unit_names_an_act():
    told = {unit.name for change in changes() for unit in change.before}
    ended = {row["name"] for name in ("bodies", "provinces") for row in table(name) if row["successor"]}
    unsourced = {row["name"] for row in table("bodies") if row["successor"] and not row["source"]}
    assert ended - told == unsourced and len(unsourced) <= 4


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("TW Đảng", "Ban Chấp hành Trung ương Đảng"),
        ("T.Ư Đảng", "Ban Chấp hành Trung ương Đảng"),
        ("Ban Bí thư Trung ương Đảng", "Ban Bí thư"),
        ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
        ("Bộ NN&PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("Ngân hàng Nhà nước", "Ngân hàng Nhà nước Việt Nam"),
        ("Trung ương Đoàn", "Ban Chấp hành Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ("ASEAN", "Hiệp hội các quốc gia Đông Nam Á"),
    ],
)
def test_aliases_of_bodies(form, name):
    assert [row["name"] for row in table("bodies") if key(form) in map(key, forms(row))] == [name]


@pytest.mark.parametrize(
    ("code", "name"),
    [("CT", "Chỉ thị"), ("CTr", "Chương trình"), ("QĐ", "Quyết định"), ("QyĐ", "Quy định"), ("TT", "Thông tư"),
     ("TTr", "Tờ trình"), ("HD", "Hướng dẫn"), ("CĐ", "Công điện"), ("KL", "Kết luận")],
)  # fmt: skip
def test_the_first_type_of_a_code(code, name):
    first = next(row for row in table("document_types") if code in (row["code"], *values(row["alt_codes"])))
    assert first["name"] == name


def test_types_that_also_begin_phrases_need_a_so():
    bare = {row["name"] for row in table("document_types") if row["bare_ok"]}
    assert {"Chỉ thị", "Nghị quyết", "Kết luận", "Nghị định", "Công điện"} <= bare
    assert not bare & {"Thông báo", "Kế hoạch", "Báo cáo", "Quyết định", "Chương trình", "Hướng dẫn", "Luật"}


# Names of persons


def test_surnames_are_in_order_of_frequency_and_marked():
    rows = {row["surname"]: row for row in table("surnames")}
    assert list(rows)[:5] == ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng"]
    common = "Đoàn Hà Cao Thái Lâm Văn Ông Vi Danh An Sơn Đào Tôn Giáp Kim Bế"
    assert set(common.split()) <= {name for name, row in rows.items() if row["common_word"]}
    assert not rows["Nguyễn"]["common_word"]
    assert {"particle", "compound", "ê đê", "gia rai", "hmông", "khmer"} <= {row["group"] for row in rows.values()}


def test_cities_lie_in_a_province_or_country_and_are_neither():
    known = names("provinces") | names("countries")
    assert [row["name"] for row in table("cities") if row["in"] not in known] == []
    others = {key(form) for name in ("provinces", "countries") for row in table(name) for form in forms(row)}
    assert {form for row in table("cities") for form in forms(row) if key(form) in others} == set()
