"""Addresses of the registers of the past."""

from django.conf import settings
from django.urls import path

from jaras.web.registers import faults, naming, pages
from jaras.web.shell import uploads

urlpatterns = [
    path("registers/", pages.index, name="registers"),
    path("registers/new/", pages.receive, name="register_new"),
    path("registers/<int:pk>/", pages.page, name="register"),
    path("registers/<int:pk>/progress/", pages.progress, name="register_progress"),
    path("registers/<int:pk>/sheet/", naming.sheet, name="register_sheet"),
    path("registers/<int:pk>/columns/", naming.columns, name="register_columns"),
    path("registers/<int:pk>/words/", naming.words, name="register_words"),
    path("registers/<int:pk>/rows/", faults.page, name="register_faults"),
    path("registers/<int:pk>/rows.csv", faults.table, name="register_faults_csv"),
    path("registers/<int:pk>/confirm/", pages.confirm, name="register_confirm"),
    path("registers/<int:pk>/undo/", pages.undo, name="register_undo"),
    path("registers/<int:pk>/drop/", pages.drop, name="register_drop"),
    path("registers/<int:pk>/resume/", pages.resume, name="register_resume"),
]

uploads.allow("register_new", settings.REGISTER_LIMIT)
