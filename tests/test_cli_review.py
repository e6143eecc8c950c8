"""The commands of people who decide: the dialogue in a pipe and on a terminal, files of decisions, what is refused."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from dataclasses import replace

import pytest
from click.testing import CliRunner
from commands import environment
from namesakes import CHAIR, CHAIR_AGAIN, DIRECTOR, NAME, SECRETARY, namesakes, pipeline
from sample_store import put_reader

import kg
from kg.cli.pair import words
from kg.graph.serialise import FORMATS
from kg.judgements.file import JUDGEMENTS_FILE, read
from kg.model import KINDS

VI = "Vì sao"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return namesakes(tmp_path_factory.mktemp("namesakes") / "s")


@pytest.fixture
def store(first, here, monkeypatch):
    """A store of its own, in the folder of work, with the reader that knows its reports."""
    put_reader(monkeypatch, pipeline())
    monkeypatch.setenv("KG_STORE", "s")
    monkeypatch.setenv("KG_WHO", "An")
    return shutil.copytree(first, here / "s")


def judged(store):
    return [(each.verdict, each.who, each.why) for each in read(store / JUDGEMENTS_FILE)]


def iris(store):
    """Return report key → the short IRI of the person in it."""
    with kg.open_store(store) as opened:
        rows = opened.query("SELECT ?p ?g { GRAPH ?g { ?p a kg:Person } }")
        return {row["g"].value[-16:]: row["p"].value.removeprefix(opened.base) for row in rows}


def dialogue(keys, *arguments):
    """Run the dialogue by click's own runner, its input from a pipe."""
    from kg.cli.main import cli

    return CliRunner().invoke(cli, ["review", *arguments], input=keys, catch_exceptions=False).output


# The dialogue


def test_both_sides_are_on_the_screen_with_what_tells_them_apart(store):
    shown = dialogue("q\n")
    for told in (NAME, "Giám đốc Sở Nội vụ tỉnh Cà Mau (2024-08-09)",
                 "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn (2024-03-05 … 2024-06-09)", "── 1/3 · Người · điểm",
                 "«Trần Văn Mẫu, Giám đốc Sở Nội vụ tỉnh Cà Mau»", "(2024-08-09) Ngày 2024-08", "[s] một"):  # fmt: skip
        assert told in " ".join(shown.split()), told
    assert all(len(line) <= 80 for line in shown.splitlines())
    reasons = shown[shown.index("\nvì\n") :].splitlines()
    assert reasons[2].startswith("   −0,82  họ tên")
    assert judged(store) == []


def test_every_word_is_there_in_both_languages(store):
    shown = dialogue("q\n", "--lang", "en")
    for told in ("── 1/3 · Person · score", "posts: Giám đốc", "because", "[s]ame  [d]ifferent", "0 same, 0 different"):
        assert told in shown, told
    assert words("vi").keys() == words("en").keys()
    for name in words("vi"):
        vi, en = words("vi")[name], words("en")[name]
        assert vi and en and vi.count("{}") == en.count("{}"), name


def test_each_key_does_what_it_says(store):
    said = dialogue("x\nz\nk\nw\ncùng quê\ns\n\nq\n")
    assert "không có phím x" in said and "chưa quyết định gì lần này" in said and "sẽ ghi kèm lý do" in said
    assert judged(store) == [("same", "An", "cùng quê")]
    assert said.rstrip().endswith("1 là một, 0 là hai, 0 chưa rõ, 1 bỏ qua; còn 1 cặp")


def test_what_is_taken_back_is_asked_again(store):
    said = dialogue("d\nz\nu\nd\nz\nq\n")
    assert judged(store) == [("unsure", "An", "")]
    assert said.count("đã hoàn tác: là hai") == 2
    heads = [line.split(" · ")[0] for line in said.splitlines() if line.startswith("── ")]
    assert heads == ["── 1/3", "── 2/3", "── 1/3", "── 2/3", "── 3/3", "── 2/3"]


def test_to_the_end(store):
    said = dialogue("d\nd\nd\n")
    assert [verdict for verdict, *_ in judged(store)] == ["different"] * 3
    assert said.rstrip().endswith("0 là một, 3 là hai, 0 chưa rõ, 0 bỏ qua; còn 0 cặp")
    assert dialogue("") == "Không còn cặp nào cần xem.\n"


def test_what_somebody_could_not_decide_is_asked_again_only_with_all(store):
    dialogue("u\n")
    assert "── 1/2 " in dialogue("q\n")
    assert "── 1/3 " in dialogue("q\n", "--all")
    said = dialogue("k\nk\nd\n", "--all")
    assert "đã có người không quyết được" in said
    assert [verdict for verdict, *_ in judged(store)] == ["unsure", "different"]


def test_only_the_kinds_that_are_wanted(store):
    assert dialogue("q\n", "--kind", "body") == "Không còn cặp nào cần xem.\n"
    assert "── 1/3 " in dialogue("q\n", "--kind", "body", "--kind", "person")


def test_an_end_of_input_is_an_end(store):
    assert dialogue("").rstrip().endswith("còn 3 cặp")


SCRIPT = """
import sys, namesakes, kg.reading
sys.modules["kg.reading.pipeline"] = kg.reading.pipeline = namesakes.pipeline()
from kg.cli.main import main; main()
"""


class Terminal:
    """``kg`` on a terminal of its own, 80 columns wide."""

    def __init__(self, folder, *arguments):
        self.master, slave = pty.openpty()
        env = environment(KG_STORE="s", KG_WHO="Bình", TERM="xterm", COLUMNS="80", LC_ALL="C.UTF-8")
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, *arguments], stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=env,
            preexec_fn=lambda: (os.setsid(), fcntl.ioctl(0, termios.TIOCSCTTY, 0)),
        )  # fmt: skip
        os.close(slave)
        self._came = b""

    def until(self, text, seconds=60):
        """Read until a text has come; return what came with it. What comes after it is for the next call."""
        wanted, end = text.encode(), time.monotonic() + seconds
        while wanted not in self._came:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            try:
                piece = os.read(self.master, 65536) if ready else b""
            except OSError:  # the process has ended
                piece = b""
            if not piece:
                self._process.kill()
                self._process.wait()
            assert piece, f"{text!r} did not come: {self._came.decode('utf-8', 'replace')}"
            self._came += piece
        came, _, self._came = self._came.partition(wanted)
        return came.decode("utf-8", "replace") + text

    def press(self, keys):
        os.write(self.master, keys.encode())

    def ended(self):
        code = self._process.wait(60)
        os.close(self.master)
        return code


def test_on_a_terminal_one_key_answers(store, here):
    terminal = Terminal(here, "review")
    shown = terminal.until("> ")
    assert "\x1b[1;4mTrần Văn Mẫu, Giám đốc" in shown and "«" not in shown
    terminal.press("d")
    assert "là hai · " in terminal.until("> ")
    terminal.press("\x1b[D")  # the left arrow ends in a D: no answer at all
    terminal.until("không có phím ?")
    terminal.until("> ")
    terminal.press("w")
    terminal.until("lý do: ")
    terminal.press("hỏi người quen\r")
    terminal.until("> ")
    terminal.press("s")
    assert "1 là một, 1 là hai" in terminal.until("cặp")
    assert terminal.ended() == 0
    assert judged(store) == [("different", "Bình", ""), ("same", "Bình", "hỏi người quen")]


def test_ctrl_c_keeps_what_was_decided(store, here):
    terminal = Terminal(here, "review", "--lang", "en")
    terminal.until("> ")
    terminal.press("d")
    terminal.until("> ")
    terminal.press("\x03")
    assert "interrupted; what was finished is kept" in terminal.until("kept")
    assert terminal.ended() == 130
    assert judged(store) == [("different", "Bình", "")]
    with kg.open_store(store) as opened:
        assert len(opened.reports()) == 4


# Files of decisions


def open_pairs(kg_run):
    ran = kg_run("review", "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_what_is_open_comes_as_json_and_goes_back_with_verdicts(store, kg_run, here):
    rows = open_pairs(kg_run)
    assert len(rows) == 3 and all(row["verdict"] is None for row in rows)
    assert {row["a"]["kind"] for row in rows} == {"Person"}
    assert all(row["reasons"][0].keys() == {"code", "weight", "vi", "en"} for row in rows)
    for row in rows:
        for side in (row["a"], row["b"]):
            assert side["label"] == NAME and side["posts"] and side["evidence"] and side["reports"][0]["date"]
            assert all(quote["words"] in quote["sentence"] for quote in side["evidence"])
    rows[0] |= {"verdict": "different", "why": "hai tỉnh"}
    rows[1]["verdict"] = "unsure"
    (here / "d.json").write_text(json.dumps(rows), encoding="utf-8")
    ran = kg_run("review", "--decide", "d.json")
    assert (ran.code, ran.err) == (0, "") and ran.out.count("\n") == 3
    assert judged(store) == [("different", "An", "hai tỉnh"), ("unsure", "An", "")]
    left = open_pairs(kg_run)
    assert [bool(row["unsure"]) for row in left] == [False, True]
    ran = kg_run("review", "--decide", "d.json")
    assert ran.code == 1 and "d.json, row 1: says again what s/judgements.tsv:" in ran.err


def test_a_table_of_names(store, kg_run, here):
    short = iris(store)
    table = (f"# ghi chú\nverdict\ta\tb\twhy\tid\nsame\t{short[CHAIR.report.key]}\t"
             f"{short[DIRECTOR.report.key]}\tdòng 1\\ndòng 2\t\n\tx\ty\t\t\n")  # fmt: skip
    (here / "d.tsv").write_text(table, encoding="utf-8")
    assert kg_run("review", "--decide", "d.tsv", "--who", "Lê Thí Dụ").code == 0
    assert judged(store) == [("same", "Lê Thí Dụ", "dòng 1\ndòng 2")]


def test_the_judgements_of_another_store_can_be_decided_here(store, kg_run, here):
    short = iris(store)
    kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key], "--who", "Bình", "--why", "x")
    kg_run("split", short[CHAIR.report.key], "--report", CHAIR_AGAIN.report.key)
    there = read(store / JUDGEMENTS_FILE)
    shutil.copy(store / JUDGEMENTS_FILE, here / "theirs.tsv")
    kg_run("undo", *(each.id for each in there))
    assert not (store / JUDGEMENTS_FILE).exists()
    ran = kg_run("review", "--decide", "theirs.tsv")
    assert ran.code == 0, ran.err
    assert read(store / JUDGEMENTS_FILE) == there


CHOSEN = {"c": CHAIR, "d": DIRECTOR, "s": SECRETARY}
BAD = [
    ("a\tb\nx\ty", ":1: has no column verdict; the first line names the columns: verdict a b"),
    ("verdict\ta\tb\tnote\n", ":1: names the column 'note'"),
    ("verdict\ta\tb\nsame\t{c}", ":2: has 2 columns, not 3; they are: verdict a b"),
    ("verdict\ta\tb\nequal\t{c}\t{d}", ":2: has the verdict 'equal'; there are: same, different, unsure, accepted"),
    ("verdict\ta\tb\nsame\t{c}\t{d}\nsame\t{d}\tNobody", ":3: nothing in the graph is called 'Nobody'"),
    ("verdict\ta\tb\nsame\t{c}\t{d}\nsame\t{d}\tTrần Văn Mẫu", ":3: 'Trần Văn Mẫu' is the name of 3 things"),
    ("verdict\ta\tb\nsame\t{c}\t{d}\nsame\t{d}\t{c}", ":3: says again what d:2 says"),
    ("verdict\ta\tb\nsame\t{c}\t{d}\nsame\t{d}\t{s}\ndifferent\t{c}\t{s}", ":4: (person/"),
    ("verdict\ta\tb\nsame\t{c}\t{c}", ":2: {c} and {c} are one already"),
    ("verdict\ta\tb\nsame\t{c}\tSở Nội vụ tỉnh Cà Mau", ":2: is about things of different kinds"),
    ("verdict\ta\tb\nsame\t\t{c}", ":2: does not name a"),
    ("verdict\ta\tb\nsame\t{c}\t", ":2: does not name b"),
    ("verdict\ta\ta_in\tb\nsame\t{c}\tp1\t{d}", ":2: has 'p1' in a_in; write 16 hex digits"),
    ("verdict\ta\tb\twhen\nsame\t{c}\t{d}\tyesterday", ":2: has the time 'yesterday'"),
    ("verdict\ta\tb\nsame\t{c}\t{d}\\x", r":2: has '\\x' in it"),
    ('[{"verdict": "same", "a": "{c}", "b": "{d}"}, {"verdict": "same"}]', ", row 2: does not name a"),
    ('[{"verdict": "same", "a": "{c}", "b": 5}]', ", row 1: has no name in b"),
    ('[{"verdict": 7, "a": "{c}", "b": "{d}"}]', ", row 1: has the verdict 7"),
    ('["same"]', ", row 1: is no object"),
    ('{"a": 1}', ", row 1: has no verdict; give one of same, different, unsure, accepted; null leaves it open"),
    ('[{"verdict": "same", "a": "{c}", "b": "{d}"}, {}]', ", row 2: has no verdict"),
    ("verdict\ta\tb\naccepted\tzzz-1234567890\t", ":2: no finding has the id 'zzz-1234567890'; kg check"),
    ("verdict\ta\tb\nsame\t{c}\t{d}\naccepted\tzzz\t", ":3: no finding has the id 'zzz'"),
    ("[{", ": is no JSON: "),
    ("[" * 100_000, ": is no list of decisions: too much in it stands inside one another"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message for _, message in BAD])
def test_a_file_of_decisions_is_taken_whole_or_not_at_all(store, kg_run, here, text, message):
    short = {letter: iris(store)[reading.report.key] for letter, reading in CHOSEN.items()}
    for letter, iri in short.items():
        text, message = text.replace(f"{{{letter}}}", iri), message.replace(f"{{{letter}}}", iri)
    (here / "d").write_text(text, encoding="utf-8")
    ran = kg_run("review", "--decide", "d")
    assert ran.code == 1 and ran.out == ""
    assert ran.err.startswith("kg: d") and message in ran.err and ran.err.count("\n") == 1, ran.err
    assert not (store / JUDGEMENTS_FILE).exists()


def test_no_utf_8_no_file_and_nothing_decided(store, kg_run, here):
    (here / "d").write_bytes(b"verdict\ta\tb\nsame\t\xff\tx")
    assert "d:2: is not UTF-8; save the file as UTF-8" in kg_run("review", "--decide", "d").err
    assert "none.tsv: cannot be read: no such file" in kg_run("review", "--decide", "none.tsv").err
    for text in ("[]", '[{"verdict": null, "a": {"iri": "x"}}]'):
        (here / "d").write_text(text, encoding="utf-8")
        assert kg_run("review", "--decide", "d").out == "nothing was decided: no row has a verdict\n"
    assert kg_run("review", "--json", "--decide", "d").code == 2
    assert kg_run("review", "--limit", "1").code == 2
    assert len(json.loads(kg_run("review", "--json", "--limit", "2").out)) == 2


# merge, split, undo, judgements


def test_one_command_after_the_other(store, kg_run):
    short = iris(store)
    chair, director = short[CHAIR.report.key], short[DIRECTOR.report.key]
    ran = kg_run("merge", chair, director, "--why", "cùng\nquê")
    assert ran.code == 0 and ran.out.splitlines()[1] == "kept in s/judgements.tsv; kg undo ID takes one back"
    assert iris(store)[DIRECTOR.report.key] == chair
    assert NAME in kg_run("show", director).out  # which leads on
    ran = kg_run("merge", chair, director)
    assert (
        ran.code == 1
        and ran.err == f"kg: this judgement: {chair} and {director} are one already; nothing is to be done\n"
    )
    ran = kg_run("split", chair, "--report", DIRECTOR.report.key)
    assert ran.code == 1 and "s/judgements.tsv:" in ran.err and "contradicts" in ran.err
    ran = kg_run("split", chair, "--report", CHAIR_AGAIN.report.source_id)
    assert ran.code == 0, ran.err
    assert len(set(iris(store).values())) == 3
    shown = kg_run("judgements")
    assert "2 judgements" in shown.out and "cùng quê" in shown.out and "An" in shown.out
    rows = json.loads(kg_run("judgements", "--json").out)
    assert [(row["verdict"], row["effect"]) for row in rows] == [("same", True), ("different", True)]
    for format in FORMATS:
        assert rows[0]["id"] in kg_run("judgements", "--format", format).out
    ran = kg_run("undo")
    assert ran.code == 0 and ran.out.startswith(f"taken back: {rows[1]['id']} different")
    assert kg_run("undo", rows[0]["id"][:4]).code == 0
    assert iris(store) == short
    assert kg_run("undo").err.startswith("kg: there is no judgement to take back")
    assert kg_run("judgements").out == "nobody has decided anything yet; kg review shows what is open\n"


@pytest.mark.parametrize("command", [("ingest", "new"), ("forget", CHAIR.report.key), ("review",), ("undo",),
                                     ("judgements",), ("review", "--json")])  # fmt: skip
def test_a_damaged_file_is_told_in_one_line(store, kg_run, here, command):
    (here / "new").mkdir()
    for name in "ab":
        (here / "new" / f"{name}.txt").write_text(f"Ngày {name}.", encoding="utf-8")
    (store / JUDGEMENTS_FILE).write_text("nonsense\n", encoding="utf-8")
    before = sorted(iris(store).items())
    ran = kg_run(*command)
    assert ran.code == 1 and ran.out == ""
    assert ran.err.startswith("kg: s/judgements.tsv:1: is not the line that names the columns; write there: id when")
    assert ran.err.count("\n") == 1
    assert sorted(iris(store).items()) == before


def test_a_name_of_several_lists_them(store, kg_run):
    ran = kg_run("merge", NAME, iris(store)[CHAIR.report.key])
    assert ran.code == 1 and ran.err.count("\n  person/") == 3


def test_a_judged_graph_is_in_good_form(store, kg_run):
    short = iris(store)
    kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key])
    kg_run("split", short[CHAIR.report.key], "--report", CHAIR_AGAIN.report.key)
    ran = kg_run("validate")
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_what_has_no_effect_is_marked(store, kg_run):
    short = iris(store)
    kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key])
    kg_run("forget", DIRECTOR.report.key)
    assert "without effect" in kg_run("judgements").out
    assert [row["effect"] for row in json.loads(kg_run("judgements", "--json").out)] == [False]


def split_again(store, kg_run):
    """Split one report of the chair off; return the id of that judgement and the IRI that it gave."""
    short = iris(store)[CHAIR.report.key]
    assert kg_run("split", short, "--report", CHAIR_AGAIN.report.key).code == 0
    (row,) = json.loads(kg_run("judgements", "--json").out)
    assert row["effect"] and row["split_off"].endswith(iris(store)[CHAIR_AGAIN.report.key])
    assert row["split_off"] in kg_run("judgements", "--format", "nquads").out
    return row["id"], row["split_off"]


NO_EFFECT = "kg: 1 judgement has no effect now: kg judgements"


@pytest.mark.parametrize("gone", [CHAIR, CHAIR_AGAIN])
def test_forget_says_that_a_judgement_loses_its_effect(store, kg_run, gone):
    split_again(store, kg_run)
    assert kg_run("forget", DIRECTOR.report.key).err == ""
    ran = kg_run("forget", gone.report.key)
    assert ran.code == 0 and ran.err.strip() == NO_EFFECT
    assert kg_run("forget", SECRETARY.report.key).err == ""  # that is said once


def test_ingest_says_that_a_judgement_loses_its_effect(store, kg_run, here):
    split_again(store, kg_run)
    (here / "new").mkdir()
    (here / "new" / CHAIR_AGAIN.report.source_id).write_text("Không nói đến ai.", encoding="utf-8")
    ran = kg_run("ingest", "new")
    assert ran.code == 0 and ran.err.splitlines()[-1] == NO_EFFECT, ran.err
    (here / "new" / CHAIR_AGAIN.report.source_id).write_text(CHAIR_AGAIN.report.text, encoding="utf-8")
    ran = kg_run("ingest", "new")
    assert ran.code == 0 and NO_EFFECT not in ran.err
    assert [row["effect"] for row in json.loads(kg_run("judgements", "--json").out)] == [True]


def test_reread_says_that_a_judgement_loses_its_effect(store, kg_run, monkeypatch):
    split_again(store, kg_run)
    module = pipeline()
    told = module.read
    module.reader_version = lambda: "another/2"
    module.read = lambda report: replace(
        told(report), reader="another/2", **({"entities": (), "statements": ()} if report == CHAIR.report else {})
    )
    put_reader(monkeypatch, module)
    ran = kg_run("reread")
    assert ran.code == 0 and ran.err.splitlines()[-1] == NO_EFFECT, ran.err


def test_who_decides(store, kg_run, monkeypatch):
    short = iris(store)
    pair = (short[CHAIR.report.key], short[DIRECTOR.report.key])
    monkeypatch.delenv("KG_WHO")
    monkeypatch.setenv("LOGNAME", "thi-du")
    kg_run("merge", *pair)
    kg_run("merge", short[SECRETARY.report.key], pair[0], "--who", "Bình\tB")
    assert [who for _, who, _ in judged(store)] == ["thi-du", "Bình\tB"]
    assert kg_run("merge", *pair, "--who", " ").code == 2


def test_the_lists_of_names_are_those_of_the_house():
    from kg.cli import options, review

    assert options.RDF_FORMATS == ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")
    assert set(options.RDF_FORMATS) == set(FORMATS)
    assert {kind.capitalize() for kind in review.KINDS} <= set(KINDS) - {"Post"}


def test_joined_tells_why_reports_mean_one(store, kg_run):
    short = iris(store)
    ran = kg_run("joined", short[CHAIR.report.key])
    assert ran.code == 0 and ran.out.startswith("1  Trần Văn Mẫu: Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn\n")
    assert "2024-03-05" in ran.out and "2024-06-09" in ran.out and "\n2" not in ran.out  # one post: one part
    kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key])
    ran = kg_run("joined", short[CHAIR.report.key], "--lang", "en")
    assert "2  Trần Văn Mẫu: Giám đốc Sở Nội vụ tỉnh Cà Mau" in ran.out and "a person judged them" in ran.out
    assert "one with 1, because" in ran.out and max(map(len, ran.out.splitlines())) <= 80
    told = json.loads(kg_run("joined", short[CHAIR.report.key], "--json").out)
    assert [len(part["members"]) for part in told] == [2, 1]
    assert told[1]["with"] == told[0]["members"][0] and told[1]["reasons"][0]["code"] == "judged"
    assert (told[0]["with"], told[0]["reasons"]) == ("", [])
    assert kg_run("joined", "nobody").code == 1


def test_who_only_asks_needs_no_lock(store, kg_run):
    short = iris(store)
    with kg.open_store(store, write=True):
        assert kg_run("joined", short[CHAIR.report.key]).code == 0
        assert len(json.loads(kg_run("review", "--json").out)) > 0
        assert kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key]).code == 1


def test_a_file_that_was_edited_or_lost_is_noticed(store, kg_run):
    short, file = iris(store), store / JUDGEMENTS_FILE
    assert kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key]).code == 0
    rows = file.read_bytes()
    file.write_bytes(b"")
    assert "kg reread" in kg_run("judgements").err
    assert kg_run("reread").code == 0 and kg_run("judgements").err == ""
    assert iris(store) == short
    file.write_bytes(rows)
    assert kg_run("undo").code == 0 and iris(store) == short
    kg_run("merge", short[CHAIR.report.key], short[DIRECTOR.report.key])
    file.unlink()
    for command in (("reread",), ("undo",), ("joined", short[CHAIR.report.key])):
        ran = kg_run(*command)
        assert ran.code == 1 and "not here" in ran.err and "\n" not in ran.err.strip()
    assert "not here" in kg_run("judgements").err
