"""The pages of exceptional access: the form, the file, those who review."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.queries.glass import reference_of
from jaras.governance import actions
from jaras.governance.models import ExceptionalAccess, Member, actor_of
from jaras.governance.roles import glass_policy
from jaras.governance.rules import AskedBy
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
REASON = "Elle est devant la permanence, blessée, et dit être suivie ici."
ASK = "/exceptional/ask/"
LANGUAGES = ["fr", "ar", "en"]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def hidden(member: MakeMember) -> Case:
    """A sealed case of somebody who is in another sealed case too."""
    holder = member("head")
    actions.give_compartments(
        member=holder,
        codes=["violence", "child_protection"],
        by=actor_of(member("administrator")),
        at=timezone.now(),
    )
    holder.refresh_from_db()
    return factories.case(
        by=holder,
        at=timezone.now(),
        persons=[factories.person(given_name="Fatima Zahra", family_name="Alaoui", telephone="0661223344")],
        sealed="violence",
        summary="Elle dort chez sa tante.",
    )


def asked(browser: Client, case: Case, **said: Any) -> ExceptionalAccess:
    form = {"reference": reference_of(case), "reason": REASON, "hours": "2", "key": ""} | said
    answer = browser.post(ASK, form)
    assert answer.status_code == 302, text(answer)
    return ExceptionalAccess.objects.latest("id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_opens_in_every_language(language: str, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    browser.cookies["jaras_language"] = language
    answer = browser.get(ASK)
    assert answer.status_code == 200
    assert 'name="reference"' in text(answer)


def test_it_is_in_the_menu_of_those_who_may(member: MakeMember, sign_in: SignIn) -> None:
    assert ASK in text(sign_in(member("operator")).get("/account/"))
    assert ASK not in text(sign_in(member("partner")).get("/account/"))


def test_the_file_opens_then_closes_everywhere(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    browser, person = sign_in(member("operator")), hidden.persons.get()
    document = factories.document(hidden, by=hidden.referent or member(), at=timezone.now())
    addresses = [
        f"/cases/{hidden.pk}/",
        f"/cases/{hidden.pk}/story/",
        f"/cases/{hidden.pk}/card/",
        f"/cases/{hidden.pk}/documents/{document.pk}/",
        f"/people/{person.pk}/",
    ]

    def statuses() -> list[int]:
        answers = [browser.get(address) for address in addresses]
        for answer in answers:
            answer.getvalue()  # a document holds its file open until it is read
        return [answer.status_code for answer in answers]

    assert statuses() == [404] * 5
    given = asked(browser, hidden)
    assert statuses() == [200] * 5
    assert "Alaoui" in text(browser.get("/cases/?q=Alaoui"))
    assert browser.post(f"/exceptional/{given.pk}/end/").status_code == 302
    assert statuses() == [404] * 5
    for address in ("/cases/?q=Alaoui", "/people/?q=Alaoui", "/search?q=Alaoui"):
        assert f"/{hidden.pk}/" not in text(browser.get(address))


def test_past_its_hour_nothing_opens_though_no_clock_passed(
    hidden: Case, member: MakeMember, sign_in: SignIn
) -> None:
    browser = sign_in(member("operator"))
    given = asked(browser, hidden)
    ExceptionalAccess.objects.filter(pk=given.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/cases/{hidden.pk}/").status_code == 404
    assert f"/cases/{hidden.pk}/" not in text(browser.get("/account/")), "nor does the ribbon lead there"


def test_the_interface_opens_nothing(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    operator = member("operator")
    _token, secret = actions.create_token(name="program", by=actor_of(operator), at=timezone.now())
    asked(sign_in(operator), hidden)
    answer = Client().get(f"/api/v1/cases/{hidden.pk}", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 404


def test_one_case_opens_never_the_others_of_the_person(
    hidden: Case, member: MakeMember, sign_in: SignIn
) -> None:
    person, holder = hidden.persons.get(), Member.objects.get(pk=hidden.referent_id or 0)
    other = factories.case(
        by=holder, at=timezone.now(), persons=[person], sealed="child_protection", summary="Autre secret."
    )
    browser = sign_in(member("operator"))
    asked(browser, hidden)
    assert browser.get(f"/cases/{other.pk}/").status_code == 404
    page = text(browser.get(f"/people/{person.pk}/"))
    assert f"/cases/{hidden.pk}/" in page
    assert f"/cases/{other.pk}/" not in page
    assert "Autre secret" not in page + text(browser.get(f"/cases/{hidden.pk}/"))


def test_the_answer_is_the_same_right_or_wrong(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    """Status, headers, size, and never sooner than the policy says."""
    browser, answers = sign_in(member("operator")), []
    least = glass_policy().answers_after / timedelta(seconds=1)
    for reference in (reference_of(hidden), "0000-0000"):
        began = time.monotonic()
        answer = browser.post(ASK, {"reference": reference, "reason": REASON, "hours": "2", "key": ""})
        assert time.monotonic() - began >= least
        given = ExceptionalAccess.objects.latest("id")
        headers = {**answer.headers, "Location": answer.headers["Location"].replace(f"/{given.pk}/", "/N/")}
        answers.append((answer.status_code, headers, answer.content, sorted(answer.cookies)))
    assert answers[0] == answers[1]


def test_both_read_the_same_sentence_the_right_one_the_way(
    hidden: Case, member: MakeMember, sign_in: SignIn
) -> None:
    browser = sign_in(member("operator"))
    right = text(browser.get(f"/exceptional/{asked(browser, hidden).pk}/"))
    wrong = text(browser.get(f"/exceptional/{asked(browser, hidden, reference='0000-0000').pk}/"))
    for page in (right, wrong):
        assert "Votre demande est enregistrée." in page
    assert f'href="/cases/{hidden.pk}/"' in right


def test_a_refusal_keeps_what_was_typed(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    answer = browser.post(ASK, {"telephone": "0661223344", "reason": "vite", "hours": "2", "key": ""})
    assert answer.status_code == 400
    assert "0661223344" in text(answer)
    answer = browser.post(ASK, {"reason": REASON, "hours": "99", "key": ""})
    assert answer.status_code == 400
    assert not ExceptionalAccess.objects.exists()


def test_a_form_sent_twice_asks_once(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    form = {"reference": reference_of(hidden), "reason": REASON, "hours": "2", "key": "one"}
    first, second = browser.post(ASK, form), browser.post(ASK, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert ExceptionalAccess.objects.count() == 1


def test_nobody_looks_at_the_access_of_another(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    given = asked(sign_in(member("operator")), hidden)
    other = sign_in(member("operator"))
    assert other.get(f"/exceptional/{given.pk}/").status_code == 404
    assert other.post(f"/exceptional/{given.pk}/end/").status_code == 404
    assert other.get("/exceptional/").status_code == 403


def test_the_ribbon_stays_while_it_is_in_force(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    given = asked(browser, hidden)
    assert f"/exceptional/{given.pk}/end/" in text(browser.get("/account/"))
    browser.post(f"/exceptional/{given.pk}/end/")
    assert f"/exceptional/{given.pk}/end/" not in text(browser.get("/account/"))


@pytest.mark.parametrize("role", ["head", "dpo"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_those_who_review_are_told_on_every_page_until_they_looked(
    role: str, language: str, hidden: Case, member: MakeMember, sign_in: SignIn
) -> None:
    watching = sign_in(member(role))
    watching.cookies["jaras_language"] = language
    given = asked(sign_in(member("operator")), hidden)
    line = '<a href="/exceptional/">'
    assert line in text(watching.get("/account/"))
    listed = text(watching.get("/exceptional/"))
    assert REASON in listed
    assert "Alaoui" not in listed
    assert f"/cases/{hidden.pk}/" not in text(watching.get(f"/exceptional/{given.pk}/"))
    assert line not in text(watching.get("/account/"))


def test_what_was_read_meanwhile_is_listed(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    operator = member("operator")
    browser = sign_in(operator)
    browser.get("/cases/")
    given = asked(browser, hidden)
    for _ in range(2):
        browser.get(f"/cases/{hidden.pk}/")
    browser.post(f"/exceptional/{given.pk}/end/")
    page = text(sign_in(member("dpo")).get(f"/exceptional/{given.pk}/"))
    assert page.count("<td>Un dossier · ouvert</td><td>oui</td>") == 2


def test_the_head_ends_it_reviews_it(hidden: Case, member: MakeMember, sign_in: SignIn) -> None:
    operator = member("operator")
    given = asked(sign_in(operator), hidden)
    head = sign_in(member("head"))
    address = f"/exceptional/{given.pk}/review/"
    assert head.post(address, {"justified": "yes", "words": "Oui."}).status_code == 400, "still in force"
    head.post(f"/exceptional/{given.pk}/end/")
    assert head.post(address, {"justified": "", "words": "Oui."}).status_code == 400
    assert head.post(address, {"justified": "no", "words": "Simple curiosité."}).status_code == 302
    assert "Simple curiosité." in text(sign_in(operator).get(f"/exceptional/{given.pk}/"))
    assert head.post(address, {"justified": "yes", "words": "Oui."}).status_code == 400, "once"


def test_my_day_begins_with_the_overdue_review(member: MakeMember, sign_in: SignIn) -> None:
    head = member("head")
    late = timezone.now() - timedelta(days=9)
    factories.closed_case(by=head, approved_by=member("referent"), at=late)
    case = factories.case(by=head, at=late)
    cases.plan_next(case=case, what="Appeler", who=head, due_at=late, by=actor_of(head), at=late)
    operator = member("operator")
    given = actions.ask_exceptional_access(
        asked_by=AskedBy.NAME,
        said="x",
        find=lambda: None,
        reason=REASON,
        hours=2,
        by=actor_of(operator),
        at=late,
    )
    page = text(sign_in(head).get("/day/"))
    assert page.index(f"/exceptional/{given.pk}/") < page.index(f"/cases/{case.pk}/")
    assert f"/exceptional/{given.pk}/" in text(sign_in(member("dpo")).get("/day/"))


def test_the_card_names_nobody(hidden: Case, sign_in: SignIn) -> None:
    holder = Member.objects.get(pk=hidden.referent_id or 0)
    page = text(sign_in(holder).get(f"/cases/{hidden.pk}/card/"))
    assert reference_of(hidden) in page
    assert "Alaoui" not in page
    assert reference_of(hidden) in text(sign_in(holder).get(f"/cases/{hidden.pk}/"))


def test_most_pages_pay_nothing_for_it(
    member: MakeMember, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    browser = sign_in(member("operator"))
    browser.get(ASK)
    with django_assert_num_queries(3):  # the session, the member, the watch
        browser.get(ASK)
