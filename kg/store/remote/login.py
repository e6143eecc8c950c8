"""Who we are to a server: from the environment or ~/.netrc, never from the command line.

``KG_STORE_TOKEN`` is a bearer token; ``KG_STORE_USER`` and ``KG_STORE_PASSWORD`` are sent as the server asks for them
(basic or digest), and only once it asks.
"""

from __future__ import annotations

import netrc
import os
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kg.errors import StoreError

TOKEN, USER, PASSWORD = "KG_STORE_TOKEN", "KG_STORE_USER", "KG_STORE_PASSWORD"


class Login(httpx.Auth):
    """Answers a server's challenge. ``who`` tells in messages as whom, '' for nobody."""

    def __init__(self, user: str, password: str, token: str, who: str):
        self._user, self._password, self._token, self.who = user, password, token, who
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request, again with what the server asks for."""
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        if self._chosen:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code == 401 and self._user and not self._token:
            self._chosen = self._answer(response.headers.get_list("www-authenticate"))
            yield from self._chosen.auth_flow(request) if self._chosen else ()

    def _answer(self, challenges: list[str]) -> httpx.Auth | None:
        schemes = {challenge.split(" ", 1)[0].lower() for line in challenges for challenge in line.split(", ")}
        if "digest" in schemes:
            return httpx.DigestAuth(self._user, self._password)
        return httpx.BasicAuth(self._user, self._password) if "basic" in schemes else None


def login(url: str) -> Login:
    """Return who we are to the server of a URL. Raises StoreError for half of a user and password."""
    token, user, password = (os.environ.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token:
        return Login("", "", token, f"the token in {TOKEN}")
    if bool(user) != bool(password):
        there, missing = (USER, PASSWORD) if user else (PASSWORD, USER)
        raise StoreError(f"{there} is set without {missing}; set both, or neither")
    if user:
        return Login(user, password, "", f"{USER} {user!r}")
    user, password = _netrc(urlsplit(url).hostname or "")
    return Login(user, password, "", f"the user {user!r} of ~/.netrc" if user else "")


def _netrc(host: str) -> tuple[str, str]:
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except FileNotFoundError:
        return "", ""
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        what = getattr(error, "msg", None) or getattr(error, "strerror", None) or str(error)
        raise StoreError(f"{path} cannot be read: {what.lower()}; mend it, or name another with NETRC") from None
    return (found[0] or "", found[2] or "") if found else ("", "")
