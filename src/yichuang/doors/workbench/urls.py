"""The addresses of the workbench, all under desk/."""

from django.urls import path

from yichuang.doors.workbench import (
    accounts,
    calendar,
    case,
    catalogue,
    exchange,
    inbox,
    intake,
    letters,
    materials,
    reform,
)

urlpatterns = [
    path("", inbox.show, name="desk"),
    path("search/", inbox.search, name="desk-search"),
    path("lights/", inbox.lights, name="desk-lights"),
    path("lights.xlsx", inbox.lights_sheet, name="desk-lights-sheet"),
    path("letters/", letters.show, name="desk-letters"),
    path("letters/<str:number>/revoke/", letters.revoke, name="desk-letter-revoke"),
    path("matters/", catalogue.show, name="desk-matters"),
    path("matters/template.xlsx", exchange.template, name="desk-matters-template"),
    path("matters/export.<slug:form>", exchange.export, name="desk-matters-export"),
    path("matters/import/", exchange.take, name="desk-matters-import"),
    path("matters/<slug:code>/", catalogue.matter, name="desk-matter"),
    path("matters/<slug:code>/edit/", catalogue.edit, name="desk-matter-edit"),
    path("matters/<slug:code>/act/<slug:name>/", catalogue.act, name="desk-matter-act"),
    path("accounts/", accounts.applicants, name="desk-accounts"),
    path("officers/", accounts.officers, name="desk-officers"),
    path("officers/<str:number>/reset/", accounts.officer, name="desk-officer-reset"),
    path("calendar/", calendar.show, name="desk-calendar"),
    path("calendar/load/", calendar.load, name="desk-calendar-load"),
    path("reform/", reform.show, name="desk-reform"),
    path("reform/<slug:code>/", reform.body, name="desk-reform-body"),
    path("intake/", intake.choose, name="desk-intake"),
    path("intake/<slug:matter>/", intake.take, name="desk-intake-take"),
    path("case/<str:number>/", case.show, name="desk-case"),
    path("case/<str:number>/taken/", intake.done, name="desk-intake-done"),
    path("case/<str:number>/why/<str:name>/", case.why, name="desk-why"),
    path("case/<str:number>/material/<str:ref>/", materials.show, name="desk-material"),
    path("case/<str:number>/page/<str:digest>/<int:page>/", materials.page, name="desk-page"),
    path("case/<str:number>/file/<str:digest>/", case.file, name="desk-file"),
    path("case/<str:number>/paper/<str:verify>/", case.paper, name="desk-paper"),
    path("case/<str:number>/act/<str:name>/", case.act, name="desk-act"),
]
