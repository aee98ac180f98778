"""Addresses of meetings."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.meetings.rules import MeetingsVerb
from jaras.web.meetings import calendar, guest, here, index, minutes, page, pen, planning, room, series, tasks
from jaras.web.shell.day import waiting
from jaras.web.shell.navigation import room as place

waiting(tasks.waiting, MeetingsVerb.READ)
place("meetings", _("Meetings"), "meeting", MeetingsVerb.READ)

urlpatterns = [
    path("meetings/", index.index, name="meetings"),
    path("meetings/new/", planning.plan, name="meeting_plan"),
    path("meetings/series/new/", series.plan, name="series_plan"),
    path("meetings/series/<int:pk>/", series.show, name="series"),
    path("meetings/<int:pk>/", page.show, name="meeting"),
    path("meetings/<int:pk>/answer/", page.answer, name="meeting_answer"),
    path("meetings/<int:pk>/ask/", page.ask, name="meeting_ask"),
    path("meetings/<int:pk>/invite/", page.invite, name="meeting_invite"),
    path("meetings/<int:pk>/move/<slug:verb>/", page.move, name="meeting_move"),
    path("meetings/<int:pk>/amend/", planning.amend, name="meeting_amend"),
    path("meetings/<int:pk>/calendar.ics", calendar.file, name="meeting_calendar"),
    path("meetings/<int:pk>/room/", room.show, name="meeting_room"),
    path("meetings/<int:pk>/room/live/", room.live, name="meeting_live"),
    path("meetings/<int:pk>/room/pen/", room.pen, name="meeting_pen"),
    path("meetings/<int:pk>/room/decide/", pen.decide, name="meeting_decide"),
    path("meetings/<int:pk>/room/add/", pen.add, name="meeting_add"),
    path("meetings/<int:pk>/room/ring/", pen.ring, name="meeting_ring"),
    path("meetings/<int:pk>/room/count/", pen.count, name="meeting_count"),
    path("meetings/<int:pk>/room/hear/", pen.hear, name="meeting_hear"),
    path("meetings/<int:pk>/room/close/", pen.close, name="meeting_close"),
    path("meetings/items/<int:pk>/notes/", pen.notes, name="meeting_notes"),
    path("meetings/items/<int:pk>/<slug:verb>/", pen.item, name="meeting_item"),
    path("meetings/readings/<int:pk>/", pen.read, name="meeting_read"),
    path("meetings/invitations/<int:pk>/<slug:verb>/", pen.presence, name="meeting_presence"),
    path("meetings/<int:pk>/minutes/<slug:language>.pdf", minutes.file, name="meeting_minutes"),
    path("meetings/<int:pk>/minutes/correct/", minutes.amend, name="meeting_correct"),
    path("here/", here.here, name="meeting_here"),
    path("m/<str:link>", guest.page, name="meeting_guest"),
    path("m/<str:link>/calendar.ics", guest.calendar, name="meeting_guest_calendar"),
    path("m/<str:link>/<slug:language>.pdf", guest.minutes, name="meeting_guest_minutes"),
]
