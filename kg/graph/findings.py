"""What a validation finds wrong, one finding at a time."""

from __future__ import annotations

from dataclasses import dataclass

from kg.text import one_space

VIOLATION = "Violation"
WARNING = "Warning"
_LONGEST = 80  # characters of a label, value or quote that a line shows


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong in a graph.

    ``focus`` is the IRI it is about and ``label`` its name ('' where it has none), ``path`` the CURIE of the property,
    ``value`` the value that is wrong ('' where one is missing), ``message`` and ``message_vi`` say what is wrong.
    """

    severity: str
    focus: str
    label: str
    path: str
    value: str
    message: str
    message_vi: str

    def line(self, language: str = "en") -> str:
        """Return the finding as one line, in English or (``vi``) Vietnamese."""
        name = f" ({short(self.label)})" if self.label else ""
        found = f" {self.path}" if self.path else ""
        found += f" = {short(self.value)}" if self.value else ""
        told = self.message_vi if language == "vi" else self.message
        return f"{self.severity}: {self.focus}{name}{found}: {told}"

    def __str__(self) -> str:
        return self.line()


def short(text: str) -> str:
    """Return the text in one line, cut to what a finding shows."""
    text = one_space(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
