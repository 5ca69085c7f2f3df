"""Following what one has brought without an account: by its number and the query code given with it; nothing else opens to him."""

from __future__ import annotations

import hmac
from datetime import datetime

from yichuang.law.kinds import BY_CODE
from yichuang.law.mandates import Standing, bearer
from yichuang.office.cases import reads
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.models import CaseRow
from yichuang.office.cases.reads import Sheet


def holder(number: str, code: str, kind: str) -> Standing:
    """Whoever shows the number and the query code of a case of this kind. Raises Missing when there is none, or the code is another."""
    known = BY_CODE[kind].borne and CaseRow.objects.filter(pk=number, kind=kind).exists()
    if not known or not hmac.compare_digest(reads.client(number).query_code, code):
        raise Missing(number)
    return bearer(number)


def sheet(number: str, by: Standing, now: datetime, kind: str) -> Sheet:
    """One's own case of this kind. Raises Missing for anybody else's, and for what is of another kind."""
    found = reads.sheet(number, by, now)
    if found.case.kind != kind or not by.client:
        raise Missing(number)
    return found
