"""The only writer of lines: opens and closes them, registers what they bring once, hears the telephone, seats operators."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cite import HOTLINE
from yichuang.law.facts import Actor
from yichuang.law.hotline import Heard, Signal, call_of
from yichuang.law.hotline_words import Line
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office import sealing
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import acts as hotline
from yichuang.office.hotline import finding
from yichuang.office.hotline.acts import Registered
from yichuang.office.lines.models import Arrival, CallRow, Linked, Seat, SignalRow

CHANNEL = "yichuang_calls"
"""What the operators' desks listen on."""
SKEW, LATE = timedelta(minutes=5), timedelta(days=7)
"""How far the clock of an exchange may be off; how late a signal may still come."""
_LINES = HOTLINE.art("3", "各类政务服务便民热线归并联动，一个号码对外")
_CODE, _EXTENSION = re.compile(r"^[a-z][a-z0-9-]{1,19}$"), re.compile(r"^[0-9A-Za-z-]{1,20}$")


class Repeated(law.Refused):
    """It was taken before; sending it again is not needed."""


class Unsigned(law.Refused):
    """Nobody who may write, as far as the key or the signature tells."""


def open_line(code: str, name: str, line: Line, region: str, at: datetime) -> str:
    """Let a line write. Returns its key, which is shown this once; opened again it has a new key and the old one is void."""
    law.require(_CODE.match(code), f"“{code}”不能作为线路代码", _LINES, field="code",
                remedy="请用二到二十个小写字母、数字和连字符，以字母开头。")  # fmt: skip
    law.require(directory.region(region), f"没有行政区划“{region}”", _LINES, field="region",
                remedy="请写十二位代码，如 513201000000。")  # fmt: skip
    key = secrets.token_urlsafe(32)
    held = {"name": name, "line": line.value, "region": region, "key_index": index(key), "key": sealing.lock(key),
            "active": True, "opened_at": at}  # fmt: skip
    Linked.objects.update_or_create(code=code, defaults=held)
    return key


def close_line(code: str) -> None:
    """Let a line write no more; what it brought stays, and goes on."""
    found = Linked.objects.filter(pk=code).update(active=False)
    law.require(found, f"没有线路“{code}”", _LINES, field="code", remedy="先看有哪些线路。")


def index(key: str) -> str:
    """By what a key is found without being kept readable."""
    return sealing.index(f"line:{key}")


def of_key(key: str) -> Linked:
    """The line that holds this key. Raises Unsigned when there is none."""
    found = Linked.objects.filter(key_index=index(key), active=True).first() if key else None
    if found is None:
        raise Unsigned("密钥不对", _LINES, field="api_key", remedy="请向热线机构要这条线路的密钥。")
    return found


def _standing(linked: Linked) -> Standing:
    return Standing(actor=Actor(Role.SYSTEM, id=f"line:{linked.pk}", name=linked.name))


def receive(linked: Linked, given: c.RegisterTicket, origin: str, at: datetime) -> tuple[str, bool]:
    """Register what a line brings. Its own number is registered once. Returns the ticket's number, and whether it was there before.

    Without a number of its own each is a new demand. Raises Repeated when the number came before with another text.
    """
    _clean(origin, given.title, given.words, given.place, given.caller, given.phone)
    digest = _digest(given)
    if not origin:
        return _register(linked, given, at).number, False
    with transaction.atomic():
        _alone(f"{linked.pk}/{origin}")
        before = Arrival.objects.filter(linked=linked, origin=origin).first()
        if before is not None:
            if before.digest != digest:
                raise Repeated(f"“{origin}”已经登记为{before.number}，内容和这次不同", _LINES, field="origin",
                               remedy="补充的内容请用新的编号送来，写明原工单编号。")  # fmt: skip
            return before.number, True
        number = _register(linked, given, at).number
        Arrival.objects.create(number=number, linked=linked, origin=origin, digest=digest, at=at)
    return number, False


def _clean(*texts: str) -> None:
    law.require(
        all("\0" not in one for one in texts), "里面有不能记录的字符（NUL）", _LINES, remedy="请去掉再送。"
    )


def _register(linked: Linked, given: c.RegisterTicket, at: datetime) -> Registered:
    return hotline.register(given, linked.region, by=_standing(linked), at=at)


def _digest(given: c.RegisterTicket) -> str:
    plain = {ask.name: str(getattr(given, ask.name)) for ask in law.asks(c.RegisterTicket)}
    return sealing.index(json.dumps(plain, ensure_ascii=False, sort_keys=True))


def _alone(what: str) -> None:
    """Until the transaction ends nobody else does the same thing."""
    number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def signature(key: str, moment: str, body: bytes) -> str:
    """What an exchange writes beside a signal: HMAC-SHA256 over the moment, a line feed and the body, in hex."""
    return hmac.new(key.encode(), moment.encode() + b"\n" + body, hashlib.sha256).hexdigest()


def signed(code: str, moment: str, sign: str, body: bytes, at: datetime) -> Linked:
    """The exchange that signed this, just now. Raises Unsigned."""
    found = Linked.objects.filter(pk=code, line=Line.PHONE.value, active=True).first()
    key = sealing.unlock(bytes(found.key)) if found else ""
    good = hmac.compare_digest(signature(key, moment, body).encode(), sign.lower().encode())
    if found is None or not good:
        raise Unsigned("签名不对", _LINES, field="signature", remedy="请核对线路代码、密钥和签名的算法。")
    said = int(moment) if moment.isascii() and moment.isdigit() and len(moment) <= 12 else 0
    if abs(at.timestamp() - said) > SKEW.total_seconds():
        raise Unsigned("签名的时刻和现在相差超过五分钟", _LINES, field="time",
                       remedy="请校准时钟；补送的事件按现在的时刻重新签名。")  # fmt: skip
    return found


def hear(linked: Linked, told: dict[str, Any], sign: str, at: datetime) -> tuple[CallRow, bool]:
    """Take a signal of a call, in whatever order they come. Returns the call, and whether it was told before.

    Raises Repeated when the very same message was taken before: a replay changes nothing.
    """
    law.require(
        told["at"] <= at + SKEW, "事件的时刻在将来", _LINES, field="at", remedy="请校准电话系统的时钟。"
    )
    law.require(
        told["at"] >= at - LATE, "事件已经过去七天以上", _LINES, field="at", remedy="太旧的不再补送。"
    )
    _clean(*(told[name] for name in ("call", "number", "dialled", "extension")))
    with transaction.atomic():
        _alone(f"call:{linked.pk}/{told['call']}")
        if SignalRow.objects.filter(signature=sign).exists():
            raise Repeated("这条消息已经收到过", _LINES, field="signature", remedy="不用再送。")
        row = CallRow.objects.filter(linked=linked, call=told["call"]).first() or CallRow(
            linked=linked, call=told["call"], region=linked.region, begun_at=told["at"]
        )
        again = row.pk is not None and row.signals.filter(
            signal=told["signal"].value, at=told["at"], extension=told["extension"]
        ).exists()  # fmt: skip
        if not again:
            _add(row, told, sign, at)
    return row, again


def _add(row: CallRow, told: dict[str, Any], sign: str, at: datetime) -> None:
    """One more signal, the call as all of them say, and the word to the desks."""
    phone = finding.plain_phone(told["number"])
    if phone and not row.caller:
        row.phone, row.caller = sealing.lock(phone), finding.caller_of(phone)
    row.dialled = row.dialled or told["dialled"]
    before = [Heard(Signal(x.signal), x.at, x.extension) for x in row.signals.all()] if row.pk else []
    call = call_of([*before, Heard(told["signal"], told["at"], told["extension"])])
    for name in ("begun_at", "queued_at", "rung_at", "answered_at", "hung_up_at", "extension"):
        setattr(row, name, getattr(call, name))
    row.save()
    SignalRow.objects.create(
        row=row, signal=told["signal"].value, at=told["at"], extension=told["extension"], signature=sign, heard_at=at
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, "call"])


def sit(extension: str, region: str, by: Standing, at: datetime) -> None:
    """An operator sits down at a telephone; whoever sat there before has left it. Empty: gets up."""
    law.entitle(by.may(Permission.TICKET_REGISTER, region=region), "您的岗位不接热线电话", _LINES,
                remedy="请由话务员登录。")  # fmt: skip
    law.require(not extension or _EXTENSION.match(extension), "分机号不对", _LINES, field="extension",
                remedy="请写电话机上的分机号，如 8001。")  # fmt: skip
    with transaction.atomic():
        _alone(f"seat:{region}/{extension}")
        Seat.objects.filter(officer=by.actor.id).delete()
        if extension:
            Seat.objects.filter(region=region, extension=extension).delete()
            Seat.objects.create(officer=by.actor.id, region=region, extension=extension, since=at)


def registered_from(call: int, number: str, by: Standing) -> bool:
    """Note which ticket a call became: by the operator at whose telephone it was, once. Returns whether it was noted."""
    seat = Seat.objects.filter(pk=by.actor.id).first()
    if seat is None:
        return False
    own = CallRow.objects.filter(pk=call, extension=seat.extension, region__startswith=seat.region, ticket="")
    return bool(own.update(ticket=number))


def forget(before: datetime) -> int:
    """Forget the callers' numbers of calls begun before then; the figures stay."""
    return CallRow.objects.filter(begun_at__lt=before, phone__isnull=False).update(phone=None, caller="")
