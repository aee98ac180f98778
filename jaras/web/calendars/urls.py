"""Addresses of a member's calendar."""

from django.urls import path

from jaras.web.calendars import page

urlpatterns = [
    path("account/calendar/", page.page, name="my_calendar"),
    path("account/calendar/share/", page.share, name="calendar_share"),
    path("account/calendar/end/", page.end, name="calendar_end"),
    path("account/calendar/connect/", page.connect, name="calendar_connect"),
    path("account/calendar/leave/", page.leave, name="calendar_leave"),
    path("calendar/<str:token>.ics", page.feed, name="calendar"),
]
