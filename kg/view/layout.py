"""Where the nodes lie: computed here, once, so that the page shows the whole picture as soon as it opens.

networkx's Fruchterman-Reingold layout draws the clearest pictures of small graphs, its ForceAtlas2 sets the groups of
large ones apart; both from start positions that follow from each thing's IRI, so that the same thing begins at the same
place in every picture.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

_SPREAD = 120.0  # pixels between neighbours, on average: room for a label
_GAP = 170  # pixels between parts of the picture: room for two names
_ROOM = 48.0  # pixels: the least that two things lie apart
_SMALL = 500  # nodes; from here on networkx's spring layout would need scipy


def positions(graph: nx.MultiDiGraph) -> dict[str, tuple[int, int]]:
    """Return node → (x, y) in whole pixels, centred on (0, 0); the same graph gives the same positions."""
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted({tuple(sorted(edge)) for edge in graph.edges() if edge[0] != edge[1]}))
    alone = [node for node in plain if plain.degree(node) == 0]
    plain.remove_nodes_from(alone)
    groups = sorted(nx.connected_components(plain), key=lambda group: (-len(group), min(group)))
    parts = [_apart(_scaled(_laid_out(nx.Graph(plain.subgraph(sorted(group)))))) for group in groups]
    placed = _packed(parts)
    return {**placed, **_in_rows(alone, placed)}


def _packed(parts: list[dict[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    """Set parts that no relation joins beside each other, the largest first, in rows that make a wide whole."""
    boxes = [_box(part) for part in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in boxes)
    wide = max([1.5 * math.sqrt(area), *(right - left + _GAP for left, _, right, _ in boxes)], default=0)
    placed: dict[str, tuple[int, int]] = {}
    x = y = high = 0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x and x + right - left > wide:
            x, y, high = 0, y + high + _GAP, 0
        placed |= {node: (px - left + x, py - top + y) for node, (px, py) in part.items()}
        x, high = x + right - left + _GAP, max(high, bottom - top)
    left, top, right, bottom = _box(placed)
    return {node: (px - (left + right) // 2, py - (top + bottom) // 2) for node, (px, py) in placed.items()}


def _box(part: Mapping[str, tuple[int, int]]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in part.values()] or [0], [y for _, y in part.values()] or [0]
    return min(xs), min(ys), max(xs), max(ys)


def _laid_out(plain: nx.Graph) -> Mapping[str, object]:
    import networkx as nx
    import numpy as np

    start = {node: np.array(_start(node)) for node in plain}
    if len(plain) < _SMALL:
        return nx.spring_layout(plain, pos=start, iterations=300 if len(plain) < 150 else 100, seed=1)
    with np.errstate(
        divide="ignore", invalid="ignore"
    ):  # networkx divides by a node's distance to itself, and mends it
        return nx.forceatlas2_layout(
            plain,
            pos=start,
            max_iter=max(15, 30_000 // len(plain)),
            linlog=True,
            gravity=1.5,
            scaling_ratio=8.0,
            seed=1,
        )


def _in_rows(alone: list[str], placed: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return places below the picture for things that no relation joins to another: named, but nothing told."""
    below = max((y for _, y in placed.values()), default=0) + round(_SPREAD)
    width = max(4, round(math.sqrt(len(placed) + len(alone))))
    return {
        node: (round((at % width - (min(width, len(alone)) - 1) / 2) * _SPREAD * 1.5), below + at // width * 80)
        for at, node in enumerate(alone)
    }


def _start(iri: str) -> tuple[float, float]:
    """Return a place in the unit circle that follows from the IRI."""
    digest = hashlib.sha256(iri.encode()).digest()
    angle = int.from_bytes(digest[:4]) / 2**32 * math.tau
    radius = math.sqrt(int.from_bytes(digest[4:8]) / 2**32)
    return radius * math.cos(angle), radius * math.sin(angle)


def _scaled(placed: Mapping[str, object]) -> dict[str, tuple[float, float]]:
    """Centre the picture and give each node the same room on average, wider than high as screens are."""
    points = {node: (float(p[0]), float(p[1])) for node, p in placed.items()}  # type: ignore[index]
    xs, ys = zip(*points.values(), strict=True)
    cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    width, height = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    side = _SPREAD * math.sqrt(len(points)) * 1.2
    return {
        node: ((x - cx) / width * side * 1.3, (y - cy) / height * side / 1.1) for node, (x, y) in sorted(points.items())
    }


def _apart(points: dict[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Push nodes that lie on one another apart along a small spiral, in a fixed order."""
    taken: set[tuple[int, int]] = set()
    placed: dict[str, tuple[int, int]] = {}
    for node, (x, y) in points.items():
        for step in range(400):
            angle, radius = step * 2.4, 6.0 * math.sqrt(step)
            px, py = x + radius * math.cos(angle), y + radius * math.sin(angle)
            cell = (round(px / _ROOM), round(py / _ROOM))
            if cell not in taken:
                break
        taken.add(cell)
        placed[node] = (round(px), round(py))
    return placed
