"""What is looked up about tickets: who called only as a keyed hash, where as cells, what in pieces of words. Only acts write it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class TicketRow(models.Model):
    """One ticket as search and analysis need it, kept from its facts; nothing in it is personal text."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    version = models.IntegerField()
    at = models.DateTimeField()
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    """Who owes the next step."""
    lead = models.CharField(max_length=40, db_collation="C", default="")
    line = models.CharField(max_length=12)
    about = models.CharField(max_length=12)
    urgency = models.CharField(max_length=12)
    subject = models.CharField(max_length=12, db_collation="C", default="")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, default="")
    lat = models.IntegerField(null=True)
    lon = models.IntegerField(null=True)
    """Millionths of a degree."""
    cell = models.BigIntegerField(null=True)
    caller = models.CharField(max_length=64, default="", db_collation="C")
    """The keyed hash of the telephone."""
    applicant = models.CharField(max_length=40, default="", db_collation="C")
    anonymous = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16, default="")
    due_on = models.DateField(null=True)
    handle_by = models.DateField(null=True)
    """The last day for answering; it stays when the answer is given."""
    dispatched_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    answered = models.CharField(max_length=12, default="")
    """Solved, as the body says."""
    solved = models.BooleanField(null=True)
    """Solved, as the caller says."""
    satisfaction = models.CharField(max_length=12, default="")
    transfers = models.IntegerField(default=0)
    returns = models.IntegerField(default=0)
    reworks = models.IntegerField(default=0)
    urged = models.IntegerField(default=0)
    arrive_by = models.DateTimeField(null=True)
    told = models.BooleanField(default=False)
    """Whether the caller heard the hotline's own answer at once."""
    contact = models.BooleanField(default=False)
    heard = models.IntegerField(default=0)
    """How often the caller was heard: what he said before it was done again counts too."""
    said_solved = models.IntegerField(default=0)
    said_how = models.IntegerField(default=0)
    said_good = models.IntegerField(default=0)
    escalated = models.CharField(max_length=12, default="")
    merged_into = models.CharField(max_length=40, default="", db_collation="C")
    same_as = models.CharField(max_length=40, default="", db_collation="C")
    """The earlier ticket it may be the same as: proposed at registration, decided by nobody yet."""
    incident = models.CharField(max_length=40, default="", db_collation="C")
    """The first ticket of the incident it belongs to."""
    terms = ArrayField(models.CharField(max_length=16), default=list)

    class Meta:
        """Indexes for the caller, the place, the subject of the last hours, words, the parts of a main ticket."""

        db_table = "hotline_ticket"
        indexes = (
            models.Index(fields=("caller", "at"), condition=~models.Q(caller=""), name="hotline_caller"),
            models.Index(fields=("cell", "at"), condition=models.Q(cell__isnull=False), name="hotline_cell"),
            models.Index(fields=("region", "subject", "at"), name="hotline_subject"),
            models.Index(fields=("region", "at"), include=("subject", "cell", "line"), name="hotline_at"),
            models.Index(
                fields=("state", "due_on"),
                condition=~models.Q(state__in=("settled", "archived")),
                name="hotline_open",
            ),
            models.Index(
                fields=("-closed_on", "-number"),
                condition=models.Q(
                    state__in=("settled", "archived"), confidential=False, anonymous=False, merged_into=""
                )
                & ~models.Q(about="report"),
                name="hotline_public",
            ),
            models.Index(fields=("merged_into",), condition=~models.Q(merged_into=""), name="hotline_parts"),
            models.Index(fields=("incident",), condition=~models.Q(incident=""), name="hotline_incident"),
            GinIndex(fields=("terms",), name="hotline_terms", fastupdate=False),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
