"""Addresses of the law on personal data."""

from django.urls import path

from jaras.web.privacy import authorisation, holding, keeping

urlpatterns = [
    path("privacy/", keeping.page, name="keeping"),
    path("privacy/register/", keeping.register, name="keeping_register"),
    path("privacy/authorisation/", authorisation.page, name="keeping_authorisation"),
    path("privacy/authorisation/end/", authorisation.end, name="keeping_authorisation_end"),
    path("privacy/holds/", holding.new, name="keeping_hold"),
    path("privacy/holds/<int:pk>/end/", holding.end, name="keeping_hold_end"),
]
