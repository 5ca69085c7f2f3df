"""The append-only tables: facts in their chains, personal texts beside them, cursors of followers."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class FactRow(models.Model):
    """One fact in its case's chain. PostgreSQL refuses to change or delete it."""

    case = models.CharField(max_length=40, db_collation="C")
    seq = models.IntegerField()
    at = models.DateTimeField()
    type = models.CharField(max_length=40)
    record = models.JSONField()
    head = models.BinaryField(max_length=32)
    key = models.CharField(max_length=64, null=True)
    tx = models.BigIntegerField(
        db_default=models.expressions.RawSQL("pg_current_xact_id()::text::bigint", [])
    )

    class Meta:
        """A chain has one link per number; a key is used once per case."""

        db_table = "trail_fact"
        constraints = (
            models.UniqueConstraint(fields=("case", "seq"), name="trail_fact_link"),
            models.UniqueConstraint(
                fields=("case", "key"), condition=models.Q(key__isnull=False), name="trail_fact_key"
            ),
            models.UniqueConstraint(
                fields=("key",), condition=models.Q(seq=1, key__isnull=False), name="trail_fact_begun"
            ),
        )
        indexes = (
            models.Index(fields=("tx", "id"), name="trail_fact_order"),
            BrinIndex(fields=("at",), autosummarize=True, name="trail_fact_when"),
        )

    def __str__(self) -> str:
        return f"{self.case}#{self.seq} {self.type}"


class TextRow(models.Model):
    """A personal text of a fact: encrypted, with the salt of its digest; it may be erased by law."""

    case = models.CharField(max_length=40, db_collation="C")
    seq = models.IntegerField()
    field = models.CharField(max_length=40)
    salt = models.BinaryField(max_length=16)
    text = models.BinaryField()

    class Meta:
        """One text per field of a fact."""

        db_table = "trail_text"
        constraints = (models.UniqueConstraint(fields=("case", "seq", "field"), name="trail_text_of"),)

    def __str__(self) -> str:
        return f"{self.case}#{self.seq}.{self.field}"


class Cursor(models.Model):
    """How far a follower has read the trail, and what stopped it."""

    follower = models.CharField(max_length=60, primary_key=True)
    tx = models.BigIntegerField(default=0)
    fact = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    trouble = models.TextField(blank=True, default="")

    class Meta:
        """Few rows."""

        db_table = "trail_cursor"

    def __str__(self) -> str:
        return f"{self.follower} @ {self.fact}"


class Leaf(models.Model):
    """A leaf of the log: the head a chain had when its day was sealed. PostgreSQL refuses to change or delete it."""

    n = models.BigIntegerField(primary_key=True)
    chain = models.CharField(max_length=40, db_collation="C")
    seq = models.IntegerField()
    head = models.BinaryField(max_length=32)

    class Meta:
        """A chain is sealed once at each length."""

        db_table = "trail_leaf"
        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="trail_leaf_of"),)

    def __str__(self) -> str:
        return f"{self.n} {self.chain}#{self.seq}"


class Tile(models.Model):
    """Two hundred and fifty-six neighbouring hashes of the log at one height: leaves, or whole subtrees of tiles below."""

    height = models.SmallIntegerField()
    n = models.BigIntegerField()
    hashes = models.BinaryField()
    top = models.BinaryField(max_length=32)
    """The one hash over them: an upper tile that has only begun is read as these, not by hashing what is below."""

    class Meta:
        """Only full tiles are kept; what is beyond them is read from the leaves."""

        db_table = "trail_tile"
        constraints = (models.UniqueConstraint(fields=("height", "n"), name="trail_tile_of"),)

    def __str__(self) -> str:
        return f"{self.height}/{self.n}"


class Root(models.Model):
    """The signed root of a sealed day."""

    day = models.DateField(primary_key=True)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)

    class Meta:
        """In order of days."""

        db_table = "trail_root"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.size}"


class Countersignature(models.Model):
    """Somebody else's signature over the same root: an upper level, a notary."""

    root = models.ForeignKey(Root, models.PROTECT, related_name="countersignatures")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)

    class Meta:
        """One per key and root."""

        db_table = "trail_countersignature"
        constraints = (models.UniqueConstraint(fields=("root", "key"), name="trail_countersigned"),)

    def __str__(self) -> str:
        return f"{self.root_id} {self.name}"
