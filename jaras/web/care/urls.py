"""Addresses of care, all within a case."""

from django.urls import path

from jaras.web.care import diagnosing, diagnosis, needs

urlpatterns = [
    path("cases/<int:pk>/diagnosis/", diagnosis.page, name="case_diagnosis"),
    path("cases/<int:pk>/diagnosis/new/", diagnosing.page, name="case_diagnose"),
    path("cases/<int:pk>/diagnosis/draft/", diagnosing.save, name="case_diagnosis_draft"),
    path("cases/<int:pk>/needs/add/", needs.add, name="case_need_add"),
    path("cases/<int:pk>/needs/proposed/<int:proposal_pk>/", needs.answer, name="case_need_answer"),
    path("cases/<int:pk>/needs/<int:need_pk>/<slug:verb>/", needs.move, name="case_need_move"),
]
