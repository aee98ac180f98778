"""The pages of a life project: written, agreed, lived, compared, printed; nobody else's opens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.inclusion import actions
from jaras.inclusion.models import Agreement, Goal, LifeProject, Step
from jaras.inclusion.rules.steps import Doer
from jaras.kernel.record.models import ReadRecord
from tests import factories
from tests.kernel import sounds

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def naima(member: MakeMember) -> Member:
    return member("referent", name="Naïma Chraibi")


@pytest.fixture
def browser(karim: Member, sign_in: SignIn) -> Client:
    return sign_in(karim)


@pytest.fixture
def other(naima: Member, sign_in: SignIn) -> Client:
    return sign_in(naima)


@pytest.fixture
def case(karim: Member) -> Case:
    driss = factories.person(given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي")
    return factories.case(by=karim, at=timezone.now(), persons=[driss])


@pytest.fixture
def draft(karim: Member, case: Case) -> LifeProject:
    return factories.project(by=karim, case=case, at=timezone.now())


@pytest.fixture
def agreed(karim: Member, case: Case) -> LifeProject:
    return factories.project(by=karim, case=case, at=timezone.now(), agreed=True)


def address(project: LifeProject, rest: str = "") -> str:
    return f"/cases/{project.case_id}/project/{project.pk}/{rest}"


def fresh(project: LifeProject) -> LifeProject:
    return LifeProject.objects.get(pk=project.pk)


def hidden(browser: Client, page: str, name: str) -> str:
    """The value of a hidden field, as the form shows it."""
    return text(browser.get(page)).split(f'name="{name}" value="')[1].split('"')[0]


def png(sent: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("signature.png", sent, content_type="image/png")


# --- written -----------------------------------------------------------------------------------


def test_a_case_without_a_project_says_how_to_begin(browser: Client, case: Case) -> None:
    page = text(browser.get(f"/cases/{case.pk}/project/"))
    assert "Pas encore de projet de vie" in page
    assert "Commencer avec Driss Alaoui" in page
    answer = browser.post(f"/cases/{case.pk}/project/begin/", {"person": case.persons.get().pk}, follow=True)
    assert "Commencez par ce que la personne veut" in text(answer)


def test_nobody_begins_for_nobody(browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/project/begin/", {"person": "7"}, follow=True)
    assert "Dites de qui est ce projet" in text(answer)
    assert not LifeProject.objects.exists()


def test_words_goals_and_steps_are_written_without_a_script(
    browser: Client, draft: LifeProject, naima: Member
) -> None:
    day = str(timezone.localdate() + timedelta(days=20))
    browser.post(
        address(draft, "texts/"),
        {
            "words": "بغيت نرجع لداري",
            "person_commits": "Je viens",
            "cell_commits": "On vient",
            "review_on": day,
            "seen": hidden(browser, address(draft, "texts/"), "seen"),
        },
    )
    browser.post(address(draft, "goals/"), {"words": "Revoir mon frère", "domain": "family", "key": "k1"})
    goal = Goal.objects.get(words="Revoir mon frère")
    browser.post(
        address(draft, f"goals/{goal.pk}/steps/add/"),
        {"what": "L'appeler", "who": f"member-{naima.pk}", "somebody": "", "by_on": day},
    )
    page = text(browser.get(address(draft)))
    for said in ("بغيت نرجع لداري", "Je viens", "On vient", "Revoir mon frère", "Famille", "Naïma Chraibi"):
        assert said in page
    assert "L&#39;appeler" in page


def test_goals_change_places_at_the_press_of_a_button(browser: Client, draft: LifeProject) -> None:
    browser.post(address(draft, "goals/"), {"words": "Ma carte", "key": "k"})
    goal = Goal.objects.get(words="Ma carte")
    answer = browser.post(address(draft, f"goals/{goal.pk}/earlier/"))
    assert answer["Location"] == f"{address(draft)}#goal-{goal.pk}"
    assert [each.words for each in fresh(draft).kept_goals()] == ["Ma carte", "Avoir un toit à moi"]


def test_what_is_taken_out_is_offered_back(browser: Client, draft: LifeProject) -> None:
    goal = fresh(draft).kept_goals()[0]
    step = goal.kept_steps()[0]
    page = text(browser.post(address(draft, f"steps/{step.pk}/remove/"), follow=True))
    assert f"steps/{step.pk}/put-back/" in page
    page = text(browser.post(address(draft, f"goals/{goal.pk}/remove/"), follow=True))
    assert f"goals/{goal.pk}/put-back/" in page
    browser.post(address(draft, f"goals/{goal.pk}/put-back/"))
    browser.post(address(draft, f"steps/{step.pk}/put-back/"))
    assert fresh(draft).kept_goals()[0].kept_steps() == [step]


def test_a_step_is_amended_to_somebody_else(browser: Client, draft: LifeProject) -> None:
    step = Step.objects.get(goal__project=draft)
    page = address(draft, f"steps/{step.pk}/")
    said = {
        "what": "Visiter",
        "who": "other",
        "somebody": "",
        "by_on": "",
        "seen": hidden(browser, page, "seen"),
    }
    refused = browser.post(page, said)
    assert (refused.status_code, 'id="id_somebody_error"' in text(refused)) == (400, True)
    assert "Visiter" in text(refused)
    browser.post(page, said | {"somebody": "Mon frère Larbi"})
    assert Step.objects.get(pk=step.pk).somebody == "Mon frère Larbi"


@pytest.mark.parametrize(
    ("rest", "field", "theirs", "mine"),
    [
        ("texts/", "words", "Les leurs", "Les miens"),
        ("goals/{goal}/", "words", "Les leurs", "Les miens"),
        ("steps/{step}/", "what", "Les leurs", "Les miens"),
    ],
)
def test_of_two_who_write_both_are_shown(
    rest: str, field: str, theirs: str, mine: str, browser: Client, other: Client, draft: LifeProject
) -> None:
    step = Step.objects.get(goal__project=draft)
    page = address(draft, rest.format(goal=step.goal_id, step=step.pk))
    more = {"who": "person"} if field == "what" else {}
    seen = hidden(browser, page, "seen")
    other.post(page, {field: theirs, "seen": seen} | more)
    answer = browser.post(page, {field: mine, "seen": seen} | more)
    assert answer.status_code == 409
    assert theirs in text(answer)
    assert mine in text(answer)
    assert "Naïma Chraibi" in text(answer)
    seen = text(answer).split('name="seen" value="')[1].split('"')[0]
    assert browser.post(page, {field: mine, "seen": seen} | more).status_code == 302
    assert mine in text(browser.get(address(draft)))


def test_a_review_before_today_is_refused_beside_its_field(browser: Client, draft: LifeProject) -> None:
    page = address(draft, "texts/")
    said = {"review_on": "2020-01-01", "seen": hidden(browser, page, "seen")}
    answer = browser.post(page, said)
    assert answer.status_code == 400
    assert "ne peut pas être avant aujourd’hui" in text(answer)


def test_a_double_click_adds_one_goal(browser: Client, draft: LifeProject) -> None:
    sent = {"words": "Apprendre", "key": hidden(browser, address(draft, "goals/"), "key")}
    for _click in range(2):
        assert browser.post(address(draft, "goals/"), sent).status_code == 302
    assert Goal.objects.filter(words="Apprendre").count() == 1


# --- agreed ------------------------------------------------------------------------------------


def yes(browser: Client, project: LifeProject, **said: Any) -> dict[str, Any]:
    page = address(project, "agree/")
    return {
        "how": "screen",
        "name": "Driss Alaoui",
        "signed_on": str(timezone.localdate()),
        "review_on": str(timezone.localdate() + timedelta(days=60)),
        "witness": "",
        "seen": hidden(browser, page, "seen"),
        "nonce": hidden(browser, page, "nonce"),
    } | said


def test_a_signature_on_the_screen_agrees_then_shows(browser: Client, draft: LifeProject) -> None:
    sent = yes(browser, draft, signature=png(factories.picture()))
    page = text(browser.post(address(draft, "agree/"), sent, follow=True))
    assert "Convenu\u00a0: il peut commencer" in page
    assert address(draft, "agreement/") in page
    kept = browser.get(address(draft, "agreement/"))
    assert kept["Content-Type"] == "image/png"
    assert "sandbox" in kept["Content-Security-Policy"]
    assert b"".join(kept.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    kept.close()


def test_without_a_script_a_photographed_sheet_agrees(browser: Client, draft: LifeProject) -> None:
    paper = SimpleUploadedFile("feuille.pdf", factories.PDF)
    assert (
        browser.post(address(draft, "agree/"), yes(browser, draft, how="paper", paper=paper)).status_code
        == 302
    )
    kept = browser.get(address(draft, "agreement/"))
    assert kept["Content-Disposition"].startswith("attachment")
    kept.close()


def test_a_voice_note_agrees_before_a_witness(browser: Client, draft: LifeProject, naima: Member) -> None:
    def voice() -> SimpleUploadedFile:
        return SimpleUploadedFile("oui.ogg", sounds.opus())

    alone = browser.post(address(draft, "agree/"), yes(browser, draft, how="voice", voice=voice()))
    assert (alone.status_code, 'id="id_witness_error"' in text(alone)) == (400, True)
    sent = yes(browser, draft, how="voice", voice=voice(), witness=naima.pk)
    page = text(browser.post(address(draft, "agree/"), sent, follow=True))
    assert "<audio" in page
    assert "Naïma Chraibi" in page


def test_an_empty_frame_is_refused_where_one_signs(browser: Client, draft: LifeProject) -> None:
    sent = yes(browser, draft, signature=png(factories.picture(blank=True)))
    answer = browser.post(address(draft, "agree/"), sent)
    assert answer.status_code == 400
    assert "Le cadre est vide" in text(answer).split("data-agree")[1]


def test_the_form_sent_twice_says_so(browser: Client, draft: LifeProject) -> None:
    sent, picture = yes(browser, draft), factories.picture()
    assert browser.post(address(draft, "agree/"), sent | {"signature": png(picture)}).status_code == 302
    again = browser.post(address(draft, "agree/"), sent | {"signature": png(picture)})
    assert (again.status_code, Agreement.objects.count()) == (400, 1)
    assert "déjà convenue" in text(again)


def test_a_signature_of_another_version_is_refused(
    browser: Client, draft: LifeProject, karim: Member
) -> None:
    picture = factories.picture()
    browser.post(address(draft, "agree/"), yes(browser, draft, signature=png(picture)))
    browser.post(address(draft, "revise/"))
    new = LifeProject.objects.get(number=2)
    answer = browser.post(address(new, "agree/"), yes(browser, new, signature=png(picture)))
    assert answer.status_code == 400
    assert "déjà été reçue" in text(answer)
    assert fresh(new).state == "drafting"


def test_a_page_opened_before_a_change_agrees_to_nothing(
    browser: Client, other: Client, draft: LifeProject
) -> None:
    sent = yes(browser, draft)
    other.post(address(draft, "goals/"), {"words": "Ajouté entre-temps", "key": "k"})
    answer = browser.post(address(draft, "agree/"), sent | {"signature": png(factories.picture())})
    assert answer.status_code == 400
    assert "Relisez-le ensemble" in text(answer)


def test_a_file_that_is_too_large_is_refused(browser: Client, draft: LifeProject, settings: Any) -> None:
    sent = yes(browser, draft, how="paper", paper=SimpleUploadedFile("p.pdf", b"%PDF-" + b"x" * 4000))
    settings.UPLOAD_LIMIT = 2000
    answer = browser.post(address(draft, "agree/"), sent)
    assert answer.status_code == 400
    assert "12 Mo" in text(answer)


# --- lived -------------------------------------------------------------------------------------


def test_it_begins_its_steps_are_ticked_it_is_achieved(browser: Client, agreed: LifeProject) -> None:
    page = text(browser.post(address(agreed, "move/start/"), follow=True))
    step = Step.objects.get(goal__project=agreed)
    assert f"steps/{step.pk}/done/" in page
    page = text(browser.post(address(agreed, f"steps/{step.pk}/done/"), follow=True))
    assert f"steps/{step.pk}/not-done/" in page
    page = text(browser.post(address(agreed, "move/achieve/"), {"reason": "Je suis chez moi"}, follow=True))
    assert "Abouti" in page
    story = text(browser.get(f"/cases/{agreed.case_id}/"))
    assert "Projet de vie convenu" in story
    assert "Étape faite\u00a0: Visiter une chambre" in story
    assert "Je suis chez moi" in story


def test_a_day_of_review_offers_both_ways(browser: Client, agreed: LifeProject, karim: Member) -> None:
    later = timezone.now() + timedelta(days=91)
    assert actions.fall_due(by=actor_of(karim), at=later) == 1
    page = text(browser.get(address(agreed)))
    assert address(agreed, "revise/") in page
    assert address(agreed, "move/carry_on/") in page
    answer = browser.post(address(agreed, "move/carry_on/"), {"reason": "", "review_on": ""})
    assert (answer.status_code, "Dites quel jour" in text(answer)) == (400, True)
    said = {"reason": "Rien ne change", "review_on": str(timezone.localdate() + timedelta(days=90))}
    assert browser.post(address(agreed, "move/carry_on/"), said).status_code == 302
    assert fresh(agreed).state == "active"


def test_stopping_asks_why(browser: Client, agreed: LifeProject) -> None:
    answer = browser.post(address(agreed, "move/leave/"), {"reason": ""})
    assert (answer.status_code, 'id="id_reason_error"' in text(answer)) == (400, True)
    browser.post(address(agreed, "move/leave/"), {"reason": "Il part à Fès"})
    assert fresh(agreed).state == "left"


def test_what_is_not_possible_any_more_is_said(browser: Client, agreed: LifeProject) -> None:
    assert browser.post(address(agreed, "move/carry_on/"), {"reason": "x"}).status_code == 400
    page = text(browser.post(address(agreed, f"goals/{agreed.kept_goals()[0].pk}/remove/"), follow=True))
    assert "elle ne change plus" in page


# --- compared, printed -------------------------------------------------------------------------


def test_two_versions_stand_side_by_side(browser: Client, agreed: LifeProject) -> None:
    browser.post(address(agreed, "revise/"))
    new = LifeProject.objects.get(number=2)
    browser.post(address(new, "goals/"), {"words": "Un métier", "key": "k"})
    step = Step.objects.get(goal__project=new)
    browser.post(address(new, f"steps/{step.pk}/remove/"))
    for page in (address(agreed, f"compare/{new.pk}/"), address(new, f"compare/{agreed.pk}/")):
        shown = text(browser.get(page))
        assert "De la version 1 à la version 2" in shown
        assert shown.index("Visiter une chambre") < shown.index("Un métier")
        for word in ("Ajouté", "Retiré", "Identique"):
            assert word in shown
    assert browser.get(address(new, f"compare/{new.pk}/")).status_code == 404


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_sheet_is_printed(language: str, browser: Client, agreed: LifeProject) -> None:
    answer = browser.get(address(agreed, f"print/{language}/?large=1"))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "private, no-store"
    assert ReadRecord.objects.filter(subject="project", subject_id=agreed.pk).exists()


def test_there_is_no_sheet_in_another_language(browser: Client, agreed: LifeProject) -> None:
    assert browser.get(address(agreed, "print/xx/")).status_code == 404


# --- who may -----------------------------------------------------------------------------------


def every_address(project: LifeProject) -> list[tuple[str, str]]:
    step = Step.objects.filter(goal__project=project).first()
    assert step is not None
    rests = [
        ("get", ""),
        ("get", "texts/"),
        ("post", "revise/"),
        ("get", "goals/"),
        ("get", f"goals/{step.goal_id}/"),
        ("post", f"goals/{step.goal_id}/earlier/"),
        ("get", f"goals/{step.goal_id}/steps/add/"),
        ("get", f"steps/{step.pk}/"),
        ("post", f"steps/{step.pk}/remove/"),
        ("get", "agree/"),
        ("get", "agreement/"),
        ("get", "move/start/"),
        ("get", f"compare/{project.pk}/"),
        ("get", "print/fr/"),
    ]
    return [(method, address(project, rest)) for method, rest in rests]


def test_a_version_under_another_case_is_not_there(
    browser: Client, draft: LifeProject, karim: Member
) -> None:
    mine = factories.case(by=karim, at=timezone.now())
    for method, page in every_address(draft):
        moved = page.replace(f"/cases/{draft.case_id}/", f"/cases/{mine.pk}/")
        assert getattr(browser, method)(moved).status_code == 404, moved


def test_the_goal_of_another_version_is_not_there(browser: Client, draft: LifeProject, karim: Member) -> None:
    foreign = factories.project(by=karim, at=timezone.now())
    step = Step.objects.get(goal__project=foreign)
    for rest in (f"goals/{step.goal_id}/", f"steps/{step.pk}/", f"goals/{step.goal_id}/steps/add/"):
        assert browser.get(address(draft, rest)).status_code == 404
    assert browser.post(address(draft, f"goals/{step.goal_id}/remove/")).status_code == 404
    assert browser.get(address(draft, f"compare/{foreign.pk}/")).status_code == 404


def test_the_project_of_a_restricted_case_is_not_there(other: Client, karim: Member) -> None:
    case = factories.case(by=karim, at=timezone.now(), restricted=True)
    hidden_one = factories.project(by=karim, case=case, at=timezone.now(), agreed=True)
    for method, page in [("get", f"/cases/{case.pk}/project/"), *every_address(hidden_one)]:
        assert getattr(other, method)(page).status_code == 404, page


def test_another_organisation_sees_nothing(draft: LifeProject, member: MakeMember, sign_in: SignIn) -> None:
    partner = sign_in(member("partner"))
    assert partner.get(f"/cases/{draft.case_id}/project/").status_code == 404
    assert partner.get(address(draft)).status_code == 404
    assert partner.get(address(draft, "agree/")).status_code == 403


def test_reading_offers_no_writing(draft: LifeProject, member: MakeMember, sign_in: SignIn) -> None:
    salma = sign_in(member("operator"))
    page = text(salma.get(address(draft)))
    assert "Avoir un toit à moi" in page
    assert address(draft, "agree/") not in page
    assert "/steps/" not in page
    assert salma.post(address(draft, "goals/"), {"words": "x"}).status_code == 403


def test_numbers_no_database_holds_are_not_there(browser: Client, draft: LifeProject) -> None:
    assert browser.get(f"/cases/{draft.case_id}/project/{2**70}/").status_code == 404
    assert browser.post(address(draft, f"goals/{2**70}/earlier/")).status_code == 404


# --- queries -----------------------------------------------------------------------------------


def test_the_page_reads_the_same_number_of_times(
    browser: Client, draft: LifeProject, karim: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        goal = actions.add_goal(project=draft, words=f"But {number}", by=actor_of(karim), at=timezone.now())
        for each in range(4):
            actions.add_step(
                goal=goal,
                what=f"Pas {each}",
                doer=Doer.MEMBER,
                member=karim,
                by=actor_of(karim),
                at=timezone.now(),
            )
    browser.get(address(draft))
    with django_assert_max_num_queries(14):
        browser.get(address(draft))
