"""A sealed report is its compartment's, whoever works on it; what is tied together has one seal."""

from collections.abc import Callable
from datetime import datetime

import pytest

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake import actions, queries
from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.models import Level
from jaras.kernel.refusal import Refused
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma")


@pytest.fixture
def holder(member: MakeMember) -> Member:
    return member("head", compartments=["violence", "child_protection", "health"])


def seal(of: Report | Case) -> tuple[str, str]:
    of.refresh_from_db()
    return of.level, of.compartment


def sees(who: Member, report: Report) -> bool:
    return Report.objects.visible_to(actor_of(who)).filter(pk=report.pk).exists()


def test_the_next_watch_finds_nothing(
    salma: Member, holder: Member, member: MakeMember, at: datetime
) -> None:
    report, karim = factories.report(by=salma, at=at, sealed="violence"), member("operator")
    assert sees(salma, report), "whoever holds the report works on it"
    assert sees(holder, report)
    for outsider in (karim, member("head"), member("referent"), member("partner"), member("field")):
        assert not sees(outsider, report)
    assert queries.found(actor_of(karim), "gare") == []
    assert queries.to_take(actor_of(karim)) == queries.under_way(actor_of(karim)) == []
    actions.release(report=report, by=actor_of(salma), at=at)
    assert not sees(salma, report), "who took a report and gave it back knows nothing more of it"


def test_figures_are_added_for_whom_they_are_open_to(
    salma: Member, holder: Member, member: MakeMember, at: datetime
) -> None:
    factories.report(by=salma, at=at, sealed="violence", urgency="IMMEDIAT")
    factories.report(by=salma, at=at, urgency="IMMEDIAT")
    for who, number in ((holder, 2), (member("head"), 1), (salma, 1)):
        assert queries.waiting_counts(actor_of(who)) == {"IMMEDIAT": number}


def test_a_case_of_a_sealed_report_is_sealed(salma: Member, holder: Member, at: datetime) -> None:
    report = factories.report(by=salma, at=at, sealed="violence")
    case = actions.open_case(report=report, by=actor_of(salma), at=at)
    assert seal(case) == ("sealed", "violence")
    assert sees(salma, report), "the referent of the case"
    cases.unseal(case=case, level=Level.ORDINARY, reason="Faux", by=actor_of(holder), at=at)
    assert seal(report) == seal(case) == ("ordinary", "")


def test_sealing_reaches_all_that_is_tied(
    salma: Member, holder: Member, member: MakeMember, at: datetime
) -> None:
    by = actor_of(salma)
    first, double, other = (factories.report(by=salma, at=at) for _each in range(3))
    case, neighbour = factories.case(by=salma, at=at), factories.case(by=salma, at=at)
    actions.link_case(report=first, case=case, by=by, at=at)
    actions.join(report=double, other=first, by=by, at=at)
    actions.link_case(report=other, case=case, by=by, at=at)
    actions.link_case(report=other, case=neighbour, by=by, at=at)
    apart = factories.report(by=salma, at=at)
    actions.seal(report=Report.objects.get(pk=double.pk), compartment="violence", by=by, at=at)
    tied = (first, double, other, case, neighbour)
    assert {seal(each) for each in tied} == {("sealed", "violence")}
    assert seal(apart) == ("ordinary", "")
    opened = Case.objects.get(pk=neighbour.pk)
    cases.unseal(case=opened, level=Level.ORDINARY, reason="Sans lien", by=actor_of(holder), at=at)
    assert seal(neighbour) == ("ordinary", "")
    assert seal(case) == ("restricted", ""), "what was sealed with it is opened by somebody who looked at it"
    assert {seal(each) for each in (first, other)} == {("restricted", "")}
    totals = {key: value for key, value in counters.read("reports").items() if value}
    assert sum(totals.values()) == Report.objects.count()
    assert not any(key.startswith("sealed") for key in totals)


def test_joining_a_sealed_one_seals(salma: Member, at: datetime) -> None:
    sealed, ordinary = factories.report(by=salma, at=at, sealed="violence"), factories.report(by=salma, at=at)
    actions.join(report=ordinary, other=sealed, by=actor_of(salma), at=at)
    assert seal(ordinary) == ("sealed", "violence")


def test_linking_to_a_sealed_case_seals(salma: Member, at: datetime) -> None:
    case, report = factories.case(by=salma, at=at, sealed="health"), factories.report(by=salma, at=at)
    outcome = actions.link_case(report=report, case=case, by=actor_of(salma), at=at)
    assert seal(report) == ("sealed", "health")
    actions.undo(outcome=outcome, reason="Erreur", by=actor_of(salma), at=at)
    assert seal(report) == ("sealed", "health"), "a seal is opened by a holder alone"


def test_two_compartments_never_meet(salma: Member, at: datetime) -> None:
    case = factories.case(by=salma, at=at, sealed="health")
    report = factories.report(by=salma, at=at, sealed="violence")
    with pytest.raises(Refused, match="deux compartiments"):
        actions.link_case(report=report, case=case, by=actor_of(salma), at=at)


def test_only_a_holder_opens_it_with_a_reason(salma: Member, holder: Member, at: datetime) -> None:
    report = factories.report(by=salma, at=at, sealed="violence")
    with pytest.raises(Refused, match="détient ce compartiment"):
        actions.unseal(report=report, reason="x", by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.unseal(report=report, reason=" ", by=actor_of(holder), at=at)
    actions.unseal(report=report, reason="Erreur d’écoute", by=actor_of(holder), at=at)
    assert seal(report) == ("ordinary", "")


def test_whoever_is_on_the_road_for_it_sees_it(salma: Member, member: MakeMember, at: datetime) -> None:
    leader, report = member("field"), factories.report(by=salma, at=at, sealed="violence")
    mission = actions.send_team(report=report, team="Maraude", leader=leader, by=actor_of(salma), at=at)
    assert sees(leader, report)
    actions.return_team(mission=mission, result="helped", by=actor_of(leader), at=at)
    assert not sees(leader, report)


def test_a_seal_is_proposed_with_what_says_so(salma: Member, at: datetime) -> None:
    said = "Une femme battue : son mari la frappe, elle a peur de rentrer."
    proposed = queries.seal_proposed(factories.report(by=salma, at=at, words=said))
    assert proposed is not None
    assert proposed.compartment == "violence"
    assert proposed.publics or proposed.duties
    assert queries.seal_proposed(factories.report(by=salma, at=at)) is None
