"""Questions that would never end, or never fit: what is written while it is found, and when ``kg query`` gives up."""

from __future__ import annotations

import subprocess
import sys

import pytest
from commands import SCRIPT, environment, run_process

from kg.store.open import open_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BOUNDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TABLES = ["who-chairs", "SELECT ?label { ?x rdfs:label ?label } ORDER BY ?label", "ASK { ?x a kg:Person }"]


@pytest.mark.parametrize("question", TABLES)
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_what_is_written_while_it_is_found_is_what_was_written_before(asked, made, question, format):
    from kg.cli.questions import answer
    from kg.cli.questions import asked as meant

    with open_store(made) as store:
        expected = answer(store, meant(question), {}).serialise(format)
    ran = asked("query", question, "--format", format)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode() == expected.removesuffix(b"\n") + b"\n"


def test_an_answer_without_end_can_be_read_from(made, tmp_path):
    command = [sys.executable, "-c", SCRIPT, "query", BOUNDLESS, "--store", str(made), "--format", "csv"]
    with subprocess.Popen(command, stdout=-1, stderr=-1, env=environment(), cwd=tmp_path) as process:
        assert process.stdout.readline() == b"a,b,c,d,e,f,g,h,i,j,k,l\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


GRAPH = "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SLOW = [
    (ENDLESS, "table"),
    (ENDLESS, "json"),
    (BOUNDLESS, "table"),
    (BOUNDLESS, "csv"),
    (GRAPH, "table"),
    (GRAPH, "turtle"),
]


@pytest.mark.parametrize(("question", "format"), SLOW)
def test_a_question_that_takes_too_long_is_given_up(made, tmp_path, question, format):
    options = ("--store", str(made), "--format", format, "--timeout", "0.5")
    ran = run_process("query", question, *options, folder=tmp_path)
    said = "kg: the query took longer than 0.5 seconds; ask for less, or give it more with --timeout\n"
    assert (ran.code, ran.err) == (1, said)


LITTLE = "from kg.serve import memory; memory.left = lambda: 300 << 20; " + SCRIPT


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells on Linux")
def test_an_answer_that_does_not_fit_is_given_up(made, tmp_path):
    ran = run_process("query", BOUNDLESS, "--store", str(made), folder=tmp_path, script=LITTLE)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "needs more than 150 MB of memory, half of what is left; add a LIMIT" in ran.err


@pytest.mark.parametrize("seconds", ["0", "-1", "soon"])
def test_a_time_that_is_none_is_refused(asked, seconds):
    ran = asked("query", "ASK {}", "--timeout", seconds)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
