"""Nothing exempt in a seeded set of 500 texts gets out: not on a page, in a feed, a file, a search, on a poster, however careless the reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from html import unescape
from random import Random

import pytest
from django.test import Client as Browser

from yichuang.doors.command.bench_privacy import bare, made
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.disclosing import proposed
from yichuang.law.clocks import CHINA
from yichuang.law.kinds.disclosure import DISCLOSURE, MATTER
from yichuang.law.mandates import TIMER, Standing
from yichuang.law.open_words import Verdict
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, bulk
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.directory import reads as directory
from yichuang.office.openness import acts, duties, posters, reads, sample
from yichuang.office.openness.models import DisclosureRow
from yichuang.office.openness.reads import Wanted

pytestmark = pytest.mark.usefixtures("committed")
AT = datetime(2026, 3, 2, 9, tzinfo=CHINA)
BODY, REGION = "513201115", "513201000000"
PAGES, POSTERS = 9, 6
"""Every ninth is read as a page; so many as posters; the text of every one is read as the list has it."""
SECRET = (
    "机密★20年\n{what}。",
    "秘密★\n{what}。",
    "密级：机密\n{what}。",
    "绝密\n{what}。",
    "密级:内部\n{what}。",
    "内部资料，不得外传。{what}。",
)
SECRETS = (
    "某仓库储备油料一万二千吨",
    "某线路警卫安排共七岗",
    "某地防护工程口部坐标已标定",
    "某频段保障方案共三套",
)
TRADE = (
    "该企业报价明细：{what}。",
    "该企业的客户名单：{what}。",
    "该企业产品配方：{what}。",
    "该企业成本构成：{what}。",
    "以下是企业的商业秘密：{what}。",
)
TRADES = (
    "人工费占百分之三十一点七",
    "某甲公司、某乙公司、某丙公司",
    "青稞粉六成二、酥油一成八",
    "毛利率百分之二十三点四",
)
"""What must never be read outside, behind every mark the law knows; each serial number makes it findable."""


@cache
def texts() -> list[tuple[str, list[str]]]:
    """Five hundred texts, each with what of it is exempt: personal data in every kind and form, secrets, trade secrets."""
    dice, out = Random(29), []
    for n, one in enumerate(made(500, 29)):
        text, exempt = one.text, [one.text[start:end] for start, end, _ in one.gold]
        for every, marks, whats in ((6, SECRET, SECRETS), (7, TRADE, TRADES)):
            if n % every == 0:
                what = f"{dice.choice(whats)}（{n:03d}号件）"
                text = f"{dice.choice(marks).format(what=what)}\n{text}"
                exempt.append(what)
        out.append((text, exempt))
    return out


def rest() -> Iterator[str]:
    """The texts without what is exempt: a name may be private in one and an office holder's in another."""
    for text, hidden in texts():
        for one in sorted(hidden, key=len, reverse=True):
            text = text.replace(one, "／")
        yield text


def known(number: str) -> list[str]:
    """What is exempt in the text behind a publication."""
    return [bare(one) for one in texts()[(int(number[17:23]) - 900_000) // 2][1]]


class Duty:
    """One duty, its text laid before the reviewer."""

    def __init__(self, n: int, text: str, by: Standing) -> None:
        self.n, self.at = n, AT + timedelta(minutes=n)
        first = apart.opened(MATTER, "情况通报", BODY, REGION, "")
        number = cases.numbered(REGION, BODY, self.at.date(), 900_000 + n)
        self.life: Life = bulk.begin(
            first, number, Client("", ""), "12345678", by=self.scene(TIMER), grain=self.grain
        )
        (rule,) = (one for one in duties.rules(AT.date(), BODY)[0] if one.code.endswith("-P1"))
        self.do(TIMER, acts.command(rule, "每季度", on=self.at.date()))
        self.do(by, c.DraftDisclosure(title=f"情况通报第{n}期", text=text))

    def grain(self) -> bytes:
        return bytes(16)

    def scene(self, by: Standing) -> law.Scene:
        return law.Scene(DISCLOSURE, by, self.at, MATTER, directory.calendar())

    def do(self, by: Standing, command: object) -> bool:
        """One act; whether the law let it through."""
        try:
            self.life.act(command, self.scene(by), grain=self.grain)
        except law.Refused:
            return False
        return True


def accepts(duty: Duty, text: str, head: Standing) -> bool:
    """A reviewer who sends off what the form proposes, with a word in every field that asks for one."""
    plain = proposed(text)
    whole = plain == text.strip()
    return duty.do(
        head,
        c.ReviewDisclosure(
            verdict=Verdict.WHOLE if whole else Verdict.PART, text=plain, privacy=not whole, reason="同意"
        ),
    )


def ticks_whole(duty: Duty, text: str, head: Standing) -> bool:
    """A reviewer who ticks "whole" and reads nothing."""
    return duty.do(head, c.ReviewDisclosure(verdict=Verdict.WHOLE, text=text, reason="同意"))


@pytest.fixture(scope="module")
def published(django_db_blocker: object, own_database: None) -> Iterator[tuple[list[str], list[str]]]:
    """All texts through both reviewers: the numbers that came out, everything exempt."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        people, chiefs = sample.people(), sample.heads()
        standings = directory.officer_standings([people[BODY], chiefs[BODY]], AT.date())
        by, head = standings[people[BODY]], standings[chiefs[BODY]]
        lives, out, exempt = [], [], []
        for n, (text, hidden) in enumerate(texts()):
            exempt += hidden
            for turn, review in enumerate((accepts, ticks_whole)):
                duty = Duty(2 * n + turn, text, by)
                if review(duty, text, head):
                    duty.do(by, c.PublishDisclosure())
                    out.append(duty.life.case.number)
                lives.append(duty.life)
        acts.put(lives)
        public = "".join(bare(text) for text in rest())
        yield out, sorted({one for one in map(bare, exempt) if len(one) > 1 and one not in public})


def leaks(shown: str, exempt: list[str]) -> list[str]:
    """What exempt can be read in a text, in whatever form."""
    plain = bare(unescape(shown))
    return [one for one in exempt if one in plain]


def test_the_set_holds_every_kind_and_careless_reviewers_let_much_through(
    published: tuple[list[str], list[str]],
) -> None:
    out, exempt = published
    assert len(exempt) > 1_000
    assert 300 < len(out) < 700
    assert DisclosureRow.objects.exclude(state="published").count() > 250


def test_no_page_shows_what_is_exempt(published: tuple[list[str], list[str]]) -> None:
    browser = Browser()
    for number in published[0][::PAGES]:
        page = browser.get(f"/openness/{number}/").content.decode()
        assert "情况通报" in page
        assert not leaks(page, known(number)), number


def test_no_list_feed_file_or_screen_holds_it(published: tuple[list[str], list[str]]) -> None:
    browser, exempt = Browser(), published[1]
    after, pages = "", 0
    while True:
        found, after = reads.public(Wanted(after=after), REGION)
        pages += 1
        for x in found:
            shown = f"{x.row.title} {x.row.text} {x.row.reason} {x.row.outlets}"
            assert not leaks(shown, known(x.row.number)), x.row.number
        if not after:
            break
    assert pages > 15
    for path in (
        "",
        "feed.atom",
        "screen/",
        "sheets.json?year=2026",
        "sheets.csv?year=2026",
        "scores/",
        "?withheld=1",
    ):
        answer = browser.get(f"/openness/{path}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert answer.status_code == 200
        assert not leaks(body.decode(), exempt), path


def test_search_finds_nothing_by_it(published: tuple[list[str], list[str]]) -> None:
    alone = set(published[1])
    for text, hidden in texts()[:120]:
        for one in (value for value in hidden if bare(value) in alone):
            for shown in reads.public(Wanted(text=one[:30]), REGION)[0]:
                assert bare(one) not in bare(shown.row.text), text
    for terms in DisclosureRow.objects.exclude(state="published").values_list("terms", flat=True):
        assert not terms


def test_no_poster_prints_it(published: tuple[list[str], list[str]]) -> None:
    import pymupdf

    for number in published[0][:: len(published[0]) // POSTERS]:
        shown = reads.one(number)
        assert shown is not None
        pdf = pymupdf.open(stream=posters.poster(shown, "a3", "http://localhost/"))
        assert not leaks(pdf[0].get_text(), known(number))
