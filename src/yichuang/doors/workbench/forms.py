"""Between a form and a command: every field is one that the law's command asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, get_args

from django.http import QueryDict

from yichuang.law import cases as law
from yichuang.law.cases import Scene
from yichuang.law.cases.commands import InviteSupervisor
from yichuang.law.words import Ground
from yichuang.office.cases import hotline_terms as hotline
from yichuang.office.directory import reads as directory

_MANY = ("points", "decisions")
_NAMES = ("officers", "members", "attended", "joint", "photos", "presenters", "codes", "present")
_BODIES = ("lead", "against")


def read(command: type[Any], post: QueryDict) -> dict[str, Any]:
    """The plain values of a command from a posted form."""
    values: dict[str, Any] = {}
    for ask in law.asks(command):
        if ask.name == "points":
            values[ask.name] = _points(post)
        elif ask.name == "decisions":
            values[ask.name] = _decisions(post)
        elif ask.name in _NAMES:
            values[ask.name] = post.get(ask.name, "").replace("，", "、").replace(" ", "、").split("、")
            values[ask.name] = [name for name in values[ask.name] if name]
        elif ask.type is bool:
            values[ask.name] = post.get(ask.name, "") in {"1", "on", "true"}
        else:
            values[ask.name] = post.get(ask.name)
    return values


def _points(post: QueryDict) -> list[dict[str, str]]:
    """The rows of a correction notice: those with something to put right."""
    rows = zip(
        post.getlist("point_material"), post.getlist("point_what"), post.getlist("point_basis"), strict=False
    )
    return [
        {"material": material, "what": what.strip(), "basis": basis.strip()}
        for material, what, basis in rows
        if what.strip()
    ]


def _decisions(post: QueryDict) -> list[dict[str, Any]]:
    """The decisions of a meeting: those that say what is to be done."""
    rows = zip(
        *(post.getlist(f"decision_{name}") for name in ("what", "body", "owner", "days")), strict=False
    )
    return [
        {
            "what": what.strip(),
            "body": body,
            "owner": owner.strip(),
            "days": int(days) if days.isdigit() else 0,
        }
        for what, body, owner, days in rows
        if what.strip()
    ]


def _suggested(name: str, case: law.Case, scene: Scene) -> Any:
    """What is most likely meant, so that nothing is typed twice."""
    ahead = law.open_steps(case, scene.edition)
    plain: dict[str, Any] = {
        "step": ahead[0].key if ahead else "",
        "until": scene.calendar.add_workdays(scene.today, 10),
        "on": scene.calendar.add_workdays(scene.today, 8),
        "content": f"准予{case.name}",
        "basis": scene.edition.basis,
        "passed": True,
        "volume": f"{case.opened_at.year}-{case.number[-7:]}",
        "keep_years": 10,
        "officers": scene.by.actor.name,
        "place": "政务服务中心会议室",
        "members": _members(case),
        "kind": next((m.kind.value for m in case.meetings if not m.held), "coordination"),
        "attended": "、".join(name for meeting in case.meetings[-1:] for name in meeting.members),
    }
    return plain.get(name, "")


def _members(case: law.Case) -> str:
    """Who usually takes part: the bodies of the project."""
    names = (directory.body_name(body) for body in case.bodies or (case.body,))
    return "、".join(name for name in names if name)


def by_name(given: dict[str, Any], region: str) -> dict[str, Any]:
    """Joint bodies are typed by their short names."""
    if not given.get("joint"):
        return given
    codes = {short: code for code, short in directory.bodies_near(region)}
    return given | {"joint": [codes.get(name, name) for name in given["joint"]]}


def people(case: law.Case, scene: Scene, *, inviting: bool) -> tuple[tuple[str, str], ...]:
    """The outside supervisors to choose from: those who can be invited, or those whose invitation is in force."""
    held = [(x.person, f"{x.unit} {x.name}") for x in case.invited if scene.today <= x.until]
    if not inviting:
        return tuple(held)
    known = directory.outsiders(case.region)
    again = {person for person, _ in held}
    return tuple(
        (x.number, f"{x.unit} {x.name}（{x.organisation.label}）") for x in known if x.number not in again
    )


def _choices(
    command: type[Any], name: str, case: law.Case, scene: Scene, asked: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """The terms to choose from, narrowed to what this case allows."""
    if name == "step":
        return tuple((s.key, s.name) for s in scene.edition.course)
    if name in _BODIES:
        return tuple(directory.bodies_near(case.region))
    if name == "subject":
        return tuple(
            (code, known.name) for code, known in hotline.subjects().items() if not known.subject.under
        )
    if name == "person":
        return people(case, scene, inviting=command is InviteSupervisor)
    if name == "to":
        mine = scene.by.actor.id
        return tuple(one for one in directory.colleagues(case.body) if one[0] != mine)
    if name == "ground" and asked and asked[0][0] in Ground._value2member_map_:
        return tuple((g.value, g.label) for g in scene.edition.pauses if g is not Ground.HEARING)
    return asked


def _bare(kind: Any) -> Any:
    """What a field holds when it is filled in."""
    return (
        next((one for one in get_args(kind) if one is not NoneType), kind)
        if isinstance(kind, UnionType)
        else kind
    )


def fields(
    command: type[Any],
    case: law.Case,
    scene: Scene,
    given: Mapping[str, Any] | None,
    wrong: law.Refused | None,
) -> list[dict[str, Any]]:
    """The fields of an act's form, with what was typed or is suggested, and the error beside its field."""
    out = []
    for ask in law.asks(command):
        if ask.name in _MANY:
            continue
        value = given.get(ask.name) if given is not None else _suggested(ask.name, case, scene)
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, list):
            value = "、".join(value)
        kind = {bool: "bool", int: "number", date: "date"}.get(
            _bare(ask.type), "long" if ask.asked.long else "text"
        )
        options = _choices(command, ask.name, case, scene, ask.choices)
        out.append(
            {
                "name": ask.name,
                "label": ask.asked.label,
                "help": ask.asked.help,
                "type": "choice" if options else kind,
                "options": options,
                "required": not ask.optional and ask.type is not bool,
                "value": "" if value is None else value,
                "error": wrong.reason if wrong and wrong.field == ask.name else "",
            }
        )
    return out
