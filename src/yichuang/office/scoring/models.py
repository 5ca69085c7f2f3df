"""What counts for a score as flat rows without personal data, each kept from facts: ended cases, ratings, cards."""

from __future__ import annotations

from django.db import models


class Ended(models.Model):
    """A case that a body ended by its own decision; nothing of whoever applied."""

    case = models.CharField(max_length=40, primary_key=True, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    matter = models.CharField(max_length=60, db_collation="C")
    handling = models.CharField(max_length=12)
    channel = models.CharField(max_length=12)
    accepted_by = models.CharField(max_length=40, blank=True, db_collation="C")
    decided_by = models.CharField(max_length=40, blank=True, db_collation="C")
    received = models.DateField()
    accepted = models.DateField(null=True)
    decided = models.DateField()
    due = models.DateField(null=True)
    """The last day of the promised limit, as it stood at the decision."""
    statutory = models.DateField(null=True)
    outcome = models.CharField(max_length=16)
    paused = models.IntegerField()
    """Days of special procedures, which the law does not count."""
    corrections = models.IntegerField()
    silent = models.BooleanField()
    """Whether it was accepted by law because nobody answered."""

    class Meta:
        """Asked for by the days of a period."""

        db_table = "scoring_ended"
        indexes = (models.Index(fields=("decided", "body"), name="scoring_ended_on"),)

    def __str__(self) -> str:
        return f"{self.case} {self.outcome} {self.decided}"


class Rating(models.Model):
    """How an applicant rated a case; it counts in the period in which it was given."""

    case = models.CharField(max_length=40, primary_key=True, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    accepted_by = models.CharField(max_length=40, blank=True, db_collation="C")
    decided_by = models.CharField(max_length=40, blank=True, db_collation="C")
    stars = models.IntegerField()
    rated = models.DateField()

    class Meta:
        """Asked for by the days of a period."""

        db_table = "scoring_rating"
        indexes = (models.Index(fields=("rated", "body"), name="scoring_rated_on"),)

    def __str__(self) -> str:
        return f"{self.case} {self.stars}"


class Carded(models.Model):
    """A yellow or red card and how it stands for the score; it counts in the period in which it was raised."""

    card = models.CharField(max_length=40, primary_key=True, db_collation="C")
    case = models.CharField(max_length=40, blank=True, db_collation="C")
    body = models.CharField(max_length=40, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    officer = models.CharField(max_length=40, blank=True, db_collation="C")
    rule = models.CharField(max_length=40, blank=True)
    rule_name = models.CharField(max_length=200)
    raised = models.DateField()
    held = models.CharField(max_length=8, blank=True)
    """The level it is held at; empty before it is held and when it was lifted."""
    held_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    """From this day on it counts; null as long as it may still be lifted."""
    lifted_on = models.DateField(null=True)

    class Meta:
        """Asked for by the days of a period."""

        db_table = "scoring_carded"
        indexes = (models.Index(fields=("raised", "body"), name="scoring_raised_on"),)

    def __str__(self) -> str:
        return f"{self.card} {self.held or '—'}"
