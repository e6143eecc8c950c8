"""The page: one file that opens from disk with no network. pyvis carries the network into our own template.

News text is untrusted: it goes in as JSON and is only ever set as text; the Content-Security-Policy names the hashes of
the page's own scripts, so that nothing else could run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.files import sweep, write_atomically
from kg.view.content import Data, content, kinds
from kg.view.layout import positions
from kg.view.network import Picture, picture
from kg.view.part import web

if TYPE_CHECKING:
    from kg.store.interface import Store

PAGE = Path(__file__).with_name("page")
STYLES = ("palette.css", "style.css")
SCRIPTS = ("words.js", "drawing.js", "panel.js", "search.js", "main.js")
TITLES = {"vi": "Đồ thị tin chính thức", "en": "Graph of official news"}

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": False, "keyboard": {"enabled": False}, "hover": False},
    "nodes": {"borderWidth": 0, "font": {"size": 0}, "chosen": False},
    "edges": {"smooth": False, "width": 1, "chosen": False, "hoverWidth": 0, "selectionWidth": 0},
}


@dataclass(frozen=True, slots=True)
class Server:
    """Where the page leads on a server: the addresses of its ``home`` and, before a short IRI, of a ``thing``'s page.

    ``note`` says, by language, what the map leaves out.
    """

    home: str
    thing: str
    note: Mapping[str, str] = field(default_factory=dict)


def write_page(store: Store, path: str | Path, *, around: str | None = None, steps: int = 1, lang: str = "vi") -> None:
    """Write the graph of a store as a page; with ``around`` (an IRI) only what lies within ``steps`` relations of it.

    ``lang`` ('vi' or 'en') is the language in which it opens. Raises OutputError where the file cannot be written, and
    NotFoundError where ``around`` is nothing that the picture shows (a report).
    """
    html = page(store, around=around, steps=steps, lang=lang)
    sweep(Path(path).parent)
    write_atomically(path, lambda out: out.write(html.encode("utf-8")))


def page(store: Store, *, around: str | None = None, steps: int = 1, lang: str = "vi") -> str:
    """Return the page's HTML (see :func:`write_page`); the same graph gives the same text."""
    return page_of(store, web(store).around(around, steps) if around else None, lang=lang)


def page_of(store: Store, chosen: Collection[str] | None, *, lang: str = "vi", server: Server | None = None) -> str:
    """Return the page of the things ``chosen`` (IRIs) and the relations between them, or of all things."""
    shown = picture(store, chosen)
    data = content(shown, store.base, lang)
    return _render(shown, data | ({"server": asdict(server)} if server else {}), store.base, lang)


def _render(shown: Picture, data: Data, base: str, lang: str) -> str:
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.templateEnv = Environment(loader=FileSystemLoader(PAGE, encoding="utf-8"), autoescape=True)
    net.templateEnv.policies["json.dumps_kwargs"] = {"sort_keys": False}  # our order: the legend's, the document's
    net.path = "template.html"
    net.nodes.extend(_nodes(shown, data, base))
    net.edges.extend(_lines(data))
    net.set_options(json.dumps(_OPTIONS))
    net.templateEnv.globals.update(_parts(data, lang))
    return net.generate_html()


def _nodes(shown: Picture, data: Data, base: str) -> list[dict[str, Any]]:
    placed = positions(shown.graph)
    found = []
    for at, node in enumerate(data["nodes"]):
        kind = kinds()[node["k"]]
        x, y = placed[base + node["id"] if base + node["id"] in placed else node["id"]]
        found.append({"id": at, "x": x, "y": y, "shape": kind["shape"], "color": kind["color"], "size": node["size"]})
    return found


def _lines(data: Data) -> list[dict[str, int]]:
    return [{"id": at, "from": line["a"], "to": line["b"]} for at, line in enumerate(data["lines"])]


def _parts(data: Data, lang: str) -> dict[str, Any]:
    from markupsafe import Markup

    scripts = [_carrier(), *((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS)]
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "lang": lang,
        "page_title": TITLES[lang],
        "page_data": data,
        "policy": Markup(policy),
        "style": Markup("".join((PAGE / name).read_text(encoding="utf-8") for name in STYLES)),
        "scripts": [Markup(script) for script in scripts],
    }


def _carrier() -> str:
    """Return vis-network's script out of pyvis's own package files."""
    import pyvis

    script = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return script.read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
