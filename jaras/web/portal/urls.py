"""Addresses anybody may open."""

from django.urls import path, re_path

from jaras.web.portal import confirming, directory, follow, pages, report, rights

urlpatterns = [
    path("", pages.landing, name="home"),
    re_path(r"^signaler/?$", report.form, name="report-form"),
    path("signaler/recu/<str:slip>", report.received, name="report-received"),
    path("signaler/merci", report.thanks, name="report-thanks"),
    re_path(r"^suivre/?$", follow.follow, name="follow"),
    re_path(r"^annuaire/?$", directory.directory, name="directory"),
    path("annuaire/confirmer/<str:link>", confirming.page, name="directory-confirm"),
    re_path(r"^confidentialite/?$", pages.privacy, name="privacy"),
    re_path(r"^mes-droits/?$", rights.form, name="rights-form"),
    path("mes-droits/recu/<str:slip>", rights.received, name="rights-received"),
    re_path(r"^accessibilite/?$", pages.accessibility, name="accessibility"),
]
