"""The journeys that are offered, and the way through one with the guides in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import yaml

from yichuang.law.catalogue.journey import Journey, Way, journey, way
from yichuang.office.catalogue import reads
from yichuang.office.catalogue.gate import DATA


@cache
def offered() -> dict[str, Journey]:
    """Every journey by its code."""
    paths = sorted((DATA / "journeys").glob("*.yaml"))
    return {path.stem: journey(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths}


def guides(found: Journey, on: date) -> dict[str, reads.Guide]:
    """The guides in force of the matters a journey may lead to."""
    asked = {rule.matter: reads.guide(rule.matter, on) for rule in found.rules}
    return {code: guide for code, guide in asked.items() if guide}


def lead(found: Journey, answers: Mapping[str, str], on: date) -> Way:
    """The way through a journey on a day."""
    return way(found, answers, {code: guide.content for code, guide in guides(found, on).items()})
