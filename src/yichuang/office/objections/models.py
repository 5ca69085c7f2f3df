"""Objections as lists and publications show them; no personal text stands here. Only acts write it."""

from __future__ import annotations

from django.db import models


class ObjectionRow(models.Model):
    """One objection, kept from its facts."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    version = models.IntegerField()
    of_case = models.CharField(max_length=40, db_collation="C")
    """The publication."""
    title = models.CharField(max_length=100)
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    at = models.DateTimeField()
    about = models.CharField(max_length=12)
    anonymous = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    officer_name = models.CharField(max_length=60, default="")
    into = models.CharField(max_length=40, db_collation="C", default="")
    """The earlier one that says the same."""
    upshot = models.CharField(max_length=12, default="")
    reason = models.TextField(default="")
    basis = models.CharField(max_length=200, default="")
    due_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        """Indexes for a publication, for a body's desk, for what is answered with another."""

        db_table = "objections_objection"
        indexes = (
            models.Index(fields=("of_case", "at"), name="objections_of_case"),
            models.Index(fields=("body", "due_on"), name="objections_body"),
            models.Index(fields=("into",), condition=~models.Q(into=""), name="objections_into"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
