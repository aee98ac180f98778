"""Whom one asks for: a function with a number, told as far as it is meant to be."""

from datetime import datetime
from typing import Any

import pytest

from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.partners import actions
from jaras.partners.models import Contact
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_contact_is_written_then_corrected(at: datetime) -> None:
    contact = factories.contact(function_fr="", function_ar="الحارس الليلي")
    actions.amend_contact(contact=contact, telephone="05 23 99 00 00", by=SYSTEM, at=at)
    assert Contact.objects.get().telephone == "05 23 99 00 00"
    assert Contact.objects.get().function == "الحارس الليلي"
    assert EventRecord.objects.filter(name__in=["ContactAdded", "ContactAmended"]).count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"function_fr": " "}, "function_fr"),
        ({"telephone": ""}, "telephone"),
        ({"email": "not an address"}, "email"),
        ({"function_ar": "ا" * 121}, "function_ar"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(wrong: dict[str, Any], field: str, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        factories.contact(**wrong)
    assert refusal.value.field == field
    assert not Contact.objects.exists()


def test_what_is_taken_away_is_forgotten(at: datetime) -> None:
    contact = factories.contact(email="garde@example.org")
    actions.retire_contact(contact=contact, by=SYSTEM, at=at)
    left = Contact.objects.get()
    assert (left.active, left.telephone, left.email) == (False, "", "")
    assert not Contact.objects.active().exists()


def test_two_who_correct_do_not_overwrite_each_other(at: datetime) -> None:
    contact = factories.contact()
    read = Contact.objects.get()
    actions.amend_contact(contact=contact, telephone="1", by=SYSTEM, at=at)
    with pytest.raises(Conflict):
        actions.amend_contact(contact=read, telephone="2", by=SYSTEM, at=at)


def test_only_those_who_keep_the_directory_write_it(at: datetime) -> None:
    contact = factories.contact()
    with pytest.raises(Forbidden):
        actions.amend_contact(contact=contact, telephone="1", by=NOBODY, at=at)
    assert not Contact.objects.visible_to(NOBODY).exists()


def test_anybody_is_told_what_is_marked_so_alone(at: datetime) -> None:
    shown, inside = factories.contact(public=True), factories.contact()
    hidden = factories.contact(factories.organisation(public=False), public=True)
    over = factories.contact(public=True)
    actions.retire(organisation=over.organisation, by=SYSTEM, at=at)
    assert list(Contact.objects.public()) == [shown]
    assert {inside, hidden} <= set(Contact.objects.active())
