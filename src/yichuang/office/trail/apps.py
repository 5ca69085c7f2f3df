"""The Django app of this room."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The trail room."""

    name = "yichuang.office.trail"
    label = "trail"
