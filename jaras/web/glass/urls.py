"""Addresses of exceptional access."""

from django.urls import path

from jaras.governance.rules import GovernanceVerb
from jaras.web.glass import asking, card, pages, reviewing, tasks
from jaras.web.shell.day import waiting

waiting(tasks.waiting, GovernanceVerb.REVIEW_GLASS)

urlpatterns = [
    path("exceptional/", reviewing.index, name="exceptional_accesses"),
    path("exceptional/ask/", asking.ask, name="exceptional_ask"),
    path("exceptional/<int:pk>/", pages.page, name="exceptional_access"),
    path("exceptional/<int:pk>/end/", pages.end, name="exceptional_end"),
    path("exceptional/<int:pk>/review/", reviewing.review, name="exceptional_review"),
    path("cases/<int:pk>/card/", card.page, name="case_card"),
]
