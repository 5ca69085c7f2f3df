"""From the reviewed words of an edition to the value the law works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yichuang.law import flow
from yichuang.law.cite import BUSINESS, LICENSING, Citation, Statute
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.permit import ACCEPTANCE
from yichuang.law.matters import Edition, Fee, Field, Material, Question
from yichuang.law.papers import remedies
from yichuang.law.words import Ground, Handling
from yichuang.office.directory.reads import body_code

HEARING = LICENSING.art("45", "依法需要听证的，所需时间不计算在期限内").text


def cite(plain: Mapping[str, Any]) -> Citation:
    """A citation of the guide."""
    return Statute(plain["statute"], str(plain["edition"])).art(plain["article"], plain["says"])


def limit(plain: Mapping[str, Any], basis: Citation | None = None) -> Limit:
    """A limit of the guide; a promise stands on the guide itself."""
    promise = BUSINESS.art("36", "可以压减时限并向社会公开，超过办理时间的应当公开说明理由")
    found = cite(plain["cite"]) if "cite" in plain else basis or promise
    return Limit(plain["amount"], Unit(plain["unit"]), found)


def _material(plain: Mapping[str, Any]) -> Material:
    when = plain.get("when")
    return Material(
        code=plain["code"],
        name=plain["name"],
        when=(when["question"], str(when["answer"])) if when else None,
    )


def _fee(plain: Mapping[str, Any]) -> Fee | None:
    """What may be charged; nothing unless the guide says so with its basis."""
    return Fee(standard=plain["standard"], basis=cite(plain["basis"]).text) if plain["charged"] else None


def _field(plain: Mapping[str, Any]) -> Field:
    return Field(
        key=plain["key"],
        label=plain["label"],
        type=plain["type"],
        required=plain.get("required", True),
        options=tuple(plain.get("options", ())),
    )


def _question(plain: Mapping[str, Any]) -> Question:
    return Question(
        key=plain["key"],
        label=plain["label"],
        options=tuple((str(option["value"]), option["label"]) for option in plain["options"]),
    )


def pauses(content: Mapping[str, Any]) -> dict[Ground, str]:
    """The special procedures of a matter, each with its article; a hearing may come to any licence."""
    named = {Ground(entry["ground"]): cite(entry["cite"]).text for entry in content.get("special", ())}
    return {Ground.HEARING: HEARING} | named


def law_of(content: Mapping[str, Any], *, number: int, body: Mapping[str, str], ends: date | None) -> Edition:
    """The edition as the law reads it."""
    result = content["result"]
    renewal = content.get("renewal")
    return Edition(
        matter=content["code"],
        number=number,
        name=content["name"],
        kind=content["kind"],
        body=body["code"],
        body_name=body["name"],
        region=body["region"],
        handling=Handling(content["handling"]),
        acceptance=ACCEPTANCE,
        statutory=limit(content["statutory"]),
        promised=limit(content["promised"]),
        extension=limit(content["extension"]),
        service=limit(content["service"]),
        basis="、".join(cite(entry).text for entry in content["basis"][:2]),
        remedies=remedies(body["reconsideration"], body["court"]),
        from_receipt=content["statutory"].get("starts") == "received",
        steps=flow.read(content["steps"]),
        stages=tuple(
            replace(stage, lead=body_code(body["region"], stage.lead))
            for stage in flow.read_stages(content.get("stages", ()))
        ),
        materials=tuple(_material(entry) for entry in content["materials"]),
        fields=tuple(_field(entry) for entry in content["fields"]),
        questions=tuple(_question(entry) for entry in content["questions"]),
        pauses=pauses(content),
        hearing_required=content["hearing_required"],
        validity_months=result["validity_months"],
        renew_days=renewal["before"] if renewal else 30,
        result=result["name"],
        fee=_fee(content["fee"]),
        effective=date.fromisoformat(str(content["effective"])),
        ends=ends,
    )
