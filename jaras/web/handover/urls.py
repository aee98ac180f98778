"""Addresses of the handover of the watch."""

from django.urls import path

from jaras.governance.rules import GovernanceVerb
from jaras.web.handover import page, tasks
from jaras.web.shell.day import waiting

waiting(tasks.waiting, GovernanceVerb.WATCH)

urlpatterns = [
    path("watches/<int:pk>/handover/", page.handover, name="handover"),
    path("watches/<int:pk>/open/", page.still_open, name="handover_open"),
    path("watches/<int:pk>/promises/", page.promise, name="handover_promise"),
    path("watches/promises/<int:pk>/<slug:verb>/", page.end_promise, name="promise_end"),
    path("watches/handed-over/<int:pk>/", page.answer, name="handover_answer"),
]
