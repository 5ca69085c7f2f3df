"""The Django app of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files room."""

    name = "yichuang.office.files"
    label = "files"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"
