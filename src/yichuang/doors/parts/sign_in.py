"""The addresses of accounts that this hall uses. There is no mail: a forgotten password is made new at a window."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
