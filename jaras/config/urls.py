"""Every address of the product."""

from django.urls import include, path

from jaras.api.urls import api, open_directory
from jaras.web.shell import views as shell

urlpatterns = [
    path("health", shell.health, name="health"),
    path("preferences/", shell.preferences, name="preferences"),
    path("api/v1/", api.urls),
    path("hsds/", open_directory.urls),
    path("channels/", include("jaras.channels.urls")),
    path("simulator/", include("jaras.demo.simulator.urls")),  # 404 outside the demo
    # page folders in the order of the rail; those of the house's own affairs close it
    path("", include("jaras.web.portal.urls")),
    path("", include("jaras.web.intake.urls")),
    path("", include("jaras.web.conversations.urls")),
    path("", include("jaras.web.day.urls")),
    path("", include("jaras.web.cases.urls")),
    path("", include("jaras.web.care.urls")),
    path("", include("jaras.web.inclusion.urls")),
    path("", include("jaras.web.referrals.urls")),
    path("", include("jaras.web.people.urls")),
    path("", include("jaras.web.partners.urls")),
    path("", include("jaras.web.places.urls")),
    path("", include("jaras.web.rounds.urls")),
    path("", include("jaras.web.bells.urls")),
    path("", include("jaras.web.meetings.urls")),
    path("", include("jaras.web.alerts.urls")),
    path("", include("jaras.web.handover.urls")),
    path("", include("jaras.web.committees.urls")),
    path("", include("jaras.web.registers.urls")),
    path("", include("jaras.web.steering.urls")),
    path("", include("jaras.web.governance.urls")),
    path("", include("jaras.web.calendars.urls")),
    path("", include("jaras.web.glass.urls")),
    path("", include("jaras.web.hooks.urls")),
    path("", include("jaras.web.privacy.urls")),
    path("", include("jaras.web.territory.urls")),
]

handler400 = "jaras.web.shell.views.bad_request"
handler403 = "jaras.web.shell.views.forbidden"
handler404 = "jaras.web.shell.views.not_found"
handler500 = "jaras.web.shell.views.server_error"
