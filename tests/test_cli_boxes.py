"""Containers, tables and addresses on the command line."""

from __future__ import annotations

import zipfile

from commands import run_process

TEXT = "Ngày 21/1/2022, Bộ trưởng Ngoại giao Bùi Thanh Sơn chủ trì Hội nghị.\n"


def boxed(folder, name="box.zip", **texts) -> None:
    with zipfile.ZipFile(folder / name, "w") as box:
        for inner, text in texts.items():
            box.writestr(f"{inner}.txt", text)


def test_an_archive_is_ingested_and_its_members_are_not_taken_to_be_absent(tmp_path):
    (tmp_path / "in").mkdir()
    boxed(tmp_path / "in", a=TEXT, b=TEXT + "Một.", c=TEXT + "Hai.")
    ran = run_process("ingest", "in", folder=tmp_path)
    assert ran.code == 0
    assert "3 new" in ran.out
    ran = run_process("ingest", "in", folder=tmp_path)
    assert "3 unchanged" in ran.out
    assert "from no file" not in ran.err
    assert "box.zip/a.txt" in run_process("reports", folder=tmp_path, COLUMNS="200").out
    boxed(tmp_path / "in", a=TEXT, b=TEXT + "Một.")
    assert "from no file" not in run_process("ingest", "in", folder=tmp_path).err


def test_a_web_address_without_the_permission(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = run_process("ingest", "http://u:geheim@127.0.0.1/x", "a.txt", folder=tmp_path)
    assert ran.code == 1
    assert "1 report read: 1 new" in ran.out and "1 failed" in ran.out
    assert ran.err == (
        "kg: http://127.0.0.1/x: is a web address, and nothing is fetched unasked; allow it with --allow-network\n"
    )
    ran = run_process("extract", "--allow-network", "http://127.0.0.1:1/x", folder=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kg: http://127.0.0.1:1/x: is in a private network")
