"""The tables of agency: village agents, written authorisations, when somebody last looked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yichuang.law import mandates
from yichuang.law.cases import day
from yichuang.office.directory.models import Applicant


class VillageAgent(models.Model):
    """A 代办员 whom a township or village has named: acts in public, by name; in all else an applicant like any."""

    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="village_agent")
    region = models.CharField(max_length=12, db_collation="C", help_text="the township or village served")
    place = models.CharField(max_length=60, help_text="as people say it: 松岗镇直波村")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="when the post ended")

    class Meta:
        """By place."""

        ordering = ("region", "id")

    def __str__(self) -> str:
        return self.place


class Authorisation(models.Model):
    """授权委托书: an applicant lets an agent do named things on named matters for a term."""

    principal = models.ForeignKey(Applicant, models.PROTECT, related_name="authorisations")
    agent = models.ForeignKey(Applicant, models.PROTECT, related_name="entrusted")
    errands = models.JSONField()
    matters = models.JSONField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80, blank=True, default="", help_text="the clerk, if on paper")
    scan = models.CharField(max_length=64, blank=True, default="", help_text="digest of the signed paper")
    digest = models.CharField(max_length=64)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=80, blank=True, default="", help_text="the clerk, if asked to")

    class Meta:
        """Newest first; never to oneself, never for less than no time."""

        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="agency_not_to_oneself"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="agency_term"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number people quote: 委托〔2026〕000012号."""
        return f"委托〔{day(self.given_at).year}〕{self.pk:06d}号"

    @property
    def law(self) -> mandates.Authorisation:
        """The authorisation as the law reads it."""
        return mandates.Authorisation(
            number=self.number,
            principal=self.principal_id,
            agent=self.agent_id,
            errands=frozenset(mandates.Errand(one) for one in self.errands),
            matters=None if self.matters is None else frozenset(self.matters),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            revoked_at=self.revoked_at,
        )

    @property
    def labels(self) -> list[str]:
        """What may be done, in words."""
        return [one.label for one in mandates.Errand if one.value in self.errands]


class Look(models.Model):
    """When an applicant last looked at what agents did for him, or he for others."""

    applicant = models.OneToOneField(Applicant, models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One per applicant."""

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.at:%F %T}"
