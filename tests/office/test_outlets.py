"""Every channel of a publication: on paper whole or refused, and off its place when a newer one is there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Post, Standing
from yichuang.law.open_words import Occasion, Outlet, Verdict
from yichuang.office.cases import acts as cases
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import PostHeld
from yichuang.office.openness import acts, booklets, newspapers, posters, reads, screens
from yichuang.office.openness.blocks import blocks, sentences
from yichuang.office.openness.models import DisclosureRow
from yichuang.office.openness.newspapers import Paper
from yichuang.office.openness.reads import Shown
from yichuang.office.openness.subscriptions import acts as subscribing
from yichuang.office.openness.subscriptions import reads as subscriptions
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)
DAY, BASE = date(2026, 11, 20), "http://localhost"
TABLE = "一、支出预算\n项目｜2025年｜2026年\n基本支出｜702.10｜718.60\n项目支出｜510.10｜545.70"


def publication(text: str, title: str = "部门预算", number: str = "1") -> Shown:
    row = DisclosureRow(number=number, title=title, category="result", subject="budget", section="财务科", officer_name="王",
                        closed_on=DAY, opened_on=DAY, text=text)  # fmt: skip
    return Shown(row, "住建局")


def words(pdf: bytes) -> tuple[str, int]:
    found = pymupdf.open(stream=pdf)
    return "".join("".join(page.get_text().split()) for page in found), len(found)


def long(many: int) -> str:
    return "\n".join(f"第{n}项：全年收入一百二十万元，支出一百二十万元。" for n in range(many))


@given(st.text(alphabet="收入一二。！？”\n\t｜|、：12", max_size=80))
def test_no_word_of_a_text_gets_lost_in_its_pieces(text: str) -> None:
    told = "".join(block.text + "".join(cell for row in block.rows for cell in row) for block in blocks(text))
    bare = str.maketrans("", "", " \n\t｜|")
    assert told.translate(bare) == text.translate(bare)
    assert "".join(sentences("".join(text.split()))) == "".join(text.split())


def test_divided_lines_are_a_table_with_a_head_and_one_alone_is_none() -> None:
    heading, table = blocks(TABLE)
    assert (heading.kind, table.kind, table.head, len(table.body)) == ("h", "t", True, 2)
    assert [one.kind for one in blocks("项目｜金额")] == ["p"]
    assert blocks("小区\t户数\n阳光\t320")[0].body == (("阳光", "320"),)


@pytest.mark.parametrize("size", newspapers.PAGES)
def test_a_newspaper_page_holds_every_word_of_every_publication(size: str) -> None:
    chosen = [
        publication(TABLE + "\n" + long(20)),
        publication("受理96件。", "许可结果", "2"),
        publication(long(30), "进展", "3"),
    ]
    told, pages = words(newspapers.newspaper(chosen, Paper("马尔康日报", size), DAY, BASE, "中心").pdf)
    assert pages == 1
    for said in ("马尔康日报", "部门预算", "许可结果", "545.70", "受理96件", "第19项", "第29项"):
        assert said in told, said


def test_too_much_for_a_page_is_refused_with_how_much_and_goes_on_a_second() -> None:
    chosen = [publication(long(260))]
    with pytest.raises(law.Refused, match=r"排不下：一共.*超出约.*个字") as refused:
        newspapers.newspaper(chosen, Paper("日报", "tabloid"), DAY, BASE, "中心")
    assert "多排几版" in refused.value.remedy
    told, pages = words(newspapers.newspaper(chosen, Paper("日报", "tabloid", 1, 2), DAY, BASE, "中心").pdf)
    assert pages == 2
    assert "第259项" in told
    for nothing in ([], [publication("一")]):
        with pytest.raises(law.Refused):
            newspapers.newspaper(nothing, Paper("" if nothing else "日报"), DAY, BASE, "中心")


def test_a_booklet_has_contents_and_folds() -> None:
    chosen = [publication(long(5), f"第{n}份公开", f"{n}") for n in range(6)]
    pdf = booklets.booklet(chosen, "汇编", DAY, BASE, "中心")
    _, pages = words(pdf)
    assert pages == 2 + 6
    contents = pymupdf.open(stream=pdf)[1].get_text()
    assert all(f"第{n}份公开" in "".join(contents.split()) for n in range(6))
    folded = pymupdf.open(stream=booklets.imposed(pdf))
    assert len(folded) == 4
    assert folded[0].rect.width > folded[0].rect.height
    assert "第5份公开" in "".join(folded[0].get_text().split())  # the last page lies beside the cover


def test_one_page_has_the_seven_items_or_the_text_and_is_refused_when_longer() -> None:
    items = "\n".join(f"{name}：写着{name}" for name in reversed(booklets.SEVEN))
    told, pages = words(booklets.handout(publication(items), BASE))
    assert pages == 1
    assert told.index("写着项目") < told.index("写着监督电话")
    assert "三公" in words(booklets.handout(publication("三公经费9万元。"), BASE))[0]
    with pytest.raises(law.Refused, match="一页明白纸排不下"):
        booklets.handout(publication(long(200)), BASE)


def test_a_poster_says_before_how_much_does_not_fit_and_which_paper_would() -> None:
    short = posters.ways(publication("收入120万元。"), BASE)
    assert [one.fits for one in short] == [True, True]
    ways = {(one.size, one.sheets): one for one in posters.ways(publication(long(60)), BASE)}
    assert ways["a3", 1].over > ways["a1", 1].over
    assert ways["a3", 1].over > ways["a3", 2].over
    cut, pages = words(posters.poster(publication(long(60)), "a3", BASE))
    assert pages == 1
    assert posters.CUT in cut
    whole, _ = words(posters.poster(publication(long(40)), "a1", BASE, 2))
    assert posters.CUT not in whole
    assert "第39项" in whole


def holding(post: Post, body: str) -> Standing:
    held = PostHeld.objects.filter(post=post.value, until=None, officer__body=body).select_related("officer")
    first = held.order_by("officer__number").first()
    assert first is not None
    return directory.officer_standing(first.officer.number, NOW.date())


def lived(body: str, at: datetime) -> str:
    """The powers of a body are published and hang on the board."""
    writer, head = holding(Post.CHIEF, body), holding(Post.HEAD, body)
    (done,) = acts.happened(Occasion.POWERS, body, "职能变更", by=writer, at=at)
    number = done.case.number
    cases.act(number, c.DraftDisclosure(title="机构职能", text="四个科室。"), by=writer, at=at)
    cases.act(number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text="四个科室。"), by=head, at=at)
    cases.act(number, c.PublishDisclosure(), by=writer, at=at)
    cases.act(number, c.ShowOnOutlet(outlet=Outlet.BOARD, on=at.date(), proof="一楼"), by=writer, at=at)
    followers.settle()
    return number


def test_a_newer_version_puts_the_older_poster_on_the_list_until_somebody_removes_it() -> None:
    heads = PostHeld.objects.filter(post=Post.HEAD.value, until=None).values("officer__body")
    held = PostHeld.objects.filter(post=Post.CHIEF.value, until=None, officer__body__in=heads)
    body = str(held.order_by("officer__number").values_list("officer__body", flat=True)[0])
    writer, head = holding(Post.CHIEF, body), holding(Post.HEAD, body)
    old = lived(body, NOW)
    assert [one.row.number for one in reads.current(writer.region, 9)] == [old]
    assert not reads.removals(writer)
    new = lived(body, NOW + timedelta(hours=1))
    assert [one.row.number for one in reads.current(writer.region, 9)] == [new]
    (entry,) = reads.removals(writer)
    assert (entry.row.number, entry.outlet, entry.since, entry.place) == (
        old,
        Outlet.BOARD,
        "2026-11-20",
        "一楼",
    )
    assert new in entry.why
    gone = c.RemoveFromOutlet(outlet=Outlet.BOARD, on=NOW.date(), proof="照片1")
    cases.act(old, gone, by=writer, at=NOW + timedelta(hours=2))
    followers.settle()
    assert not reads.removals(writer)
    assert DisclosureRow.objects.get(pk=old).outlets["board"] == ["2026-11-20", "一楼", "2026-11-20", "照片1"]
    cases.act(new, c.TakeDown(reason="有误"), by=head, at=NOW + timedelta(hours=3))
    followers.settle()
    assert [(one.row.number, "已经撤下" in one.why) for one in reads.removals(writer)] == [(new, True)]
    assert [one.row.number for one in reads.current(writer.region, 9)] == [old]


@pytest.mark.parametrize("text", [
    "收入。", TABLE, long(200), "没有句号" * 900, "\n".join(f"第{n}项｜{'很长的说明' * 40}" for n in range(5)), "一、标题\n" * 30, "",
    "\n".join(f"{n}｜{'字' * (n % 30)}｜一" for n in range(80)),
])  # fmt: skip
def test_no_screen_is_too_full_and_no_word_is_left_out(text: str) -> None:
    for title in ("短", "长" * 60):
        found = screens.screens(publication(text, title))
        most = screens.LINES if len(title) < 9 else screens.LINES - 1.5
        assert all(sum(screens._lines(block) for block in one.blocks) <= most + 0.5 for one in found)
        assert all(one.blocks for one in found) or not text
        told = "".join(
            block.text + "".join(cell for row in block.rows for cell in row)
            for one in found
            for block in one.blocks
        )
        for line in text.splitlines()[1:]:
            assert line.split("｜")[-1] in told


def test_a_kept_search_shows_what_came_since_and_belongs_to_one_person() -> None:
    heads = PostHeld.objects.filter(post=Post.HEAD.value, until=None).values("officer__body")
    held = PostHeld.objects.filter(post=Post.CHIEF.value, until=None, officer__body__in=heads)
    body = str(held.order_by("officer__number").values_list("officer__body", flat=True)[0])
    region = holding(Post.CHIEF, body).region
    at = NOW + timedelta(days=3)
    mine = subscribing.keep("me", reads.Wanted(text="科室", subject="powers"), at)
    assert subscribing.keep("me", reads.Wanted(text="科室", subject="powers"), at).pk == mine.pk
    subscribing.keep("me", reads.Wanted(text="预算"), at)
    number = lived(body, at + timedelta(hours=1))
    found = {one.said: one for one in subscriptions.kept("me", region)}
    assert [one.row.number for one in found["“科室” · 机关职能和机构设置"].fresh] == [number]
    assert found["“预算”"].many == 0
    subscribing.looked("somebody", mine.pk, at + timedelta(hours=2))
    assert sum(one.many for one in subscriptions.kept("me", region)) == 1
    subscribing.looked("me", mine.pk, at + timedelta(hours=2))
    assert not sum(one.many for one in subscriptions.kept("me", region))
    subscribing.forget("somebody", mine.pk)
    assert len(subscriptions.kept("me", region)) == 2
    for n in range(subscribing.MOST - 2):
        subscribing.keep("me", reads.Wanted(text=f"词{n}"), at)
    with pytest.raises(law.Refused, match="已经订阅了"):
        subscribing.keep("me", reads.Wanted(text="再一个"), at)
    for one in subscriptions.kept("me", region):
        subscribing.forget("me", one.row.pk)
    assert not subscriptions.kept("me", region)
