"""The certificate and what becomes of it: W15, W17 (行政许可法 39, 44, 49, 50, 69, 70)."""

from __future__ import annotations

from yichuang.law.cite import LICENSING
from yichuang.law.papers.demands import (
    BODY,
    DATE,
    LETTER,
    MATTER,
    REMEDIES_BY_RIGHT,
    RIGHTS,
    USUAL,
)
from yichuang.law.papers.document import Layout
from yichuang.law.papers.paper import Column, Demand, Grid, Pairs, Paper, Say

_CERTIFICATE = LICENSING.art("39(1)", "应当向申请人颁发加盖本行政机关印章的行政许可证件")
_CHANGE = LICENSING.art("49", "要求变更且符合法定条件、标准的, 应当依法办理变更手续")
_RENEW = LICENSING.art("50(2)", "应当在有效期届满前作出是否准予延续的决定, 逾期未作决定的视为准予延续")
_REVOKE = LICENSING.art("69", "撤销行政许可的情形")
_CANCEL = LICENSING.art("70", "应当依法办理注销手续的情形")

_LICENCE = Demand("licence", "许可证件编号", _CERTIFICATE)
_HELD = "你（单位）持有的“{certificate}”（编号：{licence}），"

CERTIFICATE = Paper(
    code="W15",
    name="行政许可证件",
    cite=_CERTIFICATE,
    title="{certificate}",
    to="",
    number="licence",
    layout=Layout.CERTIFICATE,
    defaults={"valid_until": "长期"},
    demands=(
        BODY,
        DATE,
        MATTER,
        _LICENCE,
        Demand("certificate", "证件名称", _CERTIFICATE),
        Demand("holder", "持证人", _CERTIFICATE),
        Demand("content", "许可内容", _CERTIFICATE),
        Demand("valid_from", "有效期起始日", _CERTIFICATE),
    ),
    body=(
        Pairs(
            (
                ("持证人", "{holder}"),
                ("证件号码", "{holder_id}"),
                ("法定代表人", "{representative}"),
                ("住所（地址）", "{holder_address}"),
                ("许可事项", "{matter}"),
                ("许可内容", "{content}"),
                ("限制条件", "{limits}"),
                ("有效期限", "{valid_from}至{valid_until}"),
            )
        ),
    ),
)

CHANGED = Paper(
    code="W17",
    name="准予变更行政许可决定书",
    cite=_CHANGE,
    defaults={"basis": "《行政许可法》第四十九条"},
    demands=(
        *USUAL,
        _LICENCE,
        Demand("certificate", "证件名称", _CHANGE),
        Demand("changes", "变更的内容", _CHANGE),
        Demand("effective_on", "生效日期", _CHANGE),
    ),
    body=(
        Say(_HELD + "申请变更“{matter}”（办件编号：{case}）。经审查，符合法定条件、标准。"),
        Say("依照{basis}，本机关决定准予变更，自{effective_on}起生效："),
        Grid(
            "changes",
            (
                Column("item", "变更事项", 4, required=True),
                Column("before", "变更前", 6, default="—"),
                Column("after", "变更后", 6, required=True),
            ),
        ),
        Say("原证件记载与本决定不一致的，以本决定为准。请持原证件换领新证件。"),
        Say(LETTER),
        Say("{remedies}"),
    ),
)

RENEWED = Paper(
    code="W17A",
    name="准予延续行政许可决定书",
    cite=_RENEW,
    defaults={"basis": "《行政许可法》第五十条第二款", "valid_until": "长期"},
    demands=(
        *USUAL,
        _LICENCE,
        Demand("certificate", "证件名称", _RENEW),
        Demand("valid_from", "延续后的起始日", _RENEW),
    ),
    body=(
        Say(_HELD + "申请延续有效期（办件编号：{case}）。经审查，符合法定条件、标准。", unless="deemed"),
        Say(
            _HELD + "申请延续有效期（办件编号：{case}）。"
            "本机关在有效期届满前未作出是否准予延续的决定，依法视为准予延续。",
            when="deemed",
        ),
        Say("依照{basis}，“{matter}”的有效期延续，自{valid_from}至{valid_until}。"),
        Say(LETTER),
        Say("{remedies}"),
    ),
)

REVOKED = Paper(
    code="W17B",
    name="撤销行政许可决定书",
    cite=_REVOKE,
    defaults={"basis": "《行政许可法》第六十九条"},
    demands=(
        *USUAL,
        _LICENCE,
        Demand("certificate", "证件名称", _REVOKE),
        Demand("ground", "撤销的情形", _REVOKE),
        Demand("reason", "撤销的事实和理由", RIGHTS),
        Demand("effective_on", "生效日期", _REVOKE),
        REMEDIES_BY_RIGHT,
    ),
    body=(
        Say(
            _HELD + "系本机关准予“{matter}”后颁发（办件编号：{case}）。"
            "经查，存在下列情形：{ground}。事实和理由如下："
        ),
        Say("{reason}"),
        Say(
            "依照{basis}，本机关决定撤销该行政许可，自{effective_on}起生效。请自收到本决定书之日起交回许可证件。"
        ),
        Say("{remedies}"),
    ),
)

CANCELLED = Paper(
    code="W17C",
    name="注销行政许可决定书",
    cite=_CANCEL,
    defaults={"basis": "《行政许可法》第七十条"},
    demands=(
        *USUAL,
        _LICENCE,
        Demand("certificate", "证件名称", _CANCEL),
        Demand("ground", "注销的情形", _CANCEL),
        Demand("effective_on", "生效日期", _CANCEL),
        REMEDIES_BY_RIGHT,
    ),
    body=(
        Say(_HELD + "系准予“{matter}”后颁发（办件编号：{case}）。现因{ground}，应当依法办理注销手续。"),
        Say("{reason}"),
        Say("依照{basis}，本机关决定注销该行政许可，自{effective_on}起生效。许可证件同时作废。"),
        Say("{remedies}"),
    ),
)

LICENCES = (CERTIFICATE, CHANGED, RENEWED, REVOKED, CANCELLED)
