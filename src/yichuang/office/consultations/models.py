"""Consultations, their comments and groups as pages show them; who commented stands beside the chain alone. Only acts write it."""

from __future__ import annotations

from django.db import models


class ConsultationRow(models.Model):
    """One consultation, kept from its facts; what is shown to all of it."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    title = models.CharField(max_length=100)
    about = models.CharField(max_length=12)
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    officer_name = models.CharField(max_length=60)
    state = models.CharField(max_length=12)
    why = models.TextField()
    text = models.TextField()
    deliver = models.CharField(max_length=200)
    shorter = models.TextField(default="")
    days = models.IntegerField()
    drafted_on = models.DateField()
    opened_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    """The last day for the report."""
    closed_on = models.DateField(null=True)
    """The day the report was published or the consultation called off."""
    exhibits = models.JSONField(default=list)
    showings = models.JSONField(default=list)
    extended = models.JSONField(default=list)
    """Each extension: its days and its reason."""
    comments = models.IntegerField(default=0)
    summary = models.TextField(default="")
    """Of the report, or why it was called off."""

    class Meta:
        """Indexes for the public list and a body's desk."""

        db_table = "consultations_consultation"
        indexes = (
            models.Index(fields=("state", "last_on"), name="consultations_state"),
            models.Index(fields=("body", "state"), name="consultations_body"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class GroupRow(models.Model):
    """Comments that say the same, and what they come to."""

    consultation = models.CharField(max_length=40, db_collation="C")
    number = models.IntegerField()
    gist = models.CharField(max_length=100, default="")
    size = models.IntegerField(default=0)
    answer = models.CharField(max_length=12, default="")
    reason = models.TextField(default="")
    quote = models.TextField(default="")

    class Meta:
        """A group has its number within its consultation; large groups first."""

        db_table = "consultations_group"
        constraints = (
            models.UniqueConstraint(fields=("consultation", "number"), name="consultations_group_of"),
        )
        indexes = (models.Index(fields=("consultation", "-size", "number"), name="consultations_size"),)

    def __str__(self) -> str:
        return f"{self.consultation}#{self.number} {self.gist}"


class CommentRow(models.Model):
    """One comment: where its words lie in the trail, and in which group it is."""

    consultation = models.CharField(max_length=40, db_collation="C")
    nth = models.IntegerField()
    seq = models.IntegerField()
    group = models.IntegerField()
    same = models.CharField(max_length=24, db_collation="C")
    way = models.CharField(max_length=12)
    on = models.DateField()

    class Meta:
        """A comment has its number within its consultation."""

        db_table = "consultations_comment"
        constraints = (
            models.UniqueConstraint(fields=("consultation", "nth"), name="consultations_comment_of"),
        )
        indexes = (
            models.Index(fields=("consultation", "group", "nth"), name="consultations_in_group"),
            models.Index(fields=("consultation", "same"), name="consultations_same"),
        )

    def __str__(self) -> str:
        return f"{self.consultation}·{self.nth}"
