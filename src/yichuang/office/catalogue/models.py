"""Matters and their editions; an edition once published never changes."""

from __future__ import annotations

from django.db import models


class Matter(models.Model):
    """A matter 事项 of a body: what can be applied for."""

    code = models.CharField(max_length=60, primary_key=True, db_collation="C")
    name = models.CharField(max_length=200)
    body = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")

    class Meta:
        """In order of code."""

        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One version of a matter from a day on, with everything its guide says; cases keep the edition they began with."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="editions")
    number = models.IntegerField()
    effective = models.DateField()
    ends = models.DateField(null=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    reviewed_by = models.CharField(max_length=100)
    reviewed_on = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        """Numbered within its matter."""

        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="catalogue_edition_number"),)
        ordering = ("matter", "number")

    def __str__(self) -> str:
        return f"{self.matter_id} 第{self.number}版"
