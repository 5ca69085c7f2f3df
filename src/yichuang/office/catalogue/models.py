"""Matters, their editions and drafts; an edition once published never changes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Matter(models.Model):
    """A matter 事项 of a body, as its facts say: `item` is the folded state, `head` the end of its chain."""

    code = models.CharField(max_length=60, primary_key=True, db_collation="C")
    name = models.CharField(max_length=200)
    body = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C", db_index=True)
    ends = models.DateField(null=True, help_text="from this day on nothing is accepted")
    version = models.IntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes(32))
    item = models.TextField(default="")

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
    ends = models.DateField(null=True, help_text="the next edition's day, or the matter's end")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    facets = ArrayField(models.CharField(max_length=80), default=list, help_text="what lists filter by")
    terms = ArrayField(models.CharField(max_length=16), default=list, help_text="what search looks up")
    reviewed_by = models.CharField(max_length=100)
    reviewed_on = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        """Numbered within its matter; found by facet and by term."""

        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="catalogue_edition_number"),)
        indexes = (
            GinIndex(fields=("facets",), name="catalogue_facets"),
            GinIndex(fields=("terms",), name="catalogue_terms"),
        )
        ordering = ("matter", "number")

    def __str__(self) -> str:
        return f"{self.matter_id} 第{self.number}版"


class Draft(models.Model):
    """The words of a matter's next edition while they are written; `version` lets the second of two editors know."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="draft")
    content = models.JSONField()
    version = models.IntegerField()
    saved_by = models.CharField(max_length=100)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.matter_id} 草稿"
