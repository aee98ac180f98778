"""Addresses of care, within a case or a report."""

from django.urls import path

from jaras.care.rules import CareVerb
from jaras.web.care import (
    appointments,
    diagnosing,
    diagnosis,
    helping,
    interventions,
    needs,
    reported,
    tasks,
)
from jaras.web.shell.day import waiting

waiting(tasks.waiting, CareVerb.ACT, CareVerb.ASSESS)

urlpatterns = [
    path("cases/<int:pk>/diagnosis/", diagnosis.page, name="case_diagnosis"),
    path("cases/<int:pk>/diagnosis/new/", diagnosing.page, name="case_diagnose"),
    path("cases/<int:pk>/diagnosis/draft/", diagnosing.save, name="case_diagnosis_draft"),
    path("cases/<int:pk>/needs/add/", needs.add, name="case_need_add"),
    path("cases/<int:pk>/needs/proposed/<int:proposal_pk>/", needs.answer, name="case_need_answer"),
    path("cases/<int:pk>/needs/<int:need_pk>/<slug:verb>/", needs.move, name="case_need_move"),
    path("cases/<int:pk>/help/", helping.page, name="case_help"),
    path("cases/<int:pk>/interventions/", interventions.add, name="case_intervention"),
    path(
        "cases/<int:pk>/interventions/<int:intervention_pk>/amend/",
        interventions.amend,
        name="case_intervention_amend",
    ),
    path(
        "cases/<int:pk>/interventions/<int:intervention_pk>/<slug:verb>/",
        interventions.move,
        name="case_intervention_move",
    ),
    path("reports/<int:pk>/interventions/", reported.add, name="report_intervention"),
    path(
        "reports/<int:pk>/interventions/<int:intervention_pk>/amend/",
        reported.amend,
        name="report_intervention_amend",
    ),
    path(
        "reports/<int:pk>/interventions/<int:intervention_pk>/<slug:verb>/",
        reported.move,
        name="report_intervention_move",
    ),
    path("cases/<int:pk>/appointments/", appointments.page, name="case_appointments"),
    path("cases/<int:pk>/appointments/add/", appointments.add, name="case_appointment_add"),
    path(
        "cases/<int:pk>/appointments/<int:appointment_pk>/amend/",
        appointments.amend,
        name="case_appointment_amend",
    ),
    path(
        "cases/<int:pk>/appointments/<int:appointment_pk>/call/",
        appointments.call,
        name="case_appointment_call",
    ),
    path(
        "cases/<int:pk>/appointments/<int:appointment_pk>/<slug:verb>/",
        appointments.settle,
        name="case_appointment_settle",
    ),
]
