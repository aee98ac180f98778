"""The call form: from the first word to the code."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jaras.governance.models import Member
from jaras.intake.models import Assessment, Report
from jaras.intake.rules import tracking
from tests import factories
from tests.web.intake.conftest import WORDS

SignIn = Callable[[Member], Client]
CODE = re.compile(r'class="tracking-code"><bdi dir="ltr">([0-9A-Z-]+)<')


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_form_opens_with_the_numbers_first(desk: Client, language: str) -> None:
    desk.cookies["jaras_language"] = language
    page = text(desk.get("/call"))
    assert page.index('href="tel:15"') < page.index('name="words"')


def test_words_alone_make_a_report_with_its_code(desk: Client, operator: Member) -> None:
    answer = desk.post("/call", {"words": WORDS, "key": "one"})
    report = Report.objects.get()
    found = CODE.search(text(answer))
    assert answer.status_code == 200
    assert (report.channel, report.claimed_by_id) == ("TEL", operator.pk)
    assert found
    assert tracking.digest(found[1]) == report.tracking_digest
    assert f'hx-get="/desk/{report.pk}"' in text(answer)


def test_a_double_click_makes_one_report(desk: Client) -> None:
    for _click in range(2):
        assert desk.post("/call", {"words": WORDS, "key": "same"}).status_code == 200
    assert Report.objects.count() == 1


def test_the_code_is_not_shown_again(desk: Client) -> None:
    desk.post("/call", {"words": WORDS, "key": "one"})
    assert not CODE.search(text(desk.get(f"/desk/{Report.objects.get().pk}")))


def test_everything_that_is_said_is_kept(desk: Client) -> None:
    organisation = factories.organisation(name_fr="Commissariat central")
    said = {
        "channel": "PARTENAIRE",
        "words": WORDS,
        "commune": "خريبكة",
        "place": "derrière le souk",
        "who": "homme, ~60 ans",
        "urgency": "24H",
        "reporter_name": "Nadia",
        "reporter_telephone": "06 12 34 56 78",
        "organisation": organisation.name_fr,
    }
    desk.post("/call", {**said, "key": "k"})
    report = Report.objects.get()
    assert (report.commune_id, report.place_text, report.who) == (
        "05.311.01.07",
        "derrière le souk",
        "homme, ~60 ans",
    )
    assert (report.urgency, report.organisation, report.reporter_name) == ("24H", organisation, "Nadia")


def test_a_named_place_of_the_territory_is_recognised(desk: Client) -> None:
    place = factories.commune().places.create(kind="gare", name_fr="Gare routière")
    desk.post("/call", {"words": WORDS, "place": "gare routiere", "key": "k"})
    assert Report.objects.get().place == place


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("commune", "Atlantide"),
        ("organisation", "Nulle part"),
        ("reporter_email", "pas une adresse"),
        ("urgency", "DEMAIN"),
        ("words", ""),
        ("words", "\x00\u202e"),
        ("words", "a" * 20_001),
        ("who", "b" * 301),
    ],
)
def test_a_wrong_field_is_said_beside_it_and_nothing_is_lost(desk: Client, field: str, typed: str) -> None:
    answer = desk.post("/call", {"words": WORDS, "reporter_name": "Nadia", field: typed, "key": "k"})
    page = text(answer)
    assert answer.status_code == 400
    assert 'class="error"' in page
    assert 'value="Nadia"' in page
    assert not Report.objects.exists()


def test_a_draft_is_kept_as_it_is_typed_then_taken_up(desk: Client) -> None:
    answer = desk.post("/call/draft", {"words": WORDS, "key": "d"})
    draft = Report.objects.get()
    assert answer.status_code == 200
    assert 'id="typing"' in text(answer)
    assert "proposal" in text(answer)
    assert draft.state == "draft"
    assert WORDS in text(desk.get("/call", {"draft": draft.pk}))
    desk.post("/call/draft", {"words": f"{WORDS} Il pleut.", "key": "d"})
    desk.post("/call", {"words": f"{WORDS} Il pleut.", "key": "d"})
    report = Report.objects.get()
    assert (report.pk, report.state, report.words) == (draft.pk, "received", f"{WORDS} Il pleut.")


def test_a_draft_that_arrives_after_the_report_changes_nothing(desk: Client) -> None:
    desk.post("/call", {"words": WORDS, "key": "late"})
    assert desk.post("/call/draft", {"words": "Un", "key": "late"}).status_code == 204
    assert Report.objects.get().words == WORDS


def test_nobody_takes_up_the_draft_of_another(
    desk: Client, member: Callable[..., Member], sign_in: SignIn
) -> None:
    desk.post("/call/draft", {"words": WORDS, "key": "d"})
    draft = Report.objects.get()
    other = sign_in(member("operator"))
    assert WORDS not in text(other.get("/call", {"draft": draft.pk}))
    assert other.post(f"/call/draft/{draft.pk}/drop").status_code == 404
    assert desk.post(f"/call/draft/{draft.pk}/drop").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "withdrawn"


def test_a_proposal_agreed_while_typing_is_kept_as_a_decision(desk: Client) -> None:
    typed = text(desk.post("/call/draft", {"words": WORDS, "key": "p"}))
    seen = re.search(r'name="saw_urgency" value="(\w+)"', typed)
    assert seen
    desk.post("/call", {"words": WORDS, "key": "p", "saw_urgency": seen[1], "says_urgency": "yes"})
    assessment = Assessment.objects.get()
    assert assessment.decided == {"urgency": assessment.proposed["urgency"]}


def test_an_answer_to_what_is_not_proposed_any_more_counts_for_nothing(desk: Client) -> None:
    desk.post("/call", {"words": WORDS, "key": "p", "saw_urgency": "AUCUNE", "says_urgency": "yes"})
    assert Assessment.objects.get().decided == {}


def test_the_same_event_is_joined_at_once(desk: Client, waiting: Report) -> None:
    desk.post("/call", {"words": WORDS, "key": "j", "says_double": str(waiting.pk)})
    taken = Report.objects.exclude(pk=waiting.pk).get()
    assert (taken.joined_to, taken.state) == (waiting, "closed")


def test_a_scan_comes_with_the_letter_and_a_bad_one_costs_no_words(desk: Client) -> None:
    good = SimpleUploadedFile("lettre.pdf", factories.PDF, "application/pdf")
    bad = SimpleUploadedFile("virus.exe", b"MZ\x90", "application/pdf")
    said = {"channel": "ECRIT", "words": WORDS, "registry_number": "2026/114", "key": "f"}
    answer = desk.post("/call", {**said, "attached": [good, bad]})
    report = Report.objects.get()
    assert (report.files.count(), report.registry_number) == (1, "2026/114")
    assert "virus.exe" in text(answer)


def test_a_partner_takes_a_report_and_has_no_desk(member: Callable[..., Member], sign_in: SignIn) -> None:
    answer = sign_in(member("partner")).post("/call", {"words": WORDS, "key": "k"})
    assert CODE.search(text(answer))
    assert "/desk" not in text(answer)


def test_who_may_not_take_a_report_has_no_form(member: Callable[..., Member], sign_in: SignIn) -> None:
    browser = sign_in(member("governor"))
    assert browser.get("/call").status_code == 403
    assert browser.post("/call", {"words": WORDS}).status_code == 403


STRANGE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["\x00", "\u202e\u2066", "💧" * 40, "<script>", "' OR 1=1 --", "9" * 30, "-1", "٣"]),
)
FIELDS: tuple[str, ...] = (
    "channel",
    "words",
    "place",
    "commune",
    "who",
    "urgency",
    "reporter_name",
    "reporter_telephone",
)
FIELDS += ("reporter_email", "organisation", "registry_number", "key", "draft", "says_double")
FIELDS += ("saw_urgency", "says_urgency")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(st.sampled_from(FIELDS), STRANGE))
def test_nothing_that_is_typed_breaks_the_form(desk: Client, said: dict[str, str]) -> None:
    for address in ("/call", "/call/draft"):
        assert desk.post(address, said).status_code in (200, 204, 400)
    assert desk.get("/call", {"draft": said.get("draft", "")}).status_code == 200


def test_whoever_is_described_can_be_opened_and_completed(desk: Client) -> None:
    desk.post("/call", {"words": WORDS, "who": "homme, ~60 ans, gare routière", "key": "k"})
    report = Report.objects.get()
    person = report.persons.get()
    assert f'href="/people/{person.pk}/"' in text(desk.get(f"/desk/{report.pk}"))
    assert "homme, ~60 ans, gare routière" in text(desk.get(f"/people/{person.pk}/"))
    address = f"/people/{person.pk}/amend/"
    found = re.search(r'name="seen" value="([^"]+)"', text(desk.get(address)))
    assert found
    said = {"given_name": "Driss", "description": person.description, "sex": "m", "seen": found[1]}
    desk.post(address, said)
    person.refresh_from_db()
    assert (person.given_name, person.description) == ("Driss", report.who)
