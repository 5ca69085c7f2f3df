"""The Django app of this room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The directory room."""

    name = "yichuang.office.directory"
    label = "directory"
    verbose_name = "机构与人员"
    default_auto_field = "django.db.models.BigAutoField"
