"""Requests to an engine: sent, sent again where that can do no harm, and what goes wrong told in one line."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Mapping

import httpx

from kg.errors import QueryError, StoreError
from kg.store.remote.endpoint import Endpoint
from kg.store.remote.login import PASSWORD, TOKEN, USER, login
from kg.text import one_space

TIMEOUT = "KG_STORE_TIMEOUT"  # seconds to wait for an answer
_PATIENCE = 300.0
_PAUSES = (0.2, 0.5, 1.5)  # seconds before a request is sent again
_AGAIN = (429, 502, 503, 504)
_SORRY = (httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)
_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"


class Wire:
    """The connection to an engine. Every method raises StoreError where it cannot be reached or does not answer right.

    ``server`` is its Server header, '' before it has answered.
    """

    def __init__(self, endpoint: Endpoint):
        self.endpoint, self.server = endpoint, ""
        self._login = login(endpoint.url)
        self._client = httpx.Client(auth=self._login, timeout=httpx.Timeout(_patience(), connect=10.0))

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def rows(self, sparql: str, *, part: bool = False) -> bytes:
        """Return the answer to a SELECT or ASK as SPARQL results in JSON. Raises QueryError where it is refused.

        Raises StoreError for one that the engine cut off, unless a ``part`` of it will do.
        """
        return self._asked(sparql, _ROWS, part=part)

    def triples(self, sparql: str) -> bytes:
        """Return the answer to a CONSTRUCT as N-Triples. Raises QueryError where it is refused."""
        return self._asked(sparql, _TRIPLES)

    def update(self, sparql: str) -> None:
        """Have an update made. It must be one that does no harm when it is made twice."""
        address, _ = self.endpoint.addresses(self.server)
        self._send(address, "update", "POST", data={"update": sparql}, headers={"Accept": "*/*"})

    def put_in(self, graph: str, ntriples: bytes) -> bool:
        """Add triples to a graph over the Graph Store Protocol; return False where the engine's is not known."""
        _, address = self.endpoint.addresses(self.server)
        if not address:
            return False
        headers = {"Content-Type": _TRIPLES, "Accept": "*/*"}
        self._send(address, "graph", "POST", params={"graph": graph}, content=ntriples, headers=headers)
        return True

    def _asked(self, sparql: str, accept: str, *, part: bool = False) -> bytes:
        response = self._send(self.endpoint.url, "query", "POST", data={"query": sparql}, headers={"Accept": accept})
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (accept, "application/json", "text/plain") or (kind == "text/plain" and accept == _ROWS):
            what = "a web page" if "html" in kind else kind or "something"
            raise StoreError(f"{self.endpoint.url} answers a query with {what}, not with results; is it the address "
                             "for SPARQL queries?")  # fmt: skip
        if not part:
            _refuse_part(self.endpoint.url, response.headers, response.status_code)
        return response.content

    def _send(self, url: str, what: str, method: str, **request: object) -> httpx.Response:
        for pause in (*_PAUSES, None):
            try:
                response = self._client.request(method, url, **request)
            except httpx.HTTPError as error:
                if pause is None or not _passing(error):
                    raise StoreError(_unreached(url, error)) from error
            else:
                self.server = self.server or response.headers.get("server", "")
                if response.status_code not in _AGAIN or pause is None:
                    self._refuse(response, what)
                    return response
                pause = max(pause, _asked_pause(response))
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _refuse(self, response: httpx.Response, what: str) -> None:
        """Raise what a bad status means."""
        status, url = response.status_code, str(response.request.url).partition("?")[0]
        if response.is_success:
            return
        if status == 401:
            raise StoreError(_unknown(url, self._login.who))
        said = _said(response)
        if status == 403:
            who = f"to {self._login.who}" if self._login.who else "without a user"
            advice = "see what it may do there" if self._login.who else f"set {USER} and {PASSWORD}"
            raise StoreError(f"{url} does not allow {_DOING[what]} {who}{said and f': {said}'}; {advice}")
        if status in (404, 410):
            raise StoreError(f"nothing is at {url} ({status}); {_WHERE[what]}")
        if response.is_redirect:
            raise StoreError(f"{url} has moved to {response.headers.get('location', '?')}; name that address")
        if status == 400:
            kind = QueryError if what == "query" else Refused
            raise kind(f"the engine at {url} refuses the {_REFUSED[what]}: {said or 'it does not say why'}")
        if status in (405, 415, 501):
            raise StoreError(f"{url} takes no {what} ({status}); {_WHERE[what]}")
        told = said or response.reason_phrase.lower()
        raise StoreError(f"the engine at {url} failed ({status}): {told}; its log may say more")


_REFUSED = {"query": "query", "update": "change", "graph": "triples"}
_DOING = {"query": "queries", "update": "changes", "graph": "changes"}
_WHERE = {
    "query": "is it the address for SPARQL queries?",
    "update": "set KG_UPDATE_URL to the address for SPARQL updates",
    "graph": "set KG_GRAPH_STORE_URL to the address of the Graph Store Protocol",
}


def _patience() -> float:
    text = os.environ.get(TIMEOUT, "")
    try:
        seconds = float(text) if text else _PATIENCE
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise StoreError(f"{TIMEOUT} {text!r} is no number of seconds; set it to one, or not at all")
    return seconds


def _passing(error: httpx.HTTPError) -> bool:
    """Whether the same request may do better in a moment."""
    return isinstance(error, _SORRY) and not _secure(error) and "Name or service not known" not in str(error)


def _secure(error: BaseException) -> ssl.SSLError | None:
    """Return the failure of TLS that lies under an error, if there is one."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error


def _unreached(url: str, error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"cannot reach {url}: no answer within 10 seconds"
    if isinstance(error, httpx.TimeoutException):
        return f"{url} did not answer within {_patience():g} seconds; {TIMEOUT} sets another limit"
    if secure := _secure(error):
        why = getattr(secure, "verify_message", "") or secure.reason or str(secure)
        return f"cannot reach {url} safely: {one_space(why).lower()}; SSL_CERT_FILE names other certificates to trust"
    return f"cannot reach {url}: {_plain(error)}"


def _plain(error: BaseException) -> str:
    """Return what the operating system says, without its numbers."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
        cause = cause.__cause__ or cause.__context__
    return one_space(str(error)).lower() or type(error).__name__


def _unknown(url: str, who: str) -> str:
    if who:
        return f"{url} does not accept {who}; see whether it is right"
    return f"{url} asks who you are; set {USER} and {PASSWORD} (or {TOKEN}), or name the server in ~/.netrc"


def _said(response: httpx.Response) -> str:
    """Return the first line of what a server says of an error, as plain text."""
    if "html" in response.headers.get("content-type", ""):
        return ""
    lines = (one_space(line) for line in response.text.splitlines())
    return next((line for line in lines if line), "")[:200]


def _asked_pause(response: httpx.Response) -> float:
    wait = response.headers.get("retry-after", "")
    return min(float(wait), 30.0) if wait.isdecimal() else 0.0


def _refuse_part(url: str, headers: Mapping[str, str], status: int) -> None:
    """Raise StoreError for an answer that the engine cut off: to count what is left would be to count wrong."""
    if limit := headers.get("x-sparql-maxrows"):
        raise StoreError(
            f"{url} gives no more than {limit} rows (Virtuoso's ResultSetMaxRows); raise that, or ask for less"
        )
    if status == 206 or headers.get("x-sql-state", "").startswith("S1TA"):
        raise StoreError(
            f"{url} ran out of time and gave only a part of the answer; raise Virtuoso's MaxQueryExecutionTime"
        )


class Refused(StoreError):
    """The engine does not take a change, however often it is sent."""
