"""``kg check``: where reports contradict each other, or themselves, with the words of each side.

Another thing than ``kg validate``, which looks at the form of the graph. Each kind of contradiction is a row of
``kinds.tsv`` and a function from :class:`~kg.findings.graph.Graph` in one of the modules here.
"""

from kg.findings.accepting import accept
from kg.findings.check import check
from kg.findings.model import SEVERITIES, Both, Finding, Kind, Side, Words, kinds, refuse_unknown, severities

__all__ = [
    "SEVERITIES",
    "Both",
    "Finding",
    "Kind",
    "Side",
    "Words",
    "accept",
    "check",
    "kinds",
    "refuse_unknown",
    "severities",
]
