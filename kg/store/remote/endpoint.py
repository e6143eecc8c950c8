"""From the URL that a user gives to the addresses of an engine: for queries, for updates, for whole graphs."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kg.errors import StoreError
from kg.store.marker import refuse_base

UPDATE_URL, GRAPHS_URL = "KG_UPDATE_URL", "KG_GRAPH_STORE_URL"

# How an engine's address for queries ends → what stands there for updates, and for the Graph Store Protocol ('' where
# it has none of that kind). First by what its Server header begins with, then by the path alone.
_BY_SERVER = {
    "virtuoso": (r"/sparql(-auth)?", "/sparql-auth", "/sparql-graph-crud-auth"),
    "apache jena fuseki": (r"/(query|sparql)", "/update", "/data"),
    "oxigraph": (r"/query", "/update", "/store"),
}
_BY_PATH = (
    (
        r"/repositories/([^/]+)",
        r"/repositories/\1/statements",
        r"/repositories/\1/rdf-graphs/service",
    ),  # RDF4J, GraphDB
    (r"/query", "/update", ""),  # Stardog, Fuseki and others
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A URL that names a store: the address for queries, and the store's base where the URL says it, else ''."""

    url: str
    base: str = ""

    def addresses(self, server: str) -> tuple[str, str]:
        """Return the address for updates, and that of the Graph Store Protocol ('' for none).

        ``server`` is the engine's Server header. What the environment says (``KG_UPDATE_URL``, ``KG_GRAPH_STORE_URL``)
        goes before what is known of engines; one that nothing is known of takes updates where it takes queries.
        """
        rules = [rule for name, rule in _BY_SERVER.items() if server.lower().startswith(name)]
        found = (derived for rule in (*rules, *_BY_PATH) if (derived := _derived(self.url, *rule)))
        update, graphs = next(found, (self.url, ""))
        return _named(UPDATE_URL) or update, _named(GRAPHS_URL) or graphs

    def cache(self, base: str) -> Path:
        """Return the folder for what this machine remembers of the store, and can do without."""
        return self._folder("XDG_CACHE_HOME", ".cache", base)

    def kept(self, base: str) -> Path:
        """Return the folder for what this machine keeps beside the store: it is nowhere else."""
        return self._folder("XDG_DATA_HOME", ".local/share", base)

    def _folder(self, variable: str, usual: str, base: str) -> Path:
        home = Path(os.environ.get(variable) or Path.home() / usual)
        return home / "kg" / "stores" / hashlib.sha256(f"{self.url}\n{base}".encode()).hexdigest()[:16]


def endpoint(url: str) -> Endpoint:
    """Read the URL of a store. Raises StoreError for one that is none, or that holds a user or a password."""
    address, _, fragment = url.partition("#")
    _check(address, "the store")
    if fragment and not fragment.startswith("base="):
        raise StoreError(f"{url}: after # only base=… can stand; name the base of one of several stores there")
    base = unquote(fragment.removeprefix("base="))
    if fragment:
        refuse_base(base)
    return Endpoint(address, base)


def is_url(text: str) -> bool:
    """Whether a store's name is the URL of an engine."""
    return bool(re.match("https?:", text, re.IGNORECASE))


def shown(url: str) -> str:
    """Return a URL as messages may show it: without the user and password that may stand in it."""
    return re.sub("//[^/]*@", "//", url)


def _derived(url: str, tail: str, update: str, graphs: str) -> tuple[str, str] | None:
    path, question, options = url.partition("?")
    match = re.fullmatch(f"(.*){tail}/?", path)
    if not match:
        return None
    start = match.group(1)
    rest = path[len(start) :].rstrip("/")
    updates, store = (start + re.sub(tail, to, rest) if to else "" for to in (update, graphs))
    return updates + question + options, store + question + options if store else ""


def _named(variable: str) -> str:
    url = os.environ.get(variable, "")
    if url:
        _check(url, variable)
    return url


def _check(url: str, what: str) -> None:
    """Raise StoreError for what is no plain http or https address."""
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise StoreError(f"a user or password in the address is refused ({what} {shown(url)}), as others can read "
                         "the command line; set KG_STORE_USER and KG_STORE_PASSWORD, or use ~/.netrc")  # fmt: skip
    try:
        right = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right or re.search(r"[\s<>\"]", url):
        raise StoreError(f"{what} {url!r} is no address; write http://host:port/path or https://…")
