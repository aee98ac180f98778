"""The directory goes out as a workbook; what a hand changed in it comes in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext

from jaras.imports import actions
from jaras.imports.models import DirectoryImport
from jaras.imports.queries import Verdict
from jaras.imports.rules import Code
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.models import Contact, Convention, Organisation, Service, Site
from jaras.partners.rules import read_day
from tests import factories
from tests.imports import books
from tests.imports.conftest import Received, planned

pytestmark = pytest.mark.usefixtures("shelter")


def faults(imported: DirectoryImport) -> list[tuple[str, Code]]:
    return [
        (fault.field, fault.code) for each in planned(imported).of(Verdict.REFUSED) for fault in each.faults
    ]


def differences(imported: DirectoryImport) -> list[tuple[str, Any, Any]]:
    return [
        (each.field, each.old, each.new)
        for change in planned(imported).of(Verdict.CHANGED)
        for each in change.differences
    ]


@contextmanager
def disk_full_for(model: type[Model]) -> Iterator[None]:
    def fail(**_told: object) -> None:
        raise OSError("the disk is full")

    pre_save.connect(fail, sender=model)
    try:
        yield
    finally:
        pre_save.disconnect(fail, sender=model)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_what_goes_out_comes_in_without_a_change(language: str, head: Actor, receive: Received) -> None:
    factories.organisation(name_fr="Second", name_ar="", telephone="")
    received = receive(books.taken_out(head, language))
    assert planned(received).counts == {"refused": 0, "changed": 0, "added": 0, "same": 7}
    assert not received.found["noticed"]
    with pytest.raises(Refused):
        actions.confirm(imported=received, seen=planned(received).digest(), by=head, at=received.at)


def test_a_changed_cell_is_told_then_written(head: Actor, receive: Received, bring: Received) -> None:
    changes = [
        books.put("Organisations", "Téléphone", "0523 11 11 11"),
        books.put("Organisations", "Sigle", None),
        books.put("Services", "Tarif en dirhams (0 : gratuit)", "25 DH"),
        books.put("Services", "Publics (vide : tous)", "Sans-abri ; Femme en situation difficile"),
        books.put("Horaires", "Mardi", "9h-12h"),
        books.put("Conventions", "Jusqu’au", "30/06/2027"),
    ]
    content = books.taken_out(head)
    for change in changes:
        content = books.changed(content, change)
    assert differences(receive(content)) == [
        ("acronym", "DAK", ""),
        ("telephone", "+212 523 00 00 01", "0523 11 11 11"),
        ("publics", ["SAB"], ["FSD", "SAB"]),
        ("fee", 20, 25),
        (
            "hours",
            ["08:30-12:00, 14:00-18:00", "08:30-12:00, 14:00-18:00", "", "", "", "09:00-12:00", ""],
            ["08:30-12:00, 14:00-18:00", "09:00-12:00", "", "", "", "09:00-12:00", ""],
        ),
        ("ends_on", "2026-12-31", "2027-06-30"),
    ]
    bring(content)
    service = Service.objects.get(code="ACC-HEB")
    assert (service.fee, service.publics, len(service.spans), len(service.ramadan_spans)) == (
        25, ["FSD", "SAB"], 4, 1,
    )  # fmt: skip
    assert (Organisation.objects.get().acronym, str(Convention.objects.get().ends_on)) == ("", "2027-06-30")


def test_a_workbook_written_by_hand_in_arabic_adds(bring: Received, receive: Received) -> None:
    content = books.written(
        **{
            "المؤسسات": [
                ["الاسم بالعربية", "النوع", "الأقطاب", "الجماعة", "الهاتف", "في الدليل العمومي"],
                ["جمعية الأمل", "جمعية", "القطب الطبي", "وادي زم", "0523222222", "نعم"],
            ],
            "الخدمات": [["المؤسسة", "الخدمة", "لفائدة"], ["جمعية الأمل", "مساعدة غذائية", "نساء"]],
            "أوقات الاستقبال": [
                ["المؤسسة", "الخدمة", "الأسبوع", "الاثنين"],
                ["جمعية الأمل", "مساعدة غذائية", "رمضان", "10-14"],
            ],
            "جهات الاتصال": [
                ["المؤسسة", "المهمة بالعربية", "الهاتف"],
                ["جمعية الأمل", "الكتابة", "0523333333"],
            ],
        }
    )
    assert planned(receive(content)).counts == {"refused": 0, "changed": 0, "added": 3, "same": 0}
    bring(content)
    made = Organisation.objects.get(name_ar="جمعية الأمل")
    assert (made.kind, made.poles, made.commune_id) == ("association", ["MED"], "05.311.01.09")
    service = made.services.get()
    assert (service.code, service.sex, service.ramadan_spans) == ("ACC-ALIM", "f", read_day("10-14", 0))
    assert planned(receive(content)).counts["same"] == 3  # a second time adds nothing


def test_a_row_without_a_key_is_known_by_its_name_and_empties_nothing(receive: Received) -> None:
    rows: list[list[str | None]] = [
        ["Nom", "Type", "Téléphone", "Sigle"],
        ["DAR AL KARAMA", "Hébergement", "0523 11 11 11", None],
    ]
    [change] = planned(receive(books.written(Organisations=rows))).of(Verdict.CHANGED)
    assert change.by_words
    assert [each.field for each in change.differences] == ["name_fr", "telephone"]


@pytest.mark.parametrize(
    ("sheet", "row", "fault"),
    [
        ("Organisations", {"Nom en français": "X"}, ("kind", Code.KIND_MISSING)),
        ("Organisations", {"Type": "Association"}, ("name_fr", Code.NAME_MISSING)),
        ("Organisations", {"Nom en français": "X", "Type": "truc"}, ("kind", Code.WORD_UNKNOWN)),
        ("Organisations", {"Nom en français": "X" * 161, "Type": "Association"}, ("name_fr", Code.TOO_LONG)),
        (
            "Organisations",
            {"Nom en français": "X", "Type": "Association", "Adresse électronique": "nulle part"},
            ("email", Code.EMAIL),
        ),
        ("Organisations", {"Nom en français": "DAR AL KARAMA", "Type": "Association"}, ("key", Code.TWICE)),
        ("Services", {"Service": "Aide alimentaire"}, ("of_name", Code.OWNER_MISSING)),
        (
            "Services",
            {"Organisation": "Nulle part", "Service": "Aide alimentaire"},
            ("of_name", Code.OWNER_UNKNOWN),
        ),
        ("Services", {"Organisation": "Dar Al Karama"}, ("code", Code.SERVICE_MISSING)),
        (
            "Services",
            {"Organisation": "Dar Al Karama", "Service": "ACC-ALIM", "À partir de quel âge": "131"},
            ("youngest", Code.AGES),
        ),
        (
            "Horaires",
            {"Organisation": "Dar Al Karama", "Service": "ACC-ALIM", "Lundi": "matin"},
            ("hours", Code.HOURS),
        ),
        (
            "Contacts",
            {"Organisation": "Dar Al Karama", "Fonction, en français": "Accueil"},
            ("telephone", Code.REACH_MISSING),
        ),
        (
            "Conventions",
            {"Organisation": "Dar Al Karama", "Avec qui": "X", "Objet": "Y", "À partir du": "31/02/2026"},
            ("begins_on", Code.DAY),
        ),
    ],
)
def test_what_cannot_be_written_says_where_and_why(
    sheet: str, row: dict[str, str], fault: tuple[str, Code], head: Actor, receive: Received
) -> None:
    imported = receive(books.changed(books.taken_out(head), books.added(sheet, row)))
    assert faults(imported) == [fault]
    [refused] = planned(imported).of(Verdict.REFUSED)
    assert (refused.entry.where, refused.entry.number > 1) == (sheet, True)


def test_what_is_refused_takes_its_parts_along(receive: Received) -> None:
    content = books.written(
        Organisations=[["Nom", "Type"], ["Nouvelle", "truc"]],
        Services=[["Organisation", "Service"], ["Nouvelle", "Aide alimentaire"]],
    )
    assert [code for _field, code in faults(receive(content))] == [Code.WORD_UNKNOWN, Code.OWNER_REFUSED]


def test_a_key_of_something_retired_or_of_another_is_refused(
    head: Actor, at: datetime, receive: Received, shelter: Organisation
) -> None:
    other = factories.organisation(name_fr="Autre", name_ar="")
    content = books.taken_out(head)
    assert faults(receive(books.changed(content, books.put("Lieux", "Clé de l’organisation", None)))) == []
    moved = books.changed(
        books.changed(content, books.put("Lieux", "Clé de l’organisation", None)),
        books.put("Lieux", "Organisation", "Autre"),
    )
    assert faults(receive(moved)) == [("of_name", Code.OWNER_OTHER)]
    partners.retire(organisation=other, by=head, at=at)
    assert faults(receive(content)) == [("key", Code.RETIRED)]


def test_a_formula_is_a_text_going_out_and_coming_in(head: Actor, receive: Received, bring: Received) -> None:
    row = ["=1+1", "Association", "+212 600 00 00 00"]
    bring(books.written(Organisations=[["Nom", "Type", "Téléphone"], ["'" + row[0], *row[1:]]]))
    assert Organisation.objects.get(name_fr="=1+1").telephone == "+212 600 00 00 00"
    assert planned(receive(books.taken_out(head))).counts["same"] == 7
    computed = receive(books.changed(books.taken_out(head), books.put("Organisations", "Sigle", "=A1")))
    assert faults(computed) == [("acronym", Code.FORMULA)]


def test_all_or_nothing(head: Actor, at: datetime, receive: Received) -> None:
    """The last row cannot be written: the first is not written either, the preview stays."""
    content = books.written(
        Organisations=[["Nom", "Type"], ["Nouvelle", "Association"]],
        Contacts=[["Organisation", "Fonction", "Téléphone"], ["Nouvelle", "Accueil", "05"]],
    )
    imported = receive(content)
    seen = planned(imported).digest()
    with disk_full_for(Contact), pytest.raises(OSError, match="full"):
        actions.confirm(imported=imported, seen=seen, by=head, at=at)
    assert Organisation.objects.count() == 1
    kept = DirectoryImport.objects.get()
    assert (kept.state, planned(kept).counts["added"]) == ("read", 2)


def test_what_was_not_seen_is_not_written(
    head: Actor, at: datetime, receive: Received, shelter: Organisation
) -> None:
    content = books.changed(books.taken_out(head), books.put("Organisations", "Sigle", "KRM"))
    imported = receive(content)
    seen = planned(imported).digest()
    partners.amend(organisation=shelter, acronym="XYZ", by=head, at=at)
    with pytest.raises(Refused):
        actions.confirm(imported=imported, seen=seen, by=head, at=at)
    shelter.refresh_from_db()
    assert shelter.acronym == "XYZ"


def test_who_may_not_keep_the_directory_brings_nothing_in(
    at: datetime, actor: Callable[..., Actor], receive: Received, head: Actor
) -> None:
    content = books.written(Organisations=[["Nom", "Type"], ["Nouvelle", "Association"]])
    operator = actor("operator")
    with pytest.raises(Forbidden):
        actions.receive(content=content, name="", by=operator, at=at)
    imported = receive(content)
    for act in (actions.drop, actions.undo):
        with pytest.raises(Forbidden):
            act(imported=imported, by=operator, at=at)
    assert not DirectoryImport.objects.visible_to(operator).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"un;deux\n1;2\n",
        b"%PDF-1.7",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        b"PK\x03\x04broken",
        books.written(Autre=[["rien", "de", "tel"], [1, 2, 3]]),
        books.written(Organisations=[["Nom", "Type"]]),
        books.written(Organisations=[["Nom"], *([str(number)] for number in range(5_001))]),
    ],
    ids=["empty", "csv", "pdf", "old", "broken", "no sheet", "no row", "giant"],
)
def test_a_hostile_file_is_one_sentence(content: bytes, receive: Received) -> None:
    with pytest.raises(Refused) as refused:
        receive(content)
    assert refused.value.field == "file"
    assert not DirectoryImport.objects.exists()


def test_a_preview_reads_so_many_queries_whatever_its_size(head: Actor, receive: Received) -> None:
    rows = [[f"Association {number}", "Association"] for number in range(60)]
    small = receive(books.written(Organisations=[["Nom", "Type"], *rows[:2]]))
    large = receive(books.written(Organisations=[["Nom", "Type"], *rows]))
    counted = []
    for imported in (small, large):
        with CaptureQueriesContext(connection) as asked:
            planned(imported)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 13


def test_everything_of_a_row_stands_in_the_workbook(head: Actor, bring: Received) -> None:
    """Into an empty directory the same workbook writes the same rows."""
    content = books.taken_out(head)
    for model in (Contact, Convention, Site, Service, Organisation):
        model._default_manager.all().delete()
    bring(content)
    service = Service.objects.get(code="ACC-HEB")
    assert (service.note_ar, service.bring_fr, service.closed_on_holidays) == (
        "مع غطاء", "Carte d’identité, un drap", True,
    )  # fmt: skip
    assert (len(service.spans), len(service.ramadan_spans), service.communes.count()) == (5, 1, 1)
    assert Site.objects.get().address_fr == "12, rue des Oliviers"
    assert (Contact.objects.get().public, Convention.objects.get().subject) == (True, "Dix lits")
