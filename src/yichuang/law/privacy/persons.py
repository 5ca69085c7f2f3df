"""Names of people in context: by the role before them, by what stands behind them, by their column, and where they are said again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yichuang.law import masking
from yichuang.law.privacy.labels import KIN, OFFICE, PERSON, SHIELDED, words
from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.reading import HAN, Reading
from yichuang.law.privacy.surnames import (
    COMPOUND,
    DOUBTFUL,
    GIVEN,
    GRAMMAR,
    MINORITY,
    NO_NAME,
    SURNAMES,
    SYLLABLES,
)

_FOLLOW: Final = words(
    "反映 申请 投诉 来电 身份 住址 家住 户籍 电话 出生 因病 因 要求 咨询 表示 称 举报 联系 通话 提出 提交 签订 签字 签名 签收 领取 名下 家中 家里 家 夫妇 夫妻 "
    "同志 先生 女士 老人 老师 一家 一户 本人 所有 使用 未 被 房屋 宅基 的 在 于 与 和 及 向 对 将 从 说 等 至 到 为 已 不 诉 就 系 户 住 持 以 "
    "共 之 遗失 驾驶 违反 违法 销售 提供 代为 代理 去世 死亡 受伤 确诊 患 拟 自愿 进行 处以 予以 作出 前来 承诺 陈述 现 是 来 曾 拒 均 手机 微信 男 女 汉族 藏族 羌族 回族 "
    "以下 取得 办理 经营 购买 承租 入住 欠 也 又 还 都 没 去 找 那 这 两 三 二 丈夫 妻子 父亲 母亲 儿子 女儿 性别 民族 证言 证实 诉讼 起诉 上诉 签 "
    "通过 涉嫌 实施 无证 擅自 采取 非法 伙同 殴打 酒后 饮酒 伪造 发放 享受 获得 给予 缴纳 就读 毕业 担任 精神 肢体 视力 听力 智力 言语 残疾 瘫痪 卧床 长期 常年"
)
_END: Final = re.compile(rf"[^{HAN}]|$|(?:{_FOLLOW})")
_WEAK: Final = frozenset("和为以家一来现共之以也从没到")
"""These end many a sentence part, and many a given name too."""

_VERBS: Final = frozenset("称说诉等的在户及与因将被持系")

_BODY: Final = re.compile(
    "(?:公司|厂|局|会|社|店|部|中心|政府|大队|学校|医院|院|所|站|处|科|办|集团|厅|馆|行|园|场|小区|村|组|镇|乡|县|市|区|街道|路|人员|单位|"
    "企业|机关|家庭|情况|信息|材料|证明|号码|电话|姓名|地址|等级|类别|日期|时间|金额|签字|盖章|签章|名单|姓名|表|书|费|证|人|者|员|长|"
    "居民|条例|规定|办法|先生|女士|老师|同志|同学|师傅|大爷|大妈|阿姨|主任|经理|书记|某|热线|窗口|大厅|方式|对象|权利|义务)$"
)
_TIE: Final = rf"(?:\([{HAN}]{{1,6}}\)|姓名|签字|签名|共[0-9一二三四五六七八九十]{{1,3}}[户人名])?(?P<tie>[:： \t]{{0,4}}|为|是|系|叫)"
_ROLE: Final = re.compile(
    rf"(?P<role>{PERSON}|{KIN}|我叫|我是|名叫|我姓[{HAN}][,，]叫|就叫|实名)(?![园路]|司(?![马徒空]))(?:{_TIE})"
)
_GRANT: Final = re.compile("批准|准予|同意|给予|补助|走访|关于|询问|通知一下|通知|催告|委托|对")
_GRANTED: Final = re.compile("[户在使建来(]|处以|予以|作出|罚款|进行|前来")
_DOT: Final = re.compile(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_RUN: Final = re.compile(rf"[{HAN}]{{1,12}}")
_MINORITY: Final = re.compile(MINORITY)
_COMPOUND: Final = re.compile(COMPOUND)
_AND: Final = re.compile(r"[、,，和及与 ]\s?")
_BEHIND: Final = re.compile(
    r"患有|罹患|确诊|诊断[为:：]|[男女](?=[,，。;；、)） \t\n|]|$)|身份(?:证|号码)|(?:同志|女士|先生)(?=[:：]|反映|来电|投诉|咨询|称|说|表示|要求)|等\d{1,3}[人名户位]"
    r"|公民身份|户(?=[,，在使的、(（房])|来电|反映|自述|今年(?=\d)|老人(?=今年|[,，])|个人负担|持护照|[(（](?:村民|居民|群众|业主|家属|学生|家长)[)）]|19\d\d ?[年.\-/] ?\d{1,2}|20[012]\d ?[年.\-/] ?\d{1,2}"
)
_BORN: Final = re.compile(r" ?[月.\-/]?(?: ?\d{1,2} ?日?)? ?(?:出生|生(?=[，,。;；)）、]))")
_LEFT: Final = re.compile(
    rf"(?:^|[^{HAN}·]|{KIN}|{PERSON}|[与及和的])(?P<name>[{HAN}][{HAN}·]{{1,11}}?)"
    rf"(?:同志|女士|先生|小姐|大爷|婆婆)?(?:[,，、(（ \t|]{{0,3}}性别[: ]?|[,，、(（: \t|]{{0,3}}(?P<label>[{HAN}]{{0,6}}(?:号码?|电话|手机|证|方式)[:： ]{{0,3}})?)$"
)
_KINFOLK: Final = re.compile("兄妹|兄弟|姐妹|姊妹|夫妻|夫妇|父子|母子|母女|父女|人系")
_LISTED: Final = re.compile(
    rf"(?:^|[^{HAN}])(?P<list>[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}}){{0,8}}、[{HAN}]{{2,4}}?)[一二两三四五六]?$"
)
_VEILED: Final = re.compile(f"(?:{COMPOUND}|[{SURNAMES}])某{{1,2}}(?!公司)")
_DOT_RUNNING: Final = re.compile(f"·[{HAN}]{{1,6}}?(?=(?:{_FOLLOW}))")
_BRACKETS: Final = re.compile(rf" ?[(（](?P<name>[{HAN}·]{{2,12}})[)）]")
_SYLLABLES: Final = re.compile(f"[{SYLLABLES}]{{2,4}}")
_ALONE: Final = re.compile(
    rf"(?:^|[^{HAN}·]|[的得与和及叫对])(?P<name>{COMPOUND}[{GIVEN}]{{1,2}}|[{''.join(sorted(set(SURNAMES) - DOUBTFUL))}][{GIVEN}]{{2}}|(?:{MINORITY}){{2}})"
)
_BRIEF: Final = re.compile(
    rf"[{SURNAMES}][{GIVEN}](?=[,，。;；、()（） \t\n]|$)|(?:{MINORITY}){{1,2}}(?=[,，。;；、()（） \t\n]|$)"
)
_COLON: Final = re.compile(r"[:】][ \t]?")
_OF_A_BODY: Final = re.compile(rf"[(（][{HAN}]{{0,12}}(?:局|委|科|办|中心|政府|公司|院|处|所|站)[)）]")
_FEW: Final = 16
_TITLE_BEFORE: Final = re.compile(
    f"(?:{OFFICE})(?:[:： (（]{{0,3}}|[:：][{HAN}、,， ()（）]{{0,36}}[、,， ])$"
)
_PURE: Final = re.compile(rf"(?:(?![的我你他她们是在了打管])[{HAN}]){{2,4}}")
_GAP: Final = re.compile(
    rf"[{HAN}·](?P<gap>[,，(（: ]{{0,2}}(?:公民)?(?:身份证|身份|证件|手机|电话)?(?:号码?)?[:： ]{{0,2}})$"
)


def surname(text: str) -> int:
    """How many characters of a surname a text begins with: 0, 1 or 2."""
    if _COMPOUND.match(text):
        return 2
    return int(text[:1] in SURNAMES and text[:1] != "")


def person(token: str) -> bool:
    """Whether a word that stands alone may be somebody's name."""
    if "·" in token:
        return bool(_DOT.fullmatch(token)) and not _BODY.search(token)
    if _MINORITY.fullmatch(token):
        return True
    length = surname(token)
    if not length or not 1 <= len(token) - length <= 2 or token[:2] in NO_NAME:
        return False
    return not _BODY.search(token) or (len(token) == 3 and token[-1] in "会社园行场长人")


def _running(plain: str, at: int) -> int:
    """Where a name ends that text runs on behind; 0 when there is no clear one."""
    found = _MINORITY.match(plain, at)
    if found and (found.end() - at >= 3 or _END.match(plain, found.end())):
        return found.end()
    length = surname(plain[at : at + 3])
    if not length or plain[at : at + 2] in NO_NAME:
        return 0
    if plain[at] in GRAMMAR:
        return 0
    doubtful = length == 1 and plain[at] in DOUBTFUL
    short, long = at + length + 1, at + length + 2
    ends = _RUN.match(plain, at)
    stop = ends.end() if ends else at
    if short > stop:
        return 0
    if short == stop or (
        _END.match(plain, short) and not (plain[short] in _WEAK and _ends(plain, long, stop))
    ):
        found_end = short
    elif long <= stop and _ends(plain, long, stop):
        found_end = long
    else:
        return 0
    if doubtful and found_end < stop and not _END.match(plain, found_end):
        return 0
    return 0 if "某" in plain[at:found_end] or _BODY.search(plain[at:found_end]) else found_end


def _ends(plain: str, at: int, stop: int) -> bool:
    return at == stop or bool(_END.match(plain, at))


def _mark(start: int, end: int, text: str, why: str, certainty: Certainty) -> Mark:
    return Mark(start, end, Kind.NAME, why, certainty, masking.name(text[start:end]))


def _token(plain: str, at: int) -> int:
    """Where the run of Han characters and dots from a place on ends."""
    found = _DOT.match(plain, at) or _RUN.match(plain, at)
    return found.end() if found else at


def _named(plain: str, at: int, tied: bool, shielded: bool) -> tuple[int, Certainty] | None:
    """The name that begins at a place behind a role: where it ends, and how sure."""
    if dotted := _DOT.match(plain, at):
        cut = _DOT_RUNNING.search(plain, at, dotted.end() + 2)
        end = cut.end() if cut and cut.end() < dotted.end() else dotted.end()
        return end, Certainty.CERTAIN
    end = _token(plain, at)
    token = plain[at:end]
    if shielded and (veiled := _VEILED.match(plain, at, end)):
        return veiled.end(), Certainty.LIKELY
    if not tied and token[:1] in GRAMMAR:
        return None
    if not tied and len(token) == 3 and token[2] in _VERBS and person(token[:2]):
        return end - 1, Certainty.LIKELY
    if person(token):
        return end, Certainty.CERTAIN if tied else Certainty.LIKELY
    if running := _running(plain, at):
        return running, Certainty.LIKELY
    if _SYLLABLES.fullmatch(token) and token[:2] not in NO_NAME:
        return end, Certainty.LIKELY
    if tied and 2 <= len(token) <= 5 and token[:2] not in NO_NAME and not _BODY.search(token):
        return end, Certainty.LIKELY if len(token) <= 4 else Certainty.POSSIBLE
    return None


def _by_role(reading: Reading) -> Iterator[Mark]:
    """Behind the role: 申请人：张三、李四; 举报人李某; 我叫杨柳."""
    plain = reading.plain
    for found in _ROLE.finditer(plain):
        at, role = found.end(), found["role"]
        tied = bool(found["tie"].strip(" \t")) or role.startswith(("我叫", "名叫", "我姓"))
        if len(role) == 1 and (
            not tied
            or plain[found.start() - 1 : found.start()]
            not in ("", ";", "；", "，", ",", " ", "\n", "。", "、")
        ):
            continue
        why = f"写明是{role}" if len(role) < 8 else "写明是谁"
        while name := _named(plain, at, tied, bool(SHIELDED.search(role))):
            yield _mark(at, name[0], reading.text, why, name[1])
            joint = _AND.match(plain, name[0])
            if not joint or not person(plain[joint.end() : _token(plain, joint.end())]):
                break
            at = joint.end()
    for found in _GRANT.finditer(plain):
        if (end := _running(plain, found.end())) and _GRANTED.match(plain, end):
            yield _mark(found.end(), end, reading.text, "准予、补助的对象", Certainty.LIKELY)


def _anchors(reading: Reading, numbered: list[Mark]) -> Iterator[tuple[int, bool]]:
    """The places a name may stand right before; beside each, whether it is a number that is surely a person's."""
    for mark in numbered:
        if mark.kind is not Kind.BANK and mark.certainty is not Certainty.POSSIBLE:
            yield mark.start, mark.certainty is Certainty.CERTAIN
    for found in _BEHIND.finditer(reading.plain):
        if found.group()[0] not in "12" or _BORN.match(reading.plain, found.end()):
            yield found.start(), False


def _just_before(plain: str, at: int) -> tuple[int, int] | None:
    """The last two to four characters right before a number that is surely a person's, when they are a name."""
    gap = _GAP.search(plain[max(0, at - 16) : at])
    end = at - len(gap["gap"]) if gap else 0
    for size in (4, 3, 2):
        token = plain[max(0, end - size) : end]
        if (
            len(token) == size
            and _PURE.fullmatch(token)
            and person(token)
            and (size < 4 or _COMPOUND.match(token) or _MINORITY.fullmatch(token))
        ):
            return end - size, end
    return None


def _by_tail(reading: Reading, numbered: list[Mark]) -> Iterator[Mark]:
    """By what stands behind: 张三，男; 张三（身份证号…; 张三 138…; 张三等5人; 张三同志：."""
    plain = reading.plain
    for at, own in _anchors(reading, numbered):
        base = max(0, at - 30)
        left = plain[base:at]
        found = _LEFT.search(left)
        while found and ((base and not found.start()) or not person(found["name"])):
            found = _LEFT.search(left, found.start() + 1)
        if not found:
            if own and (marked := _just_before(plain, at)):
                yield _mark(*marked, reading.text, "旁边是这个人的证件或者电话", Certainty.LIKELY)
            continue
        start, end = (base + place for place in found.span("name"))
        near = reading.before(start, 40)
        if _TITLE_BEFORE.search(near) and not (own and near.rstrip(":： ").endswith("联系人")):
            continue
        yield _mark(start, end, reading.text, "旁边是这个人的性别、证件或者电话", Certainty.LIKELY)
    for kin in _KINFOLK.finditer(plain):
        base = max(0, kin.start() - 46)
        found = _LISTED.search(plain[base : kin.start()])
        at = base + found.start("list") if found else 0
        for name in found["list"].split("、") if found else ():
            if person(name):
                yield _mark(at, at + len(name), reading.text, "一家人的姓名", Certainty.LIKELY)
            at += len(name) + 1


def beside(reading: Reading, numbers: list[Mark]) -> Iterator[Mark]:
    """In brackets behind a number of his: 6217…（张三）."""
    for mark in numbers:
        found = _BRACKETS.match(reading.plain, mark.end)
        if found and person(found["name"]):
            yield _mark(*found.span("name"), reading.text, "旁边是这个人的号码", Certainty.LIKELY)


def persons(reading: Reading, numbered: list[Mark]) -> Iterator[Mark]:
    """Every name in context; 法定代表人 and officers in their office are public and stay."""
    yield from _by_role(reading)
    yield from _by_tail(reading, numbered)


def _standing(plain: str, names: set[str]) -> Iterator[tuple[int, int]]:
    """Where any of the names stands: each looked for alone when they are few, else all in one pass."""
    if len(names) <= _FEW:
        for name in names:
            at = plain.find(name)
            while at >= 0:
                yield at, at + len(name)
                at = plain.find(name, at + len(name))
        return
    lengths = sorted({len(name) for name in names}, reverse=True)
    first = re.compile("[" + re.escape("".join({name[0] for name in names})) + "]")
    for found in first.finditer(plain):
        at = found.start()
        for length in lengths:
            if plain[at : at + length] in names:
                yield at, at + length
                break


def _bare(plain: str, at: int) -> int:
    """Where a name ends that stands here clear on both sides and is made as names are; 0 when none does."""
    found = _ALONE.match(plain, at - 1) or _BRIEF.match(plain, at)
    start, end = (found.span("name") if found.re is _ALONE else found.span()) if found else (0, 0)
    return end if start == at and person(plain[start:end]) and _END.match(plain, end) else 0


def _labelled(reading: Reading) -> Iterator[Mark]:
    """Behind any colon whose label is no office: 公告送达：张三，; 第二批名单：张三、李四."""
    plain = reading.plain
    for colon in _COLON.finditer(plain):
        at = colon.end()
        if _TITLE_BEFORE.search(plain[max(0, at - 16) : at]):
            continue
        while end := _bare(plain, at):
            if not _OF_A_BODY.match(plain, end):
                yield _mark(at, end, reading.text, "冒号后面是姓名", Certainty.LIKELY)
            if plain[end : end + 1] != "、":
                break
            at = end + 1


def alone(reading: Reading) -> Iterator[Mark]:
    """What is made like a name and stands by itself, without an office before it or a body behind it."""
    plain = reading.plain
    yield from _labelled(reading)
    for found in _ALONE.finditer(plain):
        start, end = found.span("name")
        if not person(plain[start:end]) or not _END.match(plain, end) or _OF_A_BODY.match(plain, end):
            continue
        if not _TITLE_BEFORE.search(reading.before(start, 40)):
            yield _mark(start, end, reading.text, "像姓名，看不出是谁", Certainty.LIKELY)


def again(reading: Reading, marks: list[Mark]) -> Iterator[Mark]:
    """Where a name that was found stands a second time without its context, but not in an office."""
    plain, text = reading.plain, reading.text
    named = [m for m in marks if m.kind is Kind.NAME and m.certainty is not Certainty.POSSIBLE]
    names = {plain[m.start : m.end] for m in named if m.end - m.start > 1}
    taken = {m.start for m in named}
    for start, end in _standing(plain, {name for name in names if "某" not in name}):
        if start not in taken and not _TITLE_BEFORE.search(plain[max(0, start - 12) : start]):
            sure = end - start > 2 or _END.match(plain, end)
            certainty = Certainty.LIKELY if sure else Certainty.POSSIBLE
            yield _mark(start, end, text, "前面出现过的姓名", certainty)
