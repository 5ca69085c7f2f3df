"""The sample can be lived through for every matter of the catalogue."""

from __future__ import annotations

from random import Random

import pytest

from people import at
from yichuang.law.mandates import Permission, Power

pytestmark = pytest.mark.django_db
NEEDED = (
    (Permission.CASE_INTAKE, Power.ACCEPT),
    (Permission.CASE_ACCEPT, Power.ACCEPT),
    (Permission.CASE_DECIDE, Power.DECIDE),
    (Permission.CASE_REVIEW, None),
    (Permission.CASE_ARCHIVE, None),
)


def test_every_matter_has_its_people_from_intake_to_archive() -> None:
    from yichuang.doors.command.lives import Hall

    now = at("2026-03-02T10:00")
    hall = Hall(Random(1), now)
    for edition in hall.editions:
        for permission, power in NEEDED:
            assert hall.who(edition.body, permission, power, now.date(), edition.matter)
