"""How long cases took before and after, as a picture: two bars per duration, the promise as a line. Colours come from the style sheet."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from yichuang.law.flow import Report

WIDE, HIGH, LEFT, TOP, FOOT = 760, 250, 44, 34, 40
MANY = 20
"""Groups of bars; more durations than that share one."""
_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def grouped(report: Report) -> list[tuple[int, int, int, int]]:
    """First and last duration of a group, how many cases before and after. Empty when there are none."""
    both = [took for figures in (report.old, report.new) for took, _n in figures.durations]
    if not both:
        return []
    low, high = min(both), max(both)
    size = next(n for n in _ROUND if n * MANY > high - low) if high - low < _ROUND[-1] * MANY else high
    first = low - low % size

    def many(durations: Sequence[tuple[int, int]], start: int) -> int:
        return sum(n for took, n in durations if start <= took < start + size)

    return [
        (start, start + size - 1, many(report.old.durations, start), many(report.new.durations, start))
        for start in range(first, high + 1, size)
    ]


def _step(most: int) -> int:
    """A round distance of the lines behind the bars, about four of them."""
    ten = 1
    while ten * 50 <= most:
        ten *= 10
    return next(n for n in (ten, 2 * ten, 5 * ten, 10 * ten) if n * 5 > most)


def _text(x: float, y: float, text: str, where: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{where}">{text}</text>'


def bars(report: Report, promised: int | None) -> str:
    """The picture as SVG; `promised` is the promise in working days, where it is one."""
    groups = grouped(report)
    most = max((max(was, will) for _first, _last, was, will in groups), default=1)
    step = _step(most)
    top = -(-most // step) * step
    room = (WIDE - LEFT - 10) / max(1, len(groups))

    def y(n: int) -> float:
        return TOP + HIGH - n * HIGH / top

    said = _("现行平均 %(old).1f 个工作日，改后平均 %(new).1f 个工作日") % {
        "old": report.old.mean,
        "new": report.new.mean,
    }
    height = TOP + HIGH + FOOT
    parts = [
        f'<svg class="bars" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" width="{WIDE}" height="{height}" role="img">',
        f"<title>{_('办理时长的分布')}</title><desc>{said}</desc>",
        f'<rect class="was" x="{LEFT}" y="4" width="14" height="14"/>{_text(LEFT + 20, 16, _("现行"), "start")}',
        f'<rect class="will" x="{LEFT + 70}" y="4" width="14" height="14"/>{_text(LEFT + 90, 16, _("改后"), "start")}',
    ]
    for n in range(0, top + 1, step):
        parts.append(
            f'<path class="grid" d="M{LEFT} {y(n):g}H{WIDE}"/>{_text(LEFT - 6, y(n) + 4, str(n), "end")}'
        )
    thick = min(26.0, room * 0.4)
    for place, (first, last, was, will) in enumerate(groups):
        middle = LEFT + 5 + (place + 0.5) * room
        for name, n, x in (("was", was, middle - thick), ("will", will, middle)):
            parts.append(
                f'<rect class="{name}" x="{x:g}" y="{y(n):g}" width="{thick:g}" height="{TOP + HIGH - y(n):g}"/>'
            )
        parts.append(_text(middle, TOP + HIGH + 16, str(first) if first == last else f"{first}–{last}"))
    if promised is not None and groups and groups[0][0] <= promised < groups[-1][1]:
        size = groups[0][1] - groups[0][0] + 1
        x = LEFT + 5 + (promised + 1 - groups[0][0]) / size * room
        parts.append(f'<path class="promise" d="M{x:g} {TOP - 4}V{TOP + HIGH}"/>')
        parts.append(_text(x, TOP - 8, _("承诺 %(n)d 个工作日") % {"n": promised}))
    parts.append(_text(WIDE / 2, height - 4, _("办理时长（工作日）；竖轴是件数")))
    return "".join([*parts, "</svg>"])
