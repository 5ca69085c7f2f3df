"""Duties to publish as lists and search need them; every value is what the case's facts say."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

PUBLIC = ("published", "withheld", "taken_down")
"""What anybody may see: what is public, and the fact that something is not, or no longer."""


class Chained(models.Model):
    """Something with a chain of its own: `item` is what its facts say, `head` the end of its chain."""

    body = models.CharField(max_length=40, db_collation="C", db_index=True)
    region = models.CharField(max_length=12, db_collation="C", db_index=True)
    version = models.IntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes(32))
    item = models.TextField(default="")

    class Meta:
        """No table of its own."""

        abstract = True


class DutyLine(Chained):
    """One edited line of the breakdown of duties; a line nobody edited stands in the standard set alone."""

    code = models.CharField(max_length=60, primary_key=True, db_collation="C")
    waiting = models.BooleanField(default=False)
    """Whether a draft waits for another officer."""

    class Meta:
        """In order of code."""

        db_table = "openness_line"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Norm(Chained):
    """A rule paper that duties rest on; its text is a publication like any other."""

    code = models.CharField(max_length=60, primary_key=True, db_collation="C")
    title = models.CharField(max_length=60)

    class Meta:
        """In order of code."""

        db_table = "openness_norm"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class Goal(Chained):
    """The goals of one person, by year."""

    officer = models.CharField(max_length=40, primary_key=True, db_collation="C")

    class Meta:
        """Few rows."""

        db_table = "openness_goal"

    def __str__(self) -> str:
        return self.officer


class Subscription(models.Model):
    """A search somebody keeps, and when he looked last."""

    owner = models.CharField(max_length=40, db_collation="C", db_index=True)
    """The applicant."""
    text = models.CharField(max_length=60, default="")
    category = models.CharField(max_length=12, default="")
    subject = models.CharField(max_length=16, default="")
    body = models.CharField(max_length=40, db_collation="C", default="")
    kept_at = models.DateTimeField()
    looked_at = models.DateTimeField()

    class Meta:
        """The same search is kept once."""

        db_table = "openness_subscription"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "text", "category", "subject", "body"), name="openness_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} {self.text}"


class DisclosureRow(models.Model):
    """A duty to publish, and its text once it is public."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    version = models.IntegerField()
    rule = models.CharField(max_length=60, db_collation="C", default="")
    title = models.CharField(max_length=100)
    text = models.TextField(default="")
    """Empty while it is not public."""
    category = models.CharField(max_length=12)
    subject = models.CharField(max_length=16, default="other")
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    section = models.CharField(max_length=60)
    officer = models.CharField(max_length=40, db_collation="C")
    officer_name = models.CharField(max_length=60)
    weight = models.IntegerField(default=1)
    state = models.CharField(max_length=12)
    exemptions = ArrayField(models.CharField(max_length=12), default=list)
    reason = models.TextField(default="")
    opened_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    """The day it was published or held back: the duty was fulfilled on it."""
    public_at = models.DateTimeField(null=True)
    """The moment it became public, or was held back."""
    outlets = models.JSONField(default=dict)
    """By outlet the day since when it stands there, and the proof, then the day it was removed, and that proof; none yet: null."""
    standing = ArrayField(models.CharField(max_length=12), default=list)
    """Where it still stands outside the house: nobody takes it from there but a person."""
    newer = models.CharField(max_length=40, db_collation="C", default="")
    """The newest publication of the same duty, when it is not this one."""
    to_remove = models.BooleanField(default=False)
    """Whether it stands somewhere outside the house though it is replaced or taken down."""
    terms = ArrayField(models.CharField(max_length=16), default=list)

    class Meta:
        """Indexes for the site's lists, for search, for the versions of one duty, for what is due."""

        db_table = "openness_disclosure"
        indexes = (
            models.Index(fields=("-closed_on", "-number"), condition=models.Q(state__in=PUBLIC), name="openness_public"),
            models.Index(fields=("body", "-closed_on", "-number"), condition=models.Q(state__in=PUBLIC), name="openness_body"),
            models.Index(fields=("subject", "-closed_on", "-number"), condition=models.Q(state__in=PUBLIC), name="openness_subject"),
            models.Index(fields=("region", "body"), condition=models.Q(to_remove=True), name="openness_to_remove"),
            models.Index(fields=("rule", "number"), condition=~models.Q(rule=""), name="openness_rule"),
            models.Index(fields=("region", "due_on"), name="openness_due"),
            GinIndex(fields=("terms",), name="openness_terms", fastupdate=False),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
