"""An import is taken back, but for what somebody changed since."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from jaras.imports import actions, jobs, queries
from jaras.imports.models import DirectoryImport, ImportedRow
from jaras.imports.rules import Found, unpacked
from jaras.kernel import search
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.models import Contact, Convention, Organisation, Service, Site
from tests import factories
from tests.imports import books
from tests.imports.conftest import Received, planned

pytestmark = pytest.mark.usefixtures("shelter")
NEW = {
    "Organisations": [["Nom", "Type", "Téléphone"], ["Nouvelle", "Association", "0523"]],
    "Lieux": [["Organisation", "Nom"], ["Nouvelle", "Siège"]],
    "Services": [["Organisation", "Service"], ["Nouvelle", "ACC-ALIM"], ["Dar Al Karama", "ACC-ALIM"]],
    "Contacts": [["Organisation", "Fonction", "Téléphone"], ["Nouvelle", "Accueil", "0524"]],
    "Conventions": [
        ["Organisation", "Avec qui", "Objet", "À partir du"],
        ["Dar Al Karama", "Province", "Repas", "01/02/2026"],
    ],
}


def counted() -> list[int]:
    return [model._default_manager.count() for model in (Organisation, Site, Service, Contact, Convention)]


def undone(imported: DirectoryImport, by: Actor, at: datetime) -> list[tuple[str, int, list[str]]]:
    actions.undo(imported=imported, by=by, at=at)
    imported.refresh_from_db()
    return [(kind.value, row.pk, names) for kind, row, names in queries.stays(imported)]


def test_what_was_added_is_gone_what_was_changed_is_back(head: Actor, at: datetime, bring: Received) -> None:
    before, stood = counted(), books.taken_out(head)
    added = bring(books.written(**NEW))
    assert counted() == [n + more for n, more in zip(before, (1, 1, 2, 1, 1), strict=True)]
    changed = bring(
        books.changed(
            books.changed(stood, books.put("Services", "Publics (vide : tous)", "Sans-abri ; FSD")),
            books.put("Horaires", "Lundi", "7h-9h"),
        )
    )
    assert undone(changed, head, at) == []
    assert undone(added, head, at) == []
    assert counted() == before
    assert [*search.find("organisation", "nouvelle")] == []
    assert queries.plan(found(stood, head, at)).counts == {
        "refused": 0, "changed": 0, "added": 0, "same": 6,
    }  # fmt: skip
    assert not ImportedRow.objects.exclude(said={}).exists()


def found(content: bytes, head: Actor, at: datetime) -> Found:
    return unpacked(actions.receive(content=content, name="", by=head, at=at).found)


def test_a_field_that_somebody_wrote_since_stays_the_others_come_back(
    head: Actor, at: datetime, bring: Received, shelter: Organisation
) -> None:
    imported = bring(
        books.changed(
            books.changed(books.taken_out(head), books.put("Organisations", "Téléphone", "0523 99 99 99")),
            books.put("Organisations", "Sigle", "KRM"),
        )
    )
    shelter.refresh_from_db()
    partners.amend(organisation=shelter, telephone="0600", by=head, at=at)
    assert undone(imported, head, at) == [("organisation", shelter.pk, ["telephone"])]
    shelter.refresh_from_db()
    assert (shelter.telephone, shelter.acronym) == ("0600", "DAK")


def test_what_a_referral_rests_on_stays(head: Actor, at: datetime, bring: Received) -> None:
    imported = bring(books.written(**NEW))
    service = Service.objects.get(organisation__name_fr="Nouvelle")
    referent = factories.member("referent")
    need = factories.need(factories.case(by=referent), by=referent)
    factories.referral(need, by=referent, to=service, email="accueil@example.org")
    stays = undone(imported, head, at)
    assert sorted(stays) == [("organisation", service.organisation_id, []), ("service", service.pk, [])]


@pytest.mark.parametrize("how", ["amended", "confirmed", "a service added"])
def test_what_was_added_stays_once_somebody_worked_with_it(
    how: str, head: Actor, at: datetime, bring: Received
) -> None:
    imported = bring(books.written(**NEW))
    made = Organisation.objects.get(name_fr="Nouvelle")
    if how == "amended":
        partners.amend(organisation=made, acronym="N", by=head, at=at)
    elif how == "confirmed":
        partners.confirm(organisation=made, by=head, at=at)
    else:
        factories.service(made, code="MED-URG")
    assert undone(imported, head, at) == [("organisation", made.pk, [])]
    assert not Contact.objects.filter(organisation=made).exists()


def test_it_is_undone_once_within_thirty_days(head: Actor, at: datetime, bring: Received) -> None:
    imported = bring(books.written(**NEW))
    with pytest.raises(Refused):
        actions.undo(imported=imported, by=head, at=at + timedelta(days=31))
    actions.undo(imported=imported, by=head, at=at)
    for again in (imported, DirectoryImport.objects.get()):
        with pytest.raises(Refused):
            actions.undo(imported=again, by=head, at=at)


def test_words_go_after_thirty_days(head: Actor, at: datetime, bring: Received, receive: Received) -> None:
    written = bring(books.changed(books.taken_out(head), books.put("Organisations", "Sigle", "KRM")))
    waiting = receive(books.written(**NEW))
    long_ago = timezone.now() - timedelta(days=31)
    DirectoryImport.objects.update(moved_at=long_ago)
    jobs.let_go()
    written.refresh_from_db()
    waiting.refresh_from_db()
    assert (written.state, waiting.state, waiting.found) == ("settled", "dropped", {})
    assert not ImportedRow.objects.exclude(said={}).exists()


def test_a_second_hand_that_confirms_the_same_writes_nothing(
    head: Actor, at: datetime, receive: Received
) -> None:
    imported = receive(books.written(**NEW))
    seen = planned(imported).digest()
    twin = DirectoryImport.objects.get()
    actions.confirm(imported=imported, seen=seen, by=head, at=at)
    with pytest.raises(Refused):
        actions.confirm(imported=twin, seen=seen, by=head, at=at)
    assert Organisation.objects.filter(name_fr="Nouvelle").count() == 1
