"""What the forms of a hearing offer: whose turn it is, who is there, the minutes as the record has them."""

from __future__ import annotations

from typing import Any

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.floor import composed, names
from yichuang.law.cases.sitting import PRESENTER, Sitting
from yichuang.law.facts import Entry
from yichuang.office.cases.reads import Sheet

ORDER = (
    "begin_hearing", "state_reasons", "hear_party", "dispute_evidence", "hear_final", "show_evidence", "end_hearing",
    "report_hearing",
)  # fmt: skip
"""The acts of the floor in the order they come up; the first that stands open is the next."""


def whose(command: type[Any], it: Sitting) -> list[str]:
    """Who may be meant by an act, whose turn it is first."""
    if command is c.HearParty:
        return it.unheard()
    if command is c.DisputeEvidence:
        return it.undisputed()
    if command is c.HearFinal:
        return it.unfinished()
    if command is c.ShowEvidence:
        return [PRESENTER, *it.present] if it.evidence else [PRESENTER]
    if command is c.SignPage:
        return list(it.signers)
    return [one.code for one in it.people]


def options(command: type[Any], case: law.Case, entries: list[Entry]) -> list[tuple[str, str]]:
    """The people to choose from, with their names."""
    if case.sitting is None:
        return []
    called = names(entries)
    return [(code, f"{code} {called.get(code, '')}".strip()) for code in whose(command, case.sitting)]


def first(sheet: Sheet, name: str) -> dict[str, Any]:
    """What the form of an act holds at first."""
    it = sheet.case.sitting
    if it is None:
        return {}
    if name == "begin_hearing":
        return {"present": [one.code for one in it.people]}
    if name == "choose_attendees":
        return {"codes": list(it.asked[: it.seats])} if len(it.asked) <= it.seats else {}
    if name == "end_hearing":
        return {"minutes": composed(sheet.entries, it)}
    if name == "postpone_hearing":
        return {"place": it.place, "begins": it.begins}
    turn = whose(law.DOERS[name].command, it)
    asked = {one.name for one in law.asks(law.DOERS[name].command)}
    return {"code": turn[0], "signed": True} if turn and "code" in asked else {}


def fields(sheet: Sheet, name: str, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields of a form of a hearing: who is meant is chosen, not typed."""
    if sheet.case.sitting is None:
        return made
    found = options(law.DOERS[name].command, sheet.case, sheet.entries)
    return [one | {"type": "choice", "options": found} if one["name"] == "code" else one for one in made]
