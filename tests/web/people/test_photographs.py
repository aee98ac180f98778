"""The page of a photograph: a sentence without the consent, a picture with it, nothing after it."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jaras.governance.models import Member, actor_of
from jaras.privacy import actions
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_picture_comes_and_goes_with_the_consent(
    member: Callable[..., Member], sign_in: Callable[[Member], Client], at: datetime
) -> None:
    head = member("head")
    browser, by = sign_in(head), actor_of(head)
    person = factories.person(by=head, at=at, given_name="Driss")
    factories.case(by=head, at=at, persons=[person])
    here = f"/people/{person.pk}/photograph/"
    out = BytesIO()
    Image.new("RGB", (40, 60), "grey").save(out, "PNG")
    page = browser.get(here).text
    assert "Pas de photographie sans accord" in page
    assert 'type="file"' not in page
    sent = SimpleUploadedFile("driss.png", out.getvalue())
    assert browser.post(here, {"photograph": sent}).status_code == 400
    assert browser.get(f"{here}image/").status_code == 404
    said: dict[str, Any] = {"person": person, "purpose": "photograph", "way": "spoken", "by": by, "at": at}
    actions.note_consent(state="given", **said)
    sent = SimpleUploadedFile("driss.png", out.getvalue())
    assert browser.post(here, {"photograph": sent}).status_code == 302
    assert f"{here}image/" in browser.get(f"/people/{person.pk}/").text
    shown = browser.get(f"{here}image/")
    assert shown.headers["Content-Type"].startswith("image/")
    assert Image.open(BytesIO(shown.getvalue())).size == (40, 60)
    assert f"{here}image/" not in browser.get("/people/").text, "no list shows it"
    assert sign_in(member("partner")).get(f"{here}image/").status_code in (403, 404)
    actions.note_consent(state="withdrawn", **said)
    assert browser.get(f"{here}image/").status_code == 404
    assert f"{here}image/" not in browser.get(f"/people/{person.pk}/").text
