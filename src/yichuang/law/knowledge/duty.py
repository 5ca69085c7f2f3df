"""How long an answer may stand unreviewed: days as data, the usual ones or a region's own."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from yichuang.law.cite import Statute

HOTLINE = Statute("国务院办公厅关于进一步优化地方政务服务便民热线的指导意见", "2020-12-28")
"""国办发〔2020〕53号."""
BASIS = HOTLINE.art("4", "建立和维护权威准确、标准统一、实时更新、共建共享的热线知识库，部门负责及时更新")


class Duty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The duty of review 复审 in a region: the usual and the longest term, when a reminder is due, how fast a mistake is mended."""

    review_days: int = 180
    """The paper gives no number of days, so a region sets its own; this one is proposed in the form."""
    review_most: int = 365
    warn_days: int = 15
    mend_workdays: int = 2
    basis: str = f"{BASIS.text}（国办发〔2020〕53号）；天数由本地确定"

    def __post_init__(self) -> None:
        """Raise ValueError unless the days make sense together."""
        if not 0 <= self.warn_days < self.review_days <= self.review_most or self.mend_workdays < 1:
            raise ValueError(
                f"复审天数不对：提醒 {self.warn_days}、通常 {self.review_days}、最长 {self.review_most}"
            )

    def usual(self, start: date) -> date:
        """The day of review proposed for an answer that begins, or was reviewed, on a day."""
        return start + timedelta(self.review_days)

    def latest(self, start: date) -> date:
        """The last day of review that may be set."""
        return start + timedelta(self.review_most)

    def warned_from(self, review_by: date) -> date:
        """From this day on the light is yellow."""
        return review_by - timedelta(self.warn_days)


USUAL = Duty()
"""Where a region has set nothing of its own."""
