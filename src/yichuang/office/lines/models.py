"""Linked lines with their keys, what came in by them, the calls of the telephone with their signals, who sits where. Only acts write it."""

from __future__ import annotations

from django.db import models


class Linked(models.Model):
    """A line or a system of others that may write: it holds a key; here is only its blind index, and the key sealed for signatures."""

    code = models.CharField(max_length=20, primary_key=True, db_collation="C")
    name = models.CharField(max_length=60)
    line = models.CharField(max_length=12)
    region = models.CharField(max_length=12, db_collation="C")
    key_index = models.CharField(max_length=64, unique=True, db_collation="C")
    key = models.BinaryField()
    active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    class Meta:
        """Few rows."""

        db_table = "lines_linked"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Arrival(models.Model):
    """A demand that came by a linked line, under the line's own number."""

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    """The ticket it became."""
    linked = models.ForeignKey(Linked, models.PROTECT)
    origin = models.CharField(max_length=100, db_collation="C")
    """The line's own number, or the key by which its client makes a request once."""
    digest = models.CharField(max_length=64)
    """A keyed hash of what was sent, so that the same number with another text is seen."""
    at = models.DateTimeField()

    class Meta:
        """A line gives a number once."""

        db_table = "lines_arrival"
        constraints = (models.UniqueConstraint(fields=("linked", "origin"), name="lines_arrival_once"),)

    def __str__(self) -> str:
        return f"{self.linked_id}/{self.origin} → {self.number}"


class CallRow(models.Model):
    """A telephone call as its signals say. The caller's number is sealed; the hash finds what he brought before."""

    linked = models.ForeignKey(Linked, models.PROTECT)
    call = models.CharField(max_length=80, db_collation="C")
    """The exchange's own name of the call."""
    region = models.CharField(max_length=12, db_collation="C")
    dialled = models.CharField(max_length=20, default="")
    phone = models.BinaryField(null=True)
    """Sealed; None when the number was withheld, or forgotten since."""
    caller = models.CharField(max_length=64, default="", db_collation="C")
    extension = models.CharField(max_length=20, default="", db_collation="C")
    begun_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    rung_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    hung_up_at = models.DateTimeField(null=True)
    ticket = models.CharField(max_length=40, default="", db_collation="C")
    """What was registered from it first; empty when nothing was."""

    class Meta:
        """Indexes for whose telephone rings, and for the figures of a time."""

        db_table = "lines_call"
        constraints = (models.UniqueConstraint(fields=("linked", "call"), name="lines_call_once"),)
        indexes = (
            models.Index(fields=("extension", "-begun_at"), name="lines_call_extension"),
            models.Index(fields=("region", "begun_at"), name="lines_call_begun"),
        )

    def __str__(self) -> str:
        return f"{self.linked_id}/{self.call}"


class SignalRow(models.Model):
    """One signal of a call as the exchange signed it: a signature is taken once."""

    row = models.ForeignKey(CallRow, models.CASCADE, related_name="signals")
    signal = models.CharField(max_length=10)
    at = models.DateTimeField()
    extension = models.CharField(max_length=20, default="", db_collation="C")
    signature = models.CharField(max_length=64, unique=True, db_collation="C")
    heard_at = models.DateTimeField()

    class Meta:
        """The same signal of a call counts once."""

        db_table = "lines_signal"
        constraints = (
            models.UniqueConstraint(fields=("row", "signal", "at", "extension"), name="lines_signal_once"),
        )

    def __str__(self) -> str:
        return f"{self.row_id} {self.signal}"


class Seat(models.Model):
    """At which telephone an operator sits; a telephone has one operator."""

    officer = models.CharField(max_length=40, primary_key=True, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    extension = models.CharField(max_length=20, db_collation="C")
    since = models.DateTimeField()

    class Meta:
        """One operator at a telephone of a region."""

        db_table = "lines_seat"
        constraints = (models.UniqueConstraint(fields=("region", "extension"), name="lines_seat_one"),)

    def __str__(self) -> str:
        return f"{self.officer} @ {self.extension}"
