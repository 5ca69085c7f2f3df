"""Hearings as the public list and the desk show them. Only acts write it."""

from __future__ import annotations

from django.db import models


class HearingRow(models.Model):
    """One hearing, kept from its facts; of those who take part only the chosen representatives stand here by name, since the list is public."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    version = models.IntegerField()
    parent = models.CharField(max_length=40, db_collation="C", default="")
    """The case it belongs to."""
    form = models.CharField(max_length=16)
    subject = models.CharField(max_length=60)
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    state = models.CharField(max_length=12)
    convened_on = models.DateField()
    on = models.DateField()
    begins = models.CharField(max_length=5)
    place = models.CharField(max_length=100)
    section = models.CharField(max_length=60, default="")
    chair = models.CharField(max_length=40)
    basis = models.CharField(max_length=200)
    seats = models.IntegerField(default=0)
    apply_by = models.DateField(null=True)
    asked = models.IntegerField(default=0)
    chosen = models.JSONField(default=list)
    """Of the chosen representatives the number and the name."""
    how = models.CharField(max_length=200, default="")
    told = models.TextField(default="")
    """What became of it in words: put off, called off and why."""
    conclusion = models.TextField(default="")
    reported_on = models.DateField(null=True)

    class Meta:
        """Indexes for the public list and for what belongs to a case."""

        db_table = "hearings_hearing"
        indexes = (
            models.Index(fields=("region", "-on"), name="hearings_region"),
            models.Index(fields=("parent",), condition=~models.Q(parent=""), name="hearings_parent"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"
