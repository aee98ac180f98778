"""Addresses of the rounds."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.rounds.rules import RoundsVerb
from jaras.web.rounds import counting, month, page, tasks
from jaras.web.shell.day import waiting
from jaras.web.shell.navigation import room

waiting(tasks.waiting, RoundsVerb.WORK)
room("rounds", _("Rounds"), "team", RoundsVerb.READ)

urlpatterns = [
    path("rounds/", month.index, name="rounds"),
    path("rounds/new/", page.plan, name="round_plan"),
    path("rounds/<int:pk>/", page.show, name="round"),
    path("rounds/<int:pk>/sheet/", page.sheet, name="round_sheet"),
    path("rounds/<int:pk>/stops/", page.add_stop, name="round_stop_add"),
    path("rounds/<int:pk>/move/<slug:verb>/", page.move, name="round_move"),
    path("rounds/stops/<int:pk>/", counting.stop, name="round_stop"),
    path("rounds/stops/<int:pk>/reached/", counting.reach, name="round_reach"),
    path("rounds/stops/<int:pk>/count/", counting.count, name="round_count"),
    path("rounds/stops/<int:pk>/report/", counting.report, name="round_report"),
]
