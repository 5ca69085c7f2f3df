"""Rules in their editions; for each open case its bucket and the next instant to look at it; counters kept as things change."""

from __future__ import annotations

from django.db import models


class Rules(models.Model):
    """A region's rules of supervision in one edition; the latest is in force. The chain `rules/<region>` tells of each."""

    region = models.CharField(max_length=12, db_collation="C", blank=True)
    number = models.IntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=60)
    reason = models.TextField()

    class Meta:
        """One row per edition."""

        db_table = "supervision_rules"
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="supervision_rules_edition"),
        )

    def __str__(self) -> str:
        return f"{self.region or '全国'}/{self.number}"


class Watch(models.Model):
    """A case under watch: the bucket it is counted in, as of which fact, and when it must be looked at next."""

    case = models.CharField(max_length=40, primary_key=True, db_collation="C")
    version = models.IntegerField()
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=16)
    light = models.CharField(max_length=8)
    looked_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)

    class Meta:
        """The tick asks for what is due, and nothing else."""

        db_table = "supervision_watch"
        indexes = (
            models.Index(
                fields=("next_at",), condition=models.Q(next_at__isnull=False), name="supervision_next"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.state} {self.light}"


class Count(models.Model):
    """How many cases stand so, by region, body, kind, state and light."""

    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=16)
    light = models.CharField(max_length=8)
    n = models.IntegerField()

    class Meta:
        """One row per bucket."""

        db_table = "supervision_count"
        constraints = (
            models.UniqueConstraint(
                fields=("region", "body", "kind", "state", "light"), name="supervision_bucket"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.kind} {self.state} {self.light} {self.n}"


class Flow(models.Model):
    """How often something happened on a day in a body."""

    day = models.DateField()
    region = models.CharField(max_length=12, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    what = models.CharField(max_length=16)
    n = models.IntegerField()

    class Meta:
        """One row per day, body and thing."""

        db_table = "supervision_flow"
        constraints = (
            models.UniqueConstraint(fields=("day", "region", "body", "what"), name="supervision_flow_of"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.body} {self.what} {self.n}"


class Deed(models.Model):
    """What an officer did that a pattern over many cases may be made of; kept from facts."""

    case = models.CharField(max_length=40, db_collation="C")
    seq = models.IntegerField()
    what = models.CharField(max_length=8)
    tells = models.IntegerField()
    at = models.DateTimeField()
    officer = models.CharField(max_length=40, db_collation="C")
    officer_name = models.CharField(max_length=60)
    body = models.CharField(max_length=40, db_collation="C")
    matter = models.CharField(max_length=60, db_collation="C")
    kind = models.CharField(max_length=20)
    handling = models.CharField(max_length=10)

    class Meta:
        """Asked for by officer, and the decisions by matter, in the order of time."""

        db_table = "supervision_deed"
        constraints = (models.UniqueConstraint(fields=("case", "seq"), name="supervision_deed_fact"),)
        indexes = (
            models.Index(fields=("officer", "at"), name="supervision_deed_officer"),
            models.Index(
                fields=("matter", "at"),
                condition=models.Q(what__in=("granted", "refused")),
                name="supervision_deed_matter",
            ),
        )

    def __str__(self) -> str:
        return f"{self.at} {self.officer_name} {self.what} {self.case}"


class Beat(models.Model):
    """The latest moment the timer has seen: the clock of a server never goes back unnoticed."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        """One row per timer."""

        db_table = "supervision_beat"

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
