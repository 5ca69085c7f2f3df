"""What most papers have to say, each with the article that demands it."""

from __future__ import annotations

from yichuang.law.cite import CIVIL_PROCEDURE, LICENSING, Statute
from yichuang.law.papers.paper import Demand

DRAFTING = Statute("党政机关公文处理工作条例", "2012-04-16")

RECEIPT = LICENSING.art("32(2)", "受理或者不予受理, 应当出具加盖专用印章和注明日期的书面凭证")
AT_ONCE = LICENSING.art("32(1)(4)", "当场或者五日内一次告知需要补正的全部内容, 逾期不告知即为受理")
EXPLAIN = LICENSING.art("30(2)", "申请人要求说明、解释的, 应当提供准确、可靠的信息")
GUIDE = LICENSING.art("30(1)", "许可的事项、依据、条件、程序、期限和材料目录应当公示")
WRITTEN = LICENSING.art("38(1)", "符合法定条件、标准的, 应当依法作出准予行政许可的书面决定")
REASONED = LICENSING.art("38(2)", "不予许可的书面决定应当说明理由, 并告知申请复议或者提起诉讼的权利")
RIGHTS = LICENSING.art("7", "对实施行政许可享有陈述权、申辩权, 有权依法申请复议或者提起诉讼")
APPLY = LICENSING.art("29(1)", "需要取得行政许可的, 应当向行政机关提出申请")
EXCLUDED = LICENSING.art("45", "听证、检验、检测、鉴定和专家评审等所需时间不计算在内, 应当书面告知")
HEARING = LICENSING.art("47(1)", "作出决定前告知听证权利; 五日内提出申请的, 二十日内组织听证")
SERVING = CIVIL_PROCEDURE.art("87", "送达必须有送达回证, 由受送达人记明收到日期, 签名或者盖章")

NUMBER = Demand("number", "发文字号", DRAFTING.art("9(1)(5)", "公文应当有发文字号"))
BODY = Demand("body", "行政机关名称", DRAFTING.art("9(1)(11)", "公文应当有发文机关署名"))
DATE = Demand("date", "日期", DRAFTING.art("9(1)(12)", "公文应当有成文日期"))
DATE_OF_RECEIPT = Demand("date", "日期", RECEIPT)
APPLICANT = Demand("applicant", "申请人", APPLY)
MATTER = Demand("matter", "行政许可事项", GUIDE)
CASE = Demand("case", "办件编号", EXPLAIN)
PHONE = Demand("phone", "联系电话", EXPLAIN)
REMEDIES = Demand("remedies", "救济途径", REASONED, words=("行政复议", "行政诉讼"))
REMEDIES_BY_RIGHT = Demand("remedies", "救济途径", RIGHTS, words=("行政复议", "行政诉讼"))

USUAL = (NUMBER, BODY, DATE, APPLICANT, MATTER, CASE)
USUAL_AT_RECEIPT = (NUMBER, BODY, DATE_OF_RECEIPT, APPLICANT, MATTER, CASE)

SPECIAL_SEAL = "行政许可专用章"
LETTER = "本机关授权政务服务中心窗口办理上述事项（授权书：{letter}）。"
"""The sentence that names the letter of authority under which the window acts."""
