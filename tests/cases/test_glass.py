"""What a reference, a telephone, a name opens."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from jaras.cases import actions
from jaras.cases.models import Case
from jaras.cases.queries.glass import reference_of
from jaras.governance.models import ExceptionalAccess, Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.refusal import Refused
from tests import factories

MakeMember = Callable[..., Member]
DAY = timedelta(days=1)
REASON = "Elle est devant la permanence, blessée, et dit être suivie ici."


@pytest.fixture
def apart(member: MakeMember, at: datetime) -> Case:
    """A case of a colleague's team alone: no operator sees it."""
    person = factories.person(
        given_name="Fatima Zahra",
        family_name="Alaoui",
        arabic_name="فاطمة الزهراء العلوي",
        telephone="06 61-22-33-44",
        born_on=date(1990, 5, 2),
    )
    return factories.case(by=member("referent"), at=at, persons=[person], restricted=True)


def break_glass(by: Member, at: datetime, **said: Any) -> ExceptionalAccess:
    return actions.break_glass(reason=REASON, hours=2, by=actor_of(by, at=at), at=at, **said)


@pytest.mark.parametrize(
    "said",
    [
        {"telephone": "0661223344"},
        {"telephone": "+212 6 61 22 33 44"},
        {"telephone": "٠٦٦١٢٢٣٣٤٤"},
        {"name": "Fatima Zahra Alaoui", "born_in": 1990},
        {"name": "ALAOUI fatima-zahra", "born_in": 1990},
        {"name": "العلوي فاطمة الزهراء", "born_in": 1990},
    ],
)
def test_one_exact_thing_finds_it(
    said: dict[str, Any], apart: Case, member: MakeMember, at: datetime
) -> None:
    assert break_glass(member("operator"), at, **said).case_id == apart.pk


def test_the_reference_on_its_card_finds_it(apart: Case, member: MakeMember, at: datetime) -> None:
    typed = reference_of(apart).lower().replace("-", " ")
    assert break_glass(member("operator"), at, reference=typed).case_id == apart.pk


@pytest.mark.parametrize(
    "said",
    [
        {"telephone": "0661223345"},
        {"telephone": "3344"},
        {"telephone": "1223344"},
        {"name": "Fatima Zahra Alaoui", "born_in": 1991},
        {"name": "Fatima Zahra", "born_in": 1990},
        {"name": "Fatima Alaoui", "born_in": 1990},
        {"name": "Alaoui", "born_in": 1990},
        {"name": "%", "born_in": 1990},
        {"reference": "1"},
        {"reference": "0000-0000"},
        {"telephone": ".*.*.*.*.*.*"},
    ],
)
def test_nearly_right_is_wrong(said: dict[str, Any], apart: Case, member: MakeMember, at: datetime) -> None:
    asked = break_glass(member("operator"), at, **said)
    assert (asked.case_id, asked.state) == (None, "asked")


@pytest.mark.parametrize(
    "said", [{}, {"telephone": "0661223344", "name": "Fatima Alaoui"}, {"name": "Fatima Alaoui"}]
)
def test_exactly_one_of_the_three(said: dict[str, Any], member: MakeMember, at: datetime) -> None:
    with pytest.raises(Refused):
        break_glass(member("operator"), at, **said)
    assert not ExceptionalAccess.objects.exists()


def test_an_age_that_was_guessed_leaves_two_years(member: MakeMember, at: datetime) -> None:
    person = factories.person(given_name="Omar", family_name="Naciri", age_about=40, age_said_on=at.date())
    case = factories.case(by=member("referent"), at=at, persons=[person], restricted=True)
    operator = member("operator")
    assert break_glass(operator, at, name="Omar Naciri", born_in=1988).case_id == case.pk
    assert break_glass(operator, at, name="Omar Naciri", born_in=1983).case_id is None


def test_one_breaking_opens_one_case_asking_again_the_next(member: MakeMember, at: datetime) -> None:
    person = factories.person(given_name="Omar", family_name="Naciri", telephone="0661000000")
    holder = member("referent")
    older, newer = (factories.case(by=holder, at=at, persons=[person], restricted=True) for _ in range(2))
    operator = member("operator")
    opened = [break_glass(operator, at, telephone="0661000000").case_id for _ in range(1)]
    operator.refresh_from_db()
    opened += [break_glass(operator, at, telephone="0661000000").case_id]
    assert opened == [newer.pk, older.pk]


def test_nothing_that_lasts_is_done_through_it(apart: Case, member: MakeMember, at: datetime) -> None:
    """No place in the team, no other level, no link of the person elsewhere; a note may be left."""
    operator, head = member("operator"), member("head")
    break_glass(operator, at, reference=reference_of(apart))
    operator.refresh_from_db()
    by, person = actor_of(operator, at=at), apart.persons.get()
    own = factories.case(by=operator, at=at)
    report = factories.report(by=operator, at=at)
    lasting: list[Callable[[], Any]] = [
        lambda: actions.join_team(case=apart, member=operator, by=by, at=at),
        lambda: actions.join_team(case=apart, member=head, by=by, at=at),
        lambda: actions.plan_next(case=apart, what="Appeler", who=operator, due_at=at + DAY, by=by, at=at),
        lambda: actions.leave_team(case=apart, member=head, by=by, at=at),
        lambda: actions.seal(case=apart, compartment="violence", by=by, at=at),
        lambda: actions.add_person(case=own, person=person, by=by, at=at),
        lambda: actions.open_case(persons=[person], by=by, at=at),
        lambda: intake.add_person(report=report, person=person, by=by, at=at),
    ]
    for attempt in lasting:
        with pytest.raises(Refused, match="plus longtemps"):
            attempt()
    actions.note(case=apart, words="Elle est à l’abri.", by=by, at=at)
    assert apart.team.count() == 1
