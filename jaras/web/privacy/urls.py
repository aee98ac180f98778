"""Addresses of the law on personal data."""

from django.urls import path

from jaras.web.privacy import authorisation, holding, keeping

urlpatterns = [
    path("privacy/", keeping.page, name="privacy"),
    path("privacy/register/", keeping.register, name="privacy_register"),
    path("privacy/authorisation/", authorisation.page, name="privacy_authorisation"),
    path("privacy/authorisation/end/", authorisation.end, name="privacy_authorisation_end"),
    path("privacy/holds/", holding.new, name="privacy_hold"),
    path("privacy/holds/<int:pk>/end/", holding.end, name="privacy_hold_end"),
]
