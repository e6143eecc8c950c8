"""The floors of the house: imports go down only, and the four wings of the working floor never see each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"

# From the ground up. A module may import from its own entry and from every entry on a lower floor.
FLOORS: list[set[str]] = [
    {"errors", "text"},
    {"files", "dates", "sandbox"},
    {"model", "lexicon", "passages"},
    {"parting"},
    {"documents", "reading", "resolution", "graph", "judgements", "runs"},
    {"store", "evaluate", "world"},
    {"view", "build", "queries", "difference"},
    {"export", "findings", "review"},
    {"intake"},
    {"serve", "doctor"},
    {"cli"},
]
LEVEL = {name: level for level, floor in enumerate(FLOORS) for name in floor}
# Inside the reader likewise; what lies beside these rooms (pipeline, scan …) is on top.
READING = ["words", "places", "bodies", "officials", "directives", "events", "clauses", "relations"]
RDF = {"rdflib", "pyoxigraph", "pyshacl"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return  # the façade looks down on everything, lazily
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "kg" or len(parts) < 2 or parts[1] in (here, "__version__"):
            continue
        assert parts[1] in LEVEL, f"{path}: {name} has no floor: name it in FLOORS"
        assert LEVEL[parts[1]] < LEVEL[here], f"{path}: {here} may not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_those_who_should_know_rdf_or_click(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    if room(path) in {"reading", "resolution", "documents", "lexicon", "model", "text", "dates"}:
        assert not used & RDF, f"{path} knows no RDF"
    if room(path) != "cli":
        assert "click" not in used, f"{path}: only the door knows click"


def test_one_module_knows_the_engine() -> None:
    knowing = [p for p in MODULES if "pyoxigraph.Store" in imports(p) or "ox.Store" in p.read_text(encoding="utf-8")]
    assert [str(p.relative_to(PACKAGE)) for p in knowing] == ["store/embedded.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400


@pytest.mark.parametrize("path", sorted((PACKAGE / "reading").glob("*/*.py")), ids=lambda path: path.stem)
def test_the_rooms_of_the_reader_only_look_down(path: Path) -> None:
    here = READING.index(path.parent.name)
    for name in imports(path):
        parts = name.split(".")
        if parts[:2] == ["kg", "reading"]:
            assert parts[2] in READING[: here + 1], f"{path}: {path.parent.name} may not import {name}"
