"""To accept a finding: a judgement that lets it stand, so that it is silent from then on."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kg.errors import AmbiguousError, NotFoundError
from kg.judgements import file, rules
from kg.judgements.row import Placed, made
from kg.model import Judgement, Side

if TYPE_CHECKING:
    from kg.findings.model import Finding
    from kg.store.interface import Store


def accept(store: Store, findings: Sequence[Finding], names: Sequence[str], who: str, why: str = "") -> list[Judgement]:
    """Have findings stand, all of them or none; return the new judgements, in the order of the names.

    ``findings`` are all that :func:`kg.findings.check` gives, ``names`` their ids, of which the digits may be enough.
    The store should be open for writing, so that nobody else changes its file of judgements meanwhile. Raises
    NotFoundError for an id that no finding has, and InputError for one that is accepted already.
    """
    ids = dict.fromkeys(named(name, [finding.id for finding in findings]) for name in names)
    new = [made("accepted", Side(one), None, who, why) for one in ids]
    before = file.placed(store.judgements)
    rules.check([*before, *(Placed(judgement, "this judgement") for judgement in new)])
    file.write(store.judgements, [*(row.judgement for row in before), *new])
    return new


def named(name: str, ids: Collection[str]) -> str:
    """Return the id that a name means: itself, or the one with those digits at its end. Raises NotFoundError."""
    asked = name.strip().lower()
    found = [one for one in ids if one == asked] or [one for one in ids if one.rpartition("-")[2] == asked]
    if len(found) > 1:
        raise AmbiguousError(f"{name!r} are the digits of {len(found)} findings: give the whole id", tuple(found))
    if not found:
        near = difflib.get_close_matches(asked, list(ids), n=2, cutoff=0.6)
        advice = f"did you mean {' or '.join(near)}?" if near else "kg check --all lists them"
        raise NotFoundError(f"no finding has the id {name!r}; {advice}")
    return found[0]
