"""Publishing matters: an edition is checked against its schema and the law before anybody can apply under it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from django.db import transaction

from yichuang.law.cases import Refused, require
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import Unit
from yichuang.law.matters import Work
from yichuang.law.trail import canonical
from yichuang.office.catalogue.models import Edition, Matter
from yichuang.office.directory.reads import body_code

DATA = Path(__file__).resolve().parent / "data"
SHOWN = LICENSING.art("30(1)", "事项、依据、条件、数量、程序、期限、材料目录和示范文本应当公示")
_PER_WORKDAY = 1.4
SINCE = datetime.fromisoformat("2026-01-01T08:00:00+08:00")


@cache
def _schema() -> Any:
    return json.loads((DATA / "schema.json").read_text(encoding="utf-8"))


def _plain(value: Any) -> Any:
    """YAML as JSON values: dates as ISO text."""
    return json.loads(json.dumps(value, ensure_ascii=False, default=str))


def _days(entry: Mapping[str, Any]) -> float:
    return float(entry["amount"]) * (_PER_WORKDAY if entry["unit"] == Unit.WORKDAY.value else 1)


def gate(content: Mapping[str, Any]) -> None:
    """Refuse what may not be published: an element missing, a promise longer than the law (行政许可法 30)."""
    problems = sorted(
        jsonschema.Draft202012Validator(_schema()).iter_errors(content), key=lambda e: list(e.path)
    )
    if problems:
        where = "/".join(str(part) for part in problems[0].path) or "（根）"
        raise Refused(f"事项“{content.get('name', '')}”的“{where}”不符合要素要求：{problems[0].message}", SHOWN,
                      field=where, remedy="请按 schema.json 补齐后再发布。")  # fmt: skip
    require(_days(content["promised"]) <= _days(content["statutory"]), "承诺期限长于法定期限", SHOWN, field="promised",
            remedy="承诺只能更短。")  # fmt: skip
    keys = {question["key"] for question in content["questions"]}
    for material in content["materials"]:
        unknown = material.get("when") and material["when"]["question"] not in keys
        require(not unknown, f"材料“{material['name']}”引用了不存在的情形", SHOWN, field="materials")
    worked = sum(step["days"] for step in content["steps"] if step["role"] != Work.CLERK.value)
    require(worked <= _days(content["promised"]), "各环节时限之和超过承诺期限", SHOWN, field="steps")


@transaction.atomic
def publish(content: Mapping[str, Any], *, at: datetime) -> Edition:
    """Publish an edition; the same words again change nothing. Raises Refused naming the field."""
    plain = _plain(content)
    gate(plain)
    region, body = plain["region"], body_code(plain["region"], plain["body"])
    matter, _ = Matter.objects.update_or_create(
        code=plain["code"], defaults={"name": plain["name"], "body": body, "region": region}
    )
    digest = hashlib.sha256(canonical(plain)).hexdigest()
    last = matter.editions.order_by("-number").first()
    if last is not None and last.digest == digest:
        return last
    return matter.editions.create(
        number=last.number + 1 if last else 1,
        effective=date.fromisoformat(plain["effective"]),
        content=plain,
        digest=digest,
        reviewed_by=plain["reviewed_by"],
        reviewed_on=date.fromisoformat(plain["reviewed_on"]),
        published_at=at,
    )


def load_sample(at: datetime = SINCE) -> int:
    """Publish the reviewed matters of the sample centre. Returns how many there are."""
    paths = sorted((DATA / "matters").rglob("*.yaml"))
    for path in paths:
        publish(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), at=at)
    return len(paths)
