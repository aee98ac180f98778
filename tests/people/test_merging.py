"""Two records of one person become one, and two again as they were."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.cases import actions as cases
from jaras.cases import queries as case_queries
from jaras.cases.models import Case, Party
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel import keys, repointing, ties
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.keys import values as sealed_values
from jaras.kernel.models import EventRecord, Level, SearchEntry, TelephoneDigest
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.people import actions, queries
from jaras.people.models import IdentityKey, Link, Merge, MergedRow, Person
from jaras.people.queries.merging import STAYING
from jaras.people.rules.linking import LinkState
from jaras.privacy import actions as privacy
from jaras.privacy import queries as privacy_queries
from jaras.privacy.models import Consent, Hold, IdentityNumber
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(member: Callable[..., Member]) -> Actor:
    return actor_of(member("head"))


@pytest.fixture
def rahma(at: datetime) -> Person:
    person = factories.person(given_name="Rahma", family_name="Idrissi", telephone="0612345678", at=at)
    factories.case(by=factories.member(), at=at, persons=[person], summary="Sans toit")
    return again(person)


@pytest.fixture
def rahma_too(at: datetime) -> Person:
    person = factories.person(
        arabic_name="رحمة الإدريسي", telephone="0698765432", contact_safety="son frère répond", at=at
    )
    factories.case(by=factories.member(), at=at, persons=[person])
    intake.add_person(report=factories.report(at=at), person=person, by=SYSTEM, at=at)
    return again(person)


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def merge(kept: Person, absorbed: Person, by: Actor, at: datetime, **chosen: str) -> Merge:
    seen = (again(kept).version, again(absorbed).version)
    return actions.merge(kept=kept, absorbed=absorbed, seen=seen, chosen=chosen, by=by, at=at)


def part(made: Merge, by: Actor, at: datetime, **said: Any) -> Merge:
    return actions.unmerge(made=made, reason="ce sont deux soeurs", by=by, at=at, **said)


def world(*persons: Person) -> dict[str, Any]:
    """Every row that points to these persons, with themselves and what finds them; but what only grows."""
    ids = [person.pk for person in persons]
    found: dict[str, Any] = {}
    for column in ties.pointing(Person):
        kind = column.model._meta.label_lower
        if kind in STAYING:
            continue
        for row in column.model._base_manager.filter(**{f"{column.attname}__in": ids}):
            found[f"{kind} {row.pk} {column.name}"] = without_version(row)
    for person in Person.objects.filter(pk__in=ids):
        found[f"person {person.pk}"] = without_version(person)
    for entry in SearchEntry.objects.filter(subject="person", subject_id__in=ids):
        found[f"words {entry.subject_id}"] = entry.words
    for digest in TelephoneDigest.objects.filter(subject="person", subject_id__in=ids):
        found[f"telephone {digest.subject_id} {digest.whole}"] = True
    for lying in IdentityKey.objects.filter(person_id__in=ids):
        found[f"key {lying.key} {lying.person_id}"] = True
    for pair in Link.objects.exclude(one__in=ids, two__in=ids):
        found[f"link {pair.pk}"] = (pair.one_id, pair.two_id)
    return found


def without_version(row: Any) -> dict[str, Any]:
    return {name: value for name, value in repointing.told(row).items() if name != "version"}


def test_all_that_tells_of_one_tells_of_the_other(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    made = merge(rahma, rahma_too, head, at)
    assert rahma.cases.count() == 2
    assert rahma.reports.count() == 1
    assert again(rahma).arabic_name == "رحمة الإدريسي"
    assert (made.kept, made.absorbed, made.moved) == (
        rahma,
        rahma_too,
        {"cases.party": 1, "intake.reportperson": 1},
    )
    assert Person.objects.visible_to(head).filter(pk=rahma_too.pk).count() == 0
    assert queries.merged_into(rahma_too.pk, head) == rahma
    assert Link.objects.get().state == LinkState.CONFIRMED
    assert EventRecord.objects.get(name="PersonsMerged").data == {
        "absorbed_id": rahma_too.pk,
        "merge_id": made.pk,
    }


def test_every_spelling_and_every_telephone_finds_the_one_that_stays(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    merge(rahma, rahma_too, head, at, arabic_name="kept", telephone="kept")
    for words in ("rahma", "رحمة", "0612345678", "0698765432"):
        assert queries.found(head, words) == [rahma], words


def test_whoever_asks_by_the_other_name_is_told_of_the_one_that_stays(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    merge(rahma, rahma_too, head, at, arabic_name="kept")
    asked = queries.about(arabic="رحمة الإدريسي", telephone="0698765432")
    assert [each.person for each in queries.known(head, asked)] == [rahma]


def test_a_warning_is_never_lost_by_choosing(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    actions.amend(person=rahma, contact_safety="jamais le soir", by=SYSTEM, at=at)
    with pytest.raises(Refused):
        merge(rahma, rahma_too, head, at, contact_safety="kept")
    merge(rahma, rahma_too, head, at)
    assert again(rahma).contact_safety == "jamais le soir / son frère répond"


def test_parting_brings_everything_back(rahma: Person, rahma_too: Person, head: Actor, at: datetime) -> None:
    before = world(rahma, rahma_too)
    made = merge(rahma, rahma_too, head, at, telephone="absorbed")
    assert world(rahma, rahma_too) != before
    made = part(made, head, at)
    assert (made.left, made.state) == ([], "undone")
    assert world(rahma, rahma_too) == before
    assert Link.objects.get().state == LinkState.REFUSED
    assert EventRecord.objects.filter(name="PersonsParted").count() == 1
    with pytest.raises(Refused):
        part(made, head, at)


def test_what_would_stand_twice_comes_back_too(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    both = factories.case(by=factories.member(), at=at, persons=[rahma, rahma_too])
    factories.authorisation(at=at)
    for person, number in ((rahma, "BK123456"), (rahma_too, "BK654321")):
        privacy.note_identity_number(person=person, number=number, by=head, at=at)
    before = world(rahma, rahma_too)
    made = merge(rahma, rahma_too, head, at)
    assert [party.person for party in Party.objects.filter(case=both)] == [rahma]
    assert str(IdentityNumber.objects.get()) == "BK123456"
    part(made, head, at)
    assert world(rahma, rahma_too) == before


def test_the_only_number_moves_under_the_key_of_the_one_that_stays(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    factories.authorisation(at=at)
    privacy.note_identity_number(person=rahma_too, number="BK654321", by=head, at=at)
    made = merge(rahma, rahma_too, head, at)
    row = IdentityNumber.objects.get(person=rahma)
    assert row.__dict__["number"][sealed_values.NAME] == again(rahma).key
    part(made, head, at)
    keys.destroy(again(rahma))
    assert str(IdentityNumber.objects.get(person=rahma_too)) == "BK654321"


def test_what_came_since_stays_where_it_came(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    made = merge(rahma, rahma_too, head, at)
    since = factories.case(by=factories.member(), at=at, persons=[again(rahma)])
    actions.amend(person=again(rahma), arabic_name="رحمة العلوي", description="tient un étal", by=head, at=at)
    made = part(made, head, at)
    assert since.persons.get() == rahma
    assert made.left == [["changed", "arabic_name"]]
    assert (again(rahma).arabic_name, again(rahma).description) == ("رحمة العلوي", "tient un étal")
    assert again(rahma_too).arabic_name == "رحمة الإدريسي"


def test_what_was_emptied_since_is_said(rahma: Person, rahma_too: Person, head: Actor, at: datetime) -> None:
    made = merge(rahma, rahma_too, head, at)
    privacy.forget(kind="person", ids=[rahma.pk], by=SYSTEM, at=at)
    assert not any(row.before for row in MergedRow.objects.filter(merge=made))
    made = part(made, head, at)
    assert ["emptied", "arabic_name"] in made.left
    assert again(rahma).arabic_name == ""
    assert again(rahma_too).arabic_name == "رحمة الإدريسي"
    assert rahma_too.cases.count() == 1


def test_a_merged_record_is_kept_as_long_as_the_one_that_stays(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    merge(rahma, rahma_too, head, at)
    later = at + timedelta(days=3 * 366)
    assert rahma_too not in privacy_queries.persons_ended(later)
    Person.objects.filter(pk=rahma.pk).update(forgotten_at=later)
    assert rahma_too in privacy_queries.persons_ended(later)


def test_a_no_on_either_record_wins(rahma: Person, rahma_too: Person, head: Actor, at: datetime) -> None:
    for person, state in ((rahma, "refused"), (rahma_too, "given")):
        privacy.note_consent(person=person, purpose="share", state=state, way="spoken", by=head, at=at)
    before = world(rahma, rahma_too)
    made = merge(rahma, rahma_too, head, at)
    assert privacy_queries.consent_states(rahma)["share"] == "refused"
    assert Consent.objects.filter(person=rahma).count() == 3
    part(made, head, at)
    assert world(rahma, rahma_too) == before


def photographed(person: Person, by: Actor, at: datetime) -> None:
    privacy.note_consent(person=person, purpose="photograph", state="given", way="spoken", by=by, at=at)
    privacy.keep_photograph(person=person, content=factories.picture(), by=by, at=at)


def test_of_two_photographs_one_is_taken_away_first(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    for person in (rahma, rahma_too):
        photographed(person, head, at)
    with pytest.raises(Refused):
        merge(rahma, rahma_too, head, at)
    privacy.remove_photograph(person=rahma_too, by=head, at=at)
    merge(rahma, rahma_too, head, at)
    assert privacy_queries.photograph(rahma, head) is not None


def test_a_picture_goes_where_the_other_record_refused_it(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    photographed(rahma, head, at)
    privacy.note_consent(
        person=rahma_too, purpose="photograph", state="refused", way="spoken", by=head, at=at
    )
    merge(rahma, rahma_too, head, at)
    assert privacy_queries.photograph(rahma, head) is None


def test_whoever_is_held_back_stays_so(rahma: Person, rahma_too: Person, head: Actor, at: datetime) -> None:
    privacy.hold(kind="person", thing_id=rahma_too.pk, reason="un juge le demande", by=SYSTEM, at=at)
    made = merge(rahma, rahma_too, head, at)
    held = Hold.objects.in_force().get(thing_id=rahma.pk)
    assert held.reason == "un juge le demande"
    part(made, head, at)
    assert Hold.objects.in_force().get().thing_id == rahma_too.pk


def test_what_is_sealed_of_one_alone_is_never_merged(
    rahma: Person, rahma_too: Person, member: Callable[..., Member], at: datetime
) -> None:
    holder = actor_of(member("head", compartments=["violence"]))
    Case.objects.filter(parties__person=rahma_too)
    for case in rahma_too.cases.all():
        cases.seal(case=case, compartment="violence", by=SYSTEM, at=at)
    for report in rahma_too.reports.all():
        intake.seal(report=report, compartment="violence", by=SYSTEM, at=at)
    with pytest.raises(Refused):
        merge(rahma, rahma_too, holder, at)
    for case in rahma.cases.all():
        cases.seal(case=case, compartment="violence", by=SYSTEM, at=at)
    made = merge(rahma, rahma_too, holder, at)
    assert again(rahma).level == "sealed"
    assert queries.found(holder, "رحمة") == [rahma]
    assert part(made, holder, at).left == []


def test_once_open_again_both_names_are_open(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    merge(rahma, rahma_too, head, at)
    for case in rahma.cases.all():
        cases.seal(case=case, compartment="violence", by=SYSTEM, at=at)
    for report in rahma.reports.all():
        intake.seal(report=report, compartment="violence", by=SYSTEM, at=at)
    stored = Person.objects.get(pk=rahma_too.pk).__dict__["arabic_name"]
    assert sealed_values.is_sealed(stored)


def test_a_merge_needs_its_verb_and_both_persons(
    rahma: Person, rahma_too: Person, member: Callable[..., Member], at: datetime
) -> None:
    with pytest.raises(Forbidden):
        merge(rahma, rahma_too, actor_of(member("operator")), at)
    cases.set_level(case=rahma.cases.get(), level=Level.RESTRICTED, by=SYSTEM, at=at)
    with pytest.raises(NotVisible):
        merge(rahma, rahma_too, actor_of(member("pole_lead")), at)


def test_a_record_that_changed_meanwhile_is_looked_at_again(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    Person.objects.filter(pk=rahma_too.pk).update(version=F("version") + 1)
    with pytest.raises(Conflict):
        actions.merge(kept=rahma, absorbed=rahma_too, seen=(rahma.version, rahma_too.version), by=head, at=at)
    assert Merge.objects.count() == 0


def test_two_life_projects_in_one_case_are_said_first(
    rahma: Person, rahma_too: Person, head: Actor, member: Callable[..., Member], at: datetime
) -> None:
    referent = member("referent")
    both = factories.case(by=referent, at=at, persons=[rahma, rahma_too])
    for person in (rahma, rahma_too):
        factories.project(by=referent, at=at, case=both, person=person)
    assert queries.preview(rahma, rahma_too, head).stuck == {"inclusion.lifeproject": 1}
    with pytest.raises(Refused):
        merge(rahma, rahma_too, head, at)


def test_the_last_merge_is_undone_first(rahma: Person, rahma_too: Person, head: Actor, at: datetime) -> None:
    third = factories.person(given_name="Rahmaa", at=at)
    factories.case(by=factories.member(), at=at, persons=[third])
    fourth = factories.person(given_name="R'hma", at=at)
    factories.case(by=factories.member(), at=at, persons=[fourth])
    everybody = (rahma, rahma_too, third, fourth)
    before = world(*everybody)
    first = merge(rahma, rahma_too, head, at)
    second = merge(rahma, third, head, at)
    last = merge(fourth, rahma, head, at)
    assert fourth.cases.count() == 4
    assert queries.merged_into(rahma_too.pk, head) == fourth
    for made in (first, second):
        with pytest.raises((Refused, NotVisible)):
            part(made, head, at)
    for made in (last, second, first):
        assert part(made, head, at).left == []
    assert world(*everybody) == before


def test_the_question_about_a_third_one_follows(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    third = factories.person(given_name="Rahmaa", at=at)
    factories.case(by=factories.member(), at=at, persons=[third])
    asked = actions.propose_link(one=rahma_too, two=third, by=SYSTEM, at=at)
    made = merge(rahma, rahma_too, head, at)
    assert queries.links_of(rahma, head) == [asked]
    part(made, head, at)
    assert Link.objects.get(pk=asked.pk).one == rahma_too


def test_the_preview_counts_what_the_merge_moves(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    factories.case(by=factories.member(), at=at, persons=[rahma, rahma_too])
    seen = queries.preview(rahma, rahma_too, head)
    assert seen.possible
    assert dict(seen.twice) == {"cases.party": 1}
    assert merge(rahma, rahma_too, head, at).moved == seen.moved


def test_old_values_lie_sealed(rahma: Person, rahma_too: Person, head: Actor, at: datetime) -> None:
    merge(rahma, rahma_too, head, at, telephone="absorbed")
    for row in MergedRow.objects.filter(what="changed").values_list("before", "after"):
        assert all(sealed_values.is_sealed(each) for each in row)


def test_cases_are_found_by_the_name_that_stays(
    rahma: Person, rahma_too: Person, head: Actor, at: datetime
) -> None:
    theirs = rahma_too.cases.get()
    merge(rahma, rahma_too, head, at)
    assert theirs.pk in {case.pk for case in case_queries.found(head, "rahma")}


STEPS = st.lists(
    st.sampled_from(
        ["case", "both", "report", "need", "help", "yes", "no", "project", "number", "told", "pair"]
    ),
    max_size=7,
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    mine=STEPS, theirs=STEPS, values=st.lists(st.sampled_from(["kept", "absorbed"]), min_size=3, max_size=3)
)
def test_a_merge_that_is_undone_leaves_the_world_as_it_was(
    mine: list[str], theirs: list[str], values: list[str]
) -> None:
    from tests.conftest import NOW as at

    factories.authorisation(at=at) if not privacy_queries.may_keep_health() else None
    head = factories.member("head")
    by = actor_of(head)
    one = factories.person(given_name="Rahma", sex="f", age_about=40, at=at)
    two = factories.person(given_name="Rahmah", arabic_name="رحمة", born_on=date(1986, 3, 2), at=at)
    for person, other, steps in ((one, two, mine), (two, one, theirs)):
        case = factories.case(by=head, at=at, persons=[person])
        for step in steps:
            live(step, again(person), again(other), case, head, at)
    one, two = again(one), again(two)
    before = world(one, two)
    chosen = dict(zip(("given_name", "birth", "sex"), values, strict=True))
    offered = {each.part.code: each.choices for each in queries.preview(one, two, by).values}
    chosen = {part: choice for part, choice in chosen.items() if choice in offered.get(part, ())}
    made = merge(one, two, by, at, **chosen)
    assert two.cases.count() == 0
    made = part(made, by, at)
    assert made.left == []
    assert world(one, two) == before


def live(step: str, person: Person, other: Person, case: Case, by: Member, at: datetime) -> None:
    """Something happens to one of them."""
    actor = actor_of(by)
    if step == "case":
        factories.case(by=by, at=at, persons=[person])
    elif step == "both":
        factories.case(by=by, at=at, persons=[person, other])
    elif step == "report":
        intake.add_person(report=factories.report(at=at), person=person, by=SYSTEM, at=at)
    elif step == "need" and not case.needs.filter(person=person).exists():
        factories.need(case, by=by, at=at, person=person)
    elif step == "help":
        factories.intervention(by=by, at=at, case=case, person=person)
    elif step in ("yes", "no"):
        state = {"yes": "given", "no": "refused"}[step]
        privacy.note_consent(person=person, purpose="share", state=state, way="spoken", by=actor, at=at)
    elif step == "project" and not case.projects.filter(person=person).exists():
        factories.project(by=by, at=at, case=case, person=person)
    elif step == "number":
        privacy.note_identity_number(person=person, number=f"BK{person.pk:06}", by=actor, at=at)
    elif step == "told":
        report = factories.report(at=at, who="une femme, 40 ans")
        described = report.persons.first()
        if described is not None:
            intake.recognise(report=report, described=described, person=person, by=actor, at=at)
    elif step == "pair":
        third = factories.person(given_name="Rahmaa", at=at)
        factories.case(by=by, at=at, persons=[third])
        actions.propose_link(one=person, two=third, by=SYSTEM, at=at)
