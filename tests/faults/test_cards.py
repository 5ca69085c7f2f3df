"""Kill the timer between fact and card, again and again: each card comes, and comes once."""

from __future__ import annotations

import subprocess
from random import Random

import pytest
from django.db import connection

from yichuang.doors.command import bench_hall, bench_office, serve
from yichuang.law import supervision as law
from yichuang.law.facts import CardRaised
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import rules
from yichuang.office.trail import acts as trail_acts
from yichuang.office.trail import reads as trail
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
ROUNDS = 3


def cards(numbers: list[str]) -> list[CardRaised]:
    found = CaseRow.objects.filter(parent__in=numbers, kind="card").values_list("number", flat=True)
    return [x.fact for card in found for x in trail.entries(card) if isinstance(x.fact, CardRaised)]


def killed_in_the_midst(timer: subprocess.Popen[bytes], numbers: list[str], more: int) -> int:
    """Wait for so many cards of this stream, then kill -9. Returns how many there were."""
    before = len(cards(numbers))
    try:
        while timer.poll() is None and len(cards(numbers)) < before + more:
            pass
        return len(cards(numbers))
    finally:
        timer.kill()
        timer.wait()


PATTERNS = {one.code for one in law.STANDARD.rules if one.point in law.PATTERNS}


def test_no_card_is_lost_and_none_comes_twice() -> None:
    dice = Random(5)
    trail_acts.caught_up(followers.FOLLOWERS)
    bench_office.warm(clock.now())
    env = bench_hall.environment(str(connection.settings_dict["NAME"]), 8000)
    env |= {"DJANGO_SETTINGS_MODULE": "yichuang.site.settings", "YICHUANG_DEMO": "1"}
    numbers: list[str] = []
    for turn in range(ROUNDS):
        fresh = bench_office.submitted(24, dice, 40 + turn, clock.now())
        for number in fresh:
            bench_office.at_once(number)
        numbers += fresh
        seen = killed_in_the_midst(serve.timer(env=env), numbers, dice.randint(1, 4))
        assert seen < len(numbers)  # it was killed while cards were still to come
    followers.settle()
    now = clock.now()
    for number in numbers:
        case = reads.folded(number)
        edition = catalogue.edition(case.matter, case.edition)
        held = rules.in_force(case.region).rules.rules
        wanted = [
            x for x in law.replay(held, trail.entries(number), edition, directory.calendar(), now) if x.fact
        ]
        found = [x for x in cards([number]) if x.of_fact and x.rule not in PATTERNS]
        assert sorted((x.rule, x.of_fact) for x in found) == sorted((x.rule.code, x.fact) for x in wanted)
        assert {x.rule for x in found} >= {"E15"}
    in_a_minute = [x.level for x in cards(numbers) if x.rule == "E15A"]
    assert len(in_a_minute) == len(set(in_a_minute))  # a pattern is found once a day, on whichever case
