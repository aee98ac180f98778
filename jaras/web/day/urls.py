"""Addresses of a member's day."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.web.day import messages, page
from jaras.web.shell.navigation import room

room("day", _("My day"), "sun", *page.WORKED_BY)

urlpatterns = [
    path("day/", page.page, name="day"),
    path("account/messages/", messages.page, name="my_messages"),
]
