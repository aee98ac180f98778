"""Addresses of the territory."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.territory.rules.rights import TerritoryVerb
from jaras.web.shell.navigation import room
from jaras.web.territory import imports, places, setup, views

room("territory", _("Territory"), "map", TerritoryVerb.SETTINGS)

urlpatterns = [
    path("setup", setup.page, name="setup"),
    path("territory/", views.territory, name="territory"),
    path("territory/cell/", views.cell, name="territory_cell"),
    path("territory/import/", imports.page, name="territory_import"),
    path("territory/import/boundaries/", imports.boundaries, name="territory_import_boundaries"),
    path("territory/import/places/", imports.places, name="territory_import_places"),
    path("territory/places/new/", places.new, name="territory_place_new"),
    path("territory/places/<int:pk>/", places.amend, name="territory_place"),
    path("territory/<str:code>/", views.commune, name="territory_commune"),
]
