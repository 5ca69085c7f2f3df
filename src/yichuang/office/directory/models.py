"""The tables of the directory: fields, constraints and querysets; decisions stand in acts and law."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yichuang.law import mandates
from yichuang.law.words import InPlace, Word
from yichuang.office.directory.outside import Outsider as Outsider


class IdType(Word):
    """What document an applicant is known by."""

    RESIDENT = "resident", "居民身份证"
    USCC = "uscc", "统一社会信用代码"
    PASSPORT = "passport", "护照"
    HK_MO_TW = "hk_mo_tw", "港澳台居民居住证或通行证"


class Nature(Word):
    """Natural person or legal person (and other organisations)."""

    NATURAL = "natural", "自然人"
    LEGAL = "legal", "法人和其他组织"


class Topic(Word):
    """What the directory's version is kept for."""

    OFFICERS = "officers", "机构与人员"
    CALENDAR = "calendar", "日历"
    CATALOGUE = "catalogue", "事项目录"
    RULES = "rules", "监察规则"


def _choices(words: type[Word]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


class RegionQuerySet(models.QuerySet["Region"]):
    """Asking for regions."""

    def inside(self, territory: str) -> Self:
        """A territory and all that lies in it, by one index range."""
        start = mandates.prefix(territory)
        return self.filter(code__gte=start, code__lt=start + ":") if start else self


class Region(models.Model):
    """An administrative division at one of five levels, by its 12-digit statistical code."""

    code = models.CharField(max_length=12, primary_key=True, db_collation="C")
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    parent = models.CharField(max_length=12, blank=True, default="", db_collation="C", db_index=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        """In code order, which is the official order."""

        ordering = ("code",)
        constraints = (
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="directory_region_level"),
        )

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A body that handles matters, by the six digits of its region and its serial: 513201129; a unit 下属单位 has a parent."""

    code = models.CharField(max_length=20, primary_key=True, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C", db_index=True)
    serial = models.CharField(max_length=3, help_text="case numbers carry it")
    name = models.CharField(max_length=100)
    short = models.CharField(max_length=20)
    uscc = models.CharField(max_length=18, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    supervision_phone = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    hours = models.CharField(max_length=200, blank=True, default="")
    reconsideration = models.CharField(max_length=100, blank=True, default="", help_text="复议机关")
    court = models.CharField(max_length=100, blank=True, default="", help_text="管辖法院")
    active = models.BooleanField(default=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")

    class Meta:
        """One serial per region."""

        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("region", "serial"), name="directory_body_serial"),)

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """A window of the hall."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="windows")
    number = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    active = models.BooleanField(default=True)
    rostered = models.BooleanField(default=False)
    """Whether it must be attended through the hall's hours, and supervision sees when it is not."""

    class Meta:
        """A number is used once per body."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("body", "number"), name="directory_window_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Officer(models.Model):
    """A person on the staff; acts in public, by name and work number."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="officer")
    body = models.ForeignKey(Body, models.PROTECT, related_name="officers")
    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    active = models.BooleanField(default=True)

    class Meta:
        """In order of work numbers."""

        ordering = ("number",)

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["PostHeld"]):
    """Asking for posts."""

    def on(self, day: date) -> Self:
        """Posts held on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class PostHeld(models.Model):
    """A post an officer holds, with its scope and its term."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="posts")
    post = models.CharField(max_length=20, choices=_choices(mandates.Post))
    region = models.CharField(max_length=12, blank=True, default="", db_collation="C")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    matters = models.JSONField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        """A term never ends before it begins."""

        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="directory_post_term"
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer_id}: {mandates.Post(self.post).label}"


class LetterQuerySet(models.QuerySet["LetterOfAuthority"]):
    """Asking for letters of authority."""

    def in_force(self, day: date) -> Self:
        """Letters valid on a day: within their term and not revoked by then."""
        return self.filter(
            Q(revoked_on__isnull=True) | Q(revoked_on__gt=day), valid_from__lte=day, valid_until__gte=day
        )


class LetterOfAuthority(models.Model):
    """行政审批授权书: signed by the head of a body for one officer."""

    number = models.CharField(max_length=40, primary_key=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="letters")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="letters")
    powers = models.JSONField()
    matters = models.JSONField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    signed_by = models.CharField(max_length=40)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_why = models.CharField(max_length=200, blank=True, default="")

    objects = LetterQuerySet.as_manager()

    class Meta:
        """A term never ends before it begins; a revocation has its reason."""

        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="directory_letter_term"
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_why=""), name="directory_letter_why"
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def law(self) -> mandates.Letter:
        """The letter as the law reads it."""
        return mandates.Letter(
            number=self.number,
            body=self.body_id,
            officer=self.officer.number,
            powers=frozenset(mandates.Power(power) for power in self.powers),
            matters=None if self.matters is None else frozenset(self.matters),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            revoked_on=self.revoked_on,
        )


class Applicant(models.Model):
    """Somebody who applies. Numbers, telephone and address are sealed; indexes over them are keyed digests."""

    id = models.CharField(max_length=16, primary_key=True, db_collation="C")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="applicant"
    )
    nature = models.CharField(max_length=8, choices=_choices(Nature))
    name = models.CharField(max_length=100)
    id_type = models.CharField(max_length=12, choices=_choices(IdType))
    id_shown = models.CharField(max_length=40, help_text="masked")
    id_sealed = models.BinaryField()
    id_index = models.CharField(max_length=64, unique=True, db_collation="C")
    phone_shown = models.CharField(max_length=40, help_text="masked")
    phone_sealed = models.BinaryField()
    phone_index = models.CharField(max_length=64, db_index=True, db_collation="C")
    tail_index = models.CharField(max_length=64, db_collation="C")
    address_sealed = models.BinaryField()
    email = models.CharField(max_length=120, blank=True, default="")
    representative = models.CharField(max_length=40, blank=True, default="", help_text="legal persons")
    created_at = models.DateTimeField()

    class Meta:
        """One applicant per identity number."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.id


class Interest(models.Model):
    """An interest an officer declared in an applicant: on such cases the officer withdraws 回避."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="interests")
    applicant = models.ForeignKey(Applicant, models.CASCADE, related_name="+")
    why = models.CharField(max_length=200)

    class Meta:
        """Declared once."""

        constraints = (
            models.UniqueConstraint(fields=("officer", "applicant"), name="directory_interest_once"),
        )

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.why}"


class CalendarYear(models.Model):
    """A yearly notice on days off, loaded after this edition was made; `amends` lies over the year's notice."""

    year = models.PositiveSmallIntegerField()
    amends = models.BooleanField(default=False)
    notice = models.JSONField()
    loaded_at = models.DateTimeField()
    checked = models.PositiveIntegerField(default=0, help_text="open cases recalculated so far")
    reached = models.CharField(max_length=40, blank=True, default="", db_collation="C", help_text="the last")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="when every open case agreed with it")

    class Meta:
        """One notice and one amendment per year."""

        ordering = ("year", "amends")
        constraints = (models.UniqueConstraint(fields=("year", "amends"), name="directory_year_once"),)

    def __str__(self) -> str:
        return str(self.year)


class CodeUse(Word):
    """What a one-time code opens."""

    ACTIVATE = "activate", "开通账号"
    RESET = "reset", "重设密码"


class OneTimeCode(models.Model):
    """A code on a printed slip that opens an account once; only its keyed digest is kept."""

    digest = models.CharField(max_length=64, primary_key=True, db_collation="C")
    use = models.CharField(max_length=10, choices=_choices(CodeUse))
    applicant = models.ForeignKey(Applicant, models.CASCADE, null=True, blank=True, related_name="codes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="codes"
    )
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80, help_text="name and work number")
    expires_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0, help_text="how often the second proof did not fit")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="used, replaced or guessed at")
    used_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="when its owner was shown what happened")

    class Meta:
        """For an applicant who has no account yet, or for a user who has."""

        db_table = "directory_code"
        constraints = (
            models.CheckConstraint(
                condition=Q(applicant__isnull=False) | Q(user__isnull=False), name="directory_code_whose"
            ),
        )

    def __str__(self) -> str:
        return f"{self.use} {self.issued_at:%F}"


class DirectoryVersion(models.Model):
    """A number per topic, drawn anew by every change: what was read under the same number is still true."""

    topic = models.CharField(max_length=20, primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        """Few rows."""

        db_table = "directory_version"

    def __str__(self) -> str:
        return f"{self.topic} {self.number}"


class DirectoryChange(models.Model):
    """Who changed what in the directory, when, with digests of before and after. PostgreSQL refuses to alter it."""

    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=40, blank=True, default="")
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    before = models.CharField(max_length=64, blank=True, default="")
    after = models.CharField(max_length=64, blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        """Looked up by what was changed."""

        db_table = "directory_change"
        indexes = (models.Index(fields=("subject", "key"), name="directory_change_of"),)

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.by} {self.act} {self.subject} {self.key}"


class Evidence(models.Model):
    """What proves that one thing the reform asks is in place at a body, entered by hand with its document."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=12, choices=_choices(InPlace))
    met = models.BooleanField()
    text = models.CharField(max_length=200)
    document = models.CharField(max_length=100, blank=True, default="")
    since = models.DateField()
    owner = models.CharField(max_length=100, help_text="who answers for it")

    class Meta:
        """One entry per body and item; what it said before is in the change log."""

        constraints = (models.UniqueConstraint(fields=("body", "item"), name="directory_evidence_of"),)

    def __str__(self) -> str:
        return f"{self.body_id} {self.item}"
