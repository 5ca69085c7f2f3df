"""Requests for information as lists and the annual report need them; no personal text stands here. Only acts write it."""

from __future__ import annotations

from django.db import models


class InformationRow(models.Model):
    """One request, kept from its facts."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    version = models.IntegerField()
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    at = models.DateTimeField()
    who = models.CharField(max_length=64, db_collation="C")
    """Keyed hash of the identity number: it tells that requests are of one person, and nothing else."""
    asker = models.CharField(max_length=12)
    way = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    """None while the limit stands still or waits for the applicant."""
    until = models.DateField(null=True)
    """The day of what is awaited from somebody else."""
    closed_on = models.DateField(null=True)
    reply = models.CharField(max_length=12, default="")
    in_time = models.BooleanField(null=True)
    contested = models.JSONField(default=dict)

    class Meta:
        """Indexes for a body's desk, for a year's report, for the requests of one person."""

        db_table = "information_request"
        indexes = (
            models.Index(fields=("body", "received_on"), name="information_body"),
            models.Index(fields=("region", "received_on"), name="information_region"),
            models.Index(fields=("who", "received_on"), name="information_who"),
        )

    def __str__(self) -> str:
        return self.number
