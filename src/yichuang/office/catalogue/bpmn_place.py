"""Where everything stands in a BPMN diagram: columns by the longest way, rows by lane, long ways on rows of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from yichuang.office.catalogue.bpmn_graph import Graph

SIZES: Final = {"userTask": (110, 80), "startEvent": (36, 36), "endEvent": (36, 36)}
GATEWAY: Final = (50, 50)
GAP, LEFT, TOP, HEAD, MARGIN = 70, 160, 80, 30, 14
HIGH, LOW = 124, 30
"""A row with boxes, a row with passing ways only."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """The height at which ways come and go."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where everything stands."""

    pool: Box
    lanes: Mapping[str, Box]
    nodes: Mapping[str, Box]
    ways: Mapping[str, tuple[Point, ...]]


def columns(graph: Graph) -> dict[str, int]:
    """The column of each element: one after the last of those before it."""
    before, after = defaultdict(list), defaultdict(list)
    for way in graph.ways:
        before[way.target].append(way.source)
        after[way.source].append(way.target)
    waiting = {node.id: len(before[node.id]) for node in graph.nodes}
    ready, out = [key for key, many in waiting.items() if not many], dict[str, int]()
    for key in ready:  # grows while we go
        out[key] = max((out[one] + 1 for one in before[key]), default=0)
        for one in after[key]:
            waiting[one] -= 1
            if not waiting[one]:
                ready.append(one)
    return out


def place(graph: Graph) -> Sheet:
    """The drawing of a flow without circles."""
    column = columns(graph)
    rows = _rows(graph, column)
    tracks = _tracks(graph, column, rows)
    lanes, heights = _heights(graph, rows, tracks)
    lefts, widths = _columns(graph, column)
    nodes = {}
    for node in graph.nodes:
        wide, high = SIZES.get(node.kind, GATEWAY)
        n, middle = column[node.id], heights[node.lane, rows[node.id]]
        nodes[node.id] = Box(lefts[n] + (widths[n] - wide) // 2, middle - high // 2, wide, high)
    last = max(lefts)
    pool = Box(LEFT, TOP, lefts[last] + widths[last] + GAP - LEFT, sum(lanes.values()))
    end = {n: lefts[n] + widths[n] for n in lefts}
    turn = {node.id: end[column[node.id]] + 14 + 4 * (n % 6) for n, node in enumerate(graph.nodes)}
    lane, ways = {node.id: node.lane for node in graph.nodes}, {}
    back = {node.id: end.get(column[node.id] - 1, 0) + 40 + 4 * (n % 5) for n, node in enumerate(graph.nodes)}
    for way in graph.ways:
        middles = [heights[lane[way.target], tracks[way.id]]] if way.id in tracks else []
        ways[way.id] = _drawn(
            nodes[way.source], middles, nodes[way.target], turn[way.source], back[way.target]
        )
    return Sheet(pool, dict(_lanes(pool, lanes)), nodes, ways)


def _rows(graph: Graph, column: Mapping[str, int]) -> dict[str, int]:
    """The row of each element in its lane, an even one, as near as can be to what comes before it; ways pass on odd ones too."""
    before = defaultdict(list)
    for way in graph.ways:
        before[way.target].append(way.source)
    lane = {node.id: node.lane for node in graph.nodes}
    rows: dict[str, int] = {}
    taken: set[tuple[int, str, int]] = set()
    for node in sorted(graph.nodes, key=lambda node: column[node.id]):
        n = column[node.id]
        wanted = min((rows[one] for one in before[node.id] if lane[one] == node.lane), default=0)
        rows[node.id] = next(2 * row for row in _near(wanted // 2) if (n, node.lane, 2 * row) not in taken)
        taken.add((n, node.lane, rows[node.id]))
    return rows


def _tracks(graph: Graph, column: Mapping[str, int], rows: Mapping[str, int]) -> dict[str, int]:
    """The row on which a way passes the columns between its ends, where nothing else stands, begins, ends or passes.

    Columns are even places, the gaps between them odd ones; what stands in a column also needs the gaps beside it.
    """
    lane = {node.id: node.lane for node in graph.nodes}
    taken: dict[tuple[int, str, int], set[str]] = defaultdict(set)
    for node in graph.nodes:
        for n in (-1, 0, 1):
            taken[2 * column[node.id] + n, node.lane, rows[node.id]].add(node.id)
    long = [way for way in graph.ways if column[way.target] - column[way.source] > 1]
    out: dict[str, int] = {}
    for way in sorted(long, key=lambda way: column[way.target] - column[way.source]):
        where = lane[way.target]
        wanted = rows[way.source] if lane[way.source] == where else rows[way.target]
        places = range(2 * column[way.source] + 1, 2 * column[way.target])
        for row in _near(wanted):
            if all(taken[n, where, row] <= {way.source, way.target} for n in places):
                break
        for n in places:
            taken[n, where, row].add(way.id)
        out[way.id] = row
    return out


def _near(wanted: int) -> Iterator[int]:
    """All rows, the nearest to the one wanted first, the lower before the upper."""
    for apart in count():
        yield wanted + apart
        if 0 < apart <= wanted:
            yield wanted - apart


def _heights(
    graph: Graph, rows: Mapping[str, int], tracks: Mapping[str, int]
) -> tuple[dict[str, int], dict[tuple[str, int], int]]:
    """How high each lane is, and at which height each of its rows runs."""
    lane = {node.id: node.lane for node in graph.nodes}
    boxed = {(node.lane, rows[node.id]) for node in graph.nodes}
    passed = {(lane[way.target], tracks[way.id]) for way in graph.ways if way.id in tracks}
    lanes: dict[str, int] = {}
    heights: dict[tuple[str, int], int] = {}
    y = TOP
    for key, _ in graph.lanes:
        top, y = y, y + MARGIN
        for row in sorted({row for where, row in boxed | passed if where == key}):
            high = HIGH if (key, row) in boxed else LOW
            heights[key, row] = y + high // 2
            y += high
        y += MARGIN
        lanes[key] = y - top
    return lanes, heights


def _columns(graph: Graph, column: Mapping[str, int]) -> tuple[dict[int, int], dict[int, int]]:
    """The left side and the width of each column."""
    lefts, widths, x = {}, dict[int, int](), LEFT + HEAD + GAP
    for node in graph.nodes:
        n = column[node.id]
        widths[n] = max(widths.get(n, 0), SIZES.get(node.kind, GATEWAY)[0])
    for n in sorted(widths):
        lefts[n] = x
        x += widths[n] + GAP
    return lefts, widths


def _lanes(pool: Box, lanes: Mapping[str, int]) -> Iterator[tuple[str, Box]]:
    y = pool.y
    for key, high in lanes.items():
        yield key, Box(pool.x + HEAD, y, pool.width - HEAD, high)
        y += high


def _drawn(start: Box, middles: list[int], end: Box, turn: int, back: int) -> tuple[Point, ...]:
    """From right to left side, along rows, turning only between columns: after the start, and before the end of a long way."""
    points = [(start.x + start.width, start.middle)]
    for x, y in zip((turn, back), (*middles, end.middle), strict=False):
        if y != points[-1][1]:
            points += [(x, points[-1][1]), (x, y)]
    return (*points, (end.x, end.middle))
