"""Why a task has no answer: an HTTP status and a line that says what to do."""

from __future__ import annotations

from typing import Any

from kg.errors import KgError


class Failure(KgError):
    """There is no answer. ``status`` is HTTP's; ``kind`` the name of the error in kg/errors.py that it comes from, if
    any; ``details`` further lines (an AmbiguousError's candidates); ``fault`` what the log must tell of a fault of
    ours; ``retry_after`` seconds after which it may go better, 0 where it will not.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "",
        details: tuple[str, ...] = (),
        fault: str = "",
        retry_after: int = 0,
    ):
        super().__init__(message)
        self.status, self.kind, self.details, self.fault, self.retry_after = status, kind, details, fault, retry_after

    @classmethod
    def told(cls, said: dict[str, Any]) -> Failure:
        """Return the failure that a worker told of."""
        return cls(
            said["status"],
            said["message"],
            kind=said.get("kind", ""),
            details=tuple(said.get("details", ())),
            fault=said.get("fault", ""),
        )
