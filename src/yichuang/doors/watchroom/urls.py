"""The addresses of the watchroom, all under desk/."""

from django.urls import path

from yichuang.doors.watchroom import lights

urlpatterns = [
    path("lights/", lights.show, name="desk-lights"),
    path("lights.xlsx", lights.sheet, name="desk-lights-sheet"),
]
