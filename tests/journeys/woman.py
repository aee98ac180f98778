"""A woman who comes at night: what she says, who takes part, what each of them does in their window."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.copies import Copy, signed_in

# Nothing of this may reach whoever has no part in it: neither a screen nor a stolen disk.
GIVEN, FAMILY, ARABIC = "Zoulikha", "Bouhmidi", "زوليخة بوحميدي"
TELEPHONE = {"fr": "0661874035", "ar": "0661874036"}
WHERE = "17 rue Ibn Toumert"
FILE = re.compile(r"/(people|reports|desk|cases)/\d+")
TOLD = {
    "fr": "Mon mari m’a battue cette nuit, je suis chez une voisine avec mes deux enfants, j’ai peur.",
    "ar": "ضربني زوجي هذه الليلة، أنا عند جارة لي مع طفلي وأنا خائفة.",
}
MARK = {"fr": "chez une voisine", "ar": "عند جارة لي"}
NOTE = {
    "fr": "Elle ne dort pas chez elle avant l’audience du vingt-sept.",
    "ar": "لن تنام في بيتها قبل جلسة السابع والعشرين.",
}
WHY = {
    "fr": "Une femme inconsciente aux urgences, ce numéro est le seul sur elle.",
    "ar": "امرأة فاقدة الوعي في المستعجلات وهذا الرقم هو الوحيد معها.",
}
FOUND = {"fr": "Elle avait besoin de soins dans l’heure.", "ar": "كانت في حاجة إلى علاج خلال الساعة."}
PEOPLE = {
    "salma": ("operator", "Salma Bennani"),
    "youssef": ("operator", "Youssef Amrani"),
    "nadia": ("referent", "Nadia Chraibi"),
    "meryem": ("pole_lead", "Meryem Idrissi"),
    "karim": ("head", "Karim Tazi"),
    "hind": ("dpo", "Hind Berrada"),
}
WORDS = {
    "fr": {
        "case": "Ouvrir un dossier",
        "open case": "Ouvrir le dossier",
        "note": "Écrire une note",
        "ask": "Demander l’accès",
        "told": "Votre demande est enregistrée.",
        "end": "Y mettre fin",
        "see": "Voir qui, quand, pourquoi",
        "keep": "Enregistrer le contrôle",
        "justified": "justifié",
        "open access": "Ouvrir le dossier",
    },
    "ar": {
        "case": "فتح ملف",
        "open case": "عرض الملف",
        "note": "كتابة ملاحظة",
        "ask": "طلب الولوج",
        "told": "سجل طلبك.",
        "end": "إنهاؤه الآن",
        "see": "اطلع على من ومتى ولماذا",
        "keep": "حفظ المراقبة",
        "justified": "مبرر",
        "open access": "فتح الملف",
    },
}
EVE = """
import django; django.setup()
import json, pathlib, sys
from tests import factories
from tests.journeys.woman import PEOPLE
told = {}
for language in ("fr", "ar"):
    told[language] = {}
    for key, (role, name) in PEOPLE.items():
        holds = ["violence"] if key == "nadia" else []
        made = factories.member(role, name=name, language=language, compartments=holds)
        told[language][key] = made.email
pathlib.Path(sys.argv[1]).write_text(json.dumps(told))
"""


@dataclass(frozen=True)
class Cell:
    """A copy, the language spoken there, the addresses of its members."""

    copy: Copy
    language: str
    emails: dict[str, str]
    open_window: Callable[..., Page]

    def word(self, name: str) -> str:
        return WORDS[self.language][name]

    def window(self, who: str) -> Page:
        """A window of a member, signed in through the door."""
        return signed_in(self.copy, self.open_window, self.language, self.emails[who])


def take_the_call(cell: Cell, operator: Page) -> str:
    """Her words, her telephone, where she is; sealed at once. The address of the report."""
    operator.goto(f"{cell.copy.url}/call")
    operator.locator("#id_words").fill(TOLD[cell.language])
    operator.locator("#id_place").fill(WHERE)
    operator.locator("#id_who").fill(
        f"{GIVEN} {FAMILY}, 31 ans" if cell.language == "fr" else f"{ARABIC}، 31 سنة"
    )
    operator.locator("#id_reporter_telephone").fill(TELEPHONE[cell.language])
    operator.locator("details:has([name=sealed]) > summary").click()
    operator.locator("label:has([name=sealed][value=violence])").click()
    operator.keyboard.press("Control+Enter")
    operator.locator(".tracking-code").wait_for()
    expect(operator.locator("#sheet")).to_be_visible()
    return operator.url


def open_the_case(cell: Cell, report: str, referent: Page) -> str:
    """Whoever holds the compartment writes her name, what nobody may know. The address of the case."""
    referent.goto(report)
    referent.locator("#outcomes").get_by_role("button", name=cell.word("case"), exact=True).click()
    referent.get_by_role("link", name=cell.word("open case")).click()
    referent.wait_for_url(re.compile(r"/cases/\d+/$"))
    case = referent.url
    referent.locator("a[href$='/note/']").first.click()
    referent.locator("#task [name=words]").fill(NOTE[cell.language])
    referent.locator("#task .button-main").click()
    expect(referent.locator("#story")).to_contain_text(NOTE[cell.language])
    referent.locator("aside.side a[href^='/people/']").first.click()
    referent.locator("a[href$='/amend/']").click()
    referent.locator("[name=given_name]").fill(GIVEN)
    referent.locator("[name=family_name]").fill(FAMILY)
    referent.locator("[name=arabic_name]").fill(ARABIC)
    referent.locator("[name=telephone]").fill(TELEPHONE[cell.language])
    referent.locator("main .button-main").last.click()
    referent.wait_for_url(re.compile(r"/people/\d+/$"))
    expect(referent.locator("h1")).to_contain_text(GIVEN if cell.language == "fr" else ARABIC)
    return case


def finds_nothing(cell: Cell, outsider: Page, addresses: tuple[str, ...]) -> None:
    """By name in either script, by telephone, by where she is, by the very address of her file."""
    telephone = TELEPHONE[cell.language]
    for asked in (GIVEN, f"{GIVEN} {FAMILY}", ARABIC, telephone, telephone[-6:], WHERE, MARK[cell.language]):
        for page in ("search", "people/", "cases/", "reports"):
            outsider.goto(f"{cell.copy.url}/{page}?q={asked}")
            told = outsider.locator("main").inner_text().replace(asked, "")
            assert not [word for word in (GIVEN, ARABIC, MARK[cell.language]) if word in told]
            links = outsider.locator("main a").evaluate_all("each => each.map(a => a.getAttribute('href'))")
            assert not [link for link in links if FILE.match(link)]
    for address in addresses:
        answer = outsider.goto(address)
        assert answer is not None
        assert answer.status == 404


def break_the_glass(cell: Cell, lead: Page) -> str:
    """The only thing on her is a telephone number. The address of the access given."""
    lead.goto(f"{cell.copy.url}/exceptional/ask/")
    lead.locator("#id_telephone").fill(TELEPHONE[cell.language])
    lead.locator("#id_reason").fill(WHY[cell.language])
    lead.get_by_role("button", name=cell.word("ask")).click()
    expect(lead.locator("main")).to_contain_text(cell.word("told"))
    given = lead.url
    lead.locator("main .buttons").get_by_role("link", name=cell.word("open access")).click()
    expect(lead.locator("#story")).to_contain_text(NOTE[cell.language])
    return given


def marks() -> tuple[str, ...]:
    """Whatever of her, of her words, of why her file was opened may be read by nobody without a key."""
    spoken = [text for texts in (TOLD, NOTE, TELEPHONE, MARK) for text in texts.values()]
    return (GIVEN, FAMILY, *ARABIC.split(), WHERE, "+212661874", *spoken)


def review(cell: Cell, head: Page, given: str) -> None:
    """What was read meanwhile, then a judgement in words."""
    head.goto(given)
    expect(head.locator("main tbody tr")).not_to_have_count(0)
    head.locator("#id_justified_0").check()
    head.locator("#id_words").fill(FOUND[cell.language])
    head.get_by_role("button", name=cell.word("keep")).click()
    expect(head.locator("main table").last).to_contain_text(cell.word("justified"))
