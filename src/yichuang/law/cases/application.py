"""Acts from the first draft to acceptance (行政许可法 29–32)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case, Run, day
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.clocks import midnight
from yichuang.law.matters import Edition, Field, asked
from yichuang.law.words import Channel, MaterialForm, NotAccepted, Role, State

ART_31 = LICENSING.art("31", "不得要求申请人提交与申请事项无关的材料")
ART_31_TRUE = LICENSING.art("31(1)", "申请人应当如实提交有关材料，并对其真实性负责")
ART_32_4 = LICENSING.art(
    "32(1)(4)", "当场或者五日内一次告知需要补正的全部内容，逾期不告知的自收到材料之日起即为受理"
)
ART_32_5 = LICENSING.art("32(1)(5)", "材料齐全、符合法定形式，或者按要求提交全部补正材料的，应当受理")
ART_34_2 = LICENSING.art("34(2)", "材料齐全、符合法定形式，能够当场作出决定的，应当当场作出书面决定")

_LONGEST = 2000
_PHONE = re.compile(r"^(1\d{10}|0\d{2,3}-?\d{7,8})$")


def _iso(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _idnumber(text: str) -> bool:
    """A citizen's identity number by its check character (GB 11643); the sample province 99 is unassigned."""
    try:
        return ric.calc_check_digit(ric.compact(text)) == ric.compact(text)[-1]
    except (ValidationError, ValueError, IndexError):
        return False


CHECKS = {
    "date": (_iso, "请按 2026-03-02 的样子填写日期"),
    "number": (lambda text: bool(re.fullmatch(r"\d+(\.\d+)?", text)), "请填写数字"),
    "phone": (lambda text: bool(_PHONE.match(text)), "请填写 11 位手机号或带区号的电话"),
    "idnumber": (_idnumber, "身份证号的校验位不对，请核对"),
    "uscc": (uscc.is_valid, "统一社会信用代码的校验位不对，请核对"),
}


def check_answer(field: Field, text: str) -> None:
    """Refuse an answer that is too long or not of its field's type, naming the field."""
    require(len(text) <= _LONGEST, f"“{field.label}”有{len(text)}字，最多{_LONGEST}字", field=field.key)
    if field.type == "choice":
        require(text in field.options, f"“{field.label}”没有“{text}”这个选项", field=field.key)
    elif field.type in CHECKS:
        passes, remedy = CHECKS[field.type]
        require(passes(text), f"“{field.label}”填写不对", field=field.key, remedy=f"{remedy}。")


def fill_form(do: Doing, command: c.FillForm) -> tuple[f.Fact, ...]:
    """Save what is filled in so far."""
    edition = do.scene.edition
    fields = {field.key: field for field in edition.fields}
    answers = {key: text.strip() for key, text in command.answers.items()}
    for key, text in answers.items():
        require(key in fields, f"申请表没有“{key}”这一栏", field=key)
        if text:
            check_answer(fields[key], text)
    questions = {question.key: question for question in edition.questions}
    for key, choice in command.situation.items():
        known = key in questions and choice in dict(questions[key].options)
        require(known, f"情形“{key}”没有“{choice}”这个选项", field=key)
    if do.case.state is State.UNDER_REVIEW:
        kept = all(command.situation.get(key) == value for key, value in do.case.situation.items())
        require(
            kept,
            "受理以后不能改变已经回答的情形",
            do.act.cite,
            field="situation",
            remedy="情形有变化的，请撤回后重新申请。",
        )
    filled = tuple(key for key in fields if answers.get(key))
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
    return (f.FormFilled(answers=f.Sealed(text=text), situation=dict(command.situation), filled=filled),)


def attach(do: Doing, command: c.AttachMaterial) -> tuple[f.Fact, ...]:
    """Take one material in; the guide must name it."""
    material = do.scene.edition.material(command.material)
    if material is None:
        raise Refused(f"办事指南没有材料“{command.material}”", ART_31, field="material")
    if command.form is MaterialForm.SHARED:
        by_itself = do.scene.by.actor.role is Role.SYSTEM
        require(
            by_itself,
            "共享的材料由系统从同一个项目里取得",
            field="form",
            remedy="请上传电子件，或到窗口提交。",
        )
    elif command.form is MaterialForm.ELECTRONIC:
        require(command.digest, "电子材料需要先上传文件", field="digest", remedy="请选择文件后再提交。")
    else:
        require(
            do.scene.by.actor.role is Role.OFFICER,
            "纸质材料在窗口提交",
            field="form",
            remedy="请上传电子件，或到窗口提交。",
        )
    require(1 <= command.copies <= 99, "份数应为 1 到 99", field="copies")
    return (
        f.MaterialAttached(
            material=material.code,
            name=material.name,
            form=command.form,
            digest=command.digest,
            copies=command.copies,
        ),
    )


def remove(do: Doing, command: c.RemoveMaterial) -> tuple[f.Fact, ...]:
    """Take one material back."""
    held = do.case.materials.get(command.material)
    if held is None:
        raise Refused("还没有提交这份材料", field="material", remedy="请刷新页面后查看材料清单。")
    return (f.MaterialRemoved(material=command.material, name=held.name),)


def missing(case: Case, edition: Edition) -> Mapping[str, str]:
    """What must still be filled in or handed in before submission: key → label. What belongs to a later stage waits."""
    now = case.situation
    wanting = {
        q.key: q.label for q in edition.questions if not q.later and asked(q.only, now) and q.key not in now
    }
    wanting |= {
        x.key: x.label
        for x in edition.fields
        if x.required and not x.later and asked(x.only, now) and x.key not in case.filled
    }
    needed = (m for m in edition.materials if not m.later and m.needed(now))
    return wanting | {m.code: m.name for m in needed if m.code not in case.materials}


def submit(do: Doing, command: c.Submit) -> tuple[f.Fact, ...]:
    """Hand in; a paper application at the window may be incomplete, an online one is checked by the form itself."""
    still_handled(do)
    scene = do.scene
    gaps = missing(do.case, scene.edition)
    if scene.by.actor.role is not Role.OFFICER:
        first = next(iter(gaps), None)
        require(
            first is None,
            f"还缺{len(gaps)}项：{'、'.join(gaps.values())}",
            ART_31_TRUE,
            field=first,
            remedy="补齐后即可提交；已填写的内容都已保存。",
        )
    at_window = scene.by.actor.role is Role.OFFICER
    channel = Channel.WINDOW if at_window else do.case.channel
    return (f.CaseSubmitted(received_on=scene.today if at_window else scene.received_on, channel=channel),)


def pre_review(do: Doing, command: c.PreReview) -> tuple[f.Fact, ...]:
    """Say what a first look found."""
    require(command.passed or command.remarks, "预审未通过时请写明意见", field="remarks")
    return (f.PreReviewed(passed=command.passed, remarks=command.remarks),)


def _silence_over(do: Doing) -> bool:
    """Whether the five days have passed without an answer."""
    assert do.case.check is not None
    return do.scene.today > do.scene.due(do.scene.edition.acceptance, do.case.check)


def still_time_to_ask(do: Doing) -> None:
    """After five working days of silence nothing may be asked any more."""
    require(not _silence_over(do), "收到申请材料已超过五个工作日，依法自收到之日起即为受理，不能再要求补正", ART_32_4,
            remedy="请直接审查；申请不符合条件的，依法作出不予许可的决定。")  # fmt: skip


def not_yet_deemed(do: Doing) -> None:
    """After five working days of silence the application is accepted already."""
    require(not _silence_over(do), "收到申请材料已超过五个工作日，依法已视为受理", ART_32_4,
            remedy="系统将记录视为受理，请直接审查。")  # fmt: skip


def ask_correction(do: Doing, command: c.AskCorrection) -> tuple[f.Fact, ...]:
    """Tell all that is missing, once, within five working days."""
    case, scene = do.case, do.scene
    require(command.points, "请写明需要补正的内容", ART_32_4, field="points")
    known = {m.code for m in scene.edition.materials} | {x.key for x in scene.edition.fields}
    for point in command.points:
        require(point.what.strip(), "每一项都要写明问题", ART_32_4, field="points")
        require(point.material in known, f"办事指南没有材料“{point.material}”，不能要求提交", ART_31, field="points",
                remedy="只能要求指南列明的材料。")  # fmt: skip
    require(command.until > scene.today, "补正期限应在今天之后", ART_32_4, field="until")
    if case.correction is not None:
        before = {point.material for point in case.correction.points}
        new = [p.material for p in command.points if p.material not in before]
        require(not new, "需要补正的内容应当一次告知，不能再提出第一次没有告知的内容", ART_32_4, field="points",
                remedy="只能就第一次告知而仍未补正的内容再次告知。")  # fmt: skip
    return (f.CorrectionAsked(points=command.points, until=command.until, again=case.correction is not None),)


def supply_correction(do: Doing, command: c.SupplyCorrection) -> tuple[f.Fact, ...]:
    """Send the corrections; everything asked must be there."""
    case, scene = do.case, do.scene
    assert case.correction is not None
    names = {m.code: m.name for m in scene.edition.materials}
    lacking = [names[p.material] for p in case.correction.points
               if p.material in names and p.material not in case.materials]  # fmt: skip
    require(
        not lacking, f"还缺：{'、'.join(lacking)}", ART_32_5, field="materials", remedy="上传后再提交补正。"
    )
    on = scene.today if scene.by.actor.role is Role.OFFICER else scene.received_on
    return (f.CorrectionSupplied(received_on=on, note=f.Sealed(text=command.note)),)


def accepted(do: Doing, at: datetime) -> tuple[date, date, bool]:
    """The statutory and promised due days of an acceptance, and whether their year is still provisional."""
    scene, run = do.scene, Run(start=at)
    statutory = scene.due(scene.edition.statutory, run)
    return statutory, scene.due(scene.edition.promised, run), scene.calendar.provisional(statutory)


def still_handled(do: Doing) -> None:
    """From its last day on a matter is not accepted any more, at no window and not online (优化营商环境条例 40)."""
    ends = do.scene.edition.ends
    require(
        ends is None or do.scene.today < ends,
        f"这个事项自{ends}起已经停止办理，不能再受理",
        BUSINESS.art("40", "已取消的许可不得继续实施或者变相实施"),
        remedy="依法告知申请人不需要取得许可，或者应当向哪个机关申请。",
    )


def accept(do: Doing, command: c.Accept) -> tuple[f.Fact, ...]:
    """Accept: the clocks of the decision start today."""
    still_handled(do)
    return (_acceptance(do, on_the_spot=False),)


def _acceptance(do: Doing, *, on_the_spot: bool) -> f.CaseAccepted:
    scene, received = do.scene, do.case.received_on
    early = scene.edition.from_receipt and received is not None and received < scene.today
    start = midnight(received) if early and received else scene.at
    statutory, promised, provisional = accepted(do, start)
    return f.CaseAccepted(
        accepted_on=scene.today,
        counted_from=day(start),
        letter=do.letter(),
        statutory_due=statutory,
        promised_due=promised,
        provisional=provisional,
        on_the_spot=on_the_spot,
    )


def deem_accepted(do: Doing, command: c.DeemAccepted) -> tuple[f.Fact, ...]:
    """Silence accepts, from the day of receipt."""
    case = do.case
    assert case.check is not None and case.received_on is not None
    due = do.scene.due(do.scene.edition.acceptance, case.check)
    require(_silence_over(do), f"五个工作日的告知期限到{due:%Y年%-m月%-d日}才届满", ART_32_4)
    statutory, promised, provisional = accepted(do, midnight(case.received_on))
    return (
        f.CaseDeemedAccepted(
            accepted_on=case.received_on,
            silent_since=due,
            statutory_due=statutory,
            promised_due=promised,
            provisional=provisional,
        ),
    )


def refuse_acceptance(do: Doing, command: c.RefuseAcceptance) -> tuple[f.Fact, ...]:
    """Do not accept, with the lawful reason and, if another body is competent, its name."""
    other = command.reason is NotAccepted.NOT_COMPETENT
    require(
        command.competent_body or not other, "请写明应当向哪个机关申请", do.act.cite, field="competent_body"
    )
    article = {
        NotAccepted.NO_LICENCE_NEEDED: LICENSING.art("32(1)(1)", "依法不需要取得行政许可的，即时告知不受理"),
        NotAccepted.NOT_COMPETENT: LICENSING.art("32(1)(2)", "不属于本机关职权范围的，即时作出不予受理的决定，并告知向有关机关申请"),
        NotAccepted.FALSE_MATERIALS: LICENSING.art("78", "隐瞒有关情况或者提供虚假材料申请的，不予受理或者不予许可，并给予警告"),
    }[command.reason]  # fmt: skip
    return (
        f.AcceptanceRefused(
            reason=command.reason,
            explanation=command.explanation,
            competent_body=command.competent_body,
            letter=do.letter(),
            basis=article.text,
            remedies=do.scene.edition.remedies,
        ),
    )


def withdraw(do: Doing, command: c.Withdraw) -> tuple[f.Fact, ...]:
    """Take the application back."""
    return (f.CaseWithdrawn(reason=f.Sealed(text=command.reason)),)


def on_the_spot(do: Doing) -> f.CaseAccepted:
    """The acceptance that goes with a decision on the spot; the file must be whole."""
    still_handled(do)
    not_yet_deemed(do)
    gaps = missing(do.case, do.scene.edition)
    require(
        not gaps, f"材料不齐，不能当场办结：{'、'.join(gaps.values())}", ART_34_2, remedy="请一次性告知补正。"
    )
    return _acceptance(do, on_the_spot=True)
