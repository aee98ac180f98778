"""Addresses of committees, of their sessions."""

from django.urls import path

from jaras.committees.rules import CommitteesVerb
from jaras.web.committees import acting, case, composing, figures, printing, room, tasks
from jaras.web.shell.day import waiting

waiting(tasks.waiting, CommitteesVerb.SIT)

urlpatterns = [
    path("committees/", composing.index, name="committees"),
    path("committees/figures/", figures.page, name="committees_figures"),
    path("committees/new/<slug:kind>/", composing.found, name="committee_found"),
    path("committees/<int:pk>/", composing.page, name="committee"),
    path("committees/<int:pk>/plan/", composing.plan, name="committee_plan"),
    path("committees/<int:pk>/seats/", composing.add_seat, name="committee_seat_add"),
    path("committees/seats/<int:pk>/", composing.seat, name="committee_seat"),
    path("committees/seats/<int:pk>/end/", composing.end_seat, name="committee_seat_end"),
    path("committees/seats/<int:pk>/mandates/", composing.mandate, name="committee_mandate"),
    path("committees/mandates/<int:pk>/end/", composing.end_mandate, name="committee_mandate_end"),
    path("cases/<int:pk>/committee/", case.page, name="case_committee"),
    path("cases/<int:pk>/committee/<int:committee_pk>/", case.convene, name="case_convene"),
    path("committees/items/<int:pk>/", room.page, name="session_item"),
    path("committees/items/<int:pk>/news/", room.news, name="session_item_news"),
    path("committees/items/<int:pk>/words/", acting.amend, name="session_item_amend"),
    path("committees/items/<int:pk>/invite/", acting.invite, name="session_item_invite"),
    path("committees/items/<int:pk>/ask/", acting.ask, name="session_item_ask"),
    path("committees/items/<int:pk>/decision/", acting.decide, name="session_item_decide"),
    path("committees/items/<int:pk>/undertakings/", acting.undertake, name="session_item_undertake"),
    path("committees/items/<int:pk>/sheet/<slug:language>/", printing.sheet, name="session_item_sheet"),
    path("committees/items/<int:pk>/session/<slug:verb>/", acting.move, name="session_item_move"),
    path("committees/items/<int:pk>/seats/<int:seat_pk>/<slug:verb>/", acting.seat, name="session_item_seat"),
    path("committees/ballots/<int:pk>/vote/", acting.vote, name="ballot_vote"),
    path("committees/ballots/<int:pk>/close/", acting.close, name="ballot_close"),
    path("committees/ballots/<int:pk>/objections/<int:vote_pk>/", acting.objection, name="ballot_objection"),
]
