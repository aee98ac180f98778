"""The glass broken at 03:00, told at once, reviewed in the morning: in a browser, in French, in Arabic."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD
from tests.journeys.copies import Copy, served, working

REASON = {
    "fr": "Une femme est arrivée aux urgences, inconsciente, cette carte dans sa poche.",
    "ar": "وصلت امرأة إلى المستعجلات فاقدة الوعي وهذه البطاقة في جيبها.",
}
FOUND = {"fr": "Elle avait besoin de soins dans l’heure.", "ar": "كانت في حاجة إلى علاج خلال الساعة."}
WORDS = {
    "fr": {
        "ask": "Demander l’accès",
        "told": "Votre demande est enregistrée.",
        "open": "Ouvrir le dossier",
        "end": "Y mettre fin",
        "see": "Voir qui, quand, pourquoi",
        "yes": "Justifié",
        "keep": "Enregistrer le contrôle",
        "justified": "justifié",
    },
    "ar": {
        "ask": "طلب الولوج",
        "told": "سجل طلبك.",
        "open": "فتح الملف",
        "end": "إنهاؤه الآن",
        "see": "اطلع على من ومتى ولماذا",
        "yes": "مبرر",
        "keep": "حفظ المراقبة",
        "justified": "مبرر",
    },
}
SEALED = """
import django; django.setup()
import json, pathlib, sys
from django.utils import timezone
from jaras.cases.queries.glass import reference_of
from jaras.governance import actions
from jaras.governance.models import actor_of
from tests import factories
told, administrator = {}, actor_of(factories.member("administrator"))
for language in ("fr", "ar"):
    holder = factories.member("referent")
    actions.give_compartments(member=holder, codes=["violence"], by=administrator, at=timezone.now())
    holder.refresh_from_db()
    person = factories.person(given_name="Fatima", family_name="Alaoui", arabic_name="فاطمة العلوي")
    case = factories.case(by=holder, at=timezone.now(), persons=[person], sealed="violence")
    people = {role: factories.member(role, language=language).email for role in ("pole_lead", "head", "dpo")}
    told[language] = people | {"case": case.pk, "reference": reference_of(case)}
pathlib.Path(sys.argv[1]).write_text(json.dumps(told))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("glass")) as running:
        running.run("-c", SEALED, str(running.data / "told.json"))
        with working(running):
            yield running


def signed_in(window: Page, copy: Copy, email: str) -> Page:
    window.goto(f"{copy.url}/account/login/")
    window.locator("#id_login").fill(email)
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form:has(#id_password) [data-main]").click()
    window.wait_for_url(lambda address: "/account/login" not in address)
    return window


def has_no_fault(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_whole_path(language: str, copy: Copy, open_window: Callable[..., Page]) -> None:
    told = json.loads((copy.data / "told.json").read_text())[language]
    words, case = WORDS[language], f"{copy.url}/cases/{told['case']}/"
    lead = signed_in(open_window(), copy, told["pole_lead"])
    answer = lead.goto(case)
    assert answer is not None
    assert answer.status == 404
    lead.goto(f"{copy.url}/exceptional/ask/")
    has_no_fault(lead)
    lead.locator("#id_reference").fill(told["reference"].lower())
    lead.locator("#id_reason").fill(REASON[language])
    lead.get_by_role("button", name=words["ask"]).click()
    expect(lead.locator("main")).to_contain_text(words["told"])
    has_no_fault(lead)
    number = int(lead.url.rstrip("/").rsplit("/", 1)[1])
    lead.locator("main .buttons").get_by_role("link", name=words["open"]).click()
    expect(lead.locator("h1")).to_contain_text("فاطمة" if language == "ar" else "Fatima")

    copy.wait_for([(1,)], "SELECT told_at IS NOT NULL FROM governance_exceptionalaccess WHERE id = ?", number)

    head = signed_in(open_window(), copy, told["head"])
    head.get_by_role("link", name=words["see"]).click()
    expect(head.locator("main")).to_contain_text(REASON[language])
    expect(head.locator("main")).not_to_contain_text("Alaoui")
    has_no_fault(head)

    lead.locator(".glass").get_by_role("button", name=words["end"]).click()
    expect(lead.locator(".glass")).to_have_count(0)
    answer = lead.goto(case)
    assert answer is not None
    assert answer.status == 404

    head.goto(f"{copy.url}/exceptional/{number}/")
    expect(head.locator("main tbody tr")).not_to_have_count(0)
    has_no_fault(head)
    head.locator("#id_justified_0").check()
    head.locator("#id_words").fill(FOUND[language])
    head.get_by_role("button", name=words["keep"]).click()
    expect(head.locator("main table").last).to_contain_text(words["justified"])
