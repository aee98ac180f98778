"""Addresses of the law on personal data."""

from django.urls import path

from jaras.privacy.rules import PrivacyVerb
from jaras.web.privacy import authorisation, copying, holding, keeping, requests, tasks
from jaras.web.shell.day import waiting

# Every referent may make a copy; it waits for the head, who is told what is kept.
waiting(tasks.waiting, PrivacyVerb.READ)

urlpatterns = [
    path("privacy/", keeping.page, name="keeping"),
    path("privacy/register/", keeping.register, name="keeping_register"),
    path("privacy/authorisation/", authorisation.page, name="keeping_authorisation"),
    path("privacy/authorisation/end/", authorisation.end, name="keeping_authorisation_end"),
    path("privacy/holds/", holding.new, name="keeping_hold"),
    path("privacy/holds/<int:pk>/end/", holding.end, name="keeping_hold_end"),
    path("privacy/requests/", requests.index, name="privacy_requests"),
    path("privacy/requests/new/", requests.new, name="privacy_request_new"),
    path("privacy/requests/<int:pk>/", requests.one, name="privacy_request"),
    path("privacy/requests/<int:pk>/copy/", copying.choose, name="privacy_copy"),
    path("privacy/requests/<int:pk>/copy/<int:person_pk>/", copying.make, name="privacy_copy_make"),
    path("privacy/requests/<int:pk>/<slug:verb>/", requests.move, name="privacy_request_move"),
]
