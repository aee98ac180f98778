"""What is written is what the spreadsheet says, once, to the last unit."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from jaras.care import actions as care
from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.kernel import counters
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord, Level
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.registers import actions, jobs
from jaras.registers.models import Register, RegisterRow
from jaras.registers.queries.dictionary import dictionary
from jaras.registers.rules import RegisterState
from jaras.steering import actions as steering
from jaras.steering.models import Counted as CountedThing
from jaras.steering.rules import Dimension, Unit
from tests.registers import sheets
from tests.registers.conftest import BringIn


def test_a_row_becomes_an_intervention_on_a_closed_case_of_the_person(written: BringIn) -> None:
    written(sheets.book([sheets.row(kind="Hébergement", nights=3, cost="120,50")]))
    helped = Intervention.objects.select_related("case", "person").get()
    assert (helped.code, helped.nights, helped.cost) == ("HEB", 3, Decimal("120.50"))
    assert helped.commune_id == "05.311.01.07"
    assert helped.at.date() == date(2021, 12, 31)
    assert helped.case is not None
    assert (helped.case.state, helped.case.is_past, helped.case.target_groups) == ("closed", True, ["SAB"])
    assert helped.case.moved_at == helped.case.opened_at == helped.at
    assert helped.person is not None
    assert (helped.person.given_name, helped.person.family_name) == ("Fatima", "EL AMRANI")
    assert (helped.person.age_about, helped.person.age_said_on) == (45, date(2021, 12, 31))
    assert list(helped.case.persons.all()) == [helped.person]


def test_a_row_in_arabic(written: BringIn) -> None:
    titles = ["التاريخ", "الاسم والنسب", "السن", "الجنس", "الفئة", "الجماعة", "نوع التدخل", "القطب"]
    said = ["٣١ دجنبر ٢٠٢١", "فاطمة العمراني", "٤٥ سنة", "أنثى", "بدون مأوى", "وادي زم", "وجبة", "الاستقبال"]
    written(sheets.book([said], titles))
    helped = Intervention.objects.select_related("person", "case").get()
    assert (helped.code, helped.commune_id, helped.at.date()) == ("REP", "05.311.01.09", date(2021, 12, 31))
    assert helped.person is not None
    assert (helped.person.arabic_name, helped.person.sex, helped.person.age_about) == (
        "فاطمة العمراني",
        "f",
        45,
    )


def test_the_father_and_a_year_of_birth_alone_are_read(written: BringIn) -> None:
    titles = ["Date", "Nom et prénom", "Nom du père", "Année de naissance", "Intervention", "Pôle"]
    written(sheets.book([["05/01/2022", "EL AMRANI Fatima", "Brahim", 1976, "Repas", "Accueil"]], titles))
    person = Person.objects.get()
    assert (person.father_name, person.born_on) == ("Brahim", date(1976, 1, 1))
    assert not person.birth.day_known


def test_rows_of_one_number_are_one_person_and_one_case(written: BringIn) -> None:
    titles = ["Date", "N° dossier", "Nom et prénom", "Intervention", "Pôle"]
    rows = [
        ["05/01/2022", "12/2021", "EL AMRANI Fatima", "Repas", "Accueil"],
        ["31/12/2021", "12/2021", "EL AMRANI Fatima", "Consultation médicale", "Médical"],
        ["31/12/2021", "13/2021", "EL AMRANI Fatima", "Repas", "Accueil"],
    ]
    register = written(sheets.book(rows, titles))
    first, second = Case.objects.order_by("registry_number")
    assert (first.registry_number, sorted(first.poles), first.interventions.count()) == (
        "12/2021",
        ["ACC", "MED"],
        2,
    )
    assert (first.opened_at.date(), first.moved_at.date()) == (date(2021, 12, 31), date(2022, 1, 5))
    assert second.registry_number == "13/2021"
    assert Person.objects.count() == 2, "the same name under two numbers stays two persons"
    assert Case.objects.counted().count() == register.counts["cases"] == 2


def test_without_numbers_no_case_of_the_past_is_counted(written: BringIn) -> None:
    written(sheets.book([sheets.row(), sheets.row(day="01/01/2022")]))
    assert Case.objects.count() == 2
    assert Case.objects.counted().count() == 0


def test_a_row_that_names_nobody_counts_no_person(written: BringIn) -> None:
    register = written(sheets.book([sheets.row(name=None), sheets.row(name="X")]))
    assert register.counts["unnamed"] == 2
    assert Person.objects.count() == 0
    assert Intervention.objects.count() == 2


def test_what_concerns_violence_is_restricted_from_the_first(written: BringIn) -> None:
    written(sheets.book([sheets.row(public="Femme victime de violence"), sheets.row()]))
    assert Counter(Case.objects.values_list("level", flat=True)) == {Level.RESTRICTED: 1, Level.ORDINARY: 1}
    assert counters.read("cases") == {"restricted:closed": 1, "ordinary:closed": 1}


def test_a_row_with_a_fault_is_not_written(written: BringIn) -> None:
    register = written(sheets.book([sheets.row(day="30/02/2022"), sheets.row()]))
    assert (register.counts["good"], register.counts["stopped"]) == (1, 1)
    assert Intervention.objects.count() == 1


def some_rows(number: int) -> list[list[Any]]:
    """A register of several years in all the notations, the same at each run."""
    dice = random.Random(2021)
    kinds = [("Repas", "ACC"), ("Hébergement", "ACC"), ("Consultation", "MED"), ("Acte de naissance", "JUR")]
    rows = []
    for place in range(number):
        day = date(2021, 10, 1) + timedelta(days=dice.randrange(1330))
        kind, pole = dice.choice(kinds)
        written = [day.strftime("%d/%m/%Y"), day.isoformat(), day, (day - date(1899, 12, 30)).days][place % 4]
        nights = dice.randrange(1, 9) if kind == "Hébergement" else None
        cost = dice.choice([None, dice.randrange(30_000) / 100, f"{dice.randrange(300)},5 DH"])
        rows.append(
            sheets.row(place + 1, day=written, kind=kind, pole=pole, nights=nights, cost=cost,
                       name=dice.choice(["EL AMRANI Fatima", "BENNANI Ali", None]), age=dice.randrange(90))
        )  # fmt: skip
    return rows


def dirhams(cell: Any) -> Decimal:
    if isinstance(cell, str):
        return Decimal(cell.removesuffix(" DH").replace(",", "."))
    return Decimal(str(cell or 0))


def test_the_totals_are_those_of_the_spreadsheet_digit_for_digit(written: BringIn) -> None:
    rows = some_rows(1500)
    register = written(sheets.book(rows))
    held = register.counts["written"]
    assert held["interventions"] == 1500
    assert held["poles"] == Counter(row[8] for row in rows)
    assert held["nights"] == sum(row[9] or 0 for row in rows)
    assert Decimal(held["cost"]) == sum(dirhams(row[10]) for row in rows)
    assert held["persons"] == sum(row[2] is not None for row in rows)
    figures = counters.read("interventions")
    assert figures == {f"{pole}:done": number for pole, number in held["poles"].items()}


def test_killed_between_two_pieces_it_goes_on_exactly(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    register = actions.confirm(register=checked(sheets.book(some_rows(200))), by=head, at=at)
    words = dictionary(at=at)
    register = actions.write_some(register=register, words=words, by=head, at=at, most=40)
    record_many = care.record_many

    def killed(**said: Any) -> None:
        record_many(**said)
        raise KeyboardInterrupt

    with monkeypatch.context() as power_cut:
        power_cut.setattr(care, "record_many", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.write_some(register=register, words=words, by=head, at=at, most=40)
    assert Intervention.objects.count() == Register.objects.get(pk=register.pk).done == 40
    work()
    numbers = list(RegisterRow.objects.values_list("number", flat=True))
    assert numbers == list(range(2, 202)), "no row twice, none left out"
    assert Intervention.objects.count() == 200
    jobs.write(register.pk)
    assert Intervention.objects.count() == 200, "a job delivered twice writes nothing more"


def test_the_file_leaves_once_its_rows_are_written(written: BringIn) -> None:
    register = written(sheets.book([sheets.row()]))
    assert register.file is None
    assert register.staged is None
    assert "examples" not in register.counts
    assert "alike" not in register.counts


def test_a_row_brought_in_before_is_not_written_again(written: BringIn, checked: BringIn) -> None:
    rows = [sheets.row(), sheets.row(day="01/01/2022")]
    written(sheets.book(rows))
    longer = checked(sheets.book([*rows, sheets.row(), sheets.row(day="02/01/2022")]), "suite.xlsx")
    assert (longer.counts["good"], longer.counts["already"]) == (2, 2)


def test_rows_alike_in_one_file_are_kept_unless_somebody_says_otherwise(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    register = checked(sheets.book([sheets.row(), sheets.row(), sheets.row()]))
    assert (register.counts["good"], register.counts["twin_count"]) == (3, 2)
    actions.name_columns(register=register, columns=register.columns, twins_left_out=True, by=head, at=at)
    work()
    assert Register.objects.get(pk=register.pk).counts["good"] == 1


def test_one_register_is_written_at_a_time(checked: BringIn, head: Actor, at: datetime) -> None:
    actions.confirm(register=checked(sheets.book([sheets.row()])), by=head, at=at)
    second = actions.receive(chunks=[sheets.book([sheets.row()])], name="b.xlsx", by=head, at=at)
    second.state, second.counts = RegisterState.CHECKED, {"good": 1}
    second.save(update_fields=["state", "counts"])
    with pytest.raises(Refused, match="Un autre registre"):
        actions.confirm(register=Register.objects.get(pk=second.pk), by=head, at=at)


def test_nothing_good_nothing_written(checked: BringIn, head: Actor, at: datetime) -> None:
    with pytest.raises(Refused, match="Aucune ligne"):
        actions.confirm(register=checked(sheets.book([sheets.row(kind="?", day="?")])), by=head, at=at)


def test_the_log_tells_each_piece_in_numbers_only(written: BringIn) -> None:
    written(sheets.book([sheets.row()]))
    told = EventRecord.objects.filter(subject="register").values_list("name", flat=True)
    assert {
        "RegisterReceived",
        "RegisterRead",
        "RegisterChecked",
        "RegisterConfirmed",
        "RegisterWritten",
    } <= set(told)
    assert "AMRANI" not in str(list(EventRecord.objects.values_list("data", flat=True)))


TOLD = ["Date", "Nom et prénom", "Origine", "Canal de signalement", "Intervention", "Nombre d'interventions"]
TOLD += ["Nuitées", "Coût", "N° dossier"]


def counted() -> list[list[Any]]:
    return [
        ["05/01/2022", "EL AMRANI Fatima", "Autre ville", "Téléphone", "Hébergement", 3, 3, "90", "1/2022"],
        ["06/01/2022", "BENNANI Ali", "Étranger", "Maraude", "Repas", "2", None, None, None],
        ["07/01/2022", None, "Khouribga", "Facebook", "Repas", None, None, None, None],
        ["08/01/2022", "IDRISSI Nora", None, None, "Repas", "١٠", None, None, None],
    ]


def test_a_row_counts_as_many_as_it_says_its_amounts_once(written: BringIn) -> None:
    register = written(sheets.book(counted(), TOLD))
    held = register.counts["written"]
    assert register.counts["interventions"] == held["interventions"] == Intervention.objects.count() == 16
    assert (register.counts["good"], register.done) == (4, 4)
    assert register.counts["poles"] == held["poles"] == {"ACC": 16}
    assert (held["nights"], Decimal(held["cost"]), held["persons"]) == (3, Decimal(90), 3)
    assert sorted(Intervention.objects.filter(code="HEB").values_list("nights", flat=True)) == [0, 0, 3]
    assert register.counts["origins"] == {"town": 3, "nationality": 2, "here": 1, "": 10}
    assert register.counts["channels"] == {"TEL": 3, "MARAUDE": 2, "RESEAUX": 1, "": 10}


def test_figures_follow_what_the_register_says_of_origin_and_channel(written: BringIn) -> None:
    written(sheets.book(counted(), TOLD))
    steering.settle()

    def by(unit: Unit, dimension: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in CountedThing.objects.filter(unit=unit):
            for tag in row.tags.split("|"):
                if tag.startswith(f"{dimension}:"):
                    found[tag.partition(":")[2]] += row.amount
        return found

    helps = by(Unit.INTERVENTIONS, Dimension.ORIGIN)
    assert (helps["town"], helps["nationality"], helps["here"], helps["unknown"]) == (3, 2, 1, 10)
    channels = by(Unit.INTERVENTIONS, Dimension.CHANNEL)
    assert (channels["TEL"], channels["MARAUDE"], channels["RESEAUX"]) == (3, 2, 1)
    persons = by(Unit.PERSONS, Dimension.ORIGIN)
    assert (persons["town"], persons["nationality"], persons["unknown"]) == (1, 1, 1)
    assert by(Unit.CASES, Dimension.CHANNEL)["TEL"] == 1


def test_what_a_row_counts_is_taken_back_whole(
    written: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    register = written(sheets.book(counted(), TOLD))
    actions.undo(register=register, by=head, at=at)
    work()
    register.refresh_from_db()
    assert (register.state, register.done, register.counts["kept"]) == (RegisterState.UNDONE, 4, [])
    assert not Intervention.objects.exists()
    assert not Case.objects.exists()
    assert not Person.objects.exists()
    assert set(counters.read("interventions").values()) <= {0}


def test_the_same_rows_are_not_brought_in_twice(written: BringIn, checked: BringIn) -> None:
    written(sheets.book(counted(), TOLD))
    again = checked(sheets.book([*counted(), [*counted()[1][:5], 4, *counted()[1][6:]]], TOLD))
    assert (again.counts["already"], again.counts["good"]) == (4, 1), "another number is another row"


def test_rows_written_in_pieces_count_the_same(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    register = actions.confirm(register=checked(sheets.book(counted(), TOLD)), by=head, at=at)
    words = dictionary(at=at)
    register = actions.write_some(register=register, words=words, by=head, at=at, most=4)
    assert (register.done, Intervention.objects.count()) == (2, 5)
    work()
    assert Intervention.objects.count() == 16
    assert Register.objects.get(pk=register.pk).state == RegisterState.WRITTEN


@pytest.mark.parametrize(
    ("said", "code"), [("0", "times_unreadable"), ("deux", "times_unreadable"), ("501", "times_too_many"),
                       ("1,5", "times_unreadable"), (-3, "times_unreadable")]
)  # fmt: skip
def test_a_number_of_interventions_that_cannot_be_stops_its_row(
    checked: BringIn, said: Any, code: str
) -> None:
    row = counted()[1]
    register = checked(sheets.book([[*row[:5], said, *row[6:]]], TOLD))
    assert register.counts["faults"] == {code: 1}
    assert register.counts["stopped"] == 1


def test_an_origin_or_a_channel_we_do_not_know_can_be_taught(
    checked: BringIn, head: Actor, at: datetime, work: Callable[[], int]
) -> None:
    row = counted()[2]
    register = checked(sheets.book([[*row[:2], "Ould l'blad", "Pigeon", *row[4:]]], TOLD))
    assert register.counts["faults"] == {"origin_unknown": 1, "channel_unknown": 1}
    actions.name_columns(
        register=register, columns=register.columns, by=head, at=at,
        taught={"origin": {"Ould l'blad": "here"}, "channel": {"Pigeon": "ECRIT"}},
    )  # fmt: skip
    work()
    register.refresh_from_db()
    assert (register.counts["origins"], register.counts["channels"]) == ({"here": 1}, {"ECRIT": 1})
