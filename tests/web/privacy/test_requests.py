"""Requests of persons, from the officer's first word to the copy in the hands of its maker."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from jaras.governance.models import Member, actor_of
from jaras.kernel import exports
from jaras.kernel.models import ExportedFile
from jaras.people.models import Person
from jaras.privacy.models import PersonalCopy, RightsRequest
from jaras.web.shell.leaving.tables import mark
from tests import factories
from tests.papers import says, words_of

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
SAID = {"right": "access", "way": "letter", "asker": "person", "asker_name": "Hassania Bouzekri"}


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head")


@pytest.fixture
def person(head: Member, at: datetime) -> Person:
    person = factories.person(by=head, at=at, given_name="Hassania", family_name="Bouzekri")
    factories.case(by=head, at=at, persons=[person], summary="Dort à la gare")
    return person


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_from_the_request_to_the_copy(
    member: MakeMember, sign_in: SignIn, head: Member, person: Person, language: str
) -> None:
    officer, maker = sign_in(member("dpo")), sign_in(head)
    wrong = officer.post("/privacy/requests/new/", SAID | {"asker": "parent", "words": "tout voir"})
    assert wrong.status_code == 400
    assert "tout voir" in wrong.text
    assert officer.post("/privacy/requests/new/", SAID).status_code == 302
    asked = RightsRequest.objects.get()
    here = f"/privacy/requests/{asked.pk}/"
    assert "Hassania Bouzekri" in officer.get("/day/").text
    assert maker.get(here).status_code == 404
    assert officer.post(f"{here}check_identity/", {"how": "parrot"}).status_code == 400
    officer.post(f"{here}check_identity/", {"how": "card"})
    assert "copy" in maker.get("/day/").text
    assert officer.get(f"{here}copy/").status_code == 403
    assert f"{here}copy/{person.pk}/" in maker.get(f"{here}copy/").text
    page = maker.get(f"{here}copy/{person.pk}/").text
    assert "Dort à la gare" in page
    kept = {"keep": [f"people.Person:{person.pk}"], "language": language}
    assert maker.post(f"{here}copy/{person.pk}/", kept).status_code == 302
    made = PersonalCopy.objects.get()
    assert (made.rows, made.left_out > 0) == (1, True)
    words = words_of(exports.content(ExportedFile.objects.get()))
    with override(language):
        assert says(
            words, gettext("Given to the person under law 09-08, %(day)s. It is theirs.").split(". ")[1]
        )
        assert not says(words, mark(actor_of(head), timezone.now()).split(". ")[1]), "it is theirs to pass on"
    assert officer.post(f"{here}answer/", {"how": "copy_given", "words": "remise"}).status_code == 302
    assert "remise" in officer.get(here).text
    assert maker.get(f"{here}copy/{person.pk}/").status_code == 404


def test_a_refusal_without_its_reason_is_shown_again(member: MakeMember, sign_in: SignIn) -> None:
    officer = sign_in(member("dpo"))
    officer.post("/privacy/requests/new/", SAID)
    here = f"/privacy/requests/{RightsRequest.objects.get().pk}/"
    assert officer.post(f"{here}refuse/", {"words": ""}).status_code == 400
    assert officer.post(f"{here}vanish/", {"words": ""}).status_code == 404
    assert officer.post(f"{here}refuse/", {"words": "pas la personne"}).status_code == 302
    assert "pas la personne" in officer.get(here).text
