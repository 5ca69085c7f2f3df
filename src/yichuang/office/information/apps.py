"""The Django app of this room."""

from django.apps import AppConfig


class InformationConfig(AppConfig):
    """The room of requests for information."""

    name = "yichuang.office.information"
    label = "information"
