"""Addresses of figures."""

from django.urls import path

from jaras.web.steering import board, files, learning, listed
from jaras.web.steering.sheet import printing

urlpatterns = [
    path("figures/", board.page, name="figures"),
    path("figures/csv/", files.as_csv, name="figures_csv"),
    path("figures/xlsx/", files.as_xlsx, name="figures_xlsx"),
    path("figures/sheet/", printing.sheet, name="figures_sheet"),
    path("figures/promises/", learning.page, name="promises_learnt"),
    path("figures/<slug:unit>/behind/", listed.page, name="figures_behind"),
]
