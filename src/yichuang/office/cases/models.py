"""The case row: the folded state, and the columns that lists, lights and search need. Only acts write it."""

from __future__ import annotations

from django.db import models


class CaseRow(models.Model):
    """One case as its facts say; lights are derived from its instants and never stored."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    query_code = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    matter = models.CharField(max_length=60, db_collation="C")
    edition = models.IntegerField()
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    applicant = models.CharField(max_length=40, db_collation="C")
    applicant_name = models.CharField(max_length=200)
    phone_tail = models.CharField(max_length=4)
    channel = models.CharField(max_length=12)
    purpose = models.CharField(max_length=12)
    state = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16, null=True)
    paused = models.BooleanField(default=False)
    open = models.BooleanField(default=True)
    """Whether the file is not archived yet."""
    version = models.IntegerField()
    head = models.BinaryField(max_length=32)
    folded = models.TextField()
    opened_at = models.DateTimeField()
    parent = models.CharField(max_length=40, null=True, db_collation="C")
    """The joint project it belongs to, or the case a task came of."""
    last_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    statutory_on = models.DateField(null=True)
    yellow_at = models.DateTimeField(null=True)
    red_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    runs_out = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    licence = models.CharField(max_length=60, null=True, db_collation="C")
    licence_until = models.DateField(null=True)

    class Meta:
        """Indexes for the inbox, the timer, the lights, the applicant, the licence register."""

        db_table = "cases_case"
        indexes = (
            models.Index(
                fields=("body", "state", "runs_out", "number"),
                condition=models.Q(open=True),
                name="cases_inbox",
            ),
            models.Index(fields=("next_at",), condition=models.Q(next_at__isnull=False), name="cases_next"),
            models.Index(
                fields=("body", "red_at", "number"),
                include=("yellow_at",),
                condition=models.Q(open=True, paused=False, red_at__isnull=False) & ~models.Q(kind="card"),
                name="cases_lit",
            ),
            models.Index(
                fields=("parent",), condition=models.Q(parent__isnull=False), name="cases_of_project"
            ),
            models.Index(
                fields=("-opened_at", "-number"), condition=models.Q(kind="card"), name="cases_cards"
            ),
            models.Index(
                fields=("body", "-opened_at", "-number"),
                condition=models.Q(kind="card"),
                name="cases_cards_of_body",
            ),
            models.Index(fields=("applicant", "-opened_at"), name="cases_of_applicant"),
            models.Index(
                fields=("licence",), condition=models.Q(licence__isnull=False), name="cases_licence"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
