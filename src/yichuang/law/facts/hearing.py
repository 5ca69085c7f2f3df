"""What happens at a hearing 听证: convened, its people entered, opened, evidence and cross-examination, minutes signed page by page, report."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.facts.hotline import Allowed
from yichuang.law.open_words import HearingForm, Part


@fact
class HearingConvened(Fact):
    """Time, place and chair were announced in time (行政许可法 48)."""

    form: HearingForm
    subject: str
    on: date
    begins: str
    place: str
    section: str
    """The section that decides."""
    presenters: tuple[str, ...]
    """Who handles the matter and gives the evidence and reasons."""
    chair: str
    chair_section: str
    recorder: str
    seats: int
    apply_by: date | None
    basis: str
    """The rule the time of the notice was kept by."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"公告{self.on:%Y年%-m月%-d日}{self.begins}在{self.place}就“{self.subject}”举行{self.form.label}，主持人{self.chair}"


@fact
class HearingPostponed(Fact):
    """It will be on another day, told as long before as the first."""

    on: date
    begins: str
    place: str
    reason: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"把听证改在{self.on:%Y年%-m月%-d日}{self.begins}{self.place}举行，理由：{self.reason}"


@fact
class HearingCalledOff(Fact):
    """It will not be held."""

    reason: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"取消听证：{self.reason}"


@fact
class PartyEntered(Fact):
    """Somebody takes part: a party, an interested person, a representative, a witness."""

    code: str
    """What the record calls him: 当事人1."""
    part: Part
    name: Sealed
    contact: Sealed | None
    interest: str

    def sentence(self) -> str:
        """Say it."""
        return f"登记听证参加人{self.code}" + (f"，{self.interest}" if self.interest else "")


@fact
class AttendanceAsked(Fact):
    """A citizen asks to take part."""

    code: str
    name: Sealed
    contact: Sealed
    view: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"报名参加听证，编号{self.code}"


@fact
class AttendeesChosen(Fact):
    """Who of those that asked takes part, and how they were chosen, in public."""

    codes: tuple[str, ...]
    how: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"确定听证代表：{'、'.join(self.codes) or '没有人报名'}，办法：{self.how}"


@fact
class RecusalAsked(Fact):
    """Somebody who takes part wants another chair (行政许可法 48(1)(3))."""

    code: str
    reason: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"登记了{self.code}申请主持人回避"


@fact
class RecusalSettled(Fact):
    """Another chair, or the same one and why."""

    granted: bool
    chair: str
    chair_section: str
    reason: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return (
            f"同意回避，改由{self.chair}主持" if self.granted else "驳回回避申请"
        ) + f"，理由：{self.reason}"


@fact
class HearingBegun(Fact):
    """The chair opened it and named who is there."""

    present: tuple[str, ...]
    absent: tuple[str, ...]

    def sentence(self) -> str:
        """Say it."""
        gone = f"，缺席{'、'.join(self.absent)}" if self.absent else ""
        return f"宣布听证开始，核对到场{'、'.join(self.present)}{gone}，告知权利义务"


@fact
class ReasonsStated(Fact):
    """Who handles the matter gave the reasons for what is proposed."""

    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return "记录了承办人陈述的拟作出的决定和理由"


@fact
class PartyHeard(Fact):
    """Somebody made his statement."""

    code: str
    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"记录了{self.code}的陈述"


@fact
class EvidenceShown(Fact):
    """A piece of evidence was laid on the table."""

    number: int
    code: str
    title: str
    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"记录了{self.code}出示的证据{self.number}“{self.title}”"


@fact
class EvidenceDisputed(Fact):
    """Somebody said what he thinks of the evidence (质证)."""

    number: int
    code: str
    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"记录了{self.code}对证据{self.number}的质证"


@fact
class FinalHeard(Fact):
    """Somebody made his final statement."""

    code: str
    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"记录了{self.code}的最后陈述"


@fact
class HearingEnded(Fact):
    """The chair closed it; the minutes lie before those who sign them, page by page."""

    minutes: Sealed
    digests: tuple[str, ...]
    """Of each page (SHA-256)."""
    allowed: Allowed
    """For signatures and report."""

    def sentence(self) -> str:
        """Say it."""
        return f"宣布听证结束，笔录{len(self.digests)}页，交听证参加人核对签字，{self.allowed.said}内提出报告"


@fact
class PageSigned(Fact):
    """Somebody signed a page of the minutes, or refused to, which is noted with the reason."""

    page: int
    code: str
    signed: bool
    why: str

    def sentence(self) -> str:
        """Say it."""
        if self.signed:
            return f"登记了{self.code}在笔录第{self.page}页签字"
        return f"登记了{self.code}拒绝在笔录第{self.page}页签字，注明：{self.why}"


@fact
class HearingReported(Fact):
    """The chair's report: the decision must follow the minutes (行政许可法 48(2))."""

    report: Sealed
    conclusion: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"提出听证报告。{self.conclusion}"


@fact
class HearingNoted(Fact):
    """The hearing of a licence is a case of its own, and its minutes will come from there."""

    number: str

    def sentence(self) -> str:
        """Say it."""
        return f"把听证立案，编号{self.number}"
