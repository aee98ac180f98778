"""The directory: written once, corrected without losing anything, found."""

from collections.abc import Callable
from datetime import datetime

import pytest

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners import actions, queries
from jaras.partners.models import Organisation
from jaras.partners.queries import Wanted
from tests import factories

MakeActor = Callable[..., Actor]


@pytest.fixture
def head(actor: MakeActor) -> Actor:
    return actor("head")


def shelter(by: Actor, at: datetime, **about: object) -> Organisation:
    said = {"name_fr": "Dar Al Amal", "name_ar": "دار الأمل", "kind": "shelter", "poles": ["ACC"]} | about
    return actions.register(by=by, at=at, **said)  # type: ignore[arg-type]


def test_an_organisation_enters_the_directory(head: Actor, at: datetime) -> None:
    made = shelter(head, at, acronym="DAA")
    assert [found.pk for found in queries.found(head, "dar am", Wanted())] == [made.pk]
    assert [found.pk for found in queries.found(head, "الأمل", Wanted())] == [made.pk]
    assert [found.pk for found in queries.found(head, "daa", Wanted())] == [made.pk]
    assert EventRecord.objects.get(name="OrganisationRegistered").subject_id == made.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_fr": "", "name_ar": " "}, "name_fr"),
        ({"kind": "nowhere"}, "kind"),
        ({"poles": ["ACC", "NOWHERE"]}, "poles"),
        ({"email": "not an address"}, "email"),
        ({"telephone": "0" * 41}, "telephone"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    wrong: dict[str, object], field: str, head: Actor, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        shelter(head, at, **wrong)
    assert refusal.value.field == field


def test_only_those_who_keep_the_directory_write_it(actor: MakeActor, at: datetime) -> None:
    operator = actor("operator")
    with pytest.raises(Forbidden):
        shelter(operator, at)
    with pytest.raises(Forbidden):
        actions.amend(organisation=factories.organisation(), by=operator, at=at, telephone="0523")


def test_a_new_name_is_found_the_old_one_no_more(head: Actor, at: datetime) -> None:
    made = shelter(head, at)
    actions.amend(organisation=made, name_fr="Dar Essalam", by=head, at=at)
    assert queries.found(head, "essalam", Wanted()) == [made]
    assert queries.found(head, "amal", Wanted()) == []


def test_two_who_amend_do_not_overwrite_each_other(head: Actor, at: datetime) -> None:
    made = shelter(head, at)
    mine, theirs = Organisation.objects.get(pk=made.pk), Organisation.objects.get(pk=made.pk)
    actions.amend(organisation=theirs, telephone="0523", by=head, at=at)
    with pytest.raises(Conflict):
        actions.amend(organisation=mine, telephone="0600", by=head, at=at)
    assert Organisation.objects.get(pk=made.pk).telephone == "0523"


def test_what_takes_part_no_more_leaves_the_directory(head: Actor, at: datetime) -> None:
    made = shelter(head, at)
    actions.retire(organisation=made, by=head, at=at)
    assert queries.listed(head, Wanted()).rows == list(Organisation.objects.active())
    assert queries.listed(head, Wanted(retired=True)).rows == [made]
    actions.restore(organisation=made, by=head, at=at)
    assert made in queries.listed(head, Wanted()).rows


def test_each_filter_keeps_its_own(head: Actor, at: datetime) -> None:
    commune = factories.commune()
    both = shelter(head, at, poles=["ACC", "MED"], commune=commune)
    hospital = shelter(head, at, name_fr="Hôpital", kind="hospital", poles=["MED"])
    assert queries.listed(head, Wanted(pole="ACC")).rows == [both]
    assert queries.listed(head, Wanted(pole="MED")).rows == [both, hospital]
    assert queries.listed(head, Wanted(pole="MED", kind="hospital")).rows == [hospital]
    assert queries.listed(head, Wanted(commune=commune.pk)).rows == [both]
    assert queries.found(head, "dar", Wanted(pole="JUR")) == []


def test_nobody_reads_the_directory_without_the_verb(actor: MakeActor, head: Actor, at: datetime) -> None:
    shelter(head, at)
    assert queries.listed(actor("dpo"), Wanted()).rows == []
    assert queries.found(actor("dpo"), "dar", Wanted()) == []
