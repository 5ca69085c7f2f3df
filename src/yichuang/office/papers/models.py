"""Issued papers and their number series."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """The last number of one series of a body in a year; numbers have no gaps."""

    body = models.CharField(max_length=40, db_collation="C")
    mark = models.CharField(max_length=10)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        """One row per series."""

        constraints = (models.UniqueConstraint(fields=("body", "mark", "year"), name="papers_series_one"),)

    def __str__(self) -> str:
        return f"{self.body}{self.mark}〔{self.year}〕{self.last}"


class Paper(models.Model):
    """One issued paper: its words sealed at rest, its digest open, its code to verify it by."""

    verify = models.CharField(max_length=20, primary_key=True, db_collation="C")
    code = models.CharField(max_length=8)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=100)
    case = models.CharField(max_length=40, db_collation="C")
    seq = models.IntegerField()
    body = models.CharField(max_length=100)
    dated = models.DateField()
    digest = models.CharField(max_length=64)
    document = models.BinaryField()

    class Meta:
        """A fact brings a paper once."""

        constraints = (models.UniqueConstraint(fields=("case", "seq", "code"), name="papers_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
