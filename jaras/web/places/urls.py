"""Addresses of the board of places."""

from django.urls import path

from jaras.web.places import allotting, board, door, layout, of_case, sites

urlpatterns = [
    path("places/", board.board, name="places"),
    path("places/sheet/", board.sheet, name="places_sheet"),
    path("places/allot/", allotting.page, name="places_allot"),
    path("places/sites/<int:pk>/", sites.page, name="places_site"),
    path("places/sites/<int:pk>/confirm/", sites.confirm, name="places_confirm"),
    path("places/sites/<int:pk>/amend/", layout.amend_site, name="places_site_amend"),
    path("places/sites/<int:pk>/link/", layout.renew_link, name="places_link"),
    path("places/sites/<int:pk>/link/send/", layout.send_link, name="places_link_send"),
    path("places/sites/<int:pk>/units/new/", layout.add_units, name="places_units_new"),
    path("places/units/<int:pk>/amend/", layout.amend_unit, name="places_unit_amend"),
    path("places/units/<int:pk>/<slug:verb>/", sites.take, name="places_take"),
    path("places/taken/<int:pk>/<slug:verb>/", sites.move, name="places_move"),
    path("partners/<int:pk>/sites/new/", layout.add_site, name="places_site_new"),
    path("cases/<int:pk>/places/", of_case.page, name="case_places"),
    path("cases/<int:pk>/places/need/<int:need_pk>/", of_case.choose, name="case_need_places"),
    path("d/<str:token>", door.page, name="places_door"),
]
