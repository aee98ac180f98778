"""Addresses of the directory of partners."""

from django.urls import path

from jaras.web.partners import pages, services

urlpatterns = [
    path("partners/", pages.index, name="partners"),
    path("partners/new/", pages.register, name="partner_new"),
    path("partners/<int:pk>/", pages.page, name="partner"),
    path("partners/<int:pk>/amend/", pages.amend, name="partner_amend"),
    path("partners/<int:pk>/confirm/", pages.confirm, name="partner_confirm"),
    path("partners/<int:pk>/retire/", pages.retire, name="partner_retire"),
    path("partners/<int:pk>/restore/", pages.restore, name="partner_restore"),
    path("partners/<int:pk>/services/new/", services.add, name="service_new"),
    path("services/<int:pk>/amend/", services.amend, name="service_amend"),
    path("services/<int:pk>/retire/", services.retire, name="service_retire"),
    path("services/<int:pk>/restore/", services.restore, name="service_restore"),
]
