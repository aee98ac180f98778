"""Addresses of cases."""

from django.urls import path

from jaras.cases.rules import CasesVerb
from jaras.web.cases import (
    closing,
    documents,
    file,
    index,
    joining,
    leaving,
    moving,
    sealing,
    tasks,
    writing,
)
from jaras.web.shell.day import waiting

waiting(tasks.waiting, CasesVerb.WRITE)

urlpatterns = [
    path("cases/", index.index, name="cases"),
    path("cases/file/", leaving.table, name="cases_file"),
    path("cases/<int:pk>/", file.page, name="case"),
    path("cases/<int:pk>/story/", file.timeline, name="case_story"),
    path("cases/<int:pk>/note/", writing.note, name="case_note"),
    path("cases/<int:pk>/amend/", writing.amend, name="case_amend"),
    path("cases/<int:pk>/next/", moving.next_step, name="case_next"),
    path("cases/<int:pk>/next/done/", moving.done, name="case_done"),
    path("cases/<int:pk>/move/<slug:verb>/", moving.move, name="case_move"),
    path("cases/<int:pk>/news/", closing.news, name="case_news"),
    path("cases/<int:pk>/stage/", moving.stage, name="case_stage"),
    path("cases/<int:pk>/confidentiality/", sealing.confidentiality, name="case_confidentiality"),
    path("cases/<int:pk>/persons/", joining.persons, name="case_persons"),
    path("cases/<int:pk>/persons/<int:person_pk>/", joining.add_person, name="case_person_add"),
    path("cases/<int:pk>/team/", joining.team, name="case_team"),
    path("cases/<int:pk>/team/<int:member_pk>/leave/", joining.leave, name="case_leave"),
    path("cases/<int:pk>/documents/", documents.add, name="case_documents"),
    path("cases/<int:pk>/documents/<int:document_pk>/", documents.document, name="case_document"),
]
