"""The one gate: `decide` turns a command into facts or refuses; `offers` says which acts stand open and why others do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from yichuang.law.cases import (
    agency,
    application,
    attending,
    cards,
    consulting,
    convening,
    disclosing,
    feedback,
    floor,
    hearing,
    informing,
    joint,
    licence,
    meeting,
    objecting,
    outcome,
    oversight,
    redress,
    review,
    steps,
    tickets,
    timing,
)
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case
from yichuang.law.cases.refusal import Forbidden, Refused, entitle, require
from yichuang.law.cases.scene import Doing, Scene
from yichuang.law.cite import CIVIL_SERVANTS, LICENSING
from yichuang.law.facts import Fact
from yichuang.law.matters import Act
from yichuang.law.words import Role

ART_RECUSAL = CIVIL_SERVANTS.art(
    "76", "公务员执行公务时，涉及本人或者与本人有亲属关系人员利害关系的，应当回避"
)
ART_22 = LICENSING.art("22", "行政许可由具有行政许可权的行政机关在其法定职权范围内实施")
Handler = Callable[[Doing, Any], tuple[Fact, ...]]
Ready = Callable[[Doing], None]


@dataclass(frozen=True, slots=True)
class Doer:
    """How an act is done: its command, its handler, and what must hold whatever the command says."""

    command: type[Any]
    handle: Handler
    ready: Ready | None = None


DOERS: dict[str, Doer] = {
    "fill_form": Doer(c.FillForm, application.fill_form),
    "attach_material": Doer(c.AttachMaterial, application.attach),
    "remove_material": Doer(c.RemoveMaterial, application.remove),
    "submit": Doer(c.Submit, application.submit),
    "pre_review": Doer(c.PreReview, application.pre_review),
    "ask_correction": Doer(c.AskCorrection, application.ask_correction, application.still_time_to_ask),
    "supply_correction": Doer(c.SupplyCorrection, application.supply_correction),
    "accept": Doer(c.Accept, application.accept, application.not_yet_deemed),
    "deem_accepted": Doer(c.DeemAccepted, application.deem_accepted),
    "refuse_acceptance": Doer(c.RefuseAcceptance, application.refuse_acceptance, application.not_yet_deemed),
    "grant_on_spot": Doer(c.GrantOnSpot, outcome.grant_on_spot, outcome.immediate),
    "complete_step": Doer(c.CompleteStep, steps.complete_step, steps.step_ahead),
    "return_step": Doer(c.ReturnStep, steps.return_step, steps.step_behind),
    "transfer_step": Doer(c.TransferStep, steps.transfer_step, steps.step_ahead),
    "add_signer": Doer(c.AddSigner, steps.add_signer, steps.step_ahead),
    "take_back_step": Doer(c.TakeBackStep, steps.take_back_step, steps.step_behind),
    "remind": Doer(c.Remind, steps.remind),
    "note_child": Doer(c.NoteChild, joint.note_child),
    "reapply": Doer(c.Reapply, joint.reapply, joint.some_failed),
    "report_done": Doer(c.ReportDone, joint.report_done, joint.mine_open),
    "conclude": Doer(c.Conclude, joint.conclude, joint.concludable),
    "call_meeting": Doer(c.CallMeeting, meeting.call),
    "hold_meeting": Doer(c.HoldMeeting, meeting.hold, meeting.was_called),
    "give_task": Doer(c.GiveTask, meeting.give),
    "fulfil_task": Doer(c.FulfilTask, meeting.fulfil),
    "note_task": Doer(c.NoteTask, meeting.note_task),
    "raise_card": Doer(c.RaiseCard, cards.raise_card, cards.by_hand),
    "explain_card": Doer(c.ExplainCard, cards.explain, cards.mine),
    "uphold_card": Doer(c.UpholdCard, cards.uphold, cards.holdable),
    "lift_card": Doer(c.LiftCard, cards.lift, cards.holdable),
    "rectify_card": Doer(c.RectifyCard, cards.rectify, cards.mine),
    "verify_rectification": Doer(c.VerifyRectification, cards.verify, cards.impartial),
    "appeal_card": Doer(c.AppealCard, cards.appeal, cards.may_appeal),
    "decide_appeal": Doer(c.DecideAppeal, cards.decide_appeal, cards.other_hand),
    "register_ticket": Doer(c.RegisterTicket, tickets.register),
    "sort_ticket": Doer(c.SortTicket, tickets.sort),
    "answer_directly": Doer(c.AnswerDirectly, tickets.answer_directly),
    "tell_other_way": Doer(c.TellOtherWay, tickets.tell_other_way),
    "transfer_emergency": Doer(c.TransferEmergency, tickets.transfer_emergency),
    "dispatch": Doer(c.Dispatch, tickets.dispatch, tickets.sorted_out),
    "assign_finally": Doer(c.AssignFinally, tickets.assign_finally, tickets.sorted_out),
    "sign_for": Doer(c.SignFor, tickets.sign_for, tickets.leading),
    "return_ticket": Doer(c.ReturnTicket, tickets.give_back, tickets.lead_returns),
    "extend_ticket": Doer(c.ExtendTicket, tickets.extend, tickets.extendable),
    "urge": Doer(c.Urge, tickets.urge),
    "escalate_ticket": Doer(c.EscalateTicket, tickets.escalate),
    "arrive_on_scene": Doer(c.ArriveOnScene, tickets.arrive, tickets.an_emergency),
    "join_report": Doer(c.JoinReport, tickets.join_report, tickets.joined),
    "answer_ticket": Doer(c.AnswerTicket, feedback.answer, feedback.answerable),
    "call_back": Doer(c.CallBack, feedback.call_back, feedback.other_ear),
    "rate_ticket": Doer(c.RateTicket, feedback.rate, feedback.rateable),
    "say_unsolved": Doer(c.SayUnsolved, feedback.say_unsolved, feedback.may_say_unsolved),
    "merge_ticket": Doer(c.MergeTicket, feedback.merge),
    "split_ticket": Doer(c.SplitTicket, feedback.split),
    "follow_main": Doer(c.FollowMain, feedback.follow_main),
    "close_ticket": Doer(c.CloseTicket, feedback.close, feedback.fed_back),
    "close_explained": Doer(c.CloseExplained, feedback.close_explained, feedback.explained_before),
    "open_duty": Doer(c.OpenDuty, attending.open_duty),
    "man_window": Doer(c.ManWindow, attending.man_window),
    "leave_window": Doer(c.LeaveWindow, attending.leave_window),
    "end_duty": Doer(c.EndDuty, attending.end_duty),
    "open_disclosure": Doer(c.OpenDisclosure, disclosing.open_disclosure),
    "hand_over_disclosure": Doer(c.HandOverDisclosure, disclosing.hand_over),
    "draft_disclosure": Doer(c.DraftDisclosure, disclosing.draft),
    "return_draft": Doer(c.ReturnDraft, disclosing.give_back, disclosing.another_hand),
    "review_disclosure": Doer(c.ReviewDisclosure, disclosing.review, disclosing.another_hand),
    "publish_disclosure": Doer(c.PublishDisclosure, disclosing.publish),
    "show_on_outlet": Doer(c.ShowOnOutlet, disclosing.show),
    "remove_from_outlet": Doer(c.RemoveFromOutlet, disclosing.remove, disclosing.some_stand),
    "take_down": Doer(c.TakeDown, disclosing.take_down),
    "bring_objection": Doer(c.BringObjection, objecting.bring),
    "accept_objection": Doer(c.AcceptObjection, objecting.accept, objecting.uninvolved),
    "join_objection": Doer(c.JoinObjection, objecting.join, objecting.uninvolved),
    "check_objection": Doer(c.CheckObjection, objecting.check, objecting.uninvolved),
    "decide_objection": Doer(c.DecideObjection, objecting.resolve, objecting.uninvolved),
    "follow_decision": Doer(c.FollowDecision, objecting.follow),
    "follow_objection": Doer(c.FollowObjection, objecting.follow_objection),
    "draft_consultation": Doer(c.DraftConsultation, consulting.draft),
    "attach_exhibit": Doer(c.AttachExhibit, consulting.attach),
    "plan_showing": Doer(c.PlanShowing, consulting.plan_showing),
    "open_consultation": Doer(c.OpenConsultation, consulting.open_up, consulting.another_hand),
    "comment": Doer(c.Comment, consulting.comment),
    "extend_consultation": Doer(c.ExtendConsultation, consulting.extend),
    "close_consultation": Doer(c.CloseConsultation, consulting.close),
    "merge_groups": Doer(c.MergeGroups, consulting.merge),
    "split_group": Doer(c.SplitGroup, consulting.split),
    "answer_group": Doer(c.AnswerGroup, consulting.answer),
    "publish_report": Doer(c.PublishReport, consulting.report),
    "end_consultation": Doer(c.EndConsultation, consulting.end),
    "ask_information": Doer(c.AskInformation, informing.ask),
    "ask_clarity": Doer(c.AskClarity, informing.ask_clarity, informing.clear_in_time),
    "clarify_information": Doer(c.ClarifyInformation, informing.clarify),
    "hear_others": Doer(c.HearOthers, informing.hear_others),
    "note_opinion": Doer(c.NoteOpinion, informing.note_opinion),
    "deem_heard": Doer(c.DeemHeard, informing.deem_heard),
    "extend_reply": Doer(c.ExtendReply, informing.extend, informing.extendable),
    "ask_reasons": Doer(c.AskReasons, informing.ask_reasons, informing.reasons_unasked),
    "give_reasons": Doer(c.GiveReasons, informing.give_reasons),
    "no_reasons": Doer(c.NoReasons, informing.no_reasons),
    "defer_reply": Doer(c.DeferReply, informing.defer, informing.reasons_good),
    "tell_fee": Doer(c.TellFee, informing.tell_fee, informing.fee_untold),
    "note_paid": Doer(c.NotePaid, informing.note_paid),
    "reply_information": Doer(c.ReplyInformation, informing.reply),
    "abandon_request": Doer(c.Abandon, informing.abandon),
    "withdraw_request": Doer(c.WithdrawRequest, informing.withdraw),
    "note_contest": Doer(c.NoteContest, informing.note_contest),
    "convene_hearing": Doer(c.ConveneHearing, convening.convene),
    "postpone_hearing": Doer(c.PostponeHearing, convening.postpone),
    "call_off_hearing": Doer(c.CallOffHearing, convening.call_off),
    "enter_party": Doer(c.EnterParty, convening.enter),
    "ask_attendance": Doer(c.AskAttendance, convening.ask_attendance, convening.may_ask),
    "choose_attendees": Doer(c.ChooseAttendees, convening.choose, convening.choosable),
    "ask_recusal": Doer(c.AskRecusal, convening.ask_recusal),
    "settle_recusal": Doer(c.SettleRecusal, convening.settle_recusal, convening.judge_of_recusal),
    "begin_hearing": Doer(c.BeginHearing, floor.begin, floor.may_begin),
    "state_reasons": Doer(c.StateReasons, floor.state_reasons, floor.at_reasons),
    "hear_party": Doer(c.HearParty, floor.hear_party, floor.at_statements),
    "show_evidence": Doer(c.ShowEvidence, floor.show_evidence, floor.at_evidence),
    "dispute_evidence": Doer(c.DisputeEvidence, floor.dispute, floor.at_dispute),
    "hear_final": Doer(c.HearFinal, floor.hear_final, floor.at_finals),
    "end_hearing": Doer(c.EndHearing, floor.end, floor.at_end),
    "sign_page": Doer(c.SignPage, floor.sign_page),
    "report_hearing": Doer(c.ReportHearing, floor.report, floor.reportable),
    "note_hearing": Doer(c.NoteHearing, hearing.note),
    "note_fee": Doer(c.NoteFee, redress.note_fee),
    "complain": Doer(c.Complain, redress.complain),
    "follow_rating": Doer(c.FollowRating, redress.follow_rating, redress.bad_rating),
    "invite_supervisor": Doer(c.InviteSupervisor, oversight.invite),
    "record_supervision": Doer(c.RecordSupervision, oversight.record),
    "dismiss_supervisor": Doer(c.DismissSupervisor, oversight.dismiss, oversight.some_invited),
    "pause": Doer(c.Pause, review.pause, review.can_pause),
    "resume": Doer(c.Resume, review.resume, review.is_paused),
    "extend": Doer(c.Extend, review.extend, review.extendable),
    "recalculate": Doer(c.Recalculate, timing.recalculate),
    "inform_interested": Doer(c.InformInterested, review.inform_interested),
    "hear_statement": Doer(c.HearStatement, review.hear_statement),
    "tell_hearing_right": Doer(c.TellHearingRight, hearing.tell_right, hearing.right_untold),
    "request_hearing": Doer(c.RequestHearing, hearing.request, hearing.may_request),
    "waive_hearing": Doer(c.WaiveHearing, hearing.waive, hearing.may_request),
    "arrange_hearing": Doer(c.ArrangeHearing, hearing.arrange, hearing.may_arrange),
    "hold_hearing": Doer(c.HoldHearing, hearing.hold, hearing.may_hold),
    "grant": Doer(c.Grant, outcome.grant, outcome.grantable),
    "refuse": Doer(c.Refuse, outcome.refuse, outcome.decidable),
    "make_certificate": Doer(c.MakeCertificate, outcome.make_certificate),
    "serve": Doer(c.Serve, outcome.serve),
    "collect": Doer(c.Collect, outcome.collect),
    "withdraw": Doer(c.Withdraw, application.withdraw),
    "terminate": Doer(c.Terminate, outcome.terminate),
    "end_with_licence": Doer(c.EndWithLicence, outcome.end_with_licence),
    "archive": Doer(c.Archive, outcome.archive),
    "rate": Doer(c.Rate, outcome.rate, outcome.rateable),
    "revoke": Doer(c.Revoke, licence.revoke, licence.in_force),
    "cancel": Doer(c.Cancel, licence.cancel, licence.on_register),
    "lapse": Doer(c.Lapse, licence.lapse),
    "deem_renewed": Doer(c.DeemRenewed, licence.deem_renewed),
    "note_renewal": Doer(c.NoteRenewal, licence.note_renewal, licence.in_force),
    "note_change": Doer(c.NoteChange, licence.note_change, licence.in_force),
}
NAMES: dict[type[Any], str] = {doer.command: name for name, doer in DOERS.items()}


def own(case: Case, act: Act, scene: Scene) -> bool:
    """Whether a citizen may do it: on what is open to everybody; on his own, by his account or by its number and query code."""
    by = scene.by
    bearing = scene.kind.borne and by.holds(case.number)
    anybodys = act.anybody and case.applicant in ("", by.client)
    return anybodys or bearing or (bool(by.client) and by.client == case.applicant)


def _allowed(case: Case, act: Act, scene: Scene) -> None:
    """Whether this person may do this act in this scope. One place."""
    by = scene.by
    role = agency.role_of(by)
    if role is Role.SYSTEM and case.parent and Role.APPLICANT in act.by:
        return  # the application to the whole stands for the applications to its matters
    if role not in act.by:
        roles = "、".join(r.label for r in Role if r in act.by)
        raise Forbidden(f"“{act.label}”由{roles}办理", act.cite)
    if by.actor.role is Role.AGENT:
        agency.may_act(case, act, by, scene.at)
    elif role is Role.APPLICANT:
        entitle(own(case, act, scene), "这不是您的办件", act.cite, remedy="请用申请时的账号登录。")
    elif role is Role.INVITED:
        oversight.let_in(case, scene, act.cite)
    if role is Role.OFFICER and act.permission is not None:
        granted = any(
            by.may(act.permission, region=case.region, body=body, matter=case.matter)
            for body in _whose(case, act, scene)
        )
        entitle(granted, f"您的岗位没有对本办件“{act.permission.label}”的权限", ART_22,
                remedy="请转交有权限的工作人员办理。")  # fmt: skip
    entitle(
        not by.recused(case.applicant),
        "您与申请人有利害关系，应当回避",
        ART_RECUSAL,
        remedy="请转交其他工作人员办理。",
    )


def _whose(case: Case, act: Act, scene: Scene) -> Iterable[str]:
    """The bodies whose officers may do it: the case's own; of what is shared also the leads of stages and a ticket's joint bodies."""
    yield case.body
    if act.shared:
        yield from (stage.lead for stage in scene.edition.stages)
        yield from case.bodies if case.ticket else ()


def _timely(case: Case, act: Act, scene: Scene) -> None:
    """Whether the state and the moment let this act happen."""
    if case.state not in act.states:
        wanted = "、".join(state.label for state in scene.kind.states if state in act.states)
        reason = f"办件现在是“{case.state.label}”，不能“{act.label}”"
        raise Refused(reason, act.cite, remedy=f"只有“{wanted}”的办件可以。")
    if case.pause is not None and not act.paused:
        raise Refused(
            f"特别程序“{case.pause.label}”还没有结束，不能“{act.label}”", act.cite, remedy="请先恢复计时。"
        )
    require(scene.at >= case.last_at, "办理时间早于本办件上一次记录的时间", act.cite, field="at")


def _open(case: Case, act: Act, doer: Doer, scene: Scene) -> Doing:
    """All that must hold before the command itself is read."""
    _allowed(case, act, scene)
    _timely(case, act, scene)
    do = Doing(case, act, scene)
    if doer.ready is not None:
        doer.ready(do)
    do.letter()
    return do


def entitled(case: Case, command: Any, scene: Scene) -> None:
    """Let only who has the right to this act go on, whatever the state of the case. Raises Forbidden."""
    name = NAMES[type(command)]
    act = scene.kind.act(name)
    try:
        if act is not None:
            _allowed(case, act, scene)
    except Forbidden as refused:
        refused.act = name
        raise


def decide(case: Case, command: Any, scene: Scene) -> tuple[Fact, ...]:
    """The facts that the command makes. Raises Refused with the reason, the article and the way out."""
    name = NAMES[type(command)]
    act = scene.kind.act(name)
    if act is None:
        raise Refused(f"{scene.kind.label}没有“{name}”这一办理动作", scene.kind.cite)
    try:
        do = _open(case, act, DOERS[name], scene)
        return DOERS[name].handle(do, command)
    except Forbidden as refused:
        refused.act, refused.cite = name, refused.cite or act.cite
        raise
    except Refused as refused:
        refused.cite = refused.cite or act.cite
        raise


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as a desk shows it: open, or shut with the reason and the article."""

    act: Act
    command: type[Any]
    refused: Refused | None

    @property
    def open(self) -> bool:
        """Whether it may be done now."""
        return self.refused is None


def _offer(case: Case, act: Act, scene: Scene) -> Offer:
    """One act, tried without a command."""
    doer = DOERS[act.name]
    try:
        _open(case, act, doer, scene)
    except Refused as refused:
        refused.cite = refused.cite or act.cite
        return Offer(act, doer.command, refused)
    return Offer(act, doer.command, None)


def offers(case: Case, scene: Scene) -> tuple[Offer, ...]:
    """Every act of the kind that this role may ever do, in the kind's order."""
    role = agency.role_of(scene.by)
    return tuple(_offer(case, act, scene) for act in scene.kind.acts if role in act.by)
