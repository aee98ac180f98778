"""Addresses of bells."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.bells.rules import BellsVerb
from jaras.web.bells import acting, board, partner, partner_help, partner_tasks, ringing, showing, tasks
from jaras.web.shell.day import waiting
from jaras.web.shell.navigation import room

waiting(tasks.waiting, BellsVerb.READ)
waiting(partner_tasks.of_whoever_rang, BellsVerb.RING)
room("bells", _("Bells"), "bell", BellsVerb.READ)

urlpatterns = [
    path("bells/", board.index, name="bells"),
    path("bells/ring/", ringing.ring, name="bell_ring"),
    path("bells/ring/proposed/", ringing.proposed, name="bell_proposed"),
    path("bells/<int:pk>/", showing.show, name="bell"),
    path("bells/<int:pk>/proof/", showing.proof, name="bell_proof"),
    path("bells/<int:pk>/help/<slug:verb>/", acting.answer, name="bell_help"),
    path("bells/<int:pk>/do/<slug:verb>/", acting.do, name="bell_do"),
    path("b/<str:token>", partner.page, name="bell_partner"),
    path("bells/partners/<int:pk>/", partner_help.page, name="bell_partner_help"),
    path("bells/partners/<int:pk>/<slug:verb>/", partner_help.act, name="bell_partner_help_act"),
]
