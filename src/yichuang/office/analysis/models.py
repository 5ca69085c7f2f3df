"""Spells as rows: derived from facts alone, they can be thrown away and built again."""

from __future__ import annotations

from django.db import models


class SpellRow(models.Model):
    """One stretch of a case's time, see `law.analysis.Spell`. Names are those of the history's files too."""

    number = models.CharField(max_length=40, db_collation="C")
    n = models.IntegerField()
    phase = models.CharField(max_length=16)
    step = models.CharField(max_length=60)
    step_name = models.CharField(max_length=200)
    body = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    matter = models.CharField(max_length=60, db_collation="C")
    edition = models.IntegerField()
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=12)
    purpose = models.CharField(max_length=12)
    officer = models.CharField(max_length=60)
    started = models.DateField()
    ended = models.DateField(null=True)
    days = models.IntegerField(null=True)
    workdays = models.IntegerField(null=True)
    limit_days = models.IntegerField(null=True)
    on_time = models.BooleanField(null=True)
    waits = models.CharField(max_length=12)
    cause = models.CharField(max_length=200)
    outcome = models.CharField(max_length=16)
    corrections = models.IntegerField()
    extended = models.IntegerField()
    note = models.TextField()

    class Meta:
        """A case's spells are replaced together; questions ask for a phase and a period."""

        db_table = "analysis_spell"
        constraints = (models.UniqueConstraint(fields=("number", "n"), name="analysis_spell_of"),)
        indexes = (models.Index(fields=("phase", "ended"), name="analysis_ended"),)

    def __str__(self) -> str:
        return f"{self.number}#{self.n} {self.phase}"
