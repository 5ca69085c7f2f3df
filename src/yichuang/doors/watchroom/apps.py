"""The Django app of this door."""

from django.apps import AppConfig


class WatchroomConfig(AppConfig):
    """The watchroom door."""

    name = "yichuang.doors.watchroom"
    label = "watchroom"
