"""A hearing from opening to report: in the law's order, one piece of evidence at a time, every page signed or the refusal noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.convening import sitting
from yichuang.law.cases.disclosing import shown_to_all
from yichuang.law.cases.refusal import entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.sitting import CHAIR, PRESENTER, RECORDER, Sitting
from yichuang.law.cite import LICENSING
from yichuang.law.open_words import Part

ART_ORDER = LICENSING.art(
    "48(1)(4)", "审查人员提供审查意见的证据、理由，申请人、利害关系人可以提出证据，并进行申辩和质证"
)
ART_MINUTES = LICENSING.art("48(1)(5)", "听证应当制作笔录，笔录应当交听证参加人确认无误后签字或者盖章")
REPORT = f.Allowed(5, "workday", "本系统的默认期限：法律没有规定听证结束后几日提出报告")
_WIDTH, _LINES = 38, 26
"""What a page of the minutes holds, so that lines for signatures fit below."""


def _chairing(do: Doing) -> Sitting:
    """Nothing goes on while it is open who may chair it."""
    it = sitting(do)
    require(not it.recusal, "主持人的回避申请还没有决定", do.act.cite, remedy="请先决定回避，听证再继续。")
    return it


def may_begin(do: Doing) -> None:
    """On its day, with its people entered and its representatives chosen."""
    it = _chairing(do)
    require(
        do.scene.today == it.on,
        f"听证公告在{it.on:%Y年%-m月%-d日}举行，今天不能开始",
        do.act.cite,
        remedy="要改日子的，请办“延期举行”。",
    )
    require(not it.seats or it.chosen, "还没有确定听证代表", do.act.cite, remedy="请先确定并公布。")
    require(it.people, "还没有登记听证参加人", do.act.cite, remedy="请先登记当事人或者利害关系人。")
    mine = do.scene.by.actor.name in (it.chair, it.recorder)
    entitle(mine, f"由主持人{it.chair}宣布开始", do.act.cite, remedy="主持人或者记录人登录办理。")


def begin(do: Doing, given: c.BeginHearing) -> tuple[f.Fact, ...]:
    """Open it: who is there; who stays away without reason gives his part up."""
    known = tuple(one.code for one in sitting(do).people)
    _known(do, given.present, known, "present")
    here = tuple(one for one in known if one in given.present)
    require(
        here,
        "没有一个参加人到场",
        do.act.cite,
        field="present",
        remedy="都没有到的，请办“延期举行”或者“取消听证”。",
    )
    return (f.HearingBegun(present=here, absent=tuple(one for one in known if one not in here)),)


def _known(do: Doing, codes: Iterable[str], known: Iterable[str], field: str) -> None:
    strange = [one for one in codes if one not in tuple(known)]
    require(
        not strange,
        f"没有“{'、'.join(strange)}”",
        do.act.cite,
        field=field,
        remedy=f"有的是{'、'.join(known)}。",
    )


def at_reasons(do: Doing) -> None:
    """First of all."""
    require(not _chairing(do).reasons, "承办人已经陈述过理由", ART_ORDER)


def state_reasons(do: Doing, given: c.StateReasons) -> tuple[f.Fact, ...]:
    """Put them down."""
    return (f.ReasonsStated(words=f.Sealed(text=given.words)),)


def at_statements(do: Doing) -> None:
    """After the reasons, before the evidence."""
    it = _chairing(do)
    require(it.reasons, "承办人还没有陈述理由", ART_ORDER, remedy="先由承办人陈述拟作出的决定和理由。")
    require(it.unheard(), "参加人都陈述过了", ART_ORDER, remedy="接着举证、质证。")


def hear_party(do: Doing, given: c.HearParty) -> tuple[f.Fact, ...]:
    """Put a statement down, each once."""
    _known(do, [given.code], sitting(do).unheard(), "code")
    return (f.PartyHeard(code=given.code, words=f.Sealed(text=given.words)),)


def at_evidence(do: Doing) -> None:
    """After everybody was heard; never two pieces at a time."""
    it = _chairing(do)
    require(it.reasons, "承办人还没有陈述理由", ART_ORDER, remedy="先由承办人陈述拟作出的决定和理由。")
    _all(it.unheard(), "还没有陈述", "请先听取陈述；不愿陈述的，写“放弃陈述”。")
    _all(
        it.undisputed(),
        f"对证据{len(it.evidence)}还没有质证",
        "一件证据质证完了，再出示下一件；没有意见的也要写明。",
    )
    require(not it.finals, "已经开始最后陈述，不再举证", ART_ORDER)


def _all(left: list[str], lacking: str, remedy: str) -> None:
    require(not left, f"{'、'.join(left)}{lacking}", ART_ORDER, remedy=remedy)


def show_evidence(do: Doing, given: c.ShowEvidence) -> tuple[f.Fact, ...]:
    """Lay the next piece on the table; who handles the matter goes first."""
    it = sitting(do)
    _known(do, [given.code], (PRESENTER, *it.present), "code")
    require(
        it.evidence or given.code == PRESENTER,
        "先由承办人提供证据",
        ART_ORDER,
        field="code",
        remedy="承办人的证据质证以后，参加人再举证。",
    )
    shown = f.Sealed(text=given.words)
    return (f.EvidenceShown(number=len(it.evidence) + 1, code=given.code, title=given.title, words=shown),)


def at_dispute(do: Doing) -> None:
    """While somebody has not said what he thinks of the last piece."""
    it = _chairing(do)
    require(it.undisputed(), "没有等着质证的证据", ART_ORDER, remedy="请先出示证据。")


def dispute(do: Doing, given: c.DisputeEvidence) -> tuple[f.Fact, ...]:
    """Put down what somebody thinks of it."""
    it = sitting(do)
    _known(do, [given.code], it.undisputed(), "code")
    return (f.EvidenceDisputed(number=len(it.evidence), code=given.code, words=f.Sealed(text=given.words)),)


def at_finals(do: Doing) -> None:
    """After the last piece of evidence was disputed."""
    it = _chairing(do)
    require(it.evidence, "承办人还没有提供证据", ART_ORDER, remedy="没有证据不能进入最后陈述。")
    _all(it.undisputed(), f"对证据{len(it.evidence)}还没有质证", "质证完了再最后陈述；没有意见的也要写明。")
    require(it.unfinished(), "参加人都作了最后陈述", ART_ORDER, remedy="可以宣布结束。")


def hear_final(do: Doing, given: c.HearFinal) -> tuple[f.Fact, ...]:
    """Put a final statement down, each once."""
    _known(do, [given.code], sitting(do).unfinished(), "code")
    return (f.FinalHeard(code=given.code, words=f.Sealed(text=given.words)),)


def at_end(do: Doing) -> None:
    """After everybody had the last word."""
    it = _chairing(do)
    require(it.evidence, "承办人还没有提供证据", ART_ORDER)
    _all(it.unfinished(), "还没有最后陈述", "请先听取最后陈述；不愿说的，写“放弃最后陈述”。")


def end(do: Doing, given: c.EndHearing) -> tuple[f.Fact, ...]:
    """Close it; each page of the minutes has its own digest, so that no page can be changed after it was signed."""
    text = given.minutes.replace("\r\n", "\n").strip()
    require(text, "没有听证笔录", ART_MINUTES, field="minutes")
    digests = tuple(sha256("\n".join(page).encode()).hexdigest() for page in pages(text))
    return (f.HearingEnded(minutes=f.Sealed(text=text), digests=digests, allowed=REPORT),)


def pages(text: str) -> list[list[str]]:
    """The minutes in pages of so many lines."""
    lines = [
        line[at : at + _WIDTH] for line in text.splitlines() for at in range(0, max(len(line), 1), _WIDTH)
    ]
    return [lines[at : at + _LINES] for at in range(0, max(len(lines), 1), _LINES)]


def sign_page(do: Doing, given: c.SignPage) -> tuple[f.Fact, ...]:
    """Each page by each, once; who refuses does so with the reason noted by the chair."""
    it = sitting(do)
    require(1 <= given.page <= it.pages, f"笔录只有{it.pages}页", ART_MINUTES, field="page")
    _known(do, [given.code], it.signers, "code")
    require(
        (given.page, given.code) not in it.signed,
        f"{given.code}已经在第{given.page}页签过字或者注明过",
        ART_MINUTES,
        field="page",
    )
    require(
        given.signed or given.why.strip(),
        "拒绝签字的，没有注明情况",
        ART_MINUTES,
        field="why",
        remedy="由主持人在笔录上注明为什么不签。",
    )
    why = "" if given.signed else given.why.strip()
    return (f.PageSigned(page=given.page, code=given.code, signed=given.signed, why=why),)


def reportable(do: Doing) -> None:
    """By the chair, once every page is signed or the refusal noted."""
    it = sitting(do)
    entitle(do.scene.by.actor.name == it.chair, f"听证报告由主持人{it.chair}提出", ART_MINUTES)
    left = it.unsigned()
    said = "、".join(f"第{page}页{who}" for page, who in left[:6]) + ("等" if len(left) > 6 else "")
    require(not left, f"笔录还有没签字的：{said}", ART_MINUTES, remedy="逐页签字；拒绝签字的，注明情况。")


def report(do: Doing, given: c.ReportHearing) -> tuple[f.Fact, ...]:
    """Put the chair's report down."""
    shown_to_all(given.conclusion, "听证结论", "conclusion")
    return (f.HearingReported(report=f.Sealed(text=given.report), conclusion=given.conclusion),)


_LINE: Mapping[type[f.Fact], str] = {
    f.ReasonsStated: f"{PRESENTER}陈述拟作出的决定和理由：",
    f.PartyHeard: "{who}陈述：",
    f.EvidenceShown: "{who}出示证据{n}“{title}”：",
    f.EvidenceDisputed: "{who}对证据{n}质证：",
    f.FinalHeard: "{who}最后陈述：",
}


def names(entries: Iterable[f.Entry]) -> dict[str, str]:
    """The names of those who take part, by what the record calls them."""
    people = (x.fact for x in entries if isinstance(x.fact, f.PartyEntered | f.AttendanceAsked))
    return {one.code: str(one.name) for one in people}


def composed(entries: Iterable[f.Entry], it: Sitting) -> str:
    """The minutes as the record has them, for the recorder to look over."""
    told = list(entries)
    called = {code: f"{code}（{name}）" for code, name in names(told).items()}
    here = "、".join(called.get(one, one) for one in it.present)
    witnesses = [one.code for one in it.people if one.part is Part.WITNESS]
    lines = [
        f"事项：{it.subject}", f"时间：{it.on:%Y年%-m月%-d日} {it.begins}", f"地点：{it.place}",
        f"{CHAIR}：{it.chair}　{RECORDER}：{it.recorder}", f"{PRESENTER}：{'、'.join(it.presenters)}（{it.section}）",
        f"到场：{here}", f"{CHAIR}宣布听证开始，核对参加人，告知权利义务，询问是否申请回避。",
    ]  # fmt: skip
    lines += [f"证人：{'、'.join(called.get(one, one) for one in witnesses)}"] if witnesses else []
    for entry in told:
        fact = entry.fact
        if isinstance(fact, f.RecusalAsked | f.RecusalSettled):
            lines.append(f"{fact.sentence().removeprefix('登记了')}。")
        elif type(fact) in _LINE:
            code = getattr(fact, "code", PRESENTER)
            head = _LINE[type(fact)].format(
                who=called.get(code, code), n=getattr(fact, "number", ""), title=getattr(fact, "title", "")
            )
            lines.append(f"{head}{getattr(fact, 'words', '')}")
    lines.append(f"{CHAIR}宣布听证结束。")
    return "\n".join(lines)
