"""The calendar of a year, loaded as data, and how far the open cases have been recalculated by it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from yichuang.law.calendar import KNOWN, Unreadable, YearNotice
from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.office.directory.acts.changes import allow, digest, note, raise_version
from yichuang.office.directory.models import CalendarYear, Topic


def read_notice(plain: object) -> YearNotice:
    """The notice that JSON values describe. Raises Refused that names the field."""
    try:
        return YearNotice.from_plain(plain)
    except Unreadable as error:
        raise Refused(str(error), field=error.field, remedy="请照通知原文改正后重新装入。") from error


def _known(notice: YearNotice, old: CalendarYear | None) -> None:
    """Refuse a notice that is known word for word; one that is not settled yet may go on being settled."""
    again = old.settled_at is not None and old.notice == notice.plain() if old else notice in KNOWN.notices
    if again:
        raise Refused(
            f"{notice.year}年的这份通知已经装入, 内容完全相同",
            field="notice",
            remedy="不需要再装入; 通知有更正的, 请改好内容再装入。",
        )


def check_notice(plain: object) -> YearNotice:
    """The notice as it would be loaded. Raises Refused that names the field, also when it is known already."""
    notice = read_notice(plain)
    _known(notice, CalendarYear.objects.filter(year=notice.year, amends=notice.amends).first())
    return notice


@transaction.atomic
def load_calendar_notice(plain: object, *, by: Standing, at: datetime) -> CalendarYear:
    """Load the notice of a year from JSON values; a later one for the year replaces it. Raises Refused."""
    allow(by, Permission.DIRECTORY_EDIT)
    notice = read_notice(plain)
    old = CalendarYear.objects.select_for_update().filter(year=notice.year, amends=notice.amends).first()
    _known(notice, old)
    if old and old.notice == notice.plain():
        return old
    before = digest(old) if old else ""
    row = old or CalendarYear(year=notice.year, amends=notice.amends)
    row.notice, row.loaded_at = notice.plain(), at
    row.checked, row.reached, row.settled_at = 0, "", None
    row.save()
    note(row, "load_calendar_notice", by=by, at=at, before=before, why=notice.notice[:200])
    raise_version(Topic.CALENDAR)
    return row


@transaction.atomic
def note_progress(row: CalendarYear, reached: str, count: int, *, settled: datetime | None) -> None:
    """Keep how far the open cases agree with a notice, so that a pass goes on where it broke off.

    A notice that was replaced meanwhile begins anew and takes no note of the old one's pass.
    """
    same = CalendarYear.objects.filter(pk=row.pk, loaded_at=row.loaded_at)
    same.update(reached=reached, checked=F("checked") + count, settled_at=settled)
    if settled is not None:
        raise_version(Topic.CALENDAR)
