"""Addresses of alerts."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.alerts.rules import AlertsVerb
from jaras.web.alerts import devices, page, rows
from jaras.web.shell.day import waiting
from jaras.web.shell.navigation import room

waiting(rows.ringing, AlertsVerb.ANSWER)
room("alerts", _("Overdue"), "clock", AlertsVerb.ANSWER)

urlpatterns = [
    path("alerts/", page.index, name="alerts"),
    path("alerts/mine/", page.mine, name="alerts_mine"),
    path("alerts/deputy/", page.deputy, name="alerts_deputy"),
    path("alerts/<int:pk>/take/", page.take, name="alert_take"),
    path("alerts/<int:pk>/hold/", page.hold, name="alert_hold"),
    path("alerts/devices/", devices.add, name="alert_device_add"),
    path("alerts/devices/<int:pk>/end/", devices.end, name="alert_device_end"),
    path("alerts/worker.js", devices.worker, name="alert_worker"),
]
