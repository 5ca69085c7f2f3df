"""The steps of a flow as rows of a form: read, added, moved, taken out. Each row says after which others it comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yichuang.law.catalogue import Finding
from yichuang.law.flow import Work
from yichuang.office.catalogue import flat, gate

Row = dict[str, Any]
_TODO = re.compile(r"(after|beside|up|down|drop)/(\d{1,4})")
_ELEMENTS = gate.schema()["properties"]["steps"]


def shown(steps: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The steps of a guide with what goes without saying: a step that does not say so comes after the one above."""
    out: list[Row] = []
    for step in steps:
        above = [out[-1]["key"]] if out and "key" in out[-1] else []
        out.append({"after": above, **step})
    return out


def typed(post: Any) -> list[Row]:
    """The rows of the posted form; a countersign without a rule is none."""
    rows: list[Row] = flat.read(_ELEMENTS, post, "steps")
    for row in rows:
        row.setdefault("after", [])
        if "sign" not in row:
            row.pop("signers", None)
        if row.get("sign") != "some":
            row.pop("least", None)
    return rows


def kept(rows: Sequence[Row], old: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The steps as the guide writes them: that a step follows the one above is not said, unless it was said before."""
    said = {step.get("key") for step in old if "after" in step}
    out: list[Row] = []
    for row in rows:
        above = [out[-1].get("key")] if out else []
        plain = dict(row)
        if row["after"] == above and (not out or row.get("key") not in said):
            del plain["after"]
        out.append(plain)
    return out


def changed(rows: list[Row], todo: str) -> tuple[list[Row], int | None]:
    """The rows after one more, one less or a move, and which row to look at next; whoever waited goes on waiting."""
    if todo == "first" and not rows:
        return _first(), 0
    asked = _TODO.fullmatch(todo)
    if asked is None or int(asked[2]) >= len(rows):
        return rows, None
    what, n = asked[1], int(asked[2])
    if what == "drop":
        return _without(rows, n), min(n, len(rows) - 2)
    if what in ("up", "down"):
        to = n + (1 if what == "down" else -1)
        if 0 <= to < len(rows):
            rows[n], rows[to] = rows[to], rows[n]
        return rows, max(0, min(to, len(rows) - 1))
    return _with(rows, n, beside=what == "beside"), n + 1


def _fresh(rows: Sequence[Row]) -> str:
    used = {row.get("key") for row in rows}
    return next(key for n in range(1, len(rows) + 2) if (key := f"step{n}") not in used)


def _first() -> list[Row]:
    names = ((Work.CLERK, "受理"), (Work.REVIEWER, "审查"), (Work.DECIDER, "决定"))
    made = [
        {"key": work.value, "name": name, "role": work.value, "days": 0, "site_check": False}
        for work, name in names
    ]
    return shown(made)


def _with(rows: list[Row], n: int, *, beside: bool) -> list[Row]:
    """One step more, after a step or beside it; what waited for that step waits for the new one too."""
    key, old = _fresh(rows), rows[n].get("key")
    for row in rows:
        if old in row["after"]:
            row["after"] = (
                [*row["after"], key] if beside else [key if one == old else one for one in row["after"]]
            )
    new: Row = {"key": key, "name": "新的环节", "role": Work.REVIEWER.value, "days": 1, "site_check": False}
    new["after"] = list(rows[n]["after"]) if beside else [old]
    new |= {name: rows[n][name] for name in ("stage", "body") if name in rows[n]}
    return [*rows[: n + 1], new, *rows[n + 1 :]]


def _without(rows: list[Row], n: int) -> list[Row]:
    """One step less: who waited for it waits for what it waited for."""
    gone = rows[n]
    left = [*rows[:n], *rows[n + 1 :]]
    for row in left:
        after = [x for one in row["after"] for x in (gone["after"] if one == gone.get("key") else (one,))]
        row["after"] = [one for one in dict.fromkeys(after) if one != row.get("key")]
    return left


@dataclass(frozen=True, slots=True)
class Tick:
    """One box to tick."""

    value: str
    label: str
    on: bool


def _said(ticks: Iterable[Tick]) -> str:
    return "、".join(one.label for one in ticks if one.on)


@dataclass(frozen=True, slots=True)
class Line:
    """A row on the page: its values, what may be ticked in it, what is wrong with it."""

    n: int
    row: Row
    last: bool
    after: list[Tick]
    when: list[tuple[str, list[Tick]]]
    posts: list[Tick]
    wrong: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where its elements stand in the guide."""
        return f"steps/{self.n}"

    @property
    def waits(self) -> str:
        """After which steps it comes, in one line."""
        return _said(self.after)

    @property
    def needed(self) -> str:
        """Under which answers it is needed, in one line."""
        return _said(tick for _, ticks in self.when for tick in ticks)

    @property
    def ends(self) -> bool:
        """Whether the course ends here, so that nothing comes after it."""
        return self.row.get("role") == Work.DECIDER

    @property
    def begins(self) -> bool:
        """Whether it is the window, beside which nothing stands."""
        return self.row.get("role") == Work.CLERK


def lines(rows: Sequence[Row], content: Mapping[str, Any], found: Iterable[Finding]) -> list[Line]:
    """The rows as the page shows them."""
    names = {row["key"]: row.get("name", "") for row in rows if row.get("key")}
    wrong: dict[str, list[Finding]] = {}
    for one in found:
        wrong.setdefault("/".join(one.where.split("/")[:2]), []).append(one)
    posts = gate.choices(_ELEMENTS["items"]["properties"]["signers"]["items"])
    return [
        Line(
            n,
            row,
            n == len(rows) - 1,
            [Tick(k, name, k in row["after"]) for k, name in _others(names, row)],
            _asked(content, row.get("when", ())),
            [Tick(post, label, post in row.get("signers", ())) for post, label in posts],
            wrong.get(f"steps/{n}", []),
        )
        for n, row in enumerate(rows)
    ]


def _others(names: Mapping[str, str], row: Row) -> list[tuple[str, str]]:
    """The other steps, and those that do not exist but are written here."""
    known = [(key, name) for key, name in names.items() if key != row.get("key")]
    return known + [(key, f"没有这个环节：{key}") for key in row["after"] if key not in dict(known)]


def _asked(content: Mapping[str, Any], given: Sequence[str]) -> list[tuple[str, list[Tick]]]:
    """Each question of the form with its answers; an answer that does not exist is shown, to be taken out."""
    out, known = [], set()
    questions = content.get("questions", ())
    for question in questions if isinstance(questions, list) else ():
        values = [(f"{question.get('key')}={one.get('value')}", one) for one in question.get("options", ())]
        ticks = [Tick(value, str(one.get("label", value)), value in given) for value, one in values]
        known |= {value for value, _ in values}
        out.append((str(question.get("label", "")), ticks))
    strange = [Tick(one, one, True) for one in given if one not in known]
    return [*out, ("没有这个问题或者回答", strange)] if strange else out
