"""Where the boxes and lines of a flow chart go: columns by the longest way, lanes with rows for what stands side by side.

Lines turn only in the gutters between columns and in the channels between rows, where no box stands; a line runs
along a row only where the row is free. Lines of one step share their trunk; lines of two steps never lie on each other
but right before a box both lead to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

BOX_W: Final = 132
STEP: Final = 10
"""Between two lines side by side."""
ASIDE: Final = 12
"""How far beside the middle of a box lines enter where another already comes along the row."""
GUTTER: Final = 27
"""Between two columns, at least."""
_CHANNEL, _ARROW = 14, 18

Point = tuple[float, float]
Way = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A box to be placed: whose lane, which column, how high it is, how much is written below it."""

    key: str
    lane: int
    column: int
    height: float
    below: float = 0


class Box(NamedTuple):
    """A placed box."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where lines leave and come in."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything placed."""

    boxes: Mapping[str, Box]
    ways: Mapping[Way, tuple[Point, ...]]
    lanes: tuple[tuple[float, float], ...]
    """Top and height of each lane."""
    columns: tuple[float, ...]
    """The left side of each column."""
    width: float
    height: float


def place(cells: Sequence[Cell], ways: Iterable[Way], left: float, top: float) -> Sheet:
    """The boxes and lines beside `left` and below `top`; every way leads to a later column."""
    return _Placing(cells, tuple(dict.fromkeys(ways)), left, top).sheet()


class _Placing:
    def __init__(self, cells: Sequence[Cell], ways: Sequence[Way], left: float, top: float) -> None:
        self.cells = {cell.key: cell for cell in cells}
        self.ways, self.left, self.top = ways, left, top
        self.columns = 1 + max(cell.column for cell in cells)
        self.row = self._rows()
        self.many = 1 + max(self.row.values())
        self.taken = {(self.row[cell.key], cell.column) for cell in cells}
        self.far = self._far()
        self.channel: dict[str, int] = {}
        self.track: dict[str, int] = {}
        self._channels()
        self.middle, self.lanes, self.height = self._heights()

    def _rows(self) -> dict[str, int]:
        """A row for each box, as near as may be to the row of what it waits for."""
        stacked: dict[tuple[int, int], int] = defaultdict(int)
        for cell in self.cells.values():
            stacked[cell.lane, cell.column] += 1
        lanes = 1 + max(cell.lane for cell in self.cells.values())
        most = [max(n for (lane, _), n in stacked.items() if lane == one) for one in range(lanes)]
        first = [0, *accumulate(most)]
        before: dict[str, list[str]] = defaultdict(list)
        for a, b in self.ways:
            before[b].append(a)
        out: dict[str, int] = {}
        free: dict[tuple[int, int], list[int]] = {}
        for cell in sorted(self.cells.values(), key=lambda one: one.column):
            begin = first[cell.lane]
            rows = free.setdefault((cell.lane, cell.column), [begin + n for n in range(most[cell.lane])])
            near = [out[key] for key in before[cell.key] if self.cells[key].lane == cell.lane]
            wanted = min(near, default=begin)
            out[cell.key] = min(rows, key=lambda row: (abs(row - wanted), row))
            rows.remove(out[cell.key])
        self.first, self.most = first, most
        return out

    def _clear(self, row: int, after: int, before: int) -> bool:
        """Whether a row is free between two columns."""
        return not any((row, column) in self.taken for column in range(after + 1, before))

    def straight(self, a: str, b: str) -> bool:
        """Whether one line without a bend joins them."""
        one, other = self.cells[a], self.cells[b]
        return self.row[a] == self.row[b] and self._clear(self.row[a], one.column, other.column)

    def _far(self) -> dict[str, list[str]]:
        """Where the lines of each step lead beyond the next column and not straight."""
        out: dict[str, list[str]] = defaultdict(list)
        for a, b in self.ways:
            if self.cells[b].column > self.cells[a].column + 1 and not self.straight(a, b):
                out[a].append(b)
        return out

    def _channels(self) -> None:
        """Where far lines run: along their own row where it is free, else in a channel between rows, each on its track."""
        used: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for key in sorted(self.cells, key=lambda one: self.cells[one].column):
            if not (ends := self.far.get(key)):
                continue
            begin, reach = self.cells[key].column, max(self.cells[end].column for end in ends) - 1
            if self._clear(self.row[key], begin, reach + 1):
                continue
            rows = [self.row[one] + 0.5 for one in (key, *ends)]
            channel = min(range(self.many + 1), key=lambda k: sum(abs(k - row) for row in rows))
            busy = {track for a, b, track in used[channel] if a <= reach and begin <= b}
            track = next(n for n in range(len(busy) + 1) if n not in busy)
            used[channel].append((begin, reach, track))
            self.channel[key], self.track[key] = channel, track

    def _heights(self) -> tuple[list[float], tuple[tuple[float, float], ...], float]:
        """The middle of each row, top and height of each lane, the height of the whole."""
        tracks = [0] * (self.many + 1)
        for key, channel in self.channel.items():
            tracks[channel] = max(tracks[channel], self.track[key] + 1)
        self.above = [0.0] * (self.many + 1)
        y, middles, tops = self.top, [], []
        for row in range(self.many):
            if row in self.first[: len(self.most)]:
                tops.append(y)
            self.above[row] = y
            y += _CHANNEL + STEP * tracks[row]
            cells = [cell for key, cell in self.cells.items() if self.row[key] == row]
            high = max(cell.height for cell in cells) / 2
            middles.append(y + high)
            y += high + max(cell.height / 2 + cell.below for cell in cells)
            if row + 1 in self.first:
                y += _CHANNEL
        self.above[self.many] = y - _CHANNEL
        y += STEP * tracks[self.many]
        ends = [*tops[1:], y]
        return middles, tuple((a, b - a) for a, b in zip(tops, ends, strict=True)), y

    def _run(self, key: str) -> float:
        """The height at which far lines of a step run."""
        if key not in self.channel:
            return self.middle[self.row[key]]
        return self.above[self.channel[key]] + _CHANNEL / 2 + STEP * self.track[key]

    def _along(self) -> set[tuple[int, int]]:
        """The rows along which a line comes through a gutter."""
        out = set()
        for a, b in self.ways:
            row, begin = self.row[a], self.cells[a].column
            out.add((row, begin))
            if self.straight(a, b) or (b in self.far.get(a, ()) and a not in self.channel):
                out |= {(row, gutter) for gutter in range(begin, self.cells[b].column)}
        return out

    def sheet(self) -> Sheet:
        """All of it."""
        along = self._along()
        enter = {
            key: self.middle[self.row[key]] - (ASIDE if (self.row[key], cell.column - 1) in along else 0)
            for key, cell in self.cells.items()
        }
        trunks = self._trunks(enter)
        columns, lines, width = self._widths(trunks)
        boxes = {
            key: Box(columns[cell.column], self.middle[self.row[key]] - cell.height / 2, BOX_W, cell.height)
            for key, cell in self.cells.items()
        }
        drawn = {way: self._line(way, boxes, enter, lines) for way in self.ways}
        return Sheet(
            boxes=boxes,
            ways=drawn,
            lanes=self.lanes,
            columns=tuple(columns),
            width=width,
            height=self.height,
        )

    def _trunks(self, enter: Mapping[str, float]) -> dict[tuple[int, str], list[float]]:
        """For each gutter and step, the heights its line has to reach there."""
        out: dict[tuple[int, str], list[float]] = defaultdict(list)
        for a, b in self.ways:
            if self.straight(a, b):
                continue
            begin, end = self.cells[a].column, self.cells[b].column
            here = out[begin, a] if end == begin + 1 or a in self.channel else []
            here.append(self.middle[self.row[a]])
            if end == begin + 1:
                here.append(enter[b])
            else:
                here.append(self._run(a))
                out[end - 1, a] += [self._run(a), enter[b]]
        return out

    def _widths(
        self, trunks: Mapping[tuple[int, str], list[float]]
    ) -> tuple[list[float], dict[tuple[int, str], float], float]:
        """The left side of each column, where each trunk stands, the width of the whole."""
        x = self.left + GUTTER / 2
        columns, lines = [], {}
        for column in range(self.columns):
            columns.append(x)
            x += BOX_W
            used: list[tuple[float, float, int]] = []
            inside = {key: ys for (gutter, key), ys in trunks.items() if gutter == column}
            for key, ys in sorted(inside.items(), key=lambda one: (min(one[1]), max(one[1]))):
                low, high = min(ys) - 1, max(ys) + 1
                busy = {track for a, b, track in used if a <= high and low <= b}
                track = next(n for n in range(len(busy) + 1) if n not in busy)
                used.append((low, high, track))
                lines[column, key] = x + _ARROW / 2 + STEP * track
            x += max(GUTTER, _ARROW * 1.5 + STEP * (len({track for *_, track in used}) - 1))
        return columns, lines, x - GUTTER / 2

    def _line(
        self,
        way: Way,
        boxes: Mapping[str, Box],
        enter: Mapping[str, float],
        lines: Mapping[tuple[int, str], float],
    ) -> tuple[Point, ...]:
        """The corners of one way, from the right side of its box to the left side of the next."""
        a, b = way
        begin, end = boxes[a], boxes[b]
        out = (begin.x + begin.width, begin.middle)
        if self.straight(a, b):
            return out, (end.x, begin.middle)
        last = (end.x, enter[b])
        drop = lines[self.cells[b].column - 1, a]
        if self.cells[b].column == self.cells[a].column + 1:
            return out, (drop, begin.middle), (drop, enter[b]), last
        run = self._run(a)
        if a not in self.channel:
            return out, (drop, run), (drop, enter[b]), last
        trunk = lines[self.cells[a].column, a]
        return out, (trunk, begin.middle), (trunk, run), (drop, run), (drop, enter[b]), last
