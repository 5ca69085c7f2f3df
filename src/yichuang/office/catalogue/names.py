"""What the bodies and matters of a flow are called, so that a chart can name its lanes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yichuang.office.catalogue.chart import Names
from yichuang.office.catalogue.models import Matter
from yichuang.office.directory.models import Body
from yichuang.office.directory.reads import body_code


def of(content: Mapping[str, Any]) -> Names:
    """The names of all that takes part in the flow of a guide; a body may be written with or without its region."""
    region, steps = str(content.get("region", "")), content.get("steps", ())
    codes = {step["matter"] for step in steps if step.get("matter")}
    matters = {row.code: row for row in Matter.objects.filter(code__in=codes)}
    own = str(content.get("body", ""))
    stages = content.get("stages", ())
    written = {own, *(step.get("body", "") for step in steps), *(stage.get("lead", "") for stage in stages)}
    full = {code: body_code(region, code) for code in written if code}
    wanted = {*full, *full.values(), *(row.body for row in matters.values())}
    short = dict(Body.objects.filter(code__in=wanted).values_list("code", "short"))
    named = {code: short.get(code) or short.get(full[code], "") for code in full}
    named |= {code: short.get(row.body, "") for code, row in matters.items()}
    named[""] = named.get(own, "")
    return Names(
        bodies={code: name for code, name in named.items() if name},
        matters={code: row.name for code, row in matters.items()},
    )
