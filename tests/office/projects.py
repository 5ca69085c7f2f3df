"""A small joint project for tests: two matters side by side, then the applicant's works, then a third and a meeting."""

from __future__ import annotations

import copy
from typing import Any

from yichuang.office.catalogue import acts, reads
from yichuang.office.catalogue.models import Edition

CODE = "joint-trial"
STEPS = [
    {"key": "intake", "name": "统一受理", "role": "clerk", "days": 0, "site_check": False},
    {"key": "waste", "name": "渣土处置", "role": "matter", "days": 5, "site_check": False, "matter": "construction-waste"},
    {"key": "road", "name": "道路挖掘", "role": "matter", "days": 6, "site_check": False, "matter": "road-digging", "after": ["intake"]},
    {"key": "works", "name": "施工完成", "role": "applicant", "days": 0, "site_check": False, "after": ["waste", "road"]},
    {"key": "check", "name": "联合验收", "role": "meeting", "days": 2, "site_check": False},
    {"key": "advert", "name": "户外广告", "role": "matter", "days": 7, "site_check": False, "matter": "outdoor-advert"},
    {"key": "decide", "name": "办结交付", "role": "decider", "days": 1, "site_check": False},
]  # fmt: skip


def content() -> dict[str, Any]:
    """The guide of the project, made from a guide of the sample."""
    row = Edition.objects.get(matter="construction-waste")
    found = copy.deepcopy(row.content)
    cite = found["statutory"]["cite"] | {"article": "42(2)", "says": "联合办理的不得超过四十五日"}
    found |= {
        "code": CODE, "name": "临街店铺改造联合办理", "plain": "店铺改造一次办", "kind": "joint",
        "catalogue_code": "990000000001", "steps": STEPS, "materials": found["materials"][:1],
        "site_check": {"needed": False, "officers": 0, "what": "不需要"},
        "statutory": {"amount": 45, "unit": "workday", "cite": cite, "starts": "accepted"},
        "promised": {"amount": 20, "unit": "workday"},
        "extension": {"amount": 15, "unit": "workday", "cite": cite},
    }  # fmt: skip
    found["implementation_code"] = found["implementation_code"][:19] + found["catalogue_code"]
    return found


def publish() -> None:
    """Put it into the catalogue."""
    acts.publish(content(), at=acts.SINCE)
    reads.forget()
