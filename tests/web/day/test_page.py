"""My day: what is there, for whom, why, in which order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from jaras.bells.actions import Ask
from jaras.care import actions as care
from jaras.care.models import Referral
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.inclusion import actions as inclusion
from jaras.inclusion.models import LifeProject, Step
from jaras.inclusion.rules import Doer
from jaras.intake import actions as intake
from jaras.intake.models import Duty, Report
from jaras.kernel.models import Level
from jaras.web.day.page import MOST
from tests import factories
from tests.bells.bells import rung

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHILD = "Une fillette de 9 ans est frappée par son père, elle saigne, gare routière."


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani", language="en")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui", language="en")


@pytest.fixture
def open_day(sign_in: SignIn) -> Callable[[Member], str]:
    def opened(who: Member) -> str:
        browser = sign_in(who)
        browser.cookies["jaras_language"] = "en"
        answer = browser.get("/day/")
        assert answer.status_code == 200
        translation.activate("en")
        return str(answer.content.decode())

    return opened


OpenDay = Callable[[Member], str]


def planned(case: Case, by: Member) -> None:
    """Nothing is forgotten in this case: it stays out of the way."""
    now = timezone.now()
    factories.diagnosis(case, by=by, at=now)
    cases.plan_next(
        case=Case.objects.get(pk=case.pk),
        what="Plus tard",
        who=by,
        due_at=now + 60 * DAY,
        by=actor_of(by),
        at=now,
    )


def case_of(by: Member, name: str = "Driss") -> Case:
    about = factories.person(given_name=name, family_name="Alaoui")
    made = factories.case(by=by, at=timezone.now(), persons=[about])
    planned(made, by)
    return made


def test_an_empty_day_is_calm(karim: Member, open_day: OpenDay) -> None:
    page = open_day(karim)
    assert "Nothing waits for you today" in page
    assert 'class="row"' not in page


def test_the_day_stands_in_the_rail_of_whoever_works(
    member: MakeMember, karim: Member, sign_in: SignIn
) -> None:
    for role, there in (("referent", True), ("field", True), ("partner", True), ("governor", False)):
        page = sign_in(member(role)).get("/account/").content.decode()
        assert ('href="/day/"' in page) is there, role
    assert sign_in(member("governor")).get("/day/").status_code == 200, "what they promised"


def test_a_duty_says_since_when_it_is_due(salma: Member, open_day: OpenDay) -> None:
    now = timezone.now()
    report = factories.report(by=salma, at=now, words=CHILD)
    duty = Duty.objects.filter(report=report).exclude(due_at=None).first()
    assert duty is not None
    Duty.objects.filter(pk=duty.pk).update(due_at=now - 3 * HOUR)
    page = open_day(salma)
    assert "It has been due for 3 h." in page
    assert f'href="/reports/{report.pk}#duties"' in page


def test_the_watch_answers_for_what_nobody_took(salma: Member, open_day: OpenDay) -> None:
    now = timezone.now()
    report = factories.report(at=now - 10 * timedelta(minutes=1), words=CHILD)
    Report.objects.filter(pk=report.pk).update(urgency="IMMEDIAT", urgency_rank=0)
    Duty.objects.all().delete()
    assert f"/desk/{report.pk}" not in open_day(salma)
    governance.take_watch(by=actor_of(salma), at=now)
    page = open_day(salma)
    assert "nobody has taken it for 10 min" in page
    assert f'href="/desk/{report.pk}"' in page
    intake.claim(report=Report.objects.get(pk=report.pk), by=actor_of(salma), at=timezone.now())
    page = open_day(salma)
    assert f'href="/reports/{report.pk}"' in page
    assert f"/desk/{report.pk}" not in page


def test_the_next_step_is_for_whoever_promised_it(salma: Member, karim: Member, open_day: OpenDay) -> None:
    case, now = case_of(salma), timezone.now()
    cases.plan_next(
        case=Case.objects.get(pk=case.pk),
        what="Passer le voir",
        who=karim,
        due_at=now - 2 * HOUR,
        by=actor_of(salma),
        at=now - 3 * HOUR,
    )
    page = open_day(karim)
    for words in ("Passer le voir", "Driss Alaoui", "You said you would", f'href="/cases/{case.pk}/"'):
        assert words in page
    assert "Passer le voir" not in open_day(salma)


def test_a_closure_waits_for_another_than_whoever_asked(
    salma: Member, karim: Member, open_day: OpenDay
) -> None:
    case = case_of(salma)
    cases.request_closure(
        case=Case.objects.get(pk=case.pk),
        outcome="HOUSED",
        summary="Logé",
        by=actor_of(salma),
        at=timezone.now(),
    )
    assert "Salma Bennani asked for it" in open_day(karim)
    assert "asked for it" not in open_day(salma)


def test_hours_of_today_those_that_passed_and_calls(salma: Member, open_day: OpenDay) -> None:
    case, now, by = case_of(salma), timezone.now(), actor_of(salma)
    for what, starts, reminder in (("Tribunal", now + HOUR, "none"), ("Dentiste", now + 3 * HOUR, "call")):
        care.plan_appointment(case=case, what=what, starts_at=starts, reminder=reminder, by=by, at=now)
    care.plan_appointment(case=case, what="Hôpital", starts_at=now - HOUR, by=by, at=now - 2 * HOUR)
    page = open_day(salma)
    for words in ("Tribunal", "Nobody goes along", "Call to recall the appointment: Dentiste"):
        assert words in page
    assert "Say whether they came: Hôpital" in page
    assert page.index("Tribunal") < page.index("Hôpital")


def test_a_need_that_a_partner_declined_is_to_entrust_again(salma: Member, open_day: OpenDay) -> None:
    case, now, by = case_of(salma), timezone.now(), actor_of(salma)
    need = factories.need(case, by=salma, at=now, service="ACC-HEB")
    sent = factories.referral(need, by=salma, at=now)
    care.ask(referral=sent, words="A-t-il des papiers ?", by=by, at=now)
    page = open_day(salma)
    assert "They asked something" in page
    assert "A-t-il des papiers ?" in page
    care.decline(referral=sent, reason="no_place", by=by, at=now)
    page = open_day(salma)
    assert "The need is open again." in page
    assert f'href="/cases/{case.pk}/referrals/need/{need.pk}/"' in page
    factories.referral(need, by=salma, at=now + timedelta(seconds=1))
    assert "open again" not in open_day(salma)


def test_steps_and_reviews_of_a_life_project(karim: Member, open_day: OpenDay) -> None:
    case, now, by = case_of(karim), timezone.now(), actor_of(karim)
    draft = factories.project(by=karim, at=now - 9 * DAY, case=case)
    today = timezone.localtime(now).date()
    inclusion.add_step(
        goal=draft.kept_goals()[0], what="Appeler l’atelier", doer=Doer.REFERENT, by_on=today, by=by, at=now
    )
    factories.agreement(LifeProject.objects.get(pk=draft.pk), by=karim, at=now, review_on=today + 2 * DAY)
    page = open_day(karim)
    assert "Appeler l’atelier" in page
    assert page.index("The coming days") < page.index("Look at the life project again")


def test_a_case_opened_the_day_before_asks_for_its_diagnosis(salma: Member, open_day: OpenDay) -> None:
    case = factories.case(by=salma, at=timezone.now() - 2 * DAY)
    fresh = factories.case(by=salma, at=timezone.now())
    page = open_day(salma)
    assert f'href="/cases/{case.pk}/diagnosis/new/"' in page
    assert f'href="/cases/{fresh.pk}/diagnosis/new/"' not in page
    assert f'href="/cases/{fresh.pk}/next/"' in page


def test_a_curious_clerk_learns_nothing(
    salma: Member, member: MakeMember, open_day: OpenDay, karim: Member
) -> None:
    """Restricted cases, others' promises, other organisations: not one word of them."""
    case, now, by = case_of(salma, "Rahma"), timezone.now(), actor_of(salma)
    care.plan_appointment(case=case, what="Tribunal", starts_at=now + HOUR, by=by, at=now)
    cases.set_level(case=Case.objects.get(pk=case.pk), level=Level.RESTRICTED, by=by, at=now)
    cases.request_closure(
        case=Case.objects.get(pk=case_of(salma, "Malika").pk), outcome="HOUSED", summary="…", by=by, at=now
    )
    governance.take_watch(by=actor_of(member("operator", name="Other")), at=now)
    assert "Rahma" not in open_day(karim)
    assert "Malika" in open_day(karim)  # an ordinary closure is for any colleague who sees it
    for role in ("field", "partner"):
        page = open_day(member(role))
        assert "Nothing waits for you today" in page
        assert "Malika" not in page


def test_a_day_costs_the_same_whatever_it_holds(
    salma: Member, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    governance.take_watch(by=actor_of(salma), at=timezone.now())
    browser = sign_in(salma)
    for turn in range(1, 3):
        _one_of_everything(salma)
        with django_assert_num_queries(QUERIES):
            page = browser.get("/day/").content.decode()
        assert page.count('class="row"') >= 14 * turn - 1


QUERIES = 36  # session, member, watch twice, what the kinds of tasks ask, the cases of bells, the names


def _one_of_everything(by: Member) -> None:
    now, actor, colleague = timezone.now(), actor_of(by), factories.member("referent")
    today = timezone.localtime(now).date()
    for held in (True, False):
        report = factories.report(by=by if held else None, at=now, words=CHILD)
        Report.objects.filter(pk=report.pk).update(urgency_rank=0, claimed_by=by if held else None)
    intake.send_team(report=report, team="Maraude", leader=by, by=actor, at=now)
    case = factories.case(by=by, at=now - 2 * DAY, persons=[factories.person(given_name="Ayoub")])
    factories.appointment(case, by=by, at=now - 2 * DAY)
    factories.appointment(
        case, by=by, at=now, companion=colleague, reminder="call", person=case.persons.get()
    )
    asked, silent, declined = (
        factories.referral(factories.need(case, by=by, at=now, service=code), by=by, at=now)
        for code in ("ACC-ALIM", "ACC-HEB", "JUR-CNIE")
    )
    care.ask(referral=asked, words="Quand ?", by=actor, at=now)
    Referral.objects.filter(pk=silent.pk).update(reminded_at=now)
    care.decline(referral=declined, reason="no_place", by=actor, at=now)
    ended = factories.closed_case(by=by, approved_by=colleague, at=now - DAY)
    assert ended.state == "closed"
    project = factories.project(by=factories.member("head"), at=now - DAY, case=case)
    Step.objects.filter(goal__project=project).update(doer=Doer.REFERENT, by_on=today)
    LifeProject.objects.filter(pk=project.pk).update(state="active", review_on=today)
    rung(by, by, now, case=case, with_whom=[Ask(member=colleague)])
    promised = factories.case(by=by, at=now)
    cases.plan_next(case=promised, what="Le voir", who=by, due_at=now + HOUR, by=actor, at=now)
    theirs = factories.case(by=colleague, at=now)
    cases.request_closure(case=theirs, outcome="HOUSED", summary="Logé", by=actor_of(colleague), at=now)


def test_no_more_is_shown_than_is_done_in_a_day(salma: Member, open_day: OpenDay) -> None:
    for _turn in range(30):
        factories.case(by=salma, at=timezone.now() - 2 * DAY)
    page = open_day(salma)
    assert page.count('class="row"') == MOST - 1  # the first stands under the lamp
    assert "10 more come here once these are done." in page
