"""What organisations give: written once, corrected without losing anything."""

from collections.abc import Callable
from datetime import datetime, time

import pytest

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners import actions, queries
from jaras.partners.models import Service
from jaras.partners.rules import Hours, read_day
from tests import factories

MakeActor = Callable[..., Actor]
MONDAY = Hours(0, time(9), time(12))


@pytest.fixture
def head(actor: MakeActor) -> Actor:
    return actor("head")


def shelter(by: Actor, at: datetime, **gives: object) -> Service:
    said = {"code": "ACC-HEB", "sex": "m", "youngest": 18, "hours": [MONDAY]} | gives
    return actions.add_service(
        organisation=factories.organisation(),
        by=by,
        at=at,
        **said,  # type: ignore[arg-type]
    )


def test_a_service_enters_the_directory(head: Actor, at: datetime) -> None:
    commune = factories.commune()
    made = shelter(head, at, communes=[commune])
    (read,) = queries.services_of(made.organisation, head)
    assert (read.code, read.pole, read.sex, read.youngest) == ("ACC-HEB", "ACC", "m", 18)
    assert (read.spans, list(read.communes.all())) == ([MONDAY], [commune])
    assert EventRecord.objects.get(name="ServiceAdded").subject_id == made.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "NOWHERE"}, "code"),
        ({"publics": ["NOBODY"]}, "publics"),
        ({"sex": "x"}, "sex"),
        ({"youngest": -1}, "youngest"),
        ({"oldest": 200}, "oldest"),
        ({"youngest": 60, "oldest": 18}, "oldest"),
        ({"email": "not an address"}, "email"),
        ({"note_fr": "x" * 301}, "note_fr"),
        ({"hours": [MONDAY, Hours(0, time(11), time(13))]}, "hours"),
        ({"hours": [Hours(0, time(12), time(9))]}, "hours"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    wrong: dict[str, object], field: str, head: Actor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        shelter(head, at, **wrong)
    assert refusal.value.field == field
    assert not Service.objects.exists()


def test_a_corrected_service_has_the_hours_of_the_last_who_wrote(head: Actor, at: datetime) -> None:
    made, evening = shelter(head, at), Hours(5, time(18), time(22))
    actions.amend_service(service=made, hours=[evening], code="MED-CONS", by=head, at=at)
    read = Service.objects.get()
    assert (read.spans, read.pole, read.sex) == ([evening], "MED", "m")
    assert EventRecord.objects.get(name="ServiceAmended").data["fields"] == ["code", "hours"]


def test_two_who_correct_at_once_do_not_overwrite(head: Actor, at: datetime) -> None:
    first = shelter(head, at)
    second = Service.objects.get()
    actions.amend_service(service=first, note_fr="Avec un drap", by=head, at=at)
    with pytest.raises(Conflict):
        actions.amend_service(service=second, note_fr="Sans drap", by=head, at=at)


def test_a_service_is_given_no_more_then_again(head: Actor, at: datetime) -> None:
    made = shelter(head, at)
    actions.retire_service(service=made, by=head, at=at)
    assert not Service.objects.active().exists()
    actions.restore_service(service=made, by=head, at=at)
    assert Service.objects.active().exists()


def test_only_those_who_keep_the_directory_write_it(actor: MakeActor, head: Actor, at: datetime) -> None:
    made, operator = shelter(head, at), actor("operator")
    for write in (actions.retire_service, actions.restore_service, actions.amend_service):
        with pytest.raises(Forbidden):
            write(service=made, by=operator, at=at)
    with pytest.raises(Forbidden):
        shelter(operator, at)


def test_a_service_is_reached_where_its_organisation_is(head: Actor, at: datetime) -> None:
    made = shelter(head, at)
    made.organisation.email, made.organisation.telephone = "dar@example.org", "05 23 00 00 99"
    assert (made.reached_at, made.called_at) == ("dar@example.org", "05 23 00 00 99")
    made.email, made.telephone = "lits@example.org", "05 23 00 00 98"
    assert (made.reached_at, made.called_at) == ("lits@example.org", "05 23 00 00 98")


@pytest.mark.django_db
def test_usual_hours_stay_when_those_of_ramadan_are_written(at: datetime) -> None:
    service = factories.service(hours=read_day("9-12", 0))
    said = read_day("10-11", 0)
    actions.amend_service(service=service, ramadan_hours=said, by=SYSTEM, at=at)
    service = Service.objects.get()
    assert (service.spans, service.ramadan_spans) == (read_day("9-12", 0), said)
    twice = [*read_day("10-12", 0), *read_day("11-13", 0)]
    with pytest.raises(Refused) as refusal:
        actions.amend_service(service=service, ramadan_hours=twice, by=SYSTEM, at=at)
    assert refusal.value.field == "ramadan_hours"
    service = Service.objects.get()
    actions.amend_service(service=service, ramadan_hours=[], by=SYSTEM, at=at)
    assert Service.objects.get().ramadan_spans == []
