"""The report whole: each step answers in place, each refusal stands beside its field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.care.models import Intervention
from jaras.governance.models import Member, actor_of
from jaras.intake import actions
from jaras.intake.models import Assessment, Duty, Report
from jaras.outreach.models import Answer
from jaras.people.models import Person
from tests import factories
from tests.web.intake.conftest import WORDS

SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def step(desk: Client, waiting: Report) -> Callable[..., Any]:
    """`step("help", number="15")`: posts to the waiting report as the desk does."""

    def posted(path: str, **data: Any) -> Any:
        said = {"from": "desk", **data}
        return desk.post(f"/reports/{waiting.pk}/{path}", said, headers={"hx-request": "true"})

    return posted


def test_help_called_then_a_team_sent_and_back_are_two_interventions(
    step: Callable[..., Any], waiting: Report
) -> None:
    assert step("help", number="15", called_at="02:10", note="Ambulance").status_code == 200
    assert step("team", team="Équipe mobile 1").status_code == 200
    mission = waiting.missions.get()
    assert step(f"teams/{mission.pk}/arrive").status_code == 200
    assert step(f"teams/{mission.pk}/return", result="hospital").status_code == 200
    assert Intervention.objects.filter(report=waiting, state="done").count() == 2


def test_an_immediate_action_tapped_twice_counts_once(step: Callable[..., Any]) -> None:
    for _tap in range(2):
        assert step("act", code="REP", key="1764000000000").status_code == 200
    assert Intervention.objects.filter(code="REP").count() == 1


def test_calling_back_is_noted(step: Callable[..., Any], waiting: Report) -> None:
    assert step("call-back", reached="no").status_code == 200
    assert waiting.call_backs.get().reached is False


def test_a_report_is_handed_to_a_colleague(
    step: Callable[..., Any], waiting: Report, member: Callable[..., Member]
) -> None:
    colleague = member("operator")
    assert step("hand", member=str(colleague.pk)).status_code == 200
    waiting.refresh_from_db()
    assert waiting.claimed_by == colleague


@pytest.mark.parametrize(
    ("path", "data", "kept"),
    [
        ("help", {"number": "", "note": "Bruit de fond"}, "Bruit de fond"),
        ("help", {"number": "15", "called_at": "25:99", "note": "Bruit"}, "Bruit"),
        ("team", {"team": ""}, ""),
        ("hand", {"member": "9" * 40}, ""),
        ("outcomes/unfounded", {"note": ""}, ""),
        ("outcomes/refer", {"organisation": "0", "note": "À suivre"}, "À suivre"),
        ("move/withdraw", {"reason": ""}, ""),
        ("answer", {"words": "", "code": ""}, ""),
        ("persons/new", {"age_about": "deux cents", "given_name": "Hamid"}, "Hamid"),
        ("persons/new", {"age_about": "", "description": ""}, ""),
        ("amend", {"words": "", "who": "homme"}, "homme"),
        ("decide/urgency", {"value": "DEMAIN"}, ""),
        ("decide/commune_code", {"value": "99.999"}, ""),
        ("act", {"code": "XXX"}, ""),
        ("files", {}, ""),
    ],
)
def test_a_refusal_is_a_sentence_and_what_was_typed_is_kept(
    step: Callable[..., Any], path: str, data: dict[str, str], kept: str
) -> None:
    answer = step(path, **data)
    assert answer.status_code == 400
    assert 'class="error"' in text(answer)
    assert kept in text(answer)


def test_a_proposal_is_right_or_corrected_and_both_are_kept(
    step: Callable[..., Any], waiting: Report
) -> None:
    proposed = Assessment.objects.get(report=waiting).proposed["urgency"]
    assert step("decide/urgency", answer="yes").status_code == 200
    assert 'value="SEMAINE"' in text(step("decide/urgency", answer="no"))
    assert step("decide/urgency", answer="other", value="SEMAINE").status_code == 200
    assessment = Assessment.objects.get(report=waiting)
    assert (assessment.proposed["urgency"], assessment.decided["urgency"]) == (proposed, "SEMAINE")


def test_everything_is_right_in_one_tap(step: Callable[..., Any], waiting: Report) -> None:
    assert step("decide").status_code == 200
    assessment = Assessment.objects.get(report=waiting)
    assert {"urgency", "kind", "poles"} <= set(assessment.decided)


def test_two_who_write_see_both_texts(
    step: Callable[..., Any], waiting: Report, member: Callable[..., Member]
) -> None:
    version = waiting.version
    other = actor_of(member("operator", name="Youssef Amrani"))
    actions.amend(report=waiting, words="Le texte de Youssef", by=other, at=timezone.now())
    answer = step("amend", words="Mon texte à moi", version=str(version))
    page = text(answer)
    assert answer.status_code == 409
    assert all(said in page for said in ("Le texte de Youssef", "Mon texte à moi", "Youssef Amrani"))
    waiting.refresh_from_db()
    assert waiting.words == "Le texte de Youssef"


def test_two_reports_are_joined_then_apart_again(
    step: Callable[..., Any], waiting: Report, operator: Member
) -> None:
    other = factories.report(by=operator, at=timezone.now())
    assert text(step("join", other=str(other.pk))).count("duplicate") == 0
    waiting.refresh_from_db()
    assert (waiting.joined_to, waiting.state) == (other, "closed")
    outcome = waiting.outcomes.get()
    assert step(f"outcomes/{outcome.pk}/undo").status_code == 200
    waiting.refresh_from_db()
    assert (waiting.joined_to, waiting.state) == (None, "reopened")


def test_alike_is_not_the_same(step: Callable[..., Any], waiting: Report) -> None:
    assessment = Assessment.objects.get(report=waiting)
    assessment.proposed = {"duplicate_of": ["77", "78"]}
    assessment.save()
    assert step("apart", other="77").status_code == 200
    assert Assessment.objects.get(report=waiting).decided["duplicate_of"] == ["78"]


@pytest.mark.parametrize("kind", ["case", "inform", "grievance", "idea", "unfounded"])
def test_each_outcome_is_given_and_undone(step: Callable[..., Any], waiting: Report, kind: str) -> None:
    assert step(f"outcomes/{kind}", note="Vérifié sur place").status_code == 200
    outcome = waiting.outcomes.get()
    assert step(f"outcomes/{outcome.pk}/undo", reason="Erreur").status_code == 200
    waiting.refresh_from_db()
    assert waiting.state == "reopened"


def test_a_report_is_passed_on_or_linked(step: Callable[..., Any], waiting: Report, operator: Member) -> None:
    hospital, case = factories.organisation(), factories.case(by=operator)
    assert step("outcomes/refer", organisation=str(hospital.pk), note="Un lit").status_code == 200
    assert step("outcomes/link", case=str(case.pk)).status_code == 200
    assert {row.kind for row in waiting.outcomes.all()} == {"referred_out", "case_linked"}


def test_a_report_is_closed_reopened_withdrawn(step: Callable[..., Any], waiting: Report) -> None:
    step("outcomes/inform", note="Numéro donné")
    for duty in Duty.objects.filter(report=waiting):
        assert step(f"duties/{duty.pk}/left", reason="Sans objet").status_code == 200
    for path, data, state in (
        ("move/close", {}, "closed"),
        ("move/reopen", {"reason": "Elle a rappelé"}, "reopened"),
        ("move/withdraw", {"reason": "Essai"}, "withdrawn"),
    ):
        assert step(path, **data).status_code == 200
        waiting.refresh_from_db()
        assert waiting.state == state


def test_a_duty_is_done_to_somebody_at_an_hour(step: Callable[..., Any], waiting: Report) -> None:
    duty = Duty.objects.create(report=waiting, code="LD3", raised_at=timezone.now())
    answer = step(f"duties/{duty.pk}/done", to_whom="Parquet", reference="12/26", done_at="2026-11-01T10:00")
    duty.refresh_from_db()
    assert (answer.status_code, duty.state, duty.to_whom, duty.reference) == (200, "done", "Parquet", "12/26")
    assert "Parquet" in text(answer)


def test_the_reporter_is_answered(step: Callable[..., Any], waiting: Report) -> None:
    assert step("answer", words="Merci, quelqu’un est en route.").status_code == 200
    assert Answer.objects.filter(report=waiting, text__startswith="Merci").exists()


def test_a_person_is_registered_then_named_again(step: Callable[..., Any], waiting: Report) -> None:
    assert step("persons/new", description="homme, ~60 ans", age_about="60", sex="m").status_code == 200
    person = Person.objects.get()
    assert list(waiting.persons.all()) == [person]
    assert step("persons", person=str(person.pk)).status_code == 200


def test_a_photograph_is_shown_only_to_those_who_see_the_report(
    step: Callable[..., Any],
    desk: Client,
    waiting: Report,
    member: Callable[..., Member],
    sign_in: SignIn,
) -> None:
    step("files", file=SimpleUploadedFile("lettre.pdf", factories.PDF, "text/html"))
    attached = waiting.files.get()
    address = f"/reports/{waiting.pk}/files/{attached.pk}"
    answer = desk.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert sign_in(member("partner")).get(address).status_code == 404


@pytest.mark.parametrize("name", ["join", "send", "link", "person", "callback"])
def test_each_panel_opens_alone_or_in_place(desk: Client, waiting: Report, name: str) -> None:
    address = f"/reports/{waiting.pk}/panels/{name}"
    assert "<html" in text(desk.get(address, {"q": "gare"}))
    assert "<html" not in text(desk.get(address, headers={"hx-request": "true"}))
    assert desk.get(f"/reports/{waiting.pk}/panels/none").status_code == 404


def test_a_referent_reads_but_a_field_agent_does_not(
    member: Callable[..., Member], sign_in: SignIn, waiting: Report
) -> None:
    assert sign_in(member("referent")).get(f"/reports/{waiting.pk}").status_code == 200
    assert sign_in(member("field")).get(f"/reports/{waiting.pk}").status_code == 404
    assert sign_in(member("field")).post(f"/reports/{waiting.pk}/help", {"number": "15"}).status_code == 404


PATHS: tuple[str, ...] = (
    "claim",
    "release",
    "hand",
    "help",
    "call-back",
    "team",
    "teams/1/return",
    "act",
    "decide/kind",
)
PATHS += ("decide/commune_code", "decide/poles", "join", "apart", "outcomes/link", "outcomes/refer", "amend")
PATHS += ("move/close", "persons", "persons/new", "duties/1/done", "answer", "files")
FIELDS: tuple[str, ...] = (
    "value",
    "number",
    "called_at",
    "team",
    "leader",
    "member",
    "code",
    "key",
    "other",
    "case",
    "note",
)
FIELDS += ("organisation", "words", "who", "version", "reason", "person", "sex", "age_about", "done_at")
STRANGE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\x00", "\u202e", "💧", "9" * 40, "-1", "2026-13-45T99:99", "0001-01-01T00:00", "24:00", "٣"]
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), said=st.dictionaries(st.sampled_from(FIELDS), STRANGE))
def test_nothing_that_is_typed_breaks_a_step(
    step: Callable[..., Any], path: str, said: dict[str, str]
) -> None:
    assert step(path, **said).status_code in (200, 400, 404, 409)


def test_reports_are_listed_a_page_at_a_time(desk: Client, operator: Member) -> None:
    for _each in range(52):
        factories.report(by=operator, at=timezone.now())
    first = text(desk.get("/reports"))
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert first.count('class="row"') == 50
    assert text(desk.get(following.replace("&amp;", "&"))).count('class="row"') == 2


def test_search_finds_a_report_and_a_person(desk: Client, waiting: Report, step: Callable[..., Any]) -> None:
    step("persons/new", given_name="Hamid", family_name="Zeroual", description="")
    assert "Zeroual" in text(desk.get("/search", {"q": "zeroual"}))
    assert WORDS in text(desk.get("/search", {"q": "tremble"}))
    assert WORDS in text(desk.get("/reports", {"q": "tremble"}))
    assert desk.get("/search", {"q": "\x00💧' OR 1=1"}).status_code == 200


def test_whom_the_report_describes_is_somebody_known_then_not(
    step: Callable[..., Any], waiting: Report, operator: Member
) -> None:
    described = factories.person(by=operator, description="homme, ~60 ans, gare routière")
    driss = factories.person(by=operator, given_name="Driss", family_name="Alaoui")
    for person in (described, driss):
        actions.add_person(report=waiting, person=person, by=actor_of(operator), at=timezone.now())
    page = text(step(f"persons/{described.pk}/is", person=str(driss.pk)))
    assert list(waiting.persons.all()) == [driss]
    assert "homme, ~60 ans, gare routière</q>" in page
    told = waiting.recognitions.get()
    assert f"/recognitions/{told.pk}/undo" in page
    step(f"recognitions/{told.pk}/undo")
    assert set(waiting.persons.all()) == {described, driss}


def test_the_panel_offers_it_for_those_found(desk: Client, waiting: Report, operator: Member) -> None:
    described = factories.person(by=operator, description="homme, ~60 ans, gare routière")
    actions.add_person(report=waiting, person=described, by=actor_of(operator), at=timezone.now())
    factories.person(by=operator, given_name="Driss", family_name="Alaoui")
    page = text(desk.get(f"/reports/{waiting.pk}/panels/person", {"q": "Driss Alaoui"}))
    assert f"/reports/{waiting.pk}/persons/{described.pk}/is" in page


@pytest.mark.parametrize("path", ["persons/999999/is", "recognitions/999999/undo"])
def test_a_guessed_person_does_not_exist(step: Callable[..., Any], waiting: Report, path: str) -> None:
    known = factories.person(given_name="Rkia", family_name="Sadiki")
    assert step(path, person=str(known.pk)).status_code == 404
