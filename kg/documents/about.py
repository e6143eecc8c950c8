"""What is known about a document beside its text."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class About:
    """What a document, or something outside it, tells of it; each is '' where that is not known.

    ``published`` is an xsd:date lexical form, ``outlet`` who published it.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    author: str = ""
    outlet: str = ""

    def over(self, other: About) -> About:
        """Return this, filled up from the other one where this says nothing."""
        return About(*(getattr(self, each.name) or getattr(other, each.name) for each in fields(About)))
