"""The pages of the registers of the past, in French on a desk, in Arabic on a phone: axe finds nothing."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.factories import PASSWORD
from tests.journeys.copies import Copy, served

REGISTERS = """
import django; django.setup()
from django.utils import timezone
from django_q.models import OrmQ
from jaras.governance.models import actor_of
from jaras.registers import actions, jobs
from jaras.registers.models import Register
from tests import factories
from tests.registers import sheets
now = timezone.now()
head = factories.member("head", name="Meryem Tazi")
wrong = [sheets.row(kind="Ftour ramadan"), sheets.row(day="30/02/2022"), sheets.row(commune="Atlantide")]
twice = [sheets.row(day="03/01/2022"), sheets.row(day="03/01/2022")]
unnamed = sheets.book([["1", "2"]], ["a", "b"])
for content in (sheets.book([sheets.row()]), sheets.book([*wrong, *twice]), unnamed):
    register = factories.register(by=head, at=now, content=content)
    jobs.read(register.pk)
    jobs.check(register.pk)
first = Register.objects.earliest("id")
actions.confirm(register=first, by=actor_of(head), at=now)
jobs.write(first.pk)
OrmQ.objects.all().delete()
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("registers")) as running:
        running.run("-c", REGISTERS)
        yield running


@pytest.mark.parametrize(("language", "width"), [("fr", 1440), ("ar", 390)])
def test_axe_finds_nothing(open_window: Callable[..., Page], copy: Copy, language: str, width: int) -> None:
    page = signed_in(open_window(), copy)
    page.set_viewport_size({"width": width, "height": 900})
    page.context.add_cookies([{"name": "jaras_language", "value": language, "url": copy.url}])
    written, checked, unnamed = (pk for (pk,) in copy.rows("SELECT id FROM registers_register ORDER BY id"))
    pages = [
        "",
        f"{written}/",
        f"{checked}/",
        f"{checked}/rows/",
        f"{checked}/columns/",
        f"{unnamed}/columns/",
    ]
    for path in pages:
        answer = page.goto(f"{copy.url}/registers/{path}")
        assert answer is not None
        assert answer.status == 200, path
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def signed_in(window: Page, copy: Copy) -> Page:
    """The window of the head of the cell."""
    ((email,),) = copy.rows("SELECT email FROM governance_member WHERE name = ?", "Meryem Tazi")
    window.goto(f"{copy.url}/desk")
    window.locator("#id_login").fill(email)
    window.locator("#id_password").fill(PASSWORD)
    window.locator("form:has(#id_password) [data-main]").click()
    window.wait_for_url("**/desk")
    return window
