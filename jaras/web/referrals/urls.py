"""Addresses of referrals: those of a case, the partner's own."""

from django.urls import path

from jaras.care.rules import CareVerb
from jaras.web.referrals import case, ended, partner, sending, tasks
from jaras.web.shell.day import waiting

waiting(tasks.of_a_partner, CareVerb.ANSWER)
waiting(tasks.of_the_cell, CareVerb.REFER)

urlpatterns = [
    path("p/<str:token>", partner.page, name="partner_page"),
    path("referrals/", ended.page, name="referrals_ended"),
    path("referrals/<int:pk>/", partner.mine, name="referral_answer"),
    path("cases/<int:pk>/referrals/", case.page, name="case_referrals"),
    path("cases/<int:pk>/referrals/need/<int:need_pk>/", sending.send, name="case_refer"),
    path("cases/<int:pk>/referrals/<int:referral_pk>/<slug:verb>/", case.act, name="case_referral_act"),
]
