"""The table of uploads; the contents lie in the data folder, by digest."""

from __future__ import annotations

from django.db import models


class Upload(models.Model):
    """One file handed in for one case. The same content handed in twice is stored once."""

    digest = models.CharField(max_length=64, db_collation="C")
    size = models.BigIntegerField()
    media = models.CharField(max_length=100)
    name = models.CharField(max_length=160)
    case = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    applicant = models.CharField(max_length=40, db_collation="C")
    by = models.CharField(max_length=40, db_collation="C")
    at = models.DateTimeField()

    class Meta:
        """Found by case, then digest."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("case", "digest"), name="files_upload_once"),)
        indexes = (models.Index(fields=("digest",), name="files_upload_digest"),)

    def __str__(self) -> str:
        return f"{self.case} {self.name}"
