"""What the tests of stores and files share: running Python beside the test, small quads, terms of rdflib."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import rdflib

ROOT = Path(__file__).resolve().parent.parent


def python(code: str, *args: object, **options) -> subprocess.Popen:
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, cwd=ROOT, text=True, **options)


def quad(subject: str, value: str, graph: str = "g") -> ox.Quad:
    name = ox.NamedNode
    return ox.Quad(name(f"https://x.example/{subject}"), name("https://x.example/p"), ox.Literal(value),
                   name(f"https://x.example/{graph}"))  # fmt: skip


def term(value) -> ox.NamedNode | ox.Literal:
    """Return the term that one of rdflib's stands for."""
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if value.language or not value.datatype:
        return ox.Literal(str(value), language=value.language)
    return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype)))
