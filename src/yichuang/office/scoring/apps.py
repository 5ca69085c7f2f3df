"""The Django app of this room."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """The scoring room."""

    name = "yichuang.office.scoring"
    label = "scoring"
