"""Addresses of persons."""

from django.urls import path

from jaras.people.rules import PeopleVerb
from jaras.web.people import (
    asking,
    consents,
    identity,
    links,
    merging,
    pages,
    photographs,
    reaching,
    relations,
    tasks,
)
from jaras.web.shell.day import waiting

waiting(tasks.waiting, PeopleVerb.ANSWER)

urlpatterns = [
    path("people/", pages.index, name="people"),
    path("people/new/", pages.register, name="person_new"),
    path("people/links/", links.index, name="links"),
    path("people/links/<int:pk>/", links.pair, name="link"),
    path("people/links/<int:pk>/merge/", merging.merge, name="link_merge"),
    path("people/elsewhere/", asking.index, name="inquiries"),
    path("people/elsewhere/<int:pk>/", asking.inquiry, name="inquiry"),
    path("people/<int:pk>/elsewhere/", asking.ask, name="person_elsewhere"),
    path("people/merges/<int:pk>/", merging.made, name="merge"),
    path("people/merges/<int:pk>/undo/", merging.undo, name="merge_undo"),
    path("people/links/<int:pk>/<slug:verb>/", links.decide, name="link_decide"),
    path("people/<int:pk>/same/", links.same, name="person_same"),
    path("people/<int:pk>/", pages.person, name="person"),
    path("people/<int:pk>/amend/", pages.amend, name="person_amend"),
    path("people/<int:pk>/identity/", identity.page, name="person_identity"),
    path("people/<int:pk>/reach/", reaching.page, name="person_reach"),
    path("people/<int:pk>/relations/", relations.page, name="person_relations"),
    path("people/<int:pk>/photograph/", photographs.page, name="person_photograph"),
    path("people/<int:pk>/photograph/image/", photographs.image, name="person_photograph_image"),
    path("people/<int:pk>/consents/", consents.page, name="person_consents"),
    path("people/<int:pk>/consents/<int:line_pk>/proof/", consents.proof, name="person_consent_proof"),
    path("people/<int:pk>/case/", pages.open_case, name="person_case"),
]
