"""What the facts of a duty to publish make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Run, day, stop
from yichuang.law.cases.disclosure import Disclosure
from yichuang.law.facts import Fact
from yichuang.law.open_words import Outlet, Verdict
from yichuang.law.words import Outcome, State


def _with(case: Case, state: State, **changes: Any) -> Case:
    assert case.disclosure is not None
    return replace(case, state=state, disclosure=replace(case.disclosure, **changes))


def _due(case: Case, fact: f.DisclosureDue, at: datetime) -> Case:
    made = Disclosure(
        title=fact.title, category=fact.category, moment=fact.moment, section=fact.section, officer=fact.officer,
        officer_name=fact.officer_name, outlets=fact.outlets, allowed=fact.allowed, weight=fact.weight, rule=fact.rule, corrects=fact.corrects,
        latest=fact.latest, subject=fact.subject,
    )  # fmt: skip
    return replace(case, state=State.DUE, disclosure=made, accepted_on=day(at), assigned=Run(start=at))


def _drafted(case: Case, fact: f.DisclosureDrafted, at: datetime) -> Case:
    again = case.state is State.WITHHELD  # looked at once more (政府信息公开条例 18): a limit of its own
    laid = _with(case, State.DRAFTED, title=fact.title, digest=fact.digest, drafter=fact.officer)
    return replace(laid, outcome=None, decided_on=None, assigned=Run(start=at)) if again else laid


def _withheld(case: Case, fact: f.DisclosureWithheld, at: datetime) -> Case:
    held = _with(case, State.WITHHELD, verdict=Verdict.WITHHELD, exemptions=fact.exemptions)
    over = stop(case.assigned, at)
    return replace(held, outcome=Outcome.WITHHELD, decided_on=day(at), assigned=over)


def _published(case: Case, fact: f.DisclosurePublished, at: datetime) -> Case:
    assert case.disclosure is not None
    whole = case.disclosure.verdict is Verdict.WHOLE
    out = _with(case, State.PUBLISHED, published_on=day(at), shown=(*case.disclosure.shown, Outlet.SITE))
    outcome = Outcome.PUBLISHED if whole else Outcome.PART_PUBLISHED
    return replace(out, outcome=outcome, decided_on=day(at), assigned=stop(case.assigned, at))


def _shown(case: Case, fact: f.OutletShown, at: datetime) -> Case:
    assert case.disclosure is not None
    mine = case.disclosure
    stands = mine.stands if fact.outlet in dict(mine.stands) else (*mine.stands, (fact.outlet, fact.on))
    shown = tuple(dict.fromkeys((*mine.shown, fact.outlet)))
    return _with(case, case.state, shown=shown, stands=stands)


def _removed(case: Case, fact: f.OutletRemoved, at: datetime) -> Case:
    assert case.disclosure is not None
    left = tuple(one for one in case.disclosure.stands if one[0] is not fact.outlet)
    return _with(case, case.state, stands=left)


DISCLOSURES: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.DisclosureDue: _due,
    f.DisclosureHandedOver: lambda c, x, at: _with(
        c, c.state, section=x.section, officer=x.officer, officer_name=x.officer_name
    ),
    f.DisclosureDrafted: _drafted,
    f.DisclosureReturned: lambda c, x, at: _with(c, State.DUE),
    f.DisclosureCleared: lambda c, x, at: _with(
        c, State.CLEARED, verdict=x.verdict, exemptions=x.exemptions, reviewer=x.reviewer
    ),
    f.DisclosureWithheld: _withheld,
    f.DisclosurePublished: _published,
    f.OutletShown: _shown,
    f.OutletRemoved: _removed,
    f.DisclosureTakenDown: lambda c, x, at: replace(_with(c, State.TAKEN_DOWN), outcome=Outcome.TAKEN_DOWN),
}
