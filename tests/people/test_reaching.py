"""Every telephone of a person, what channels call them: written, shared, found, taken away."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, TelephoneDigest
from jaras.kernel.refusal import Refused
from jaras.people import actions, queries
from jaras.people.models import ChannelIdentity, Person, Telephone
from jaras.privacy import actions as privacy
from jaras.privacy.lists import kept
from jaras.privacy.rules import years_after
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
MAIL = "Driss.Alaoui@example.org"


@pytest.fixture
def by(member: MakeMember) -> Actor:
    return actor_of(member("head", compartments=["violence"]))


@pytest.fixture
def driss(by: Actor, at: datetime) -> Person:
    return actions.register(by=by, at=at, given_name="Driss", telephone="0661-234567")


def add(person: Person, by: Actor, at: datetime, number: str, shared_with: str = "") -> Telephone:
    return actions.add_telephone(person=person, number=number, shared_with=shared_with, by=by, at=at)


def test_each_number_finds_the_person(driss: Person, by: Actor, at: datetime) -> None:
    added = add(driss, by, at, "٠٥٢٣ ٤٩ ٠٠ ١١", "la voisine, Lalla Zohra")
    for typed in ("0661234567", "+212523490011", "0011"):
        assert queries.found(by, typed) == [driss], typed
    said = [(each.number, each.shared_with, each.dialled) for each in queries.numbers(driss)]
    assert said == [
        ("0661-234567", "", "+212661234567"),
        ("٠٥٢٣ ٤٩ ٠٠ ١١", "la voisine, Lalla Zohra", "+212523490011"),
    ]
    actions.amend(person=Person.objects.get(pk=driss.pk), telephone="0700000000", by=by, at=at)
    assert queries.found(by, "0523490011") == [driss], "another first number leaves the others"
    actions.drop_telephone(telephone=added, by=by, at=at)
    actions.drop_telephone(telephone=added, by=by, at=at)
    assert queries.found(by, "0523490011") == []
    assert queries.found(by, "0700000000") == [driss]
    assert EventRecord.objects.filter(name="TelephoneDropped").count() == 1


def test_numbers_lie_sealed_and_no_event_tells_them(driss: Person, by: Actor, at: datetime) -> None:
    add(driss, by, at, "0523490011", "Lalla Zohra")
    actions.attach_identity(person=driss, channel="email", external_id=MAIL, by=by, at=at)
    columns = [*Telephone.objects.values_list("number", "shared_with").get()]
    columns += ChannelIdentity.objects.values_list("external_id", flat=True)
    said = str(columns) + str(list(EventRecord.objects.values_list("data", flat=True)))
    for word in ("0523490011", "523490011", "Zohra", "example.org"):
        assert word not in said, word


@pytest.mark.parametrize("number", ["", "123", "non", "0661 23 45 67", "+212 661 234567", "0" * 41])
def test_what_is_no_new_number_is_refused(driss: Person, by: Actor, at: datetime, number: str) -> None:
    with pytest.raises(Refused) as refused:
        add(driss, by, at, number)
    assert refused.value.field == "number"


def test_only_who_amends_writes(driss: Person, member: MakeMember, at: datetime) -> None:
    with pytest.raises(Forbidden):
        add(driss, actor_of(member("governor")), at, "0523490011")
    with pytest.raises(Forbidden):
        actions.attach_identity(
            person=driss, channel="email", external_id=MAIL, by=actor_of(member("governor")), at=at
        )


def test_a_channel_finds_who_is_behind(driss: Person, by: Actor, at: datetime) -> None:
    made = actions.attach_identity(person=driss, channel="email", external_id=f" {MAIL} ", by=by, at=at)
    again = actions.attach_identity(person=driss, channel="email", external_id=MAIL.lower(), by=by, at=at)
    assert made == again
    assert queries.behind("email", MAIL.upper()) == [driss]
    assert queries.behind("telegram", MAIL) == []
    assert queries.found(by, MAIL) == [driss]
    actions.attach_identity(person=driss, channel="whatsapp", external_id="MA.aB12", by=by, at=at)
    assert queries.behind("whatsapp", "MA.ab12") == [], "an opaque id is read as it is"
    actions.detach_identity(identity=made, by=by, at=at)
    assert queries.behind("email", MAIL) == []
    actions.attach_identity(person=driss, channel="email", external_id=MAIL, by=by, at=at)
    assert queries.behind("email", MAIL) == [driss]


@pytest.mark.parametrize(
    ("channel", "external_id", "field"),
    [
        ("pigeon", "x", "channel"),
        ("", "x", "channel"),
        ("telegram", " \u202e ", "external_id"),
        ("email", "nobody", "external_id"),
        ("whatsapp", "x" * 201, "external_id"),
    ],
)
def test_what_is_no_address_is_refused(
    driss: Person, by: Actor, at: datetime, channel: str, external_id: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.attach_identity(person=driss, channel=channel, external_id=external_id, by=by, at=at)
    assert refused.value.field == field


def test_an_address_belongs_to_one_whom_the_writer_sees(driss: Person, by: Actor, at: datetime) -> None:
    actions.attach_identity(person=driss, channel="email", external_id=MAIL, by=by, at=at)
    other = actions.register(by=by, at=at, given_name="Omar")
    with pytest.raises(Refused, match="Driss"):
        actions.attach_identity(person=other, channel="email", external_id=MAIL, by=by, at=at)


def test_nothing_tells_that_somebody_hidden_has_this_address(member: MakeMember, at: datetime) -> None:
    driss = factories.person(at=at, given_name="Driss")
    factories.case(by=factories.member(), at=at, persons=[driss], sealed="violence")
    actions.attach_identity(person=driss, channel="email", external_id=MAIL, by=SYSTEM, at=at)
    outsider = actor_of(member("operator"))
    other = actions.register(by=outsider, at=at, given_name="Omar")
    actions.attach_identity(person=other, channel="email", external_id=MAIL, by=outsider, at=at)
    assert queries.found(outsider, MAIL) == [other]
    assert queries.behind("email", MAIL) == [other, driss]
    assert not ChannelIdentity.objects.visible_to(outsider).filter(person=driss).exists()


def test_they_are_emptied_with_their_person(driss: Person, by: Actor, at: datetime) -> None:
    add(driss, by, at, "0523490011", "Lalla Zohra")
    for channel, external_id in (("email", MAIL), ("email", "a@example.org"), ("telegram", "77")):
        actions.attach_identity(person=driss, channel=channel, external_id=external_id, by=by, at=at)
    later = years_after(at, kept()["person"].years) + timedelta(days=1)
    privacy.forget_due(by=SYSTEM, at=later)
    row = Telephone.objects.get()
    assert (row.number, row.shared_with) == ("", "")
    assert {(each.external_id, each.digest) for each in ChannelIdentity.objects.all()} == {("", "")}
    assert not TelephoneDigest.objects.filter(subject="person").exists()
