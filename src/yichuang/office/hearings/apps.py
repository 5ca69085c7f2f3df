"""The Django app of this room."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """The room of hearings."""

    name = "yichuang.office.hearings"
    label = "hearings"
