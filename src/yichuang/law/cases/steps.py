"""Acts on the steps of the examination: do, sign together, hand over, go back, take back, remind (行政许可法 34)."""

from __future__ import annotations

from yichuang.law import facts as f
from yichuang.law import flow
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import LICENSING
from yichuang.law.flow import Step
from yichuang.law.mandates import Post
from yichuang.law.matters import Edition

ART_34_3 = LICENSING.art("34(3)", "需要对申请材料的实质内容进行核实的，应当指派两名以上工作人员进行核查")


def open_steps(case: Case, edition: Edition) -> tuple[Step, ...]:
    """The steps that stand open now, side by side."""
    return flow.ahead(edition.course, case.situation, {done.step for done in case.steps})


def next_step(do: Doing) -> Step | None:
    """The first of the open steps; None when the examination is through."""
    return next(iter(open_steps(do.case, do.scene.edition)), None)


def step_ahead(do: Doing) -> None:
    """Some step must be left to do."""
    require(next_step(do) is not None, "各环节都已完成", do.act.cite, remedy="请作出决定，或退回某个环节。")


def step_behind(do: Doing) -> None:
    """Some step must have been done."""
    require(do.case.steps, "还没有完成任何环节", do.act.cite)


def _open(do: Doing, key: str) -> Step:
    """The open step of this key. Raises Refused naming what comes first."""
    edition = do.scene.edition
    step = next((one for one in edition.course if one.key == key), None)
    if step is None:
        raise Refused(f"本事项没有环节“{key}”", do.act.cite, field="step")
    standing = open_steps(do.case, edition)
    if step not in standing:
        require(
            do.case.done(key) is None,
            f"“{step.name}”已经完成",
            do.act.cite,
            field="step",
            remedy="请刷新页面。",
        )
        require(step.needed(do.case.situation), f"这个申请不需要“{step.name}”", do.act.cite, field="step")
        first = "、".join(f"“{one.name}”" for one in standing)
        raise Refused(f"应当先完成{first}", do.act.cite, field="step", remedy="环节不能跳过。")
    return step


def _in_hand(do: Doing, step: Step) -> None:
    """A step that was handed to somebody is that officer's."""
    desk = do.case.desk(step.key)
    mine = not desk.holder or desk.holder == do.scene.by.actor.id
    require(mine, f"“{step.name}”已转给{desk.holder_name}办理", do.act.cite, field="step",
            remedy="请由其办理，或者请其转回。")  # fmt: skip


def complete_step(do: Doing, command: c.CompleteStep) -> tuple[f.Fact, ...]:
    """Do an open step: none may be skipped. Where several sign, this is one signature, and the last one completes it."""
    step = _open(do, command.step)
    if step.sign is not None or do.case.desk(step.key).added:
        return _sign(do, step, command)
    _in_hand(do, step)
    return (_completed(do, step, command, command.passed),)


def _completed(do: Doing, step: Step, command: c.CompleteStep, passed: bool) -> f.StepCompleted:
    officers = tuple(dict.fromkeys(command.officers)) or (do.scene.by.actor.name,)
    require(not step.site_check or len(officers) >= 2, "实地核查应当有两名以上工作人员", ART_34_3, field="officers",
            remedy="请写明全部核查人员。")  # fmt: skip
    return f.StepCompleted(
        step=step.key,
        name=step.name,
        passed=passed,
        opinion=command.opinion,
        officers=officers,
        signer=do.scene.by.actor.id,
    )


def _sign(do: Doing, step: Step, command: c.CompleteStep) -> tuple[f.Fact, ...]:
    """One signature; who signs is named by post, whoever was added by number."""
    desk, actor = do.case.desk(step.key), do.scene.by.actor
    rule = step.sign or flow.Sign(rule=flow.Rule.ALL, posts=(_HOLDER,))
    who = actor.id if actor.id in desk.added else _post(do, step, rule)
    require(
        who not in desk.signed,
        f"“{step.name}”您已经会签过",
        do.act.cite,
        field="step",
        remedy="等其他人会签。",
    )
    signed = f.StepSigned(
        step=step.key, name=step.name, signer=who, passed=command.passed, opinion=command.opinion
    )
    settled = rule.settled({**desk.signed, who: command.passed}, desk.added)
    return (signed,) if settled is None else (signed, _completed(do, step, command, settled))


_HOLDER = "holder"
"""Who signs a step that is not countersigned but to which somebody was added: whoever has it in hand."""


def _post(do: Doing, step: Step, rule: flow.Sign) -> str:
    """In which of the signing posts this officer signs. Raises Refused when in none."""
    if step.sign is None:
        _in_hand(do, step)
        return _HOLDER
    held = do.scene.by.actor.post.split("、")
    mine = [post for post in rule.posts if Post(post).label in held]
    signed = do.case.desk(step.key).signed
    posts = "、".join(Post(post).label for post in rule.posts)
    require(mine, f"“{step.name}”由{posts}会签", do.act.cite, field="step", remedy="请由会签的人办理。")
    return next((post for post in mine if post not in signed), mine[0])


def return_step(do: Doing, command: c.ReturnStep) -> tuple[f.Fact, ...]:
    """Go back to a step that was done; all that was built on it is to be done again."""
    step = do.scene.edition.step(command.step)
    if step is None or do.case.done(command.step) is None:
        raise Refused("只能退回已经完成的环节", do.act.cite, field="step")
    behind = flow.behind(do.scene.edition.course, step.key)
    again = tuple(done.step for done in do.case.steps if done.step in behind)
    return (f.StepReturned(step=step.key, name=step.name, reason=command.reason, again=again),)


def take_back_step(do: Doing, command: c.TakeBackStep) -> tuple[f.Fact, ...]:
    """Take back one's own step while nothing has been built on it."""
    done, step = do.case.done(command.step), do.scene.edition.step(command.step)
    if done is None or step is None:
        raise Refused("这个环节还没有完成", do.act.cite, field="step")
    require(done.by == do.scene.by.actor.id, f"“{step.name}”不是您完成的，不能撤回", do.act.cite, field="step",
            remedy="需要重新办理的，请用“退回环节”。")  # fmt: skip
    behind = flow.behind(do.scene.edition.course, step.key) - {step.key}
    built = [one.step for one in do.case.steps if one.step in behind]
    require(not built, f"“{step.name}”之后的环节已经办理，不能撤回", do.act.cite, field="step",
            remedy="请用“退回环节”，写明理由。")  # fmt: skip
    return (f.StepTakenBack(step=step.key, name=step.name, reason=command.reason),)


def _colleague(do: Doing, number: str) -> str:
    name = do.scene.colleague(number)
    if name is None:
        raise Refused(
            f"本机关没有可以审查的工作人员“{number}”", do.act.cite, field="to", remedy="请核对工号。"
        )
    require(
        number != do.scene.by.actor.id, "不能交给自己", do.act.cite, field="to", remedy="请另选一名同事。"
    )
    return name


def transfer_step(do: Doing, command: c.TransferStep) -> tuple[f.Fact, ...]:
    """Hand an open step over."""
    step = _open(do, command.step)
    require(step.sign is None, f"“{step.name}”由几个岗位会签，不能转办", do.act.cite, field="step")
    _in_hand(do, step)
    name = _colleague(do, command.to)
    return (
        f.StepTransferred(step=step.key, name=step.name, to=command.to, to_name=name, reason=command.reason),
    )


def add_signer(do: Doing, command: c.AddSigner) -> tuple[f.Fact, ...]:
    """Let somebody else sign too."""
    step = _open(do, command.step)
    _in_hand(do, step)
    name = _colleague(do, command.to)
    again = command.to in do.case.desk(step.key).added
    require(not again, f"{name}已经是“{step.name}”的会签人", do.act.cite, field="to")
    return (
        f.SignerAdded(
            step=step.key, name=step.name, signer=command.to, signer_name=name, reason=command.reason
        ),
    )


def remind(do: Doing, command: c.Remind) -> tuple[f.Fact, ...]:
    """Remind, once a day."""
    require(do.case.reminded_on != do.scene.today, "今天已经催办过", do.act.cite, remedy="请明天再看。")
    names = tuple(step.name for step in open_steps(do.case, do.scene.edition))
    return (f.StepReminded(words=command.words, steps=names),)


def reviewers(do: Doing) -> frozenset[str]:
    """The officers who examined the case, by name."""
    return frozenset(name for step in do.case.steps for name in step.officers)
