"""What keeps an answer from being published: each trouble names the element and the way to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from yichuang.law.catalogue import Finding, is_phone
from yichuang.law.knowledge.answer import Answer
from yichuang.law.knowledge.duty import BASIS, Duty

QUESTION, ANSWER, WORDING, MANY, SOURCE, LINK = (4, 80), (10, 1500), 60, 20, 120, 300
"""Characters of a question, of an answer, of another wording; how many wordings; characters of a source and a link."""
VAGUE = ("有关部门", "相关部门", "有关规定", "相关规定", "有关单位", "相关单位")
"""Words that send people away without saying where to."""
_LAW = re.compile(r"《[^》]*(法|条例|办法|规定|规则|细则)(（[^）]*）)?》")
_PAPER = re.compile(r"《[^》]+》|〔\d{4}〕")
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百\d]+(条|章|部分)")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,56}[a-z0-9])?")
_PRIVATE = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
Found = Iterator[Finding]


def _wrong(where: str, what: str, mend: str) -> Finding:
    return Finding(f"answer-{where}", where, what, mend, BASIS.text)


def _named(one: Answer, duty: Duty) -> Found:
    if one.code and not _CODE.fullmatch(one.code):
        yield _wrong(
            "code", "编号只能用小写字母、数字和连字符", "写成 water-bill 这样，或者留空，由系统编号。"
        )
    if not one.body:
        yield _wrong("body", "没有写明由哪个机关负责", "选择负责这条答复的机关。")


def _asked(one: Answer, duty: Duty) -> Found:
    low, high = QUESTION
    if not low <= len(one.question) <= high:
        yield _wrong("question", f"问题应当有 {low} 至 {high} 个字", "写成来电人会问的一句话。")
    if len(one.wordings) > MANY or any(len(word) > WORDING for word in one.wordings):
        yield _wrong(
            "wordings", f"别的问法最多 {MANY} 种，每种不超过 {WORDING} 个字", "一行一种，留下最常听到的。"
        )
    if len({*one.wordings, one.question}) <= len(one.wordings):
        yield _wrong("wordings", "别的问法里有重复", "和问题相同的、写了两遍的，删去。")


def _answered(one: Answer, duty: Duty) -> Found:
    low, high = ANSWER
    if not low <= len(one.answer) <= high:
        yield _wrong("answer", f"答复应当有 {low} 至 {high} 个字", "先说结论，再说怎么办、到哪里办。")
    vague = next((word for word in VAGUE if word in one.answer), None)
    if vague:
        yield _wrong(
            "answer", f"答复里有“{vague}”，来电人不知道找谁", "写明机关的名称和电话，文件的名称和条款。"
        )
    if _PRIVATE.search(one.answer):
        yield _wrong("answer", "答复里有像个人手机号或者身份证号的数字", "留机关的办公电话，删去个人信息。")


def _sourced(one: Answer, duty: Duty) -> Found:
    if not one.source or len(one.source) > SOURCE:
        yield _wrong(
            "source", f"没有写来源，或者超过 {SOURCE} 个字", "写明法律、文件的名称，如《城市供水条例》。"
        )
    elif not _PAPER.search(one.source) and not one.link:
        yield _wrong(
            "source", "来源既不是文件，也没有网址", "写文件的名称（加书名号）或者文号；没有文件的填网址。"
        )
    if _LAW.search(one.source) and not _ARTICLE.search(one.article):
        yield _wrong("article", "引用法律、法规、规章的，应当写到条", "写成“第二十六条”。")
    if one.link and (len(one.link) > LINK or not _LINK.fullmatch(one.link)):
        yield _wrong("link", "网址写法不对", "写完整的网址，以 https:// 开头。")


def _dated(one: Answer, duty: Duty) -> Found:
    start, review, end = one.effective, one.review_by, one.expires
    for name, label in (("effective", "启用日期"), ("review_by", "复审日期"), ("expires", "失效日期")):
        if name in one.misread:
            yield _wrong(name, f"{label}写法不对", "写成 2026-12-01。")
        elif name != "expires" and getattr(one, name) is None:
            yield _wrong(name, f"没有{label}", "写成 2026-12-01。")
    if start is not None and review is not None and not start < review <= duty.latest(start):
        most = duty.latest(start)
        yield _wrong(
            "review_by", f"复审日期应当在启用之后、{most:%Y年%-m月%-d日}之前",
            f"通常定在{duty.usual(start):%Y年%-m月%-d日}（{duty.review_days} 天）。",
        )  # fmt: skip
    if start is not None and end is not None and end < start:
        yield _wrong("expires", "失效日期早于启用日期", "改正日期；长期有效的留空。")


def _reached(one: Answer, duty: Duty) -> Found:
    if not is_phone(one.contact) or _PRIVATE.search(one.contact):
        yield _wrong("contact", "联系电话写法不对", "写机关的办公电话，如 0837-2990115；不写个人手机号。")


RULES: tuple[Callable[[Answer, Duty], Found], ...] = (_named, _asked, _answered, _sourced, _dated, _reached)


def check(one: Answer, duty: Duty) -> tuple[Finding, ...]:
    """All troubles of an answer, in the order of its elements; none when it may be published."""
    return tuple(found for rule in RULES for found in rule(one, duty))
