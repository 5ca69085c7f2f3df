"""Supervisors from outside: people of other organisations, with an account and no post."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from yichuang.law import mandates
from yichuang.law.words import Organisation


class Outsider(models.Model):
    """An outside supervisor 特邀监督人员: of an organisation that is none of our bodies; the account is for this alone."""

    number = models.CharField(max_length=20, primary_key=True, db_collation="C")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="outsider")
    name = models.CharField(max_length=40)
    organisation = models.CharField(max_length=16, choices=[(x.value, x.label) for x in Organisation])
    unit = models.CharField(max_length=100)
    region = models.CharField(
        max_length=12, db_collation="C", help_text="whose security administrator keeps it"
    )
    active = models.BooleanField(default=True)

    objects: ClassVar[models.Manager[Outsider]] = models.Manager()

    class Meta:
        """In order of numbers."""

        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"

    @property
    def law(self) -> mandates.Outsider:
        """The outside supervisor as the law reads him."""
        return mandates.Outsider(
            number=self.number, name=self.name, organisation=Organisation(self.organisation), unit=self.unit
        )
