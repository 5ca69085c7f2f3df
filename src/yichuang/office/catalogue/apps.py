"""The Django app of this room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue room."""

    name = "yichuang.office.catalogue"
    label = "catalogue"
