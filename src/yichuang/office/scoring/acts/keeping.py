"""From facts to the rows that count, each a function of its case's facts alone: kept twice it is the same row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law import supervision
from yichuang.law.clocks import due_date
from yichuang.law.facts import Entry
from yichuang.law.words import Level, Role
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.scoring.models import Carded, Ended, Rating
from yichuang.office.trail import reads as trail

ENDS = (f.CaseGranted, f.CaseRefused, f.RenewalDeemed, f.AcceptanceRefused)
CARDS = (
    f.CardRaised, f.CardUpheld, f.CardLifted, f.CardAppealed, f.AppealDecided, f.RectificationVerified, f.LimitRecalculated,
)  # fmt: skip
KEPT = (*ENDS, *CARDS, f.CaseRated)
"""The facts after which a row may be another one."""
TOGETHER = 5000
"""Cases whose rows are put down at once."""
SCORED = ("permit",)
"""The kinds of case a body is scored by; the whole of a joint project belongs to several bodies, its matters are scored one by one."""


def keep(entry: Entry) -> None:
    """One more fact is on record: the row it changes is written anew. In the follower's transaction."""
    if "/" not in entry.case and isinstance(entry.fact, KEPT):
        for row in _rows([x for x in trail.entries(entry.case) if x.seq <= entry.seq]):
            row.save()


@transaction.atomic
def rebuild() -> int:
    """All rows from the whole trail. Returns how many."""
    for model in (Ended, Rating, Carded):
        model.objects.all().delete()
    kinds = [kind.__name__ for kind in KEPT]
    with connection.cursor() as cursor:
        cursor.execute('SELECT DISTINCT "case" FROM trail_fact WHERE type = ANY(%s) ORDER BY 1', [kinds])
        numbers = [number for (number,) in cursor.fetchall() if "/" not in number]
    done = 0
    for n in range(0, len(numbers), TOGETHER):
        rows: dict[Any, list[Any]] = {Ended: [], Rating: [], Carded: []}
        for _, entries in trail.many(numbers[n : n + TOGETHER]):
            for row in _rows(entries):
                rows[type(row)].append(row)
                done += 1
        for model, found in rows.items():
            model.objects.bulk_create(found, batch_size=1000)
    return done


def _rows(entries: Sequence[Entry]) -> list[Any]:
    """What of a case counts, as far as these facts go."""
    first = entries[0].fact
    assert isinstance(first, f.CaseOpened)
    if first.kind == "card":
        return [row for row in (_carded(entries, first),) if row]
    if first.kind not in SCORED:
        return []
    return [row for row in (_ended(entries, first), _rating(entries, first)) if row]


def _who(entries: Sequence[Entry], *kinds: type[f.Fact]) -> str:
    """The officer who did the latest of these, by number; nobody when the law did it by itself."""
    by = next((x.by for x in reversed(entries) if isinstance(x.fact, kinds)), None)
    return by.id if by is not None and by.role is Role.OFFICER else ""


def _hands(entries: Sequence[Entry], first: f.CaseOpened) -> dict[str, str]:
    """Whose case it was: the body, and the officers who accepted and decided."""
    return {
        "body": first.body,
        "region": first.region,
        "accepted_by": _who(entries, f.CaseAccepted),
        "decided_by": _who(entries, *ENDS),
    }


def _ended(entries: Sequence[Entry], first: f.CaseOpened) -> Ended | None:
    upto = next((n for n, x in enumerate(entries, 1) if isinstance(x.fact, ENDS)), 0)
    if not upto:
        return None
    entries = entries[:upto]
    case = law.fold(entries)
    assert case.outcome is not None and case.decided_on is not None
    edition, calendar = catalogue.edition(case.matter, case.edition), directory.calendar()
    clocks, asof = law.clocks(case, edition), case.decided_on
    limits = {
        name: due_date(clocks[name], calendar, asof) for name in ("promised", "statutory") if name in clocks
    }
    pauses = case.review.pauses if case.review else ()
    return Ended(
        case=case.number, **_hands(entries, first), matter=case.matter, handling=edition.handling.value, channel=case.channel.value,
        received=case.received_on or case.decided_on, accepted=case.accepted_on, decided=case.decided_on,
        due=limits.get("promised"), statutory=limits.get("statutory"), outcome=case.outcome.value,
        paused=sum(((x.end or asof) - x.start + timedelta(days=1)).days for x in pauses),
        corrections=case.correction.times if case.correction else 0, silent=case.deemed_accepted,
    )  # fmt: skip


def _rating(entries: Sequence[Entry], first: f.CaseOpened) -> Rating | None:
    rated = next((x for x in entries if isinstance(x.fact, f.CaseRated)), None)
    if rated is None or not isinstance(rated.fact, f.CaseRated):
        return None
    return Rating(case=rated.case, **_hands(entries, first), stars=rated.fact.stars, rated=law.day(rated.at))


def _carded(entries: Sequence[Entry], first: f.CaseOpened) -> Carded | None:
    raised = next((x for x in entries if isinstance(x.fact, f.CardRaised)), None)
    found = supervision.verdict(entries, directory.calendar())
    if found is None or raised is None or not isinstance(raised.fact, f.CardRaised):
        return None
    fact = raised.fact
    assert fact.level is not Level.TIP
    return Carded(
        card=raised.case, case=fact.of_case, body=first.body, region=first.region, officer=fact.officer, rule=fact.rule,
        rule_name=fact.rule_name, raised=found.raised_on, held=found.held.value if found.held else "", held_on=found.held_on,
        final_on=found.final_on, lifted_on=found.lifted_on,
    )  # fmt: skip
