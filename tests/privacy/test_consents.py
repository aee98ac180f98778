"""The ledger of consents: lines are added, never changed; a no wins when two records are joined."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import actions, queries
from jaras.privacy.models import Consent
from jaras.privacy.rules import ConsentState, joined
from tests import factories

GIVEN, REFUSED, WITHDRAWN = ConsentState
STATES = st.sampled_from([None, *ConsentState])


@pytest.fixture
def head(member: Callable[..., Member]) -> Member:
    return member("head")


@pytest.fixture
def by(head: Member) -> Actor:
    return actor_of(head)


@pytest.fixture
def person(head: Member, at: datetime) -> Person:
    person = factories.person(by=head, at=at, given_name="Hassania")
    factories.case(by=head, at=at, persons=[person])
    return person


def say(person: Person, state: str, by: Actor, at: datetime, **said: str) -> Consent:
    told = {"purpose": "share", "way": "spoken"} | said
    return actions.note_consent(person=person, state=state, by=by, at=at, **told)  # type: ignore[arg-type]


def agreed(person: Person) -> bool:
    last = queries.last_share([person]).get(person.pk)
    return last is not None and last.state == GIVEN


def test_the_last_line_counts_and_every_line_stays(person: Person, by: Actor, at: datetime) -> None:
    assert not agreed(person)
    say(person, GIVEN, by, at, language="ary")
    assert agreed(person)
    say(person, WITHDRAWN, by, at + timedelta(days=1))
    assert not agreed(person)
    assert [line.state for line in queries.ledger(person, by)] == [WITHDRAWN, GIVEN]
    assert queries.consent_states(person)["photograph"] is None


def test_nothing_is_taken_back_that_was_not_given(person: Person, by: Actor, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        say(person, WITHDRAWN, by, at)
    assert refused.value.field == "state"
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"purpose": "all"}, {"way": "joined"}, {"way": "x"}, {"said_by": "x"}, {"language": "x"}]
)
def test_what_is_in_no_list_is_refused(
    person: Person, by: Actor, at: datetime, wrong: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        say(person, GIVEN, by, at, **wrong)
    assert refused.value.field == next(iter(wrong))


def test_whoever_may_not_write_about_a_person_notes_no_consent(
    person: Person, member: Callable[..., Member], at: datetime
) -> None:
    with pytest.raises(Forbidden):
        say(person, GIVEN, actor_of(member("governor")), at)


@given(STATES, STATES, STATES)
def test_of_two_records_a_no_wins_whatever_the_order(
    one: ConsentState | None, two: ConsentState | None, three: ConsentState | None
) -> None:
    assert joined((one, two)) == joined((two, one))
    assert joined((joined((one, two)), three)) == joined((one, joined((two, three))))
    assert joined((one, one)) == one
    if {WITHDRAWN, REFUSED} & {one, two}:
        assert joined((one, two)) in (WITHDRAWN, REFUSED)


def test_joined_records_allow_only_what_neither_refused(person: Person, by: Actor, at: datetime) -> None:
    other = factories.person(at=at)
    say(person, GIVEN, by, at)
    say(person, GIVEN, by, at, purpose="photograph")
    Consent.objects.create(person=other, purpose="share", state=REFUSED, way="spoken", at=at)
    Consent.objects.create(person=other, purpose="whatsapp", state=GIVEN, way="spoken", at=at)
    actions.join_consents(kept=person, other=other, by=by, at=at)
    states = queries.consent_states(person)
    assert (states["share"], states["photograph"], states["whatsapp"]) == (REFUSED, GIVEN, GIVEN)
    assert actions.join_consents(kept=person, other=other, by=by, at=at) == []


def test_whom_a_report_described_brings_their_no_along(
    person: Person, head: Member, by: Actor, at: datetime
) -> None:
    report = factories.report(by=head, at=at, who="homme, 60 ans, gare")
    described = report.persons.get()
    say(person, GIVEN, by, at)
    Consent.objects.create(person=described, purpose="share", state=REFUSED, way="spoken", at=at)
    intake.recognise(report=report, described=described, person=person, by=by, at=at)
    assert not agreed(person)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_asks_keeps_shows_and_warns_of_what_runs(
    person: Person, head: Member, sign_in: Callable[[Member], Client], at: datetime, language: str
) -> None:
    browser, here = sign_in(head), f"/people/{person.pk}/consents/"
    browser.cookies["jaras_language"] = language
    assert here in browser.get(f"/people/{person.pk}/").text
    said = {"purpose": "share", "state": "given", "way": "paper", "said_by": "person", "language": "ar"}
    proof = SimpleUploadedFile("oui.pdf", factories.PDF)
    assert browser.post(here, said | {"proof": proof}).status_code == 302
    line = Consent.objects.get()
    assert f"{here}{line.pk}/proof/" in browser.get(here).text
    kept = browser.get(f"{here}{line.pk}/proof/")
    assert kept["Content-Disposition"].startswith("attachment")
    need = factories.need(person.cases.get(), by=head, at=at, service="ACC-HEB", person=person)
    sent = factories.referral(need, by=head, at=at)
    assert sent.organisation.name_fr not in browser.get(here).text
    assert browser.post(here, said | {"state": "withdrawn", "way": "spoken"}).status_code == 302
    page = browser.get(here).text
    assert f"/cases/{sent.case_id}/referrals/" in page
    assert browser.post(here, said | {"state": "withdrawn"}).status_code == 400


def test_somebody_sealed_elsewhere_has_no_consents_to_read(
    head: Member, member: Callable[..., Member], sign_in: Callable[[Member], Client], at: datetime
) -> None:
    hidden = factories.person(by=head, at=at)
    factories.case(by=head, at=at, persons=[hidden], sealed="violence")
    browser = sign_in(member("referent"))
    assert browser.get(f"/people/{hidden.pk}/consents/").status_code == 404
    assert browser.get(f"/people/{hidden.pk}/consents/1/proof/").status_code == 404
