"""A photograph of a person lives with their consent: never before it, never after."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from jaras.governance.models import Member, actor_of
from jaras.kernel import files
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord, StoredFile
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import actions, queries
from jaras.privacy.models import Photograph
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def by(head: Member) -> Actor:
    return actor_of(head)


@pytest.fixture
def driss(head: Member, at: datetime) -> Person:
    return factories.person(by=head, at=at, given_name="Driss")


def picture() -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rue Anfa 4"
    Image.new("RGB", (40, 60), "grey").save(out, "JPEG", exif=exif)
    return out.getvalue()


def say(driss: Person, state: str, by: Actor, at: datetime) -> None:
    actions.note_consent(person=driss, purpose="photograph", state=state, way="spoken", by=by, at=at)


def on_disk() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_no_picture_without_their_consent(driss: Person, by: Actor, at: datetime) -> None:
    for said in ("", "refused"):
        if said:
            say(driss, said, by, at)
        with pytest.raises(Refused) as refused:
            actions.keep_photograph(person=driss, content=picture(), by=by, at=at)
        assert refused.value.field == "photograph"
    assert not Photograph.objects.exists()
    assert not StoredFile.objects.exists()


def test_it_is_redrawn_replaced_and_gone_with_the_consent(
    driss: Person, by: Actor, at: datetime, committed: Callable[[], AbstractContextManager[None]]
) -> None:
    before = len(on_disk())
    say(driss, "given", by, at)
    with committed():
        actions.keep_photograph(person=driss, content=picture(), by=by, at=at)
        actions.keep_photograph(person=driss, content=picture(), by=by, at=at)
    kept = queries.photograph(driss, by)
    assert kept is not None
    assert kept.file is not None
    assert b"Anfa" not in files.opened(kept.file).read()
    assert len(on_disk()) == before + 1
    with committed():
        say(driss, "withdrawn", by, at)
    assert queries.photograph(driss, by) is None
    assert len(on_disk()) == before
    assert list(EventRecord.objects.order_by("id").values_list("name", flat=True))[-3:] == [
        "PhotographKept",
        "ConsentNoted",
        "PhotographRemoved",
    ]


@pytest.mark.parametrize("content", [b"", b"not a picture", factories.PDF])
def test_what_is_no_picture_is_refused(driss: Person, by: Actor, at: datetime, content: bytes) -> None:
    say(driss, "given", by, at)
    before = len(on_disk())
    with pytest.raises(Refused):
        actions.keep_photograph(person=driss, content=content, by=by, at=at)
    assert len(on_disk()) == before


def test_only_who_amends_and_sees_them(
    driss: Person, by: Actor, member: Callable[..., Member], at: datetime
) -> None:
    say(driss, "given", by, at)
    actions.keep_photograph(person=driss, content=picture(), by=by, at=at)
    with pytest.raises(Forbidden):
        actions.remove_photograph(person=driss, by=actor_of(member("governor")), at=at)
    assert queries.photograph(driss, actor_of(member("operator"))) is None
    actions.remove_photograph(person=driss, by=by, at=at)
    actions.remove_photograph(person=driss, by=by, at=at)
    assert queries.photograph(driss, by) is None
    assert EventRecord.objects.filter(name="PhotographRemoved").count() == 1
