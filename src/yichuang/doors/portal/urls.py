"""The public addresses, and those of a signed-in applicant."""

from django.urls import path

from yichuang.doors.portal import apply, bodies, browse, journeys, mine, opendata, printed, projects

urlpatterns = [
    path("", browse.home, name="home"),
    path("matters/", browse.matters, name="matters"),
    path("bodies/", bodies.register, name="bodies"),
    path("bodies/<slug:code>/", bodies.body, name="body"),
    path("open/", opendata.show, name="open"),
    path("open/matters.<slug:ending>", opendata.matters, name="open-matters"),
    path("sitemap.xml", opendata.sitemap, name="sitemap"),
    path("robots.txt", opendata.robots, name="robots"),
    path("find/", journeys.choose, name="journeys"),
    path("find/<slug:code>/", journeys.follow, name="journey"),
    path("booklet.pdf", printed.booklet, name="booklet"),
    path("matters/<slug:matter>/", browse.guide, name="guide"),
    path("matters/<slug:matter>/history/", browse.history, name="guide-history"),
    path("matters/<slug:matter>/flow.bpmn", printed.flow, name="guide-flow"),
    path("matters/<slug:matter>/leaflet.pdf", printed.leaflet, name="leaflet"),
    path("matters/<slug:matter>/<slug:which>.pdf", printed.form, name="guide-form"),
    path("progress/", browse.progress, name="progress"),
    path("progress/why/<str:name>/", browse.progress_why, name="progress-why"),
    path("verify/", browse.verify, name="verify"),
    path("verify/<str:code>/", browse.verify, name="verify-code"),
    path("apply/<slug:matter>/", apply.begin, name="apply"),
    path("my/", mine.cases, name="my"),
    path("my/<str:number>/", mine.case, name="my-case"),
    path("my/<str:number>/map/", projects.show, name="my-project"),
    path("my/<str:number>/form/", apply.form, name="apply-form"),
    path("my/<str:number>/materials/", apply.materials, name="apply-materials"),
    path("my/<str:number>/upload/<str:material>/", apply.upload, name="apply-upload"),
    path("my/<str:number>/remove/<str:material>/", apply.remove, name="apply-remove"),
    path("my/<str:number>/check/", apply.check, name="apply-check"),
    path("my/<str:number>/do/<str:name>/", mine.act, name="my-act"),
    path("my/<str:number>/why/<str:name>/", mine.why, name="my-why"),
    path("my/<str:number>/paper/<str:verify>/", mine.paper, name="my-paper"),
    path("my/<str:number>/file/<str:digest>/", mine.file, name="my-file"),
]
