"""Rules tried on the past: each side finds what its own rules find alone; a period, a limit, regions with rules of their own."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from people import at, officer, submitted
from yichuang.law import supervision as law
from yichuang.law.cases import Refused, day
from yichuang.law.cases import commands as c
from yichuang.law.supervision import RuleSet
from yichuang.office.cases import acts, reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import demo
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import cities, rules
from yichuang.office.supervision.models import Count
from yichuang.office.supervision.trial import finished, trial
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import FactRow

pytestmark = pytest.mark.usefixtures("committed")
NOW = at("2026-06-30T12:00")


def _half() -> RuleSet:
    """The rules in force, one of them stricter, one switched off, one new."""
    plain = rules.plain(law.STANDARD)
    changed = [
        one | {"levels": {"yellow": {"used": 0.5}}} if one["code"] == "E01" else one for one in plain["rules"]
    ]
    changed = [one | {"on": False} if one["code"] == "E03" else one for one in changed]
    return law.read(plain | {"rules": [*changed, cities.content("榆林")["rules"][0]]})


def _alone(found: RuleSet, since: date, until: date) -> Counter[Any]:
    """What a set finds by itself, case by case."""
    counted: Counter[Any] = Counter()
    for row in CaseRow.objects.exclude(kind="card").filter(opened_at__lt=NOW):
        entries = [x for x in trail.entries(row.pk) if x.at < NOW]
        edition = catalogue.edition(row.matter, row.edition)
        for one in law.replay(found.rules, entries, edition, directory.calendar(), NOW):
            if since <= day(one.at) <= until:
                counted[one.rule.code, one.level] += 1
    return counted


def test_each_side_of_a_trial_is_what_its_rules_find_alone_and_nothing_is_written() -> None:
    for begun in ("2026-03-02T10:00", "2026-05-18T10:00"):
        number = submitted(begun)
        acts.act(number, c.Accept(), by=officer("clerk"), at=at(begun.replace("T10", "T11")))
    submitted("2026-06-01T10:00")  # nobody looks at it
    facts, counts = FactRow.objects.count(), Count.objects.count()
    for since, until in ((date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 5, 20), date(2026, 6, 10))):
        found = finished(trial(_half(), demo.REGION, since, until, NOW))
        held = rules.in_force(demo.REGION).rules
        assert {(x.code, x.level): x.now for x in found.lines if x.now} == _alone(held, since, until)
        assert {(x.code, x.level): x.then for x in found.lines if x.then} == _alone(_half(), since, until)
        assert sum(will for _, _, will in found.bodies) == sum(x.then for x in found.lines)
        assert any(x.code == "Y1" and x.more > 0 for x in found.lines)
        assert all(since <= day(hit.at) <= until for hit in found.hits)
        assert found.seen == found.total and not found.more
    assert (FactRow.objects.count(), Count.objects.count()) == (facts, counts)


def test_a_trial_of_the_rules_in_force_changes_nothing() -> None:
    submitted("2026-03-02T10:00")
    held = rules.in_force(demo.REGION).rules
    found = finished(trial(held, demo.REGION, date(2026, 1, 1), date(2026, 6, 30), NOW))
    assert found.lines and not any(line.more for line in found.lines)
    assert all(hit.now and hit.then for hit in found.hits)


def test_a_trial_that_may_look_at_few_says_so_and_a_senseless_period_is_refused() -> None:
    submitted("2026-03-02T10:00")
    newest = reads.folded(submitted("2026-03-03T10:00")).number
    found = finished(trial(law.STANDARD, demo.REGION, date(2026, 3, 1), date(2026, 3, 4), NOW, limit=1))
    assert found.more and found.seen == 1 and {hit.case for hit in found.hits} <= {newest}
    for since, until in ((date(2026, 5, 1), date(2026, 4, 1)), (date(2027, 1, 1), date(2027, 2, 1))):
        with pytest.raises(Refused):
            finished(trial(law.STANDARD, demo.REGION, since, until, NOW))


@pytest.mark.parametrize("name", cities.names())
def test_every_city_s_rules_are_read_and_say_where_they_are_from(name: str) -> None:
    city = next(one for one in cities.cities() if one.city == name)
    read = law.read(cities.content(name))
    assert city.source and read.basis and all(rule.basis for rule in read.rules)
