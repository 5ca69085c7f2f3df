"""The Django app of this room."""

from django.apps import AppConfig


class AgencyConfig(AppConfig):
    """The agency room."""

    name = "yichuang.office.agency"
    label = "agency"
