"""Duties to publish: who drafts, who reviews, what may get out and what may not (政府信息公开条例 13–17, 26, 37)."""

from __future__ import annotations

from hashlib import sha256

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.disclosure import Disclosure
from yichuang.law.cases.refusal import entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import OPENNESS
from yichuang.law.open_words import SEVERABLE, Exemption, Outlet, Verdict
from yichuang.law.privacy import Certainty, Kind, Mark, find, redact, stops, suggested

_DEFAULT = OPENNESS.art("5", "以公开为常态、不公开为例外")
_REVIEW = OPENNESS.art("17", "公开前依法审查；不能确定的，报有关主管部门或者保密行政管理部门确定")
_PART = OPENNESS.art("37", "能够作区分处理的，提供可以公开的内容，对不予公开的内容说明理由")
_PERSON = OPENNESS.art("4", "指定机构负责本机关政府信息公开的日常工作")
_NEVER_KEPT = frozenset({Kind.IDENTITY, Kind.BANK, Kind.TRAVEL})
"""No office makes the numbers of a person's papers and accounts fit to be read by all."""
_LISTED = 5
_ROUNDS = 3


def digest(text: str) -> str:
    """The fingerprint of a text (SHA-256, hex)."""
    return sha256(text.encode()).hexdigest()


def _lines(text: str) -> str:
    """A text with one kind of line end, since a page sends another than it was given."""
    return text.replace("\r\n", "\n").strip()


def _mine(do: Doing) -> Disclosure:
    assert do.case.disclosure is not None
    return do.case.disclosure


def open_disclosure(do: Doing, given: c.OpenDisclosure) -> tuple[f.Fact, ...]:
    """Open a duty: never without a person who answers for it, nor without an outlet."""
    require(
        given.officer.strip() and given.officer_name.strip(), "公开任务没有责任人", _PERSON,
        field="officer", remedy="请先把任务落实到具体的人。",
    )  # fmt: skip
    require(given.outlets, "没有写明公开渠道", do.act.cite, field="outlets", remedy="至少选网站。")
    return (
        f.DisclosureDue(
            title=given.title.strip(), category=given.category, moment=given.moment, section=given.section,
            officer=given.officer, officer_name=given.officer_name, outlets=given.outlets, allowed=given.allowed,
            because=given.because, weight=given.weight, rule=given.rule, corrects=given.corrects, latest=given.latest,
            subject=given.subject,
        ),
    )  # fmt: skip


def hand_over(do: Doing, given: c.HandOverDisclosure) -> tuple[f.Fact, ...]:
    """Another person answers for it, never nobody, never the same one."""
    require(
        given.officer.strip() and given.officer_name.strip(), "没有写明移交给谁", _PERSON,
        field="officer", remedy="请写明接手的人。",
    )  # fmt: skip
    require(
        given.officer != _mine(do).officer,
        "接手的就是现在的责任人",
        _PERSON,
        field="officer",
        remedy="请换一个人。",
    )
    told = f.DisclosureHandedOver(
        section=given.section, officer=given.officer, officer_name=given.officer_name, reason=given.reason
    )
    return (told,)


def _said(marks: tuple[Mark, ...], text: str) -> str:
    shown = "、".join(f"{one.kind.label}“{text[one.start : one.end]}”" for one in marks[:_LISTED])
    return f"{shown}等{len(marks)}处" if len(marks) > _LISTED else shown


def shown_to_all(text: str, called: str, field: str, keep: str = "") -> None:
    """What stands beside a publication is read by all and nobody reviews it: nothing personal in it, but for what is kept on purpose."""
    kept = _kept(keep)
    found = tuple(one for one in suggested(find(text)) if not _stands(one, text, kept))
    require(
        not found,
        f"{called}里有{_said(found, text)}",
        Exemption.PRIVACY.cite,
        field=field,
        remedy=f"请从{called}中去掉。",
    )


def draft(do: Doing, given: c.DraftDisclosure) -> tuple[f.Fact, ...]:
    """Lay a text before the reviewer; its title is seen by all and must be clean at once."""
    text = _lines(given.text)
    require(text, "公开内容是空的", do.act.cite, field="text", remedy="请写上要公开的内容。")
    shown_to_all(given.title, "标题", "title")
    by = do.scene.by.actor
    return (
        f.DisclosureDrafted(
            title=given.title.strip(), text=f.Sealed(text), digest=digest(text), officer=by.id, officer_name=by.name
        ),
    )  # fmt: skip


def another_hand(do: Doing) -> None:
    """Whoever drafted does not review."""
    same = _mine(do).drafter == do.scene.by.actor.id
    entitle(not same, "送审的人不能自己审查", _REVIEW, remedy="请由另一位有公开审查权限的人审查。")


def give_back(do: Doing, given: c.ReturnDraft) -> tuple[f.Fact, ...]:
    """Ask for another draft, with a reason."""
    return (f.DisclosureReturned(reason=given.reason),)


def _ticked(given: c.ReviewDisclosure) -> tuple[Exemption, ...]:
    return tuple(one for one in Exemption if getattr(given, one.value))


def review(do: Doing, given: c.ReviewDisclosure) -> tuple[f.Fact, ...]:
    """Publish by default; hold back only what an exemption covers; let nothing out that somebody must not read."""
    found, by, reason = _ticked(given), do.scene.by.actor, given.reason.strip()
    shown_to_all(reason, "理由", "reason")
    if given.verdict is Verdict.WITHHELD:
        require(
            found,
            "不予公开没有写明属于哪一类例外",
            _DEFAULT,
            field="verdict",
            remedy="请逐项核对并勾选；都不属于的应当公开。",
        )
        require(reason, "不予公开没有说明理由", _REVIEW, field="reason", remedy="请写明理由。")
        return (f.DisclosureWithheld(exemptions=found, reason=reason, reviewer=by.id, reviewer_name=by.name),)
    text = _lines(given.text)
    _divided(do, given.verdict, text, found, reason)
    kept = _kept(given.keep)
    _clean(text, kept, reason)
    return (
        f.DisclosureCleared(
            verdict=given.verdict, text=f.Sealed(text), exemptions=found, kept=f.Sealed("\n".join(kept)), reason=reason,
            reviewer=by.id, reviewer_name=by.name,
        ),
    )  # fmt: skip


def _divided(do: Doing, verdict: Verdict, text: str, found: tuple[Exemption, ...], reason: str) -> None:
    """In whole means word for word and no exemption; in part means something cut out, and why."""
    require(text, "没有可以公开的内容", _PART, field="text", remedy="全部不能公开的，请选“不予公开”。")
    same = digest(text) == _mine(do).digest
    if verdict is Verdict.WHOLE:
        label = "、".join(one.label for one in found)
        require(not found, f"勾选了{label}，不能全部公开", found[0].cite if found else _PART, field="verdict",
                remedy="请选“部分公开”或者“不予公开”。")  # fmt: skip
        require(
            same, "内容和送审的不一样，不是全部公开", _PART, field="text", remedy="有删改的，请选“部分公开”。"
        )
        return
    whole = [one for one in found if one not in SEVERABLE]
    require(not whole, f"{'、'.join(one.label for one in whole)}不能只隐去几个字", whole[0].cite if whole else _PART,
            field="verdict", remedy="请选“不予公开”，或者退回重新起草。")  # fmt: skip
    require(
        found,
        "部分公开没有写明隐去的属于哪一类",
        _PART,
        field="verdict",
        remedy="请勾选商业秘密或者个人隐私。",
    )
    require(
        not same,
        "内容和送审的一样，没有隐去什么",
        _PART,
        field="text",
        remedy="请隐去不能公开的部分，或者选“全部公开”。",
    )
    require(reason, "部分公开没有说明理由", _PART, field="reason", remedy="请写明隐去了什么、为什么。")


def _kept(keep: str) -> tuple[str, ...]:
    """What is kept on purpose, a line each."""
    return tuple(dict.fromkeys(line.strip() for line in keep.splitlines() if line.strip()))


def clean(text: str, keep: str, reason: str, field: str = "text") -> str:
    """A text that may be read by all as it is, with one kind of line end."""
    text = _lines(text)
    _clean(text, _kept(keep), reason, field)
    return text


def _clean(text: str, kept: tuple[str, ...], reason: str, field: str = "text") -> None:
    """Nothing personal is left that the reviewer did not look at; a mark of secrecy asks for an answer."""
    marks = find(text)
    left = tuple(one for one in suggested(marks) if not _stands(one, text, kept))
    require(not left, f"内容里还有{_said(left, text)}", Exemption.PRIVACY.cite, field=field,
            remedy="请隐去后选“部分公开”；确实可以公开的，写入“保留的文字”。")  # fmt: skip
    held = tuple(one for one in stops(marks) if not _stands(one, text, kept))
    require(not held, f"内容里有{_said(held, text)}", _REVIEW, field="keep",
            remedy="请核实是否属于秘密：属于的，不予公开或者隐去；不属于的，把这几个字写入“保留的文字”，并写明理由。")  # fmt: skip
    require(
        not stops(marks) or reason,
        "保留了涉密字样，没有写明理由",
        _REVIEW,
        field="reason",
        remedy="请写明为什么不属于秘密。",
    )


def proposed(text: str) -> str:
    """The text with everything hidden that the machine would stop at: what a reviewer finds filled in at first."""
    text = text.strip()
    for _ in range(_ROUNDS):  # what is hidden can make what stands beside it look like a name
        found = find(text)
        text = redact(text, found, suggested(found))
    return text


def _stands(mark: Mark, text: str, kept: tuple[str, ...]) -> bool:
    certain = mark.certainty is Certainty.CERTAIN and mark.kind in _NEVER_KEPT
    return not certain and any(text[mark.start : mark.end] in one for one in kept)


def publish(do: Doing, given: c.PublishDisclosure) -> tuple[f.Fact, ...]:
    """Make public what the review let out."""
    return (f.DisclosurePublished(title=_mine(do).title),)


def show(do: Doing, given: c.ShowOnOutlet) -> tuple[f.Fact, ...]:
    """Put on record an outlet of the duty, not before it was published and not in the future."""
    mine = _mine(do)
    named = "、".join(one.label for one in mine.outlets)
    require(given.outlet in mine.outlets, f"这件任务没有要求在{given.outlet.label}公开", do.act.cite, field="outlet",
            remedy=f"要求的是{named}。")  # fmt: skip
    require(
        given.outlet is not Outlet.SITE,
        "网站公开由系统记录",
        do.act.cite,
        field="outlet",
        remedy="请选其他渠道。",
    )
    require(mine.published_on is not None and mine.published_on <= given.on <= do.scene.today,
            "公开日期不在发布日和今天之间", do.act.cite, field="on", remedy="请核对日期。")  # fmt: skip
    shown_to_all(given.proof, "公开凭证", "proof")
    return (f.OutletShown(outlet=given.outlet, on=given.on, proof=given.proof),)


def remove(do: Doing, given: c.RemoveFromOutlet) -> tuple[f.Fact, ...]:
    """Put on record that it stands on an outlet no longer: only where it stood, not before it did, not in the future."""
    since = dict(_mine(do).stands).get(given.outlet)
    require(since is not None, f"没有登记在{given.outlet.label}公开，或者已经撤下", do.act.cite, field="outlet",
            remedy="请选还在公开的渠道；网站和电子屏由系统撤下。")  # fmt: skip
    assert since is not None
    require(
        since <= given.on <= do.scene.today,
        "撤下日期不在公开那天和今天之间",
        do.act.cite,
        field="on",
        remedy="请核对日期。",
    )
    shown_to_all(given.proof, "撤下凭证", "proof")
    return (f.OutletRemoved(outlet=given.outlet, on=given.on, proof=given.proof),)


def some_stand(do: Doing) -> None:
    """There is something to take from an outlet."""
    require(_mine(do).stands, "没有还在公开的渠道", do.act.cite, remedy="网站和电子屏由系统撤下。")


def take_down(do: Doing, given: c.TakeDown) -> tuple[f.Fact, ...]:
    """Take down what was public; that it stood there stays on record."""
    shown_to_all(given.reason, "理由", "reason")
    return (f.DisclosureTakenDown(reason=given.reason),)
