"""The Django app of this room."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The room of consultations."""

    name = "yichuang.office.consultations"
    label = "consultations"
