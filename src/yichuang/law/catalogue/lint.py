"""The linter of guides: each rule looks at the words of an edition and says what is wrong, why, and how to mend it.

A finding stops publication at every door. Rules are small functions over plain content; the element rules of the schema come
before them, so that a rule may rely on the elements being there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from yichuang.law import flow
from yichuang.law.catalogue import lint_joint
from yichuang.law.catalogue.finding import SHOWN, Finding
from yichuang.law.cite import BUSINESS, LICENSING, Citation
from yichuang.law.clocks import Unit

Content = Mapping[str, Any]
NO_CATCH_ALL = LICENSING.art("30(1)", "公示的是全部材料的目录，没有列明的材料不能要")
_NOT_MORE = LICENSING.art("31(1)", "不得要求提交与许可事项无关的材料")
_DAYS = LICENSING.art("42(1)", "自受理之日起二十日内作出决定，可以延长十日")
_JOINT = LICENSING.art("42(2)", "统一、联合、集中办理的不得超过四十五日，可以延长十五日")
_SERVE = LICENSING.art("44", "自作出决定之日起十日内颁发、送达")
_SHORTER = BUSINESS.art("36", "压减时限并向社会公开")
_FEES = LICENSING.art("58", "实施许可不得收费，法律、行政法规另有规定的依照其规定")
_CHECK = LICENSING.art("34(3)", "核实实质内容应当指派两名以上工作人员")


@dataclass(frozen=True, slots=True)
class Contact:
    """How the body of a matter is reached and complained of."""

    phone: str
    supervision_phone: str
    address: str
    hours: str


Found = Iterator[Finding]
Rule = Callable[[Content], Found]


def _limit_days(limit: Mapping[str, Any]) -> float:
    """A limit in working days, roughly: seven days hold five."""
    return float(limit["amount"]) * (1 if limit["unit"] == Unit.WORKDAY else 5 / 7)


def _over(rule: str, where: str, limit: Mapping[str, Any], most: int, cite: Citation, label: str) -> Found:
    if limit["unit"] == Unit.WORKDAY and limit["amount"] > most:
        yield Finding(
            rule,
            where,
            f"{label} {limit['amount']} 个工作日，法律只给 {most} 个工作日",
            "改为法定天数以内；单行法另有规定的，引用该法条文。",
            cite.text,
        )


def longer_than_law(content: Content) -> Found:
    """A limit that rests on the general articles may not be longer than they allow."""
    resting = {"42(1)": (20, 10, _DAYS), "42": (20, 10, _DAYS), "42(2)": (45, 15, _JOINT)}
    statutory, extension, service = content["statutory"], content["extension"], content["service"]
    if statutory["cite"]["statute"] == LICENSING.name and statutory["cite"]["article"] in resting:
        most, _, cite = resting[statutory["cite"]["article"]]
        yield from _over("longer-than-law", "statutory", statutory, most, cite, "法定办结时限")
    if extension["cite"]["statute"] == LICENSING.name and extension["cite"]["article"] in resting:
        _, most, cite = resting[extension["cite"]["article"]]
        yield from _over("longer-than-law", "extension", extension, most, cite, "延长期限")
    if service["cite"]["statute"] == LICENSING.name:
        yield from _over("longer-than-law", "service", service, 10, _SERVE, "送达期限")


def promise_longer(content: Content) -> Found:
    """A promise is never longer than the law."""
    promised, statutory = content["promised"], content["statutory"]
    if _limit_days(promised) > _limit_days(statutory):
        yield Finding(
            "promise-longer",
            "promised",
            "承诺办结时限长于法定办结时限",
            "承诺只能更短，请改短承诺时限。",
            _SHORTER.text,
        )
    if promised["unit"] != statutory["unit"]:
        yield Finding(
            "promise-unit", "promised", "承诺时限和法定时限的单位不同，无法逐日比较", "改用同一单位。"
        )


def worked(steps: Iterable[flow.Step]) -> int:
    """The working days of the longest way, without those of the window: the promise runs from acceptance. Raises Circle."""
    return flow.longest([replace(s, days=0) if s.work is flow.Work.CLERK else s for s in steps])


def steps_fit(content: Content) -> Found:
    """The steps are a sound flow from the window to the decision, and its longest way fits into the promise."""
    steps = flow.read(content["steps"])
    questions = {q["key"]: [str(option["value"]) for option in q["options"]] for q in content["questions"]}
    places = {step.key: n for n, step in enumerate(steps)}
    found = flow.check(steps, questions)
    for trouble in found:
        yield Finding(trouble.rule, f"steps/{places[trouble.step]}", trouble.what, trouble.mend)
    if (steps[0].work, steps[-1].work) != (flow.Work.CLERK, flow.Work.DECIDER):
        yield Finding(
            "steps-order", "steps", "办理环节应当从窗口受理开始，到决定结束", "补上受理或者决定环节。"
        )
    days = 0 if found else worked(steps)
    if days > _limit_days(content["promised"]):
        yield Finding(
            "steps-over",
            "steps",
            f"最长的一路共 {days} 个工作日，超过承诺时限",
            "缩短环节时限，让环节并行，或者延长承诺（不得超过法定）。",
        )


VAGUE = re.compile(
    r"其他|其它|有关(材料|证明|文件|资料)|相关(材料|证明|文件|资料)|必要的?(材料|证明|文件|资料)|等(材料|证明|文件|资料)?$|"
    r"(需要|要求|规定|认为)的?(材料|证明|文件|资料)|视情况|根据(实际|情况)"
)


def vague_material(content: Content) -> Found:
    """No catch-all: every material is named for what it is."""
    for n, material in enumerate(content["materials"]):
        found = VAGUE.search(material["name"])
        if found:
            yield Finding(
                "vague-material",
                f"materials/{n}",
                f"材料“{material['name']}”含有兜底说法“{found[0]}”",
                "写出材料的确切名称；没有的就删去。",
                NO_CATCH_ALL.text,
            )
    for name, times in Counter(material["name"] for material in content["materials"]).items():
        if times > 1:
            yield Finding(
                "material-twice",
                "materials",
                f"材料“{name}”列了 {times} 次",
                "同一材料只收一次。",
                _NOT_MORE.text,
            )


def vague_condition(content: Content) -> Found:
    """No catch-all among the conditions either."""
    for n, condition in enumerate(content["conditions"]):
        found = re.search(r"其他(条件|要求|规定)|规定的其他|另有规定的?(条件|要求)", condition)
        if found:
            yield Finding(
                "vague-condition",
                f"conditions/{n}",
                f"条件含有兜底说法“{found[0]}”",
                "写明是什么条件、出自哪一条。",
                SHOWN.text,
            )


def material_source(content: Content) -> Found:
    """Who gives a material is said, and what the government itself has is not asked of the applicant."""
    for n, material in enumerate(content["materials"]):
        where = f"materials/{n}"
        if not material.get("source"):
            yield Finding(
                "material-source",
                where,
                f"材料“{material['name']}”没有写来源",
                "写明申请人自备、政府核发还是中介出具。",
            )
        if material.get("can_share") and material.get("source") == "applicant":
            yield Finding(
                "material-share",
                where,
                f"材料“{material['name']}”由申请人自备，却标为可由数据共享取得",
                "核对来源，或者取消免提交。",
            )


def situations_exist(content: Content) -> Found:
    """A material that depends on an answer names a question and an answer that exist."""
    answers = {q["key"]: {option["value"] for option in q["options"]} for q in content["questions"]}
    for n, material in enumerate(content["materials"]):
        when = material.get("when")
        if when and when["answer"] not in answers.get(when["question"], ()):
            yield Finding(
                "situation-missing",
                f"materials/{n}",
                f"材料“{material['name']}”引用了不存在的情形",
                "在“情形问题”里补上，或者改正引用。",
            )


def fee_basis(content: Content) -> Found:
    """No fee without the law that allows it and its standard."""
    fee = content["fee"]
    if fee["charged"] and not (fee.get("basis") and fee.get("standard")):
        yield Finding(
            "fee-basis",
            "fee",
            "标明收费，却没有收费依据或者标准",
            "写明依据的条文和收费标准，没有依据就不得收费。",
            _FEES.text,
        )
    if not fee["charged"] and (fee.get("standard") or fee.get("basis")):
        yield Finding(
            "fee-free",
            "fee",
            "标明不收费，却写了收费标准",
            "删去收费标准，或者改为收费并写明依据。",
            _FEES.text,
        )


def visits_agree(content: Content) -> Found:
    """How often one must come agrees with the channels and how deep one can go online."""
    visits, depth, channels = content["visits"], set(content["online_depth"]), set(content["channels"])
    if visits["count"] and not visits.get("reason"):
        yield Finding(
            "visit-reason",
            "visits",
            f"要跑 {visits['count']} 次，没有写原因",
            "写明必须到现场的原因和依据，或者改为 0 次。",
        )
    if {"submit", "accept", "decide", "licence"} <= depth and visits["count"]:
        yield Finding(
            "visit-online", "visits", "全程可以网上办，却要求到现场", "改为 0 次，或者改正网上办理深度。"
        )
    if not visits["count"] and not channels & {"online", "post", "agent"}:
        yield Finding("visit-channel", "channels", "到现场 0 次，却只能在窗口办", "开通网上、邮寄或者代办。")
    if "online" in channels and "submit" not in depth:
        yield Finding(
            "depth-submit",
            "online_depth",
            "可以网上办，网上办理深度却没有“收件”",
            "改正网上办理深度或者办理渠道。",
        )


def immediate_agrees(content: Content) -> Found:
    """On the spot means the same day; anything else promises at least one."""
    immediate, amount = content["handling"] == "immediate", content["promised"]["amount"]
    if immediate and amount > 1:
        yield Finding(
            "immediate", "promised", "即办件的承诺时限超过 1 个工作日", "改为承诺件，或者缩短到当场办结。"
        )
    if not immediate and amount < 1:
        yield Finding("immediate", "handling", "承诺当场办结，却标为承诺件", "改为即办件。")


def site_check(content: Content) -> Found:
    """Whoever checks on site comes as two (行政许可法 34)."""
    check = content["site_check"]
    if check["needed"] != any(step["site_check"] for step in content["steps"]):
        yield Finding(
            "site-check",
            "site_check",
            "现场核查和办理环节对不上",
            "在环节里标出现场核查，或者改正“现场核查”。",
        )
    if check["needed"] and check["officers"] < 2:
        yield Finding(
            "site-officers", "site_check", "现场核查少于两人", "改为两名以上工作人员。", _CHECK.text
        )


def hearing_ground(content: Content) -> Found:
    """A hearing that the law demands is among the procedures that stop the clock."""
    grounds = {special["ground"] for special in content["special"]}
    if content["hearing_required"] and "hearing" not in grounds:
        yield Finding(
            "hearing", "special", "依法应当听证，特别程序里却没有听证", "在特别程序里加上听证及其依据。"
        )


def renewal_agrees(content: Content) -> Found:
    """Only what runs out is renewed."""
    if content["renewal"] and not content["result"]["validity_months"]:
        yield Finding("renewal", "renewal", "结果长期有效，却规定了延续", "删去延续，或者写明有效期。")


STIFF = re.compile(r"兹|该等|予以|之规定|系指|应予|须经|并处|否则不予|特此|如下文|前款|本条")
_STOP = re.compile(r"[。；！？\n]")
LONGEST_SENTENCE = 60


def readable(content: Content) -> Found:
    """What is written for people reads like speech: no sentence over 60 characters, no words of files."""
    texts: list[tuple[str, str]] = [("plain", content["plain"])]
    texts += [(f"faq/{n}", entry["a"]) for n, entry in enumerate(content.get("faq", ()))]
    texts += [(f"conditions/{n}", text) for n, text in enumerate(content["conditions"])]
    texts += [(f"materials/{n}", entry["why"]) for n, entry in enumerate(content["materials"])]
    texts += [(f"fields/{n}", entry["help"]) for n, entry in enumerate(content.get("fields", ()))]
    for where, text in texts:
        longest = max((len(part) for part in _STOP.split(text)), default=0)
        if longest > LONGEST_SENTENCE:
            yield Finding(
                "long-sentence",
                where,
                f"一句话有 {longest} 个字，群众难读",
                f"拆成每句不超过 {LONGEST_SENTENCE} 字。",
            )
        found = STIFF.search(text)
        if found:
            yield Finding("stiff-words", where, f"公文用语“{found[0]}”不好懂", "换成平常说的话。")


URL = re.compile(r"^https?://[\w.-]+\.[a-z]{2,}(:\d+)?(/\S*)?$", re.IGNORECASE)


def link_form(content: Content) -> Found:
    """An address is one."""
    for n, link in enumerate(content.get("links", ())):
        if not link["url"].startswith("/") and not URL.match(link["url"]):
            yield Finding(
                "link-form", f"links/{n}", f"网址“{link['url']}”写法不对", "写完整网址，以 https:// 开头。"
            )


def forms_agree(content: Content) -> Found:
    """Keys are used once."""
    for group in ("fields", "questions", "stages"):
        for key, times in Counter(entry["key"] for entry in content.get(group, ())).items():
            if times > 1:
                yield Finding(
                    "key-twice", group, f"键“{key}”用了 {times} 次", "每个栏目、问题、阶段用自己的键。"
                )
    for code, times in Counter(material["code"] for material in content["materials"]).items():
        if times > 1:
            yield Finding(
                "key-twice", "materials", f"材料码“{code}”用了 {times} 次", "每个材料用自己的材料码。"
            )


RULES: tuple[Rule, ...] = (
    longer_than_law, promise_longer, steps_fit, vague_material, vague_condition, material_source, situations_exist,
    fee_basis, visits_agree, immediate_agrees, site_check, hearing_ground, renewal_agrees, readable,
    link_form, forms_agree, *lint_joint.RULES,
)  # fmt: skip

_LANDLINE = re.compile(r"^0\d{2,3}-\d{7,8}(-\d{1,6})?$")
_SHORT = re.compile(r"^(1[0-2]\d{1,3}|9\d{4}|400-?\d{3}-?\d{4}|800-?\d{3}-?\d{4})$")
_MOBILE = re.compile(r"^1[3-9]\d{9}$")


def is_phone(text: str) -> bool:
    """Whether this can be dialled: a landline with its area code, a service number, a mobile."""
    return bool(_LANDLINE.match(text) or _SHORT.match(text) or _MOBILE.match(text))


def contact(body: Contact) -> Found:
    """The body can be reached and complained of, at two different numbers."""
    for where, label, text in (
        ("phone", "咨询电话", body.phone),
        ("supervision_phone", "监督投诉电话", body.supervision_phone),
    ):
        if not text:
            yield Finding("phone-missing", where, f"实施机构没有{label}", "在机构信息里补上。")
        elif not is_phone(text):
            yield Finding(
                "phone-form", where, f"{label}“{text}”不是电话号码", "写成区号-号码，如 0837-2820000。"
            )
    if body.phone and body.phone == body.supervision_phone:
        yield Finding(
            "phone-same",
            "supervision_phone",
            "监督投诉电话和咨询电话相同",
            "投诉不能打给被投诉的人，请另设号码。",
        )
    for where, label, text in (("address", "办理地点", body.address), ("hours", "办理时间", body.hours)):
        if not text:
            yield Finding("contact-missing", where, f"实施机构没有{label}", "在机构信息里补上。")


def lint(content: Content, body: Contact | None = None) -> tuple[Finding, ...]:
    """Every finding of every rule on one whole edition; none means it may be published as far as its words go."""
    found = [finding for rule in RULES for finding in rule(content)]
    return tuple(found + (list(contact(body)) if body else []))
