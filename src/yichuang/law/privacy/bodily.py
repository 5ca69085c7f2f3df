"""Days of birth and health of a person in context (个人信息保护法 28: sensitive personal information)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from yichuang.law.privacy.labels import words
from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.reading import HAN, Reading

_DAY: Final = (
    r"(?:(?:19|20)\d{2} ?[年.\-/] ?\d{1,2}(?: ?[月.\-/](?: ?\d{1,2} ?[日号]?)?)?|(?:19|20)\d{2}[01]\d(?:[0-3]\d)?(?!\d)"
    "|[一二][〇零○九][〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)"
)
_BORN: Final = re.compile("出生|生日|生于|生")
_DAY_AFTER: Final = re.compile(rf"(?:出生(?:日期|年月日?|时间|于)?|生日|生于)[:为是 ]{{0,3}}(?P<day>{_DAY})")
_DAY_BEFORE: Final = re.compile(rf"(?<!\d)(?P<day>{_DAY}) ?$")
_BORN_AFTER: Final = re.compile(r"出生(?!医学|证|人口|率|的?婴|缺陷)|生(?=[，,。;；)）、\s]|$|人)")
_ILLNESS: Final = (
    rf"[{HAN}A-Za-z0-9]{{0,8}}?(?:[{HAN}]病(?![毒原菌变情史历程例理房人床因故危])(?:[一二三四ⅠⅡⅢⅣ]期)?|癌(?:[早中晚]期)?|综合征|综合症|症(?!状|明|人)|肿瘤|瘤|梗死|梗塞|脑出血|中风|"
    "骨折|截肢|[肝肺肾胃肠]炎|感染|衰竭|硬化|流产|怀孕|抑郁|瘫痪|脑瘫|失明|失聪|障碍)(?!患者|病人|人员|防治|的?诊断|筛查)"
)
_ILL: Final = re.compile(
    rf"(?P<how>罹患|(?<!共)患有|患上|(?<!共)患|确诊为|确诊患|确诊|诊断为|诊断[:： ]{{1,2}}|查出患?|得了|生前系|医生说[{HAN}]{{1,3}}是|检出|感染了?|致|因工伤|因(?=[^，,。;；]{2, 12}(?:住院|治疗|手术|去世|死亡))|有)(?P<ill>{_ILLNESS})"
)
_GRADE: Final = re.compile(
    "(?:(?:肢体|视力|听力|言语|智力|精神|多重)残疾 ?[一二三四1-4]级|(?:[一二三四1-4]级)(?:肢体|视力|听力|言语|智力|精神|多重)残疾|瘫痪在床|双目失明|双耳失聪|半身不遂|卧床不起|植物人状态|"
    "(?:类别等级|残疾等级|残疾类别)[:： ]{1,2}(?P<grade>[\\u4e00-\\u9fff]{2}?[一二三四1-4]级))"
)
_RECORD: Final = re.compile(
    r"(?:住院号|病历号|门诊号|病案号|就诊卡号|检验号)[:为是 ]{0,3}(?P<no>[A-Za-z]{0,3}\d{4,14})"
)
_SOMEBODY: Final = re.compile(
    words(
        "其 本人 我 他 她 患者 病人 死者 父亲 母亲 丈夫 妻子 儿子 女儿 孩子 老人 婆婆 爷爷 奶奶 某 同志 女士 先生 救助对象 低保对象 申请人 学生"
    )
)
_GENERAL: Final = re.compile(
    "^[^，,。；;]{0,6}(?:的(?:参保|低收入|人员|人口|家庭|对象|职工|居民|患者|救助)|人员|患者|病人|家庭|等疾病|参保)"
)
_DAY_ENDS: Final = frozenset("0123456789年月日号 ")
_OWNER: Final = re.compile("[他她我其父母婆公爷奶儿女人爸妈妻夫]$")
_SHORT: Final = frozenset(("有", "致", "感染", "患", "得了"))


def _births(reading: Reading) -> Iterator[Mark]:
    plain = reading.plain
    for found in _BORN.finditer(plain):
        at = found.start()
        found_day = None
        if len(found.group()) > 1 and plain[at - 1 : at] not in ("产", "发"):
            found_day, base = _DAY_AFTER.match(plain, at), 0
        if not found_day and plain[at - 1 : at] in _DAY_ENDS and _BORN_AFTER.match(plain, at):
            base = max(0, at - 14)
            found_day = _DAY_BEFORE.search(plain[base:at])
        if found_day:
            start, end = (base + place for place in found_day.span("day"))
            mask = reading.plain[start : start + 4] + "年**月**日"
            yield Mark(start, end, Kind.BIRTH, "写明是出生日期", Certainty.CERTAIN, mask)


def _named(ends: list[int], at: int, reach: int) -> bool:
    """Whether a name ends within so many characters before a place."""
    n = bisect_right(ends, at)
    return bool(n) and ends[n - 1] >= at - reach


def _health(reading: Reading, people: list[Mark]) -> Iterator[Mark]:
    """An illness is somebody's when a person stands before it in the sentence; else a policy speaks of it."""
    plain = reading.plain
    ends = [mark.end for mark in people]
    for found in _ILL.finditer(plain):
        start, end = found.span("ill")
        near = reading.before(start, 60)
        owned = _OWNER.search(near[: found.start() - start]) or _named(ends, found.start(), 0)
        if found["how"] == "有" and not owned:
            continue
        somebody = _named(ends, start, len(near)) or _SOMEBODY.search(near)
        if _GENERAL.match(reading.after(end)) or (not somebody and found["how"] in _SHORT):
            continue
        sure = Certainty.LIKELY if somebody else Certainty.POSSIBLE
        yield Mark(start, end, Kind.HEALTH, "某个人的病情", sure, "****")
    for found in _GRADE.finditer(plain):
        span = found.span("grade") if found["grade"] else found.span()
        somebody = _named(ends, span[0], 40) or _SOMEBODY.search(reading.before(span[0]))
        sure = Certainty.LIKELY if somebody or found["grade"] else Certainty.POSSIBLE
        yield Mark(*span, Kind.HEALTH, "某个人的残疾情况", sure, "****")
    for found in _RECORD.finditer(plain):
        yield Mark(*found.span("no"), Kind.HEALTH, "病历、住院号码", Certainty.CERTAIN, "******")


def bodily(reading: Reading, people: list[Mark]) -> Iterator[Mark]:
    """Every day of birth, illness, disability and medical record number of a person."""
    yield from _births(reading)
    yield from _health(reading, people)
