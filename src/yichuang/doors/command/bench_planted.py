"""Texts with personal data planted in them by seed: values nobody has, in the forms people write them, among what must stay."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from yichuang.law.privacy.numbers import check_digit, luhn

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁沈姚卢姜崔钟谭"
)
_GIVEN: Final = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰涛明超霞平刚桂兰玉红梅建国志华晓燕文斌宇浩欣怡子轩雨桐海龙云飞春雷秋菊冬生"
)
_TIBETAN: Final = (
    "扎西",
    "多吉",
    "卓玛",
    "泽仁",
    "拉姆",
    "尼玛",
    "次仁",
    "丹增",
    "格桑",
    "央金",
    "罗布",
    "益西",
    "邓珠",
    "仁青",
)
_COMPOUND: Final = ("欧阳", "司马", "上官", "诸葛", "令狐", "慕容")
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def _digits(dice: Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def wide(text: str) -> str:
    """In full width, as a Chinese keyboard makes it."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _cut(text: str, sizes: tuple[int, ...], mark: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return mark.join(part for part in (*parts, text[at:]) if part)


def name(dice: Random) -> str:
    """Two or three characters, now and then a compound surname, a Tibetan name, or one with a dot."""
    kind = dice.random()
    if kind < 0.12:
        return "".join(dice.sample(_TIBETAN, 2))
    if kind < 0.16:
        return (
            f"{dice.choice(('阿依古丽', '买买提', '古丽娜尔'))}·{dice.choice(('艾力', '吐尔逊', '买买提'))}"
        )
    if kind < 0.22:
        return dice.choice(_COMPOUND) + "".join(dice.sample(_GIVEN, dice.randint(1, 2)))
    return dice.choice(_SURNAMES) + "".join(dice.sample(_GIVEN, 2 if kind < 0.8 else 1))


def identity(dice: Random) -> str:
    """Of province 99, which nobody has; plain, in full width, spaced, dashed, or with spaces that cannot be seen."""
    day = f"{dice.randint(1935, 2018)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
    number = f"99{_digits(dice, 4)}{day}{_digits(dice, 3)}"
    number += check_digit(number)
    if dice.random() < 0.1:
        number = number.lower()
    forms: tuple[Callable[[str], str], ...] = (
        str, str, str, wide, lambda n: _cut(n, (6, 8), " "), lambda n: _cut(n, (6, 4, 4), "-"),
        lambda n: " ".join(n), lambda n: "\u200b".join(n), lambda n: _cut(wide(n), (6, 8), "\u3000"),
    )  # fmt: skip
    return dice.choice(forms)(number)


def mobile(dice: Random) -> str:
    """Eleven digits in the forms people write them."""
    number = f"1{dice.randint(3, 9)}{_digits(dice, 9)}"
    forms: tuple[Callable[[str], str], ...] = (
        str, str, str, wide, lambda n: _cut(n, (3, 4), "-"), lambda n: _cut(n, (3, 4), " "), lambda n: "+86 " + n,
        lambda n: "86-" + n, lambda n: " ".join(n), lambda n: _cut(n, (3, 4), "."), lambda n: wide(_cut(n, (3, 4), "-")),
    )  # fmt: skip
    return dice.choice(forms)(number)


def account(dice: Random) -> str:
    """Nineteen digits with the right check digit, whole or by fours."""
    number = "622299" + _digits(dice, 12)
    number += next(digit for digit in "0123456789" if luhn(number + digit))
    return dice.choice((str, wide, lambda n: _cut(n, (4, 4, 4, 4), " ")))(number)


def _plate(dice: Random) -> str:
    place = dice.choice("川京沪藏渝") + dice.choice("ABCDEU")
    tail = (
        f"{dice.choice('DF')}{_digits(dice, 5)}"
        if dice.random() < 0.3
        else dice.choice(_LETTERS) + _digits(dice, 4)
    )
    return place + dice.choice(("", "·", " ")) + tail


def _home(dice: Random) -> str:
    place = dice.choice(("阳光小区", "绿洲花园", "金川家园", "团结街18号", "美谷街36号", "滨河苑"))
    if dice.random() < 0.35:
        return f"{dice.choice(('从恩村', '直波村', '西索村'))}{dice.randint(1, 9)}组{dice.randint(1, 99)}号"
    return (
        f"{place}{dice.randint(1, 20)}{dice.choice(('栋', '幢', '号楼'))}{dice.randint(1, 4)}单元{dice.randint(101, 1804)}"
        + dice.choice(("室", "号", ""))
    )


_MAKERS: Final[dict[str, Callable[[Random], str]]] = {
    "name": name,
    "identity": identity,
    "phone": mobile,
    "bank": account,
    "plate": _plate,
    "address": _home,
    "email": lambda dice: (
        f"{dice.choice(('zhang', 'li.hua', 'tashi_', 'wm'))}{_digits(dice, 4)}@{dice.choice(('qq.com', '163.com', 'outlook.com'))}"
    ),
    "chat": lambda dice: f"{dice.choice(('wxid_', 'amei', 'Lao-zhou'))}{_digits(dice, 5)}",
    "travel": lambda dice: dice.choice(("E", "EA", "G", "C")) + _digits(dice, 8)[: dice.choice((7, 8))],
    "birth": lambda dice: f"{dice.randint(1940, 2015)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
    "health": lambda dice: dice.choice(
        ("尿毒症", "肺癌晚期", "精神分裂症", "冠心病", "白血病", "慢性乙型病毒性肝炎")
    ),
}

_PRIVATE: Final = (
    "申请人：{name}，身份证号：{identity}，联系电话：{phone}，住马尔康镇{address}。",
    "{name}（身份证号码{identity}）不服本决定，于2026年3月2日申请复查。",
    "来电人{name}，来电号码{phone}，反映达萨街夜间施工噪声扰民，请核实处理。",
    "举报人{name}提供的联系方式是{phone}，要求保密。",
    "被征收人{name}的补偿款已汇入账号{bank}，房屋坐落：马尔康镇{address}。",
    "户主：{name}；配偶：{name}；子：{name}。",
    "当事人：{name}，女，{birth}出生，公民身份号码{identity}，住址：{address}。",
    "患者{name}，诊断为{health}，家属电话{phone}。",
    "救助对象{name}患有{health}，发放账户：{bank}。",
    "车主{name}的{plate}号小型客车逾期未检验。",
    "我叫{name}，微信{chat}，有事打{phone}。",
    "外籍人员护照号码：{travel}，邮箱：{email}，申请人{name}代为提交。",
    "姓名\\t身份证号\\t手机\\n{name}\\t{identity}\\t{phone}\\n{name}\\t{identity}\\t{phone}",
    "序号|户主|账号|金额\\n1|{name}|{bank}|1200.00\\n2|{name}|{bank}|1381.20",
    "信访人：{name}，家住{address}，电话{phone}。",
    "未成年人{name}的监护人{name}（{phone}）已签字。",
    "{name}，男，{phone}，住{address}。",
    "答复请发到申请人邮箱{email}，或者加微信{chat}。",
)
_PUBLIC: Final = (
    "马尔康诚信建材有限公司，统一社会信用代码91513299MA6{letters}，法定代表人：{name}，经营场所：达萨街88号1栋2单元301号。",
    "根据《中华人民共和国行政许可法》第三十二条第一款第五项的规定，决定予以受理，文号：马行审〔2026〕{n}号。",
    "本期共受理{n}件，办结{n}件，办结率98.6%，资金{n}.50万元，坐标东经102.224{n}，北纬31.905{n}。",
    "咨询电话：0837-2822{n}，监督电话：0837-2821{n}，也可以拨打12345、12319、400-820-8820。",
    "办件号513299001202603020000{n}，项目代码2312-513299-04-01-456{n}，发票号码13812345678901234{n}。",
    "会议由副市长王建国主持，市财政局、市住建局负责人参加会议，会议议定三月底前完成达萨街改造方案。",
    "申请人应当自收到通知之日起十五日内补正全部材料；当事人有权陈述和申辩，群众高度关注的问题应当及时回应。",
    "罚款缴至中国工商银行马尔康支行，户名：马尔康市财政局，账号：2317500109022112{n}。",
    "办公地址：马尔康市达萨街88号2号楼301室，邮政编码624000，邮箱：zwfw@abazhou.gov.cn。",
    "行政机关对涉及商业秘密、个人隐私的政府信息，依照《政府信息公开条例》第十五条的规定办理。",
    "征收范围东至达萨街，西至滨河路，涉及{n}户，每平方米补偿4980元，搬迁费每户3000元。",
    "患有高血压、糖尿病的参保人员，可以凭诊断证明申请门诊慢特病待遇，居民家庭按规定减免。",
)


def _filled(pattern: str, dice: Random, mark: bool) -> str:
    """A sentence with a fresh value at every place; marked as the labelled texts are, when it is a person's."""
    out, rest = "", pattern
    while "{" in rest:
        before, _, rest = rest.partition("{")
        kind, _, rest = rest.partition("}")
        if kind in ("n", "letters"):
            value = str(dice.randint(100, 999)) if kind == "n" else "".join(dice.sample(_LETTERS, 4)) + "C3D"
        else:
            value = _MAKERS[kind](dice)
        out += before + (f"⟦{kind}:{value}⟧" if mark and kind in _MAKERS else value)
    return out + rest


def planted(dice: Random) -> str:
    """One text of some sentences, as a line of a labelled file; one in ten holds nothing of a person."""
    some = [] if dice.random() < 0.1 else dice.sample(_PRIVATE, dice.randint(1, 3))
    parts = [_filled(one, dice, mark=True) for one in some]
    parts += [_filled(one, dice, mark=False) for one in dice.sample(_PUBLIC, dice.randint(2, 5))]
    dice.shuffle(parts)
    return "made\t" + "\\n".join(parts)
