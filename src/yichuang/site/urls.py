"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("yichuang.doors.portal.urls")),
    path("", include("yichuang.doors.parts.urls")),
    path("sign-in/", include("yichuang.doors.parts.sign_in")),
    path("desk/", include("yichuang.doors.workbench.urls")),
    path("desk/", include("yichuang.doors.watchroom.urls")),
    path("api/", include("yichuang.doors.api.urls")),
]
handler400 = "yichuang.doors.parts.views.bad_request"
handler403 = "yichuang.doors.parts.views.forbidden"
handler404 = "yichuang.doors.parts.views.not_found"
handler500 = "yichuang.doors.parts.views.broken"
handler429 = "yichuang.doors.parts.views.too_many"
