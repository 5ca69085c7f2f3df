"""The words that say what stands beside them: whose number, whose name, whose address. Lists of words, no rules."""

from __future__ import annotations

import re
from typing import Final


def words(text: str) -> str:
    """Words parted by spaces as one alternative, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(text.split()), key=lambda w: (-len(w), w)))


ORGANISATION: Final = re.compile(
    words(
        "公司 集团 合作社 委员会 村委会 居委会 指挥部 中心 大厅 窗口 办公室 政府 法院 检察院 公安 派出所 大队 支队 机关 "
        "单位 局 发改委 卫健委 党委 常委 工委 部门 科室 学校 医院 银行 事务所 档案馆 图书馆 工作站 服务站 管理站 管理所 监督所 供水 供电 燃气 "
        "招标人 采购人 代理机构 建设单位"
    )
    + "|[政财法规审批督访业务管]科|[政务安育源设]厅"
)
"""Somebody who is no person."""

PUBLIC_PHONE: Final = re.compile(
    "(?:"
    + words(
        "咨询 监督 举报 投诉 服务 办公 值班 值守 客服 报修 抢修 受理 报名 查询 应急 热线 传真 预约 救援 公开 办理 "
        "窗口 前台 总机 业务 报警 维权"
    )
    + r")(?:联系)?(?:电话|热线|专线|号码|手机|传真)?(?:号码)?[:为是 (]{0,3}$|(?:热线|专线|传真|区号)[:为是 (]{0,3}$"
)
"""A number right behind such a word is there to be rung by everybody."""

PERSON: Final = words(
    "申请人 被申请人 当事人 被处罚人 行为人 违法行为人 举报人 实名举报人 投诉人 检举人 控告人 来电人 来电者 反映人 "
    "诉求人 信访人 上访人 来信人 来访人 患者 病人 病员 学生 家长 未成年人 儿童 幼儿 户主 被征收人 被拆迁人 被拆迁户 "
    "被搬迁人 拆迁户 征收户 产权人 所有人 房屋所有人 共有人 房主 房东 业主 村民 居民 市民 群众 网友 职工 工人 员工 "
    "死者 伤者 逝者 受害人 被害人 受伤人 收款人 领款人 户名 开户名 开户人 持卡人 持证人 持有人 受益人 低保对象 低保户 "
    "五保户 贫困户 脱贫户 特困人员 供养人员 特困供养人员 救助对象 残疾人 委托人 受托人 代理人 委托代理人 代办人 监护人 "
    "被监护人 法定监护人 收养人 被收养人 证人 第三人 原告 被上诉人 上诉人 承租人 出租人 租客 租户 驾驶人 驾驶员 司机 车主 "
    "机动车所有人 拖拉机所有人 收件人 受送达人 签收人 领取人 领取者 承诺人 声明人 被询问人 询问对象 被调查人 "
    "经营者 经营者姓名 申请人姓名 店主 老板 男方 女方 嫌疑人 被告人 被许可人 利害关系人 考生 拟录用人员 拟聘人员 拟录用 "
    "退役军人 困难职工 困难学生 困难群众 住户 邻居 老人 走失老人 女童 男童 姓名 名字 外籍人员 游客 乘客 工友 农户 "
    "建房户 被救助人 参保人 参保人员 投保人 借款人 贷款人 担保人 购房人 买受人 出卖人 继承人 被继承人 乙方 经办人 "
    "出租方 承租方 甲方 护理人 照料人 抚养人 承包方 承包方代表 承包户 司机 领款人 代领人 所有权人 使用权人 家庭成员 新生儿 婴儿 我男人 我女人 男人 取水权人 权利人 义务人 名单 遗失声明 来电 市民来电 群众来电 变更前经营者 变更后经营者 变更前业主 临时救助对象"
)
"""In these roles somebody acts for himself, not for a body: his name is his own."""

KIN: Final = words(
    "其子 其女 其妻 其夫 其父 其母 其父亲 其母亲 其妻子 其丈夫 父亲 母亲 丈夫 妻子 儿子 女儿 配偶 哥哥 弟弟 姐姐 妹妹 "
    "老公 老婆 爱人 公公 婆婆 爷爷 奶奶 外公 外婆 孙子 孙女 儿媳 女婿 长子 次子 长女 次女 子 女 夫 妻 父 母"
)
"""Relations: a name follows, mostly with a colon."""

SHIELDED: Final = re.compile("举报人|检举人|控告人|投诉人|患者|病人|未成年人|受害人|被害人|女童|男童")
"""Of these even the surname alone tells too much."""

OFFICE: Final = words(
    "法定代表人 法人代表 负责人 主要负责人 技术负责人 项目负责人 项目经理 实际控制人 联系人 咨询联系人 执法人员 主持人 记录人 "
    "记录 审核 校对 签发 撰稿 编辑 汇报人 发言人 调解员 审查人 复核人 组长 副组长 成员 委员 责任人 网格员 值班 带班领导 接访领导 包案领导 "
    "记者 通讯员 摄影 作者 主讲人 授课人 评委 专家 监票人 计票人 人民陪审员 法官 检察官 律师 主治医师 医师 教师 教练 镇党委书记 单位 来源 "
    "参会人员 参加人员 与会人员 出席 列席 缺席 主持 接待人 承办人 审核人 审批人 签发人 局长 副局长 市长 副市长 县长 副县长 州长 副州长 "
    "镇长 副镇长 乡长 副乡长 书记 副书记 主任 副主任 科长 副科长 处长 副处长 院长 校长 所长 站长 队长 审判长 审判员 "
    "书记员 监察员 窗口人员 评审专家 案件调查人员 听证主持人"
)
"""In these roles somebody acts for a body or a firm: the name is public."""

HOME: Final = re.compile(
    words(
        "住址 家庭住址 家庭地址 现住址 现住 户籍地 户籍地址 户籍所在地 户口所在地 居住地 居住地址 居住在 居住于 家住 住在 "
        "所在位置 房屋坐落 房屋地址 坐落 家庭 屋头 邻居 楼上 楼下 住户 隔壁 被征收人 被征收房屋 通讯地址 收件地址 收货地址 送达地点 送达地址 "
        "当事人 申请人 信访人 投诉人 举报人 业主 家属 本人 我家 我是 租客 户主"
    )
    + "|住(?![房建宅院户所])"
)
"""Behind such a word stands where somebody lives."""

PLACE_OF_WORK: Final = re.compile(
    words(
        "经营场所 营业场所 经营地址 注册地址 注册地 办公地址 办公地点 生产地址 生产场所 建设地点 项目地点 项目地址 设置地点 "
        "执业地点 机构地址 单位地址 公司地址 活动地点 会议地点 报名地点 公司 局 委员会 中心 办公室 大厅 合作社 法院 银行 学校 "
        "医院 加装 招标 公示期 法定代表人 统一社会信用代码"
    )
)
"""Behind such a word stands where a body or a firm sits, which is public."""

ROOM_OF_OFFICE: Final = re.compile(
    r"^[室]?\s?(?:会议室|办公室|窗口|大厅|接待室|号?窗口|服务中心|市场|门市|商铺|门面|公司|局|科|党群|调解室|评标室|开标室)"
)

COLUMNS_OF_NAMES: Final = re.compile(
    "^(?:" + words("姓名 名字 学生姓名 户主 户主姓名 家长 监护人 收款人 患者 学生 申请人 救助对象 持卡人 房主 产权人 被征收人 "
    "村民 业主 死者 承包人 承租人 户名 配偶 共有人 代表 承包方 承包方代表 承包户 补贴对象 享受人 受助人 参保人 考生 当事人 被处罚人 来电人 "
    "投诉人 反映人 信访人 医疗救助名单 救助名单 名单 人员 对象") + ")(?:姓名|名单)?$"
)  # fmt: skip
