"""Addresses that belong to no door: after sign-in, large print, registration, the style page."""

from django.urls import path

from yichuang.doors.parts import activate, showing, views

urlpatterns = [
    path("parts/", showing.parts, name="parts"),
    path("after-sign-in/", views.after_sign_in, name="after-sign-in"),
    path("large-print/", views.large_print, name="large-print"),
    path("sign-in/login/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/register/", views.register, name="register"),
    path("activate/", activate.activate, name="activate"),
    path("sign-in/signup/", views.to_register, name="account_signup"),
]
