"""The tab of the diagnosis: the form keeps what is typed, the page compares, needs are answered for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.care import actions, queries
from jaras.care.models import Diagnosis, DiagnosisDraft, Need, ProposedNeed
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.kernel.record.models import ReadRecord
from jaras.privacy import actions as privacy
from jaras.privacy.models import Authorisation
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
LANGUAGES = ["fr", "ar", "en"]
THEN = datetime(2026, 10, 1, 9, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture(autouse=True)
def authorised(db: None) -> Authorisation:
    """Every domain is asked; what is off without it, one test says."""
    return factories.authorisation(at=THEN)


@pytest.fixture
def operator(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def browser(operator: Member, sign_in: SignIn) -> Client:
    return sign_in(operator)


@pytest.fixture
def case(operator: Member) -> Case:
    driss = factories.person(given_name="Driss", family_name="Alaoui", age_about=60)
    return factories.case(by=operator, at=THEN, persons=[driss])


@pytest.fixture
def here(case: Case) -> str:
    return f"/cases/{case.pk}/diagnosis/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(language: str, case: Case, operator: Member, browser: Client, here: str) -> None:
    browser.cookies["jaras_language"] = language
    empty = text(browser.get(here))
    factories.diagnosis(case, by=operator, at=THEN, levels={"housing": 1, "food": 3})
    factories.diagnosis(case, by=operator, at=THEN + timedelta(days=9), levels={"housing": 3, "health": 2})
    need = factories.need(case, by=operator, at=THEN)
    pages = [here, f"{here}new/", f"/cases/{case.pk}/needs/add/"]
    pages += [f"/cases/{case.pk}/needs/{need.pk}/{verb}/" for verb in ("meet", "give_up")]
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert f'<html lang="{language}"' in text(answer), page
    assert text(browser.get(here)) != empty


def test_a_diagnosis_is_made_in_one_form(case: Case, browser: Client, here: str) -> None:
    said = {
        "person": case.persons.get().pk,
        "words": "bghit nrje3 ldari",
        "level_housing": "1",
        "note_housing": "Gare routière",
        "level_food": "3",
        "level_work": "",
        "need_ACC-HEB": "yes",
        "key": "one",
    }
    answer = browser.post(f"{here}new/", said)
    assert (answer.status_code, answer.headers["Location"]) == (302, here)
    browser.post(f"{here}new/", said)
    made = Diagnosis.objects.get()
    assert dict(made.levels.values_list("domain", "level")) == {"housing": 1, "food": 3}
    assert Need.objects.get().service == "ACC-HEB"
    page = text(browser.get(here))
    assert "bghit nrje3 ldari" in page
    assert "Gare routière" in page
    assert "Dort dehors, ou perd son toit" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "dans un domaine au moins"),
        ({"level_food": "9"}, "n’est pas dans la liste"),
        ({"level_food": "²"}, "n’est pas dans la liste"),
        ({"level_food": "2", "made_at": "2999-01-01T10:00"}, "pas encore venu"),
        ({"level_food": "2", "made_at": "1999-01-01T10:00"}, "trop lointaine"),
        ({"level_food": "2", "made_at": "hier"}, "made_at"),
        ({"level_food": "2", "note": "x" * 8001}, "trop long"),
    ],
)
def test_a_refusal_loses_nothing(
    wrong: dict[str, str], told: str, case: Case, browser: Client, here: str
) -> None:
    said = {"words": "J’ai <froid>", "level_housing": "", "note_housing": "Sous l’auvent", "level_ties": ""}
    answer = browser.post(f"{here}new/", said | wrong)
    page = text(answer)
    assert answer.status_code == 400
    assert told in page
    assert "J’ai &lt;froid&gt;" in page
    assert "Sous l’auvent" in page
    assert not Diagnosis.objects.exists()


def test_a_refusal_keeps_the_levels_with_what_was_answered(case: Case, browser: Client, here: str) -> None:
    said = {"level_food": "1", "need_ACC-ALIM": "no", "made_at": "2999-01-01T10:00"}
    page = text(browser.post(f"{here}new/", said))
    assert 'name="level_food" value="1" checked' in page
    assert _is_checked(page, "no-ACC-ALIM")
    assert not _is_checked(page, "yes-ACC-ALIM")


def _is_checked(page: str, id: str) -> bool:
    tag = next(part for part in page.split("<input") if f'id="{id}"' in part)
    return "checked" in tag.split(">")[0]


def test_typing_is_kept_then_found_again(case: Case, browser: Client, here: str) -> None:
    said = {
        "person": case.persons.get().pk,
        "words": "J’ai froid",
        "level_food": "2",
        "note_food": "Cantine",
        "key": "one",
    }
    browser.post(f"{here}draft/", said, headers=HTMX)
    page = text(browser.get(f"{here}new/"))
    for kept in ("J’ai froid", 'name="level_food" value="2" checked', "Cantine", 'value="one"', "encore là"):
        assert kept in page
    browser.post(f"{here}draft/", {"forget": "1"})
    assert "J’ai froid" not in text(browser.get(f"{here}new/"))


def test_what_is_typed_is_seen_by_its_writer_alone(
    case: Case, browser: Client, here: str, member: MakeMember, sign_in: SignIn
) -> None:
    browser.post(f"{here}draft/", {"person": case.persons.get().pk, "words": "J’ai froid"}, headers=HTMX)
    assert "J’ai froid" not in text(sign_in(member("referent")).get(f"{here}new/"))


def test_a_draft_holds_the_fields_of_the_form_alone(case: Case, browser: Client, here: str) -> None:
    browser.post(
        f"{here}draft/", {"words": "Oui", "level_luck": "1", "csrfmiddlewaretoken": "x"}, headers=HTMX
    )
    assert DiagnosisDraft.objects.get().said == {"words": "Oui"}


def test_levels_suggest_needs_while_typing(case: Case, browser: Client, here: str) -> None:
    answer = browser.post(f"{here}draft/", {"level_food": "1", "need_ACC-ALIM": "yes"}, headers=HTMX)
    page = text(answer)
    assert 'id="proposals" hx-swap-oob="true"' in page
    assert "Aide alimentaire" in page
    assert "Alimentation\u00a0: en crise" in page
    assert _is_checked(page, "yes-ACC-ALIM")
    assert not ProposedNeed.objects.exists()


def test_a_very_long_text_is_not_drafted_but_said_when_sent(case: Case, browser: Client, here: str) -> None:
    assert browser.post(f"{here}draft/", {"words": "x" * 8001}, headers=HTMX).status_code == 204


def test_the_page_says_how_each_domain_moved(
    case: Case, operator: Member, browser: Client, here: str
) -> None:
    levels = {"housing": 1, "food": 3, "health": 2, "ties": 3}
    factories.diagnosis(case, by=operator, at=THEN, levels=levels)
    levels = {"housing": 3, "food": 2, "health": 2, "papers": 1}
    factories.diagnosis(case, by=operator, at=THEN + timedelta(days=9), levels=levels)
    page = text(browser.get(here))
    for said in (
        "Mieux qu’avant (en crise)",
        "Plus difficile qu’avant (stable)",
        "Comme avant",
        "Évalué pour la première fois",
        "Avant\u00a0: stable",
        "4 domaines évalués · 1 en crise · 1 en mieux · 1 plus difficile",
    ):
        assert said in page


def test_an_earlier_diagnosis_opens(case: Case, operator: Member, browser: Client, here: str) -> None:
    first = factories.diagnosis(case, by=operator, at=THEN, levels={"food": 1}, words="Au début")
    factories.diagnosis(case, by=operator, at=THEN + timedelta(days=9), words="À présent")
    page = text(browser.get(f"{here}?of={first.pk}"))
    assert "Au début" in page
    assert "C’est un diagnostic antérieur" in page
    assert "À présent" not in page
    assert browser.get(f"{here}?of=999999").status_code == 404
    assert browser.get(f"{here}?of=nonsense").status_code == 404


def test_a_grid_that_is_not_kept_is_said(case: Case, operator: Member, browser: Client, here: str) -> None:
    made = factories.diagnosis(case, by=operator, at=THEN, levels={"food": 1})
    Diagnosis.objects.filter(pk=made.pk).update(grid="1999-01")
    made.levels.create(domain="luck", level=4)
    page = text(browser.get(here))
    assert "n’est plus conservée" in page
    assert "luck" in page


def test_each_person_of_a_case_has_their_own(operator: Member, browser: Client) -> None:
    mother, son = (
        factories.person(given_name="Aïcha", age_about=31),
        factories.person(given_name="Imad", age_about=9),
    )
    case = factories.case(by=operator, at=THEN, persons=[mother, son])
    here = f"/cases/{case.pk}/diagnosis/"
    factories.diagnosis(case, by=operator, at=THEN, person=son, words="Je veux l’école")
    assert "Je veux l’école" not in text(browser.get(here))
    assert "Je veux l’école" in text(browser.get(f"{here}?person={son.pk}"))
    form = text(browser.get(f"{here}new/?person={son.pk}"))
    asked, others = form.split("Domaines pour d’autres âges")
    assert 'name="level_schooling"' in asked
    assert 'name="level_work"' not in asked
    assert 'name="level_work"' in others


def test_an_unknown_age_shuts_no_domain_out(operator: Member, browser: Client) -> None:
    case = factories.case(by=operator, at=THEN)
    case.persons.update(age_about=None)
    form = text(browser.get(f"/cases/{case.pk}/diagnosis/new/"))
    assert form.count('<details class="domain"') == 12
    assert "Domaines pour d’autres âges" not in form


def test_health_is_not_asked_without_an_authorisation(
    case: Case, operator: Member, browser: Client, here: str, authorised: Authorisation
) -> None:
    factories.diagnosis(case, by=operator, at=THEN, levels={"housing": 1, "health": 2})
    privacy.end_authorisation(authorisation=authorised, by=SYSTEM, at=THEN)
    form = text(browser.get(f"{here}new/"))
    assert 'name="level_housing"' in form
    assert 'name="level_health"' not in form
    assert 'name="note_mental_health"' not in form
    assert "aucune autorisation (loi 09-08)" in form
    assert "Santé" in text(browser.get(here)), "what is kept stays to be read"
    sent = {"level_housing": "2", "level_health": "1", "key": "one"}
    answer = browser.post(f"{here}new/", sent)
    assert answer.status_code == 400
    assert "La santé n’est pas évaluée" in text(answer)
    proposed = browser.post(f"{here}draft/", sent, headers=HTMX)
    assert "Santé" not in text(proposed)


def test_a_case_without_a_person_asks_for_one(operator: Member, browser: Client) -> None:
    case = factories.case(by=operator, at=THEN)
    case.parties.all().delete()
    assert browser.get(f"/cases/{case.pk}/diagnosis/").status_code == 200
    answer = browser.get(f"/cases/{case.pk}/diagnosis/new/")
    assert answer.headers["Location"] == f"/cases/{case.pk}/persons/"
    answer = browser.post(f"/cases/{case.pk}/diagnosis/draft/", {"level_food": "1"}, headers=HTMX)
    assert answer.status_code == 200


def test_an_ended_case_is_read_not_diagnosed(
    case: Case, operator: Member, browser: Client, here: str
) -> None:
    factories.diagnosis(case, by=operator, at=THEN)
    cases.move_case(case=case, verb="transfer_out", reason="À Safi", by=actor_of(operator), at=THEN)
    page = text(browser.get(here))
    assert "new/" not in page
    assert "needs/" not in page
    assert browser.get(f"{here}new/").status_code == 302
    refused = browser.post(f"{here}new/", {"level_food": "2", "words": "Trop tard"})
    assert refused.status_code == 400
    assert "rouvrez-le d’abord" in text(refused)
    assert "Trop tard" in text(refused)


def test_a_hint_keeps_illness_out(case: Case, browser: Client, here: str) -> None:
    assert text(browser.get(f"{here}new/")).count("diagnostics et traitements ne s’écrivent pas ici") == 3


def test_opening_the_tab_is_written_in_the_journal(case: Case, browser: Client, here: str) -> None:
    browser.get(here)
    assert ReadRecord.objects.get().subject_id == case.pk


def test_the_pages_ask_a_fixed_number_of_questions(
    case: Case, operator: Member, browser: Client, here: str
) -> None:
    for days in (0, 9):
        factories.diagnosis(case, by=operator, at=THEN + timedelta(days=days))
    counted = _counted(browser, here)
    for days in range(12, 40):
        at = THEN + timedelta(days=days)
        levels = dict.fromkeys(("housing", "food", "health", "papers", "ties", "family"), 1 + days % 5)
        factories.diagnosis(case, by=operator, at=at, levels=levels)
    for service in ("JUR-CNIE", "JUR-CIV", "ECO-FP", "MED-CONS"):
        factories.need(case, by=operator, at=THEN, service=service)
    assert _counted(browser, here) == counted
    assert counted[0] <= 10
    assert counted[1] <= 9
    assert counted[2] <= 8


def _counted(browser: Client, here: str) -> list[int]:
    """Without the savepoints, which stand for what no test may commit."""
    typed = {"level_food": "1", "level_housing": "2"}
    asks: list[Callable[[], Any]] = [
        lambda: browser.get(here),
        lambda: browser.get(f"{here}new/"),
        lambda: browser.post(f"{here}draft/", typed, headers=HTMX),
    ]
    counts = []
    for ask in asks:
        ask()
        with CaptureQueriesContext(connection) as asked:
            ask()
        sql = [question["sql"] for question in asked.captured_queries]
        counts.append(len([each for each in sql if "SAVEPOINT" not in each]))
    return counts


# --- needs -------------------------------------------------------------------------------------


@pytest.fixture
def proposal(case: Case, operator: Member) -> ProposedNeed:
    return factories.diagnosis(case, by=operator, at=THEN).proposals.get()


def test_a_proposal_is_answered_with_one_button(
    case: Case, proposal: ProposedNeed, browser: Client, here: str, operator: Member
) -> None:
    assert "Alimentation\u00a0: vulnérable" in text(browser.get(here))
    address = f"/cases/{case.pk}/needs/proposed/{proposal.pk}/"
    browser.post(address, {"answer": "perhaps"})
    assert not Need.objects.exists()
    assert browser.post(address, {"answer": "yes"}).headers["Location"] == here
    assert [need.service for need in queries.needs_of(case, actor_of(operator))] == ["ACC-ALIM"]
    answer = browser.post(address, {"answer": "no"}, follow=True)
    assert "déjà répondu" in text(answer)


def test_many_proposals_wait_behind_the_first_four(
    case: Case, operator: Member, browser: Client, here: str
) -> None:
    levels = {"housing": 1, "food": 1, "income": 1, "papers": 1}
    made = factories.diagnosis(case, by=operator, at=THEN, levels=levels)
    first, others = text(browser.get(here)).split(f"{made.proposals.count() - 4} autres propositions")
    assert (first.count("/needs/proposed/"), others.count("/needs/proposed/")) == (
        4,
        made.proposals.count() - 4,
    )


def test_a_proposal_of_another_case_is_not_there(
    proposal: ProposedNeed, operator: Member, browser: Client
) -> None:
    other = factories.case(by=operator, at=THEN)
    address = f"/cases/{other.pk}/needs/proposed/{proposal.pk}/"
    assert browser.post(address, {"answer": "yes"}).status_code == 404


def test_a_need_is_added_by_hand(case: Case, browser: Client, here: str) -> None:
    address = f"/cases/{case.pk}/needs/add/"
    said = {"service": "JUR-CNIE", "urgent": "on", "words": "Avant janvier", "key": "one"}
    assert browser.post(address, said).headers["Location"] == here
    assert browser.post(address, said).status_code == 302
    need = Need.objects.get()
    assert (need.person, need.urgent, need.words) == (case.persons.get(), True, "Avant janvier")
    refused = browser.post(address, said | {"key": "two"})
    assert refused.status_code == 400
    assert "déjà noté" in text(refused)


def test_an_open_need_leads_to_whom_it_may_be_entrusted(
    case: Case, operator: Member, browser: Client, here: str
) -> None:
    need = factories.need(case, by=operator, at=THEN)
    link = f"/cases/{case.pk}/referrals/need/{need.pk}/"
    assert link in text(browser.get(here))
    actions.meet(need=need, by=actor_of(operator), at=THEN)
    assert link not in text(browser.get(here))


def test_a_need_of_many_is_for_one_or_for_all(operator: Member, browser: Client) -> None:
    mother, son = factories.person(given_name="Aïcha"), factories.person(given_name="Imad")
    case = factories.case(by=operator, at=THEN, persons=[mother, son])
    for person in ("", str(son.pk)):
        browser.post(f"/cases/{case.pk}/needs/add/", {"service": "JUR-CIV", "person": person})
    assert set(Need.objects.values_list("person", flat=True)) == {None, son.pk}


def test_a_need_is_met_given_up_or_opened_again(case: Case, operator: Member, browser: Client) -> None:
    need = factories.need(case, by=operator, at=THEN)
    at = f"/cases/{case.pk}/needs/{need.pk}"
    assert "Dites pourquoi." in text(browser.post(f"{at}/give_up/", {"reason": ""}))
    browser.post(f"{at}/meet/", {"reason": ""})
    assert Need.objects.get().state == "met"
    assert browser.post(f"{at}/give_up/", {"reason": "Parti"}).status_code == 400
    browser.post(f"{at}/reopen/", {"reason": "Revenu"})
    assert Need.objects.get().state == "open"
    assert browser.get(f"{at}/take_in_hand/").status_code == 404
    assert browser.get(f"{at}/nonsense/").status_code == 404


def test_the_side_of_the_case_shows_needs_by_pole(case: Case, operator: Member, browser: Client) -> None:
    factories.need(case, by=operator, at=THEN, service="JUR-CNIE")
    page = text(browser.get(f"/cases/{case.pk}/"))
    side = page.split("Besoins et aide apportée")[1]
    assert "Obtention de la CNIE" in side
    assert "Ouvert" in side


# --- who sees it -------------------------------------------------------------------------------


def addresses(case: Case, need: Need, proposal: ProposedNeed) -> list[tuple[str, str]]:
    at = f"/cases/{case.pk}"
    return [
        ("get", f"{at}/diagnosis/"),
        ("get", f"{at}/diagnosis/new/"),
        ("post", f"{at}/diagnosis/new/"),
        ("post", f"{at}/diagnosis/draft/"),
        ("get", f"{at}/needs/add/"),
        ("post", f"{at}/needs/proposed/{proposal.pk}/"),
        ("post", f"{at}/needs/{need.pk}/meet/"),
    ]


def test_a_restricted_case_is_not_there_for_others(
    member: MakeMember, sign_in: SignIn, operator: Member
) -> None:
    case = factories.case(by=operator, at=THEN, restricted=True)
    need = factories.need(case, by=operator, at=THEN, service="JUR-CNIE")
    proposal = factories.diagnosis(case, by=operator, at=THEN).proposals.get()
    stranger = sign_in(member("referent"))
    for method, address in addresses(case, need, proposal):
        answer = getattr(stranger, method)(address, {"answer": "yes", "level_food": "1"})
        assert answer.status_code == 404, address
    assert Need.objects.get().state == "open"
    assert sign_in(member("head")).get(f"/cases/{case.pk}/diagnosis/").status_code == 200


def test_a_clerk_of_another_organisation_finds_nothing(
    case: Case, proposal: ProposedNeed, operator: Member, member: MakeMember, sign_in: SignIn
) -> None:
    need = factories.need(case, by=operator, at=THEN, service="JUR-CNIE")
    clerk = sign_in(member("partner"))
    for method, address in addresses(case, need, proposal):
        expected = 404 if address.endswith("/diagnosis/") else 403
        assert getattr(clerk, method)(address).status_code == expected, address


def test_a_visitor_is_sent_to_the_door(case: Case, here: str) -> None:
    answer = Client().get(here)
    assert answer.status_code == 302
    assert "/account/login/" in answer.headers["Location"]


def test_the_software_proposes_for_the_age_of_today(case: Case, browser: Client, here: str) -> None:
    person = case.persons.get()
    person.age_about, person.age_said_on = 12, timezone.localdate()
    person.save()
    typed = {"level_schooling": "1", "level_ties": "1"}
    page = text(browser.post(f"{here}draft/", typed, headers=HTMX))
    assert "Dar Taliba" in page
    assert "domicile" not in page
