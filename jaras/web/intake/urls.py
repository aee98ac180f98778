"""Addresses of the watch: the desk, the call form, reports, search."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.intake.rules.states import IntakeVerb
from jaras.web.intake import (
    answering,
    call,
    desk,
    duties,
    holding,
    persons,
    report,
    responding,
    sealing,
    search,
    tasks,
    triaging,
)
from jaras.web.intake.paper import printing
from jaras.web.shell.day import waiting
from jaras.web.shell.navigation import room

room("desk", _("Watch desk"), "watch", IntakeVerb.RESPOND)
room("call", _("Write a report"), "call", IntakeVerb.TAKE)
room("reports", _("Reports"), "journal", IntakeVerb.READ)
waiting(tasks.waiting, IntakeVerb.RESPOND, IntakeVerb.DUTIES)

urlpatterns = [
    path("desk", desk.page, name="desk"),
    path("desk/news", desk.news, name="desk_news"),
    path("desk/sheet", printing.page, name="desk_sheet"),
    path("desk/<int:pk>", desk.report, name="desk_report"),
    path("call", call.page, name="call"),
    path("call/draft", call.save, name="call_draft"),
    path("call/draft/<int:pk>/drop", call.drop, name="call_drop"),
    path("reports", search.reports, name="reports"),
    path("search", search.everything, name="search"),
    path("reports/<int:pk>", report.page, name="report"),
    path("reports/<int:pk>/files", report.attach, name="report_attach"),
    path("reports/<int:pk>/files/<int:file>", report.file, name="report_file"),
    path("reports/<int:pk>/panels/<slug:name>", report.panel, name="report_panel"),
    path("reports/<int:pk>/claim", holding.claim, name="report_claim"),
    path("reports/<int:pk>/release", holding.release, name="report_release"),
    path("reports/<int:pk>/hand", holding.hand_to, name="report_hand"),
    path("reports/<int:pk>/help", responding.call_help, name="report_help"),
    path("reports/<int:pk>/call-back", responding.call_back, name="report_call_back"),
    path("reports/<int:pk>/team", responding.send_team, name="report_team"),
    path("reports/<int:pk>/teams/<int:mission>/arrive", responding.arrive, name="team_arrive"),
    path("reports/<int:pk>/teams/<int:mission>/return", responding.return_team, name="team_return"),
    path("reports/<int:pk>/teams/<int:mission>/cancel", responding.cancel_team, name="team_cancel"),
    path("reports/<int:pk>/act", responding.act, name="report_act"),
    path("reports/<int:pk>/decide", triaging.decide_all, name="report_decide_all"),
    path("reports/<int:pk>/decide/<slug:aspect>", triaging.decide, name="report_decide"),
    path("reports/<int:pk>/join", triaging.join, name="report_join"),
    path("reports/<int:pk>/apart", triaging.keep_apart, name="report_apart"),
    path("reports/<int:pk>/outcomes/<slug:kind>", triaging.outcome, name="report_outcome"),
    path("reports/<int:pk>/outcomes/<int:outcome>/undo", triaging.undo, name="report_undo"),
    path("reports/<int:pk>/move/<slug:verb>", triaging.move, name="report_move"),
    path("reports/<int:pk>/seal", sealing.seal, name="report_seal"),
    path("reports/<int:pk>/unseal", sealing.unseal, name="report_unseal"),
    path("reports/<int:pk>/amend", triaging.amend, name="report_amend"),
    path("reports/<int:pk>/persons", persons.add, name="report_person"),
    path("reports/<int:pk>/persons/new", persons.register, name="report_register"),
    path("reports/<int:pk>/persons/<int:described>/is", persons.recognise, name="report_recognise"),
    path(
        "reports/<int:pk>/recognitions/<int:recognition>/undo", persons.take_apart, name="report_take_apart"
    ),
    path("reports/<int:pk>/duties/<int:duty>/done", duties.settle, name="duty_done"),
    path("reports/<int:pk>/duties/<int:duty>/left", duties.leave, name="duty_left"),
    path("duties/<int:pk>/notice", duties.notice, name="duty_notice"),
    path("reports/<int:pk>/answer", answering.answer, name="report_answer"),
]
