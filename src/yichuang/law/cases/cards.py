"""Acts of a supervision card: raised, explained, held or lifted by a supervisor, put right, appealed once."""

from __future__ import annotations

from datetime import date

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Card
from yichuang.law.cases.refusal import entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.clocks import Limit, Unit, due_date
from yichuang.law.mandates import Permission
from yichuang.law.words import Level, Role, State

DAYS = (("explanation", 2), ("holding", 5), ("rectification", 5), ("verification", 5), ("appeal", 10))
"""Working days of each turn where the rules in force say nothing else."""
_GRAVITY = {Level.TIP: 0, Level.YELLOW: 1, Level.RED: 2}


def raise_card(do: Doing, command: c.RaiseCard) -> tuple[f.Fact, ...]:
    """Put the finding on record: a body that still exists, evidence, a basis."""
    name = do.scene.body(do.case.body)
    require(name, f"机构“{do.case.body}”不存在或者已经撤销，不能向它发牌", do.act.cite, field="body",
            remedy="请向承接其职责的机构发牌。")  # fmt: skip
    for field, label in (("rule_name", "监察内容"), ("evidence", "依据的事实"), ("basis", "依据的规定")):
        require(getattr(command, field).strip(), f"“{label}”没有写", do.act.cite, field=field)
    if command.officer and not command.officer_name:
        known = do.scene.colleague(command.officer)
        require(known, f"该机构没有工号为“{command.officer}”的工作人员", do.act.cite, field="officer",
                remedy="请核对工号；不能确定责任人时可以不填，由机构负责人说明。")  # fmt: skip
        officer_name = known or ""
    else:
        officer_name = command.officer_name
    return (
        f.CardRaised(
            rule=command.rule,
            rule_name=command.rule_name,
            level=command.level,
            rules=command.rules,
            of_case=command.of_case,
            of_fact=command.of_fact,
            found_at=command.found_at or do.scene.at,
            officer=command.officer,
            officer_name=officer_name,
            evidence=command.evidence,
            measured=command.measured,
            basis=command.basis,
            days=command.days or DAYS,
        ),
    )


def _card(do: Doing) -> Card:
    assert do.case.card is not None
    return do.case.card


def mine(do: Doing) -> None:
    """Only the officer named, or who answers for the body, speaks for it."""
    by, card = do.scene.by, _card(do)
    answers = by.may(Permission.SUPERVISION_ANSWER, region=do.case.region, body=do.case.body)
    entitle(by.actor.id == card.officer or answers, "只有监察牌指名的责任人或者本机构负责人可以办理", do.act.cite,
            remedy="请转告责任人或者机构负责人。")  # fmt: skip


def impartial(do: Doing) -> None:
    """Nobody holds a card against himself."""
    entitle(do.scene.by.actor.id != _card(do).officer, "不能认定发给自己的监察牌", do.act.cite,
            remedy="请由其他监察员办理。")  # fmt: skip


def holdable(do: Doing) -> None:
    """A card is held after the explanation, or when the days for it are over."""
    impartial(do)
    if do.case.state is State.ISSUED:
        require(silent(do), f"还在说明期限内（到{_until(do):%Y年%-m月%-d日}）", do.act.cite,
                remedy="等责任单位说明，或者期限届满后再认定。")  # fmt: skip


def _until(do: Doing) -> date:
    assert do.case.assigned is not None
    limit = Limit(_card(do).days["explanation"], Unit.WORKDAY, do.act.cite)
    return due_date(do.case.assigned.under(limit), do.scene.calendar)


def silent(do: Doing) -> bool:
    """Whether the body has let the days for explaining pass."""
    until = _until(do)
    return do.case.state is State.ISSUED and do.scene.today > until


def explain(do: Doing, command: c.ExplainCard) -> tuple[f.Fact, ...]:
    """Explain; late is better than never, as long as nothing is held."""
    return (f.CardExplained(words=f.Sealed(text=command.words)),)


def _not_higher(do: Doing, level: Level, than: Level) -> None:
    require(level is not Level.TIP and _GRAVITY[level] <= _GRAVITY[than], f"认定的等级不能是提示，也不能高于{than.label}",
            do.act.cite, field="level", remedy="不成立的请撤销；更重的问题请另发监察牌。")  # fmt: skip


def uphold(do: Doing, command: c.UpholdCard) -> tuple[f.Fact, ...]:
    """Uphold it, as it was issued or lower."""
    _not_higher(do, command.level, _card(do).level)
    signer = do.scene.by.actor.id
    return (f.CardUpheld(level=command.level, reason=command.reason, unexplained=silent(do), signer=signer),)


def lift(do: Doing, command: c.LiftCard) -> tuple[f.Fact, ...]:
    """Lift it with its reason."""
    return (f.CardLifted(reason=command.reason),)


def rectify(do: Doing, command: c.RectifyCard) -> tuple[f.Fact, ...]:
    """Report what was put right."""
    return (f.CardRectified(words=command.words),)


def verify(do: Doing, command: c.VerifyRectification) -> tuple[f.Fact, ...]:
    """Look at what was put right."""
    return (f.RectificationVerified(passed=command.passed, remarks=command.remarks),)


def may_appeal(do: Doing) -> None:
    """Once, within the days of the rules from the holding."""
    mine(do)
    card = _card(do)
    require(not card.appealed, "已经申请过复核，复核以一次为限", do.act.cite)
    require(do.scene.today <= appeal_until(do), "申请复核的期限已过", do.act.cite,
            remedy="请按认定整改。")  # fmt: skip


def appeal_until(do: Doing) -> date:
    """The last day to appeal: as many working days after the holding as there are to put things right."""
    card = _card(do)
    assert card.held_on is not None
    return do.scene.calendar.add_workdays(card.held_on, card.days["rectification"])


def appeal(do: Doing, command: c.AppealCard) -> tuple[f.Fact, ...]:
    """Appeal."""
    return (f.CardAppealed(reason=f.Sealed(text=command.reason)),)


def other_hand(do: Doing) -> None:
    """Whoever held the card does not decide the appeal."""
    impartial(do)
    entitle(do.scene.by.actor.id != _card(do).held_by, "原认定人不能办理复核", do.act.cite,
            remedy="请由其他监察员复核。")  # fmt: skip


def decide_appeal(do: Doing, command: c.DecideAppeal) -> tuple[f.Fact, ...]:
    """Keep, lower or lift."""
    held = _card(do).held
    assert held is not None
    if command.lift:
        return (f.AppealDecided(level=None, reason=command.reason),)
    level = command.level or held
    _not_higher(do, level, held)
    return (f.AppealDecided(level=level, reason=command.reason),)


def by_hand(do: Doing) -> None:
    """A card raised by a person is raised by a supervisor of that territory."""
    by = do.scene.by
    if by.actor.role is not Role.SYSTEM:
        may = by.may(Permission.SUPERVISION_ACT, region=do.case.region, body=do.case.body)
        entitle(may, "您的岗位没有对该机构督办的权限", do.act.cite, remedy="请由有管辖权的监察员发牌。")
