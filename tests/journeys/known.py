"""Three calls about one man under three spellings, one about his twin: who answers them, what they press."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.copies import Copy, signed_in

WATCHES = ("salma", "youssef", "meryem", "hanane")


@dataclass(frozen=True)
class Call:
    """What is typed of the person: the line «who», then what stands in the fold."""

    who: str
    born: str = ""
    father: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Said:
    """A man three times, his twin once; what the screens say."""

    words: str
    calls: tuple[Call, Call, Call]
    twin: Call
    twin_name: str
    merge: str
    merged: str
    as_it_was: str
    emptied: str
    why: str


SAID = {
    "fr": Said(
        words="Il dort dehors depuis trois nuits, il demande où manger.",
        calls=(
            Call("Abdelkader Bennani", "46 ans", "Brahim", "06 61 87 40 35"),
            Call("عبد القادر بناني، 46 سنة", father="إبراهيم"),
            Call("Benani Abdelqader", "~1980", telephone="+212 661-874035"),
        ),
        twin=Call("Abdelkrim Bennani", "46", "Brahim", "0661874035"),
        twin_name="Abdelkrim",
        merge="Fusionner les deux fiches",
        merged="Fusionnée avec",
        as_it_was="Tout est comme au moment de la fusion",
        emptied="effacé depuis, selon les règles de conservation",
        why="On voulait seulement voir.",
    ),
    "ar": Said(
        words="ينام في الخارج منذ ثلاث ليال ويسأل أين يأكل.",
        calls=(
            Call("مصطفى الفيلالي", "٣٩ سنة", "العربي", "٠٦٦٢ ٤١ ٠٩ ٧٧"),
            Call("Mustapha Filali, 39 ans", father="Larbi"),
            Call("Filali Mostafa", "~1987", telephone="0662410977"),
        ),
        twin=Call("مراد الفيلالي", "39", "العربي", "0662410977"),
        twin_name="مراد",
        merge="دمج البطاقتين",
        merged="مدمجة مع",
        as_it_was="عاد كل شيء كما كان وقت الدمج",
        emptied="تم محوه منذ ذلك وفق قواعد الحفظ",
        why="أردنا أن نرى فقط.",
    ),
}
EVE = """
import django; django.setup()
import json, pathlib, sys
from tests import factories
from tests.journeys.known import WATCHES
told = {}
for language in ("fr", "ar"):
    roles = {name: "operator" for name in WATCHES} | {"karim": "head"}
    told[language] = {who: factories.member(role, language=language).email for who, role in roles.items()}
pathlib.Path(sys.argv[1]).write_text(json.dumps(told))
"""
# Every column of these records, of every row that points to them; versions and what only grows left out.
STATE = """
import django; django.setup()
import json, pathlib, sys
from jaras.kernel import repointing, ties
from jaras.people.models import Person
from jaras.people.queries.merging import STAYING
def told(row):
    return {name: value for name, value in repointing.told(row).items() if name != "version"}
ids, found = json.loads(sys.argv[1]), {}
for row in Person.objects.filter(pk__in=ids):
    found[f"person {row.pk}"] = told(row)
for column in ties.pointing(Person):
    kind = column.model._meta.label_lower
    if kind not in STAYING:
        for row in column.model._base_manager.filter(**{f"{column.attname}__in": ids}):
            found[f"{kind} {row.pk} {column.name}"] = told(row)
pathlib.Path(sys.argv[2]).write_text(json.dumps(found, default=str))
"""
EMPTIED = """
import django; django.setup()
import sys
from django.utils import timezone
from jaras.kernel.actor import SYSTEM
from jaras.privacy import actions
actions.forget(kind="person", ids=[int(sys.argv[1])], by=SYSTEM, at=timezone.now())
"""


@dataclass
class Town:
    """A copy, the language spoken there, the addresses of its members; how often an answer was pressed."""

    copy: Copy
    language: str
    emails: dict[str, str]
    open_window: Callable[..., Page]
    taps: int = 0

    @property
    def said(self) -> Said:
        return SAID[self.language]

    def window(self, who: str) -> Page:
        """A window of a member, signed in through the door."""
        return signed_in(self.copy, self.open_window, self.language, self.emails[who])

    def tap(self, what: Locator) -> None:
        """One answer of a person."""
        self.taps += 1
        what.click()

    def state(self, *persons: int) -> Any:
        """Both records, with all that points to them, as the register holds it now."""
        kept = self.copy.data / "state.json"
        self.copy.run("-c", STATE, json.dumps(persons), str(kept))
        return json.loads(kept.read_text())


def type_in(town: Town, window: Page, call: Call) -> None:
    """The form of a call, until what is known of the person stands beside it."""
    window.goto(f"{town.copy.url}/call")
    window.locator("#id_words").fill(town.said.words)
    window.locator("#id_who").fill(call.who)
    fold = window.locator("details:has(#id_father_name)")
    expect(window.locator("#id_father_name")).to_be_hidden()
    fold.locator("summary").click()
    with window.expect_response("**/call/draft"):
        for name in ("born", "father", "telephone"):
            field = "father_name" if name == "father" else name
            window.locator(f"#id_{field}").fill(getattr(call, name))


def shown(window: Page, person: int) -> Locator:
    """One of those already known, with the reasons, the three answers."""
    return window.locator(f"#typing li:has(#known-{person}-same)")


def save(town: Town, window: Page) -> tuple[int, int]:
    """The report with the person whom it concerns."""
    window.keyboard.press("Control+Enter")
    window.locator(".tracking-code").wait_for()
    ((report,),) = town.copy.rows("SELECT max(id) FROM intake_report WHERE state <> 'draft'")
    ((person,),) = town.copy.rows("SELECT person_id FROM intake_reportperson WHERE report_id = ?", report)
    return report, person
