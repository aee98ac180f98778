"""Reach by commune and by pole: what the database shows equals the rule said in plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.cases.models import Case, Membership
from jaras.cases.rules import LIVING, CaseState, CasesVerb
from jaras.governance import actions
from jaras.governance.models import Member, actor_of
from jaras.governance.queries.effective import effective
from jaras.governance.roles import compartments, roles, verbs_of
from jaras.governance.rules import GovernanceVerb
from jaras.intake.models import Report
from jaras.intake.rules.states import OPEN, IntakeVerb, ReportState, urgency_rank
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor, Scope
from jaras.kernel.models import EventRecord, Level
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.steering.queries import sees_lists
from jaras.territory import actions as territory
from tests import factories

MakeMember = Callable[..., Member]
HERE, THERE = "05.311.01.07", "05.311.03.01"
POLES = ("ACC", "MED", "JUR")


@dataclass(frozen=True)
class People:
    me: Member
    colleague: Member  # of the same organisation
    other: Member


# --- the rule, said once more ------------------------------------------------------------------


def is_reached(actor: Actor, row: Any, *, peril: bool) -> bool:
    """Where they are limited: their communes, their poles; the watch sees perils, and what names none."""
    watches = actor.can(GovernanceVerb.WATCH)
    if not (actor.communes or actor.poles) or (watches and peril):
        return True
    here = row.commune_id in actor.communes or (watches and row.commune_id is None)
    about = bool(actor.poles & set(row.poles)) or (watches and not row.poles)
    return (here or not actor.communes) and (about or not actor.poles)


def is_open_by_role(actor: Actor, row: Any, scope: Scope) -> bool:
    if row.level == Level.SEALED:
        return row.compartment in actor.compartments
    return row.level == Level.ORDINARY or (scope is Scope.ALL and actor.can(CasesVerb.READ_RESTRICTED))


def sees_report(actor: Actor, row: Report) -> bool:
    scope = actor.scope(IntakeVerb.READ)
    if scope is None:
        return False
    me, draft, is_open = actor.member_id, row.state == ReportState.DRAFT, row.state in OPEN
    if row.level == Level.SEALED:
        if (row.claimed_by_id == me and is_open) or (row.taken_by_id == me and draft):
            return True
    elif me in (row.taken_by_id, row.claimed_by_id):
        return True
    if draft or scope is Scope.OWN:
        return False
    if scope is Scope.ORGANISATION and row.organisation_id != actor.organisation_id:
        return False
    peril = row.urgency_rank == 0 and is_open
    return is_open_by_role(actor, row, scope) and is_reached(actor, row, peril=peril)


def sees_case(actor: Actor, row: Case, team: list[Member]) -> bool:
    scope = actor.scope(CasesVerb.READ)
    if scope is None:
        return False
    if row.pk in actor.grants or actor.member_id in [each.pk for each in team]:
        return True
    if scope is Scope.OWN:
        return False
    if scope is Scope.ORGANISATION and actor.organisation_id not in [each.organisation_id for each in team]:
        return False
    peril = row.urgency == "IMMEDIAT" and row.state in LIVING
    return is_open_by_role(actor, row, scope) and is_reached(actor, row, peril=peril)


# --- random rows, random actors ----------------------------------------------------------------

seals = st.one_of(
    st.just((Level.ORDINARY, "")),
    st.just((Level.RESTRICTED, "")),
    st.sampled_from([(Level.SEALED, code) for code in compartments().codes()]),
)
shared = {
    "seal": seals,
    "commune_id": st.sampled_from([None, HERE, THERE]),
    "poles": st.lists(st.sampled_from(POLES), max_size=2, unique=True),
    "urgency": st.sampled_from(["IMMEDIAT", "SEMAINE"]),
}
whom = st.sampled_from([None, "me", "colleague", "other"])
reports = st.fixed_dictionaries(
    shared
    | {
        "state": st.sampled_from([ReportState.DRAFT, ReportState.RECEIVED, ReportState.CLOSED]),
        "taken_by": whom,
        "claimed_by": whom,
        "organisation": whom,
    }
)
cases = st.fixed_dictionaries(
    shared
    | {
        "state": st.sampled_from([CaseState.OPEN, CaseState.IN_PROGRESS, CaseState.CLOSED]),
        "team": st.lists(st.sampled_from(["me", "colleague", "other"]), max_size=2, unique=True),
        "granted": st.booleans(),
    }
)
actors = st.fixed_dictionaries(
    {
        "roles": st.lists(st.sampled_from(roles().codes()), min_size=1, max_size=2, unique=True),
        "communes": st.frozensets(st.sampled_from([HERE, THERE])),
        "poles": st.frozensets(st.sampled_from(POLES), max_size=2),
        "compartments": st.frozensets(st.sampled_from(compartments().codes()), max_size=2),
    }
)


@pytest.fixture
def somebody(db: None) -> People:
    factories.commune(HERE)
    factories.commune(THERE, name_fr="Oued Zem", name_ar="وادي زم")
    me = factories.member("partner")
    return People(me, factories.member("partner", organisation=me.organisation), factories.member("partner"))


def acting(said: dict[str, Any], people: People, grants: dict[int, int] | None = None) -> Actor:
    traits = {name: said[name] for name in ("communes", "poles", "compartments")}
    return Actor(
        member_id=people.me.pk,
        organisation_id=people.me.organisation_id,
        roles=tuple(said["roles"]),
        verbs=verbs_of(tuple(said["roles"])),
        grants=grants or {},
        **traits,
    )


def report_of(said: dict[str, Any], people: People, at: datetime) -> Report:
    level, compartment = said["seal"]
    names = {name: getattr(people, said[name]) if said[name] else None for name in ("taken_by", "claimed_by")}
    owner = getattr(people, said["organisation"]) if said["organisation"] else None
    kept = {name: said[name] for name in ("state", "commune_id", "poles", "urgency")}
    return Report(
        level=level,
        compartment=compartment,
        channel="TEL",
        urgency_rank=urgency_rank(said["urgency"]),
        organisation=owner.organisation if owner else None,
        received_at=at,
        **names,
        **kept,
    )


def case_of(said: dict[str, Any], at: datetime) -> Case:
    level, compartment = said["seal"]
    kept = {name: said[name] for name in ("state", "commune_id", "poles", "urgency")}
    return Case(level=level, compartment=compartment, opened_at=at, moved_at=at, **kept)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(reports, min_size=6, max_size=16), st.lists(actors, min_size=3, max_size=6))
def test_reports(
    somebody: People, at: datetime, said: list[dict[str, Any]], who: list[dict[str, Any]]
) -> None:
    rows = Report.objects.bulk_create([report_of(each, somebody, at) for each in said])
    for each in who:
        actor = acting(each, somebody)
        shown = set(Report.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows]))
        assert shown == {row for row in rows if sees_report(actor, row)}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cases, min_size=6, max_size=16), st.lists(actors, min_size=3, max_size=6))
def test_cases(somebody: People, at: datetime, said: list[dict[str, Any]], who: list[dict[str, Any]]) -> None:
    rows = Case.objects.bulk_create([case_of(each, at) for each in said])
    teams = {
        row.pk: [getattr(somebody, name) for name in each["team"]]
        for row, each in zip(rows, said, strict=True)
    }
    Membership.objects.bulk_create(
        [Membership(case_id=pk, member=each, since=at) for pk, team in teams.items() for each in team]
    )
    granted = {row.pk: 1 for row, each in zip(rows, said, strict=True) if each["granted"]}
    for each in who:
        actor = acting(each, somebody, granted)
        shown = set(Case.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows]))
        assert shown == {row for row in rows if sees_case(actor, row, teams[row.pk])}


# --- what follows from it ------------------------------------------------------------------------


@pytest.fixture
def limited(somebody: People, member: MakeMember, at: datetime) -> Member:
    """An operator of one commune."""
    territory.choose(province_code=factories.province().code, invented=True, by=SYSTEM, at=at)
    who = member("operator")
    actions.limit_reach(member=who, communes=[HERE], poles=[], by=actor_of(member("administrator")), at=at)
    return Member.objects.get(pk=who.pk)


def test_everything_that_hangs_on_a_case_of_elsewhere_is_absent(
    limited: Member, member: MakeMember, sign_in: Callable[[Member], Client], at: datetime
) -> None:
    colleague = member("operator")
    near, far = (
        factories.person(given_name="Zakaria", family_name="Proche"),
        factories.person(given_name="Zakaria", family_name="Lointain"),
    )
    here = factories.case(by=colleague, at=at, persons=[near], commune=factories.commune(HERE))
    there = factories.case(by=colleague, at=at, persons=[far], commune=factories.commune(THERE))
    factories.need(there, by=colleague, at=at)
    actor, browser = actor_of(limited), sign_in(limited)
    assert set(Person.objects.visible_to(actor)) == {near}
    for address, status in ((f"/cases/{here.pk}/", 200), (f"/cases/{there.pk}/", 404)):
        assert browser.get(address).status_code == status
    assert browser.get(f"/people/{far.pk}/").status_code == 404
    for address in ("/cases/", "/people/?q=zakaria", "/people/", "/day/"):
        page = browser.get(address).content.decode()
        assert "Lointain" not in page, address
    assert "Proche" in browser.get("/people/?q=zakaria").content.decode()
    assert not sees_lists(actor), "a number of the whole is not the list that they would see"


def test_a_peril_is_seen_wherever_it_is(limited: Member, member: MakeMember, at: datetime) -> None:
    other = member("operator")
    there = factories.report(by=other, at=at, commune=factories.commune(THERE))
    actor = actor_of(limited)
    Report.objects.filter(pk=there.pk).update(urgency="SEMAINE", urgency_rank=2, claimed_by=None)
    assert not Report.objects.visible_to(actor).filter(pk=there.pk).exists()
    Report.objects.filter(pk=there.pk).update(urgency="IMMEDIAT", urgency_rank=0)
    assert Report.objects.visible_to(actor).filter(pk=there.pk).exists()
    Report.objects.filter(pk=there.pk).update(urgency="SEMAINE", urgency_rank=2, commune=None)
    assert Report.objects.visible_to(actor).filter(pk=there.pk).exists(), "somebody must place it"


def test_who_limits_whom(somebody: People, member: MakeMember, at: datetime) -> None:
    territory.choose(province_code=factories.province().code, invented=True, by=SYSTEM, at=at)
    admin, who = member("administrator"), member("operator")
    with pytest.raises(Forbidden):
        actions.limit_reach(member=who, communes=[], poles=[], by=actor_of(member("head")), at=at)
    with pytest.raises(Refused):
        actions.limit_reach(member=admin, communes=[HERE], poles=[], by=actor_of(admin), at=at)
    for wrong in ({"communes": ["99"], "poles": []}, {"communes": [], "poles": ["XXX"]}):
        with pytest.raises(Refused):
            actions.limit_reach(member=who, **wrong, by=actor_of(admin), at=at)
    for _twice in range(2):
        actions.limit_reach(member=who, communes=[HERE], poles=["MED"], by=actor_of(admin), at=at)
    event = EventRecord.objects.get(name="ReachChanged")
    assert event.data == {"before": [], "after": [HERE, "MED"]}
    told = effective(who, at=at)
    assert told.is_limited
    assert ([each.pk for each in told.communes], [each.code for each in told.poles]) == ([HERE], ["MED"])


def test_the_page_says_it_in_words(
    limited: Member, member: MakeMember, sign_in: Callable[[Member], Client], at: datetime
) -> None:
    admin = sign_in(member("administrator"))
    page = admin.get(f"/members/{limited.pk}/").content.decode()
    assert "limité à ces communes" in page
    assert "Khouribga" in page
    assert "dans ces limites" in page
    glass = factories.exceptional_access(
        factories.case(by=member("head"), at=at, restricted=True), by=limited, at=at
    )
    told = effective(Member.objects.get(pk=limited.pk), at=at + timedelta(minutes=1))
    assert list(told.grants_until) == [glass.until]
    answer = admin.post(f"/members/{limited.pk}/reach/", {"communes": [], "poles": ["JUR"]})
    assert answer.status_code == 302
    assert "limité à ces pôles" in admin.get(f"/members/{limited.pk}/").content.decode()
    assert admin.post(f"/members/{limited.pk}/reach/", {"communes": ["x"]}).status_code == 400
    assert "limité à ces pôles" in sign_in(limited).get("/account/").content.decode()
