"""The sign-ins of the demonstration: listed on its sign-in page, made only where the site is a demonstration."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yichuang.law.mandates import Post
from yichuang.law.words import Organisation

PASSWORD: Final = "yichuang-demo-2026"  # noqa: S105 - public on purpose: the demonstration shows it
PERIOD: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One sign-in: whom it shows, and what can be tried with it."""

    username: str
    label: str
    hint: str
    name: str
    posts: tuple[Post, ...] = ()
    body: str = ""
    organisation: Organisation | None = None
    """Of an outside supervisor: what kind of organisation; its name."""
    unit: str = ""
    letter: str = "current"
    """Letters of authority: current, expired (last year's only) or none."""

    @property
    def password(self) -> str:
        """The password, the same for all."""
        return PASSWORD

    @property
    def officer(self) -> bool:
        """Whether the account comes in by the officers' door and so needs the second factor."""
        return bool(self.posts) or self.organisation is not None

    @property
    def totp_secret(self) -> str:
        """The secret of the second factor, in base 32."""
        return base64.b32encode(
            hashlib.sha256(f"yichuang demo {self.username}".encode()).digest()[:20]
        ).decode()

    def code(self, at: datetime) -> str:
        """The six digits of the second factor at a moment (RFC 6238), as the demo's sign-in page shows them."""
        counter = struct.pack(">Q", int(at.timestamp()) // PERIOD)
        made = hmac.new(base64.b32decode(self.totp_secret), counter, hashlib.sha1).digest()
        value = struct.unpack_from(">I", made, made[-1] & 0x0F)[0] & 0x7FFFFFFF
        return f"{value % 10**6:06d}"


MARKET: Final = "129"
CENTRE: Final = "001"
WATER: Final = "119"
HOUSING: Final = "115"
REGION: Final = "513201000000"

ACCOUNTS: Final = (
    Account(
        username="person", label="申请人（个人）", hint="查事项、网上申请、补正、查进度", name="泽仁卓玛"
    ),
    Account(
        username="company", label="申请人（企业）", hint="以企业名义申请", name="马尔康云上青稞食品有限公司"
    ),
    Account(
        username="agent",
        label="村代办员",
        hint="松岗镇直波村：替授权的人申请、补正、查进度；泽仁卓玛已经授权",
        name="泽仁",
    ),
    Account(
        username="clerk",
        label="窗口人员",
        hint="市场监管局窗口：收件、预审、受理、一次告知",
        name="格桑梅朵",
        posts=(Post.WINDOW_CLERK,),
        body=MARKET,
    ),
    Account(
        username="reviewer",
        label="审查人员",
        hint="审查、现场核查、特别程序、听证",
        name="杨志华",
        posts=(Post.REVIEWER,),
        body=MARKET,
    ),
    Account(
        username="chief",
        label="首席代表",
        hint="窗口授权到位：受理、决定、发证",
        name="苏朗扎西",
        posts=(Post.CHIEF,),
        body=MARKET,
    ),
    Account(
        username="head",
        label="机关负责人",
        hint="批准延长期限、撤销许可、签发授权书",
        name="王建川",
        posts=(Post.HEAD,),
        body=MARKET,
        letter="none",
    ),
    Account(
        username="expired",
        label="窗口人员（授权书已到期）",
        hint="看看没有有效授权书时会怎样",
        name="何小燕",
        posts=(Post.WINDOW_CLERK,),
        body=MARKET,
        letter="expired",
    ),
    Account(
        username="unlettered",
        label="窗口人员（没有授权书）",
        hint="能收件，不能受理",
        name="班玛",
        posts=(Post.WINDOW_CLERK,),
        body=MARKET,
        letter="none",
    ),
    Account(
        username="archivist",
        label="档案员",
        hint="归档",
        name="刘淑芳",
        posts=(Post.ARCHIVIST,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="supervisor",
        label="监察员",
        hint="看全中心的黄灯、红灯和办理轨迹",
        name="罗尔吾",
        posts=(Post.SUPERVISOR,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="openness",
        label="政务公开专员",
        hint="公开信息、维护事项",
        name="陈雪梅",
        posts=(Post.OPENNESS_OFFICER,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="director",
        label="中心主任",
        hint="全中心办件和监察",
        name="阿尔基",
        posts=(Post.CENTRE_HEAD,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="admin",
        label="系统管理员",
        hint="机构、窗口、区划、日历；看不到办件",
        name="唐伟",
        posts=(Post.ADMINISTRATOR,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="security",
        label="安全管理员",
        hint="任免岗位；看不到办件",
        name="尼玛",
        posts=(Post.SECURITY_ADMIN,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="audit",
        label="审计管理员",
        hint="查看审计记录；看不到办件",
        name="周敏",
        posts=(Post.AUDIT_ADMIN,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="operator",
        label="话务员",
        hint="热线：登记诉求、直接答复、回访",
        name="杨拉姆",
        posts=(Post.OPERATOR,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="dispatcher",
        label="派单员",
        hint="热线：派单、改派、合并",
        name="何建军",
        posts=(Post.DISPATCHER,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="hotline",
        label="热线负责人",
        hint="热线：核定主办单位、督办、说明办结",
        name="索朗卓玛",
        posts=(Post.HOTLINE_HEAD,),
        body=CENTRE,
        letter="none",
    ),
    Account(
        username="handler",
        label="承办员（水务局）",
        hint="诉求工单：签收、退回、到场、答复",
        name="张永富",
        posts=(Post.HANDLER,),
        body=WATER,
        letter="none",
    ),
    Account(
        username="handler2",
        label="承办员（住建局）",
        hint="诉求工单：主办或者协办",
        name="李雪莲",
        posts=(Post.HANDLER,),
        body=HOUSING,
        letter="none",
    ),
    Account(
        username="building",
        label="政务公开专员（住建局）",
        hint="公开任务：起草、发布、登记渠道；任务分解、征求意见、听证",
        name="彭措",
        posts=(Post.OPENNESS_OFFICER,),
        body=HOUSING,
        letter="none",
    ),
    Account(
        username="notary",
        label="特邀监督（公证）",
        hint="看得到受邀办件的全部内容，只能写监督记录",
        name="泽郎卓玛",
        organisation=Organisation.NOTARY,
        unit="马尔康市公证处",
    ),
    Account(
        username="inspector",
        label="特邀监督（纪检监察）",
        hint="同上",
        name="赵立新",
        organisation=Organisation.DISCIPLINE,
        unit="马尔康市纪委监委",
    ),
    Account(
        username="procurator",
        label="特邀监督（检察）",
        hint="同上",
        name="俄尔玛",
        organisation=Organisation.PROCURATORATE,
        unit="马尔康市人民检察院",
    ),
)
