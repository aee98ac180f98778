"""Addresses of the directory of partners."""

from django.urls import path

from jaras.partners.rules import PartnersVerb
from jaras.web.partners import (
    confirmations,
    contacts,
    conventions,
    imports,
    leaving,
    pages,
    pivots,
    services,
    succession,
    usual,
)
from jaras.web.shell.day import waiting

waiting(confirmations.waiting, PartnersVerb.AMEND)

urlpatterns = [
    path("partners/", pages.index, name="partners"),
    path("partners/file/", leaving.workbook, name="partners_file"),
    path("partners/<int:pk>/pivot/", pivots.name, name="partner_pivot"),
    path("partners/<int:pk>/pivot/end/", pivots.end, name="partner_pivot_end"),
    path("partners/imports/", imports.index, name="partner_imports"),
    path("partners/imports/new/", imports.receive, name="partner_import_new"),
    path("partners/imports/usual/", usual.choose, name="partner_usual"),
    path("partners/imports/<int:pk>/", imports.page, name="partner_import"),
    path("partners/imports/<int:pk>/confirm/", imports.confirm, name="partner_import_confirm"),
    path("partners/imports/<int:pk>/undo/", imports.undo, name="partner_import_undo"),
    path("partners/imports/<int:pk>/drop/", imports.drop, name="partner_import_drop"),
    path("partners/new/", pages.register, name="partner_new"),
    path("partners/<int:pk>/", pages.page, name="partner"),
    path("partners/<int:pk>/amend/", pages.amend, name="partner_amend"),
    path("partners/<int:pk>/confirm/", pages.confirm, name="partner_confirm"),
    path("partners/<int:pk>/ask/", confirmations.ask, name="partner_ask"),
    path("confirmations/<int:pk>/settle/", confirmations.settle, name="confirmation_settle"),
    path("partners/<int:pk>/retire/", pages.retire, name="partner_retire"),
    path("partners/<int:pk>/restore/", pages.restore, name="partner_restore"),
    path("partners/<int:pk>/rename/", succession.rename, name="partner_rename"),
    path("partners/<int:pk>/replace/", succession.replace, name="partner_replace"),
    path("partners/<int:pk>/contacts/new/", contacts.add, name="contact_new"),
    path("contacts/<int:pk>/amend/", contacts.amend, name="contact_amend"),
    path("contacts/<int:pk>/retire/", contacts.retire, name="contact_retire"),
    path("partners/<int:pk>/conventions/new/", conventions.conclude, name="convention_new"),
    path("conventions/<int:pk>/amend/", conventions.amend, name="convention_amend"),
    path("conventions/<int:pk>/let-go/", conventions.let_go, name="convention_let_go"),
    path("partners/<int:pk>/services/new/", services.add, name="service_new"),
    path("services/<int:pk>/amend/", services.amend, name="service_amend"),
    path("services/<int:pk>/retire/", services.retire, name="service_retire"),
    path("services/<int:pk>/restore/", services.restore, name="service_restore"),
]
