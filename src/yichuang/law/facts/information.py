"""What becomes of a request for government information 信息公开申请: asked, made clear, others heard, extended, charged, replied, contested."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.facts.hotline import Allowed
from yichuang.law.open_words import Asker, Brought, Contest, Contested, Heard, Reply, Wanted


@fact
class InformationAsked(Fact):
    """Somebody asks for one piece of information, by his name and identity (政府信息公开条例 29)."""

    what: Sealed
    name: Sealed
    id_number: Sealed
    contact: Sealed
    asker: Asker
    wanted: Wanted
    way: Brought
    received_on: date
    """The day from which the limit counts (政府信息公开条例 31)."""
    allowed: Allowed
    part: str = ""
    """Which part of a paper that asked for several things: 2/3."""

    def sentence(self) -> str:
        """Say it."""
        part = f"（同一份申请的{self.part}）" if self.part else ""
        return f"登记信息公开申请一件（{self.asker.label}，{self.way.label}）{part}，收到日期{self.received_on:%Y-%m-%d}，应当在{self.allowed.said}内答复"


@fact
class ClarityAsked(Fact):
    """What is asked for is not clear: everything to be made clear is told once (政府信息公开条例 30)."""

    points: str
    until: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"告知补正：{self.points}。请在{self.until:%Y-%m-%d}前补正"


@fact
class InformationClarified(Fact):
    """The applicant made it clear; the limit begins anew on this day (政府信息公开条例 30)."""

    what: Sealed
    on: date

    def sentence(self) -> str:
        """Say it."""
        return f"补正了申请，{self.on:%Y-%m-%d}收到，答复期限重新计算"


@fact
class OthersAsked(Fact):
    """Somebody else is heard first; the time it takes is not counted (政府信息公开条例 32–34)."""

    who: Heard
    party: Sealed
    since: date
    until: date
    why: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"征求{self.who.label}意见，{self.until:%Y-%m-%d}前提出，期间不计入答复期限"


@fact
class OthersHeard(Fact):
    """What they said, or that they said nothing in time."""

    who: Heard
    consents: bool | None
    """None: they said nothing; of a body that made it together this counts as consent, of a third party it does not bind."""
    words: Sealed | None
    until: date

    def sentence(self) -> str:
        """Say it."""
        said = {True: "同意公开", False: "不同意公开", None: "逾期没有提出意见"}[self.consents]
        return f"{self.who.label}{said}，继续计算答复期限"


@fact
class ReplyExtended(Fact):
    """Up to twenty working days more, approved and told (政府信息公开条例 33)."""

    days: int
    reason: str
    approved_by: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"经{self.approved_by}同意，延长答复期限{self.days}个工作日：{self.reason}"


@fact
class ReasonsAsked(Fact):
    """So many requests or so often that reasons are asked for (政府信息公开条例 35)."""

    why: str
    until: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"申请的数量、频次明显超过合理范围（{self.why}），请在{self.until:%Y-%m-%d}前说明理由"


@fact
class ReasonsGiven(Fact):
    """The reasons, or that none were given."""

    words: Sealed | None
    on: date

    def sentence(self) -> str:
        """Say it."""
        return "说明了理由" if self.words else "逾期没有说明理由"


@fact
class ReplyDeferred(Fact):
    """The reasons are good, yet it cannot be answered in time: a later day that is told (政府信息公开条例 35)."""

    until: date
    days: int
    """Working days beyond the limit."""
    reason: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"理由合理，确定延迟到{self.until:%Y-%m-%d}答复：{self.reason}"


@fact
class ProcessingFeeTold(Fact):
    """What an excessive request costs, and until when it is paid (政府信息公开条例 42, 信息处理费管理办法)."""

    yuan: int
    how: str
    until: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"通知缴纳信息处理费{self.yuan}元（{self.how}），{self.until:%Y-%m-%d}前缴纳"


@fact
class ProcessingFeePaid(Fact):
    """It was paid."""

    on: date
    receipt: str

    def sentence(self) -> str:
        """Say it."""
        return f"{self.on:%Y-%m-%d}缴纳了信息处理费，票据{self.receipt}"


@fact
class InformationReplied(Fact):
    """The reply; what is supplied lies beside the chain (政府信息公开条例 36–39)."""

    reply: Reply
    supplied: Sealed | None
    """The information itself, or where it is found."""
    reason: str
    organ: str
    """Which body is competent, where the reply must name it."""
    remedies: str
    officer: str
    officer_name: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        why = f"，理由：{self.reason}" if self.reason else ""
        where = f"，请向{self.organ}申请" if self.organ else ""
        return f"答复：{self.reply.label}{why}{where}（{self.reply.cite.text}）"


@fact
class RequestAbandoned(Fact):
    """The day passed and the applicant neither made it clear nor paid: he is taken to have given it up."""

    reply: Reply
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"{self.reply.label}，视为放弃申请（{self.reply.cite.text}）"


@fact
class RequestWithdrawn(Fact):
    """The applicant takes it back."""

    def sentence(self) -> str:
        """Say it."""
        return "撤回了信息公开申请"


@fact
class ReplyContested(Fact):
    """A review or a suit about the reply, and how it stands; a later fact of the same kind replaces it."""

    how: Contest
    result: Contested
    paper: str

    def sentence(self) -> str:
        """Say it."""
        return f"{self.how.label}：{self.result.label}（{self.paper}）"
