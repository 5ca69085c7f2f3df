"""What becomes of an answer 答复 of the hotline's knowledge base: drafted, published, reviewed, reported wrong, withdrawn."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, fact


@fact
class AnswerDrafted(Fact):
    """The next edition of an answer was written down; the words are kept beside, their digest is chained."""

    digest: str
    base: int | None

    def sentence(self) -> str:
        """Say it."""
        return f"修改第{self.base}版，保存草稿" if self.base else "起草答复，保存草稿"


@fact
class AnswerDraftDropped(Fact):
    """The draft was given up."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"放弃草稿：{self.reason}"


@fact
class AnswerReturned(Fact):
    """Somebody else than its author sent the draft back."""

    remarks: str

    def sentence(self) -> str:
        """Say it."""
        return f"退回草稿：{self.remarks}"


@fact
class AnswerPublished(Fact):
    """Somebody else than its author approved the draft; the edition never changes and must be reviewed by its day."""

    number: int
    effective: date
    review_by: date
    expires: date | None
    digest: str

    def sentence(self) -> str:
        """Say it."""
        until = f"，有效至{self.expires:%Y年%-m月%-d日}" if self.expires else ""
        return (
            f"审核并发布第{self.number}版，自{self.effective:%Y年%-m月%-d日}起使用{until}，"
            f"{self.review_by:%Y年%-m月%-d日}前复审"
        )


@fact
class AnswerReviewed(Fact):
    """The body looked an answer over and found it still right (国办发〔2020〕53号：知识库实时更新)."""

    number: int
    review_by: date
    remarks: str

    def sentence(self) -> str:
        """Say it."""
        said = f"。{self.remarks}" if self.remarks else ""
        return f"复审第{self.number}版，仍然正确，下次{self.review_by:%Y年%-m月%-d日}前复审{said}"


@fact
class AnswerWithdrawn(Fact):
    """The answer is no longer given."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"撤下答复：{self.reason}"


@fact
class AnswerDisputed(Fact):
    """Somebody who gives answers says that this one is wrong; the body has until the day to mend or explain."""

    words: str
    due: date

    def sentence(self) -> str:
        """Say it."""
        return f"纠错：{self.words}（{self.due:%-m月%-d日}前处理）"


@fact
class AnswerDisputeSettled(Fact):
    """The body looked at a report and explained why the answer stands."""

    dispute: int
    remarks: str

    def sentence(self) -> str:
        """Say it."""
        return f"核对第{self.dispute}条纠错，答复不改：{self.remarks}"
