"""The suite's queries given to the engine itself, in this process: what the service is measured by."""

from __future__ import annotations

import answers
import pyoxigraph as ox
from suite import Case, quads


def outcome(case: Case) -> str:
    """Return '' where the engine passes a case, else why not."""
    store = ox.Store()
    store.extend(quads(case.data))
    try:
        if case.kind == "update syntax":
            store.update(case.text, base_iri=case.base)
            return "" if case.good else "accepted"
        found = store.query(case.text, base_iri=case.base)
        if case.kind == "syntax":
            return "" if case.good else "accepted"
        return _judged(case, found)
    except SyntaxError as error:
        return "" if case.kind != "evaluation" and not case.good else f"refused: {error}"
    except (OSError, RuntimeError) as error:  # it parsed, and did not run
        return "" if case.kind != "evaluation" and case.good else f"failed: {error}"


def _judged(case: Case, found: object) -> str:
    wanted = answers.expected(case.result)
    if wanted.kind == "csv":
        got = answers.of_csv(found.serialize(format=ox.QueryResultsFormat.CSV))
    else:
        got = answers.of_results(found)
    return "" if answers.same(got, wanted) else "another answer"
