"""Answers, their editions and drafts; an edition once published never changes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Answer(models.Model):
    """An answer of a body, as its facts say: `item` is the folded state, `head` the end of its chain."""

    code = models.CharField(max_length=58, primary_key=True, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C", db_index=True)
    region = models.CharField(max_length=12, db_collation="C", db_index=True)
    question = models.CharField(max_length=200)
    starts = models.DateField(null=True, help_text="of the newest edition")
    ends = models.DateField(null=True, help_text="of the newest edition: from this day on it is not told")
    withdrawn = models.BooleanField(default=False)
    review_by = models.DateField(null=True, db_index=True)
    mend_by = models.DateField(null=True, db_index=True, help_text="when the first open report is due")
    version = models.IntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes(32))
    item = models.TextField(default="")

    class Meta:
        """In order of code."""

        ordering = ("code",)

    def __str__(self) -> str:
        return self.question


class Edition(models.Model):
    """One version of an answer from a day on; who wrote it and who approved it."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="editions")
    number = models.IntegerField()
    effective = models.DateField()
    ends = models.DateField(null=True, help_text="expired, replaced or withdrawn: from this day on not told")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    terms = ArrayField(models.CharField(max_length=16), default=list, help_text="what search looks up")
    author = models.CharField(max_length=100)
    approved_by = models.CharField(max_length=100)
    published_at = models.DateTimeField()

    class Meta:
        """Numbered within its answer; found by term."""

        constraints = (models.UniqueConstraint(fields=("answer", "number"), name="knowledge_edition_number"),)
        indexes = (GinIndex(fields=("terms",), name="knowledge_terms"),)
        ordering = ("answer", "number")

    def __str__(self) -> str:
        return f"{self.answer_id} 第{self.number}版"


class Draft(models.Model):
    """The words of an answer's next edition while they are written; `version` lets the second of two editors know."""

    answer = models.OneToOneField(Answer, models.PROTECT, primary_key=True, related_name="draft")
    content = models.JSONField()
    version = models.IntegerField()
    saved_by = models.CharField(max_length=100)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id} 草稿"
