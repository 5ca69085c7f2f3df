"""The Django app of this room."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The supervision room."""

    name = "yichuang.office.supervision"
    label = "supervision"
