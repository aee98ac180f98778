"""What follows the night: each scene is one visit to the house, told by what is pressed."""

import re
from email import message_from_bytes, policy
from math import sin
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.copies import Copy
from tests.journeys.morrow import DIAGNOSIS, NIGHTS, PARTNERS, Words

# Time alone is moved: the hour given to the one who stays silent is over, the job that looks is due.
SILENCE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from django_q.models import Schedule
from jaras.care.models import Referral
now = timezone.now()
Referral.objects.filter(need={need}).update(expires_at=now - timedelta(minutes=1))
Schedule.objects.filter(name="jaras.care.jobs.follow_referrals").update(next_run=now)
"""
LINK = re.compile(r"http://\S+/p/\S+")


def press_main(within: Page | Locator) -> None:
    """The one button under the lamp."""
    within.locator(".button-main").last.click()


def room(window: Page, name: str) -> None:
    """A tab of the case."""
    window.locator(f"nav.tabs a[href$='/{name}/']").click()
    window.wait_for_url(f"**/{name}/")


def know_him(window: Page) -> None:
    """At breakfast he says his name, that he comes from another town."""
    window.locator("aside.side a[href^='/people/']").first.click()
    window.locator("a[href$='/amend/']").click()
    window.locator("[name=given_name]").fill("Brahim")
    window.locator("[name=family_name]").fill("Naciri")
    window.locator("[name=arabic_name]").fill("إبراهيم الناصري")
    window.locator("label:has([name=sex][value=m])").click()
    window.locator("label:has([name=target_groups][value=PAS])").click()
    press_main(window.locator("main"))
    window.wait_for_url(re.compile(r"/people/\d+/$"))


def diagnose(window: Page, words: Words) -> None:
    """His words, three domains, which begin the assessment; of the needs they suggest three are right."""
    room(window, "diagnosis")
    press_main(window.locator("main"))
    window.locator("[name=words]").fill(words.own_words)
    for domain, level in DIAGNOSIS.items():
        if not window.locator(f"#in-{domain}").is_visible():
            window.locator(f"details.domain:has(#in-{domain}) > summary").click()
        window.locator(f"label:has([name=level_{domain}][value='{level}'])").click()
    expect(window.locator("#proposals #yes-JUR-ORI")).to_have_count(1)
    for proposed in window.locator("#proposals fieldset").all():
        right = any(proposed.locator(f"#yes-{service}").count() for service in PARTNERS)
        proposed.locator("label").nth(0 if right else 1).click()
    press_main(window.locator("form[data-autosave]"))
    window.wait_for_url("**/diagnosis/")
    expect(window.locator(".poles li")).to_have_count(len(PARTNERS))


def entrust(window: Page, case: str, service: str, need: int, partner: str) -> None:
    """The service that fits best is that partner's: the request leaves."""
    window.goto(f"{case}referrals/")
    window.locator(f"a[href$='/referrals/need/{need}/']").click()
    first = window.locator("main ul.list > li").first
    expect(first).to_contain_text(partner)
    first.locator(".button-main").click()
    window.locator("input[name=basis]").first.check(force=True)  # a yes of another day, else one heard now
    press_main(window.locator("main"))
    window.wait_for_url("**/referrals/")
    expect(window.locator("li[id^=referral-]").first).to_contain_text(partner)


def link_in_the_letter(copy: Copy, to: str) -> str:
    """The link of the last e-mail that reached this address."""
    return str(LINK.findall([body for sent_to, body in letters(copy.data / "mail") if sent_to == to][-1])[0])


def letters(folder: Path) -> list[tuple[str, str]]:
    """Whom each letter is for, what it says, in the order in which they left."""
    found = []
    for path in sorted(folder.glob("*.log"), key=lambda each: each.stat().st_mtime_ns):
        for part in path.read_bytes().split(b"-" * 79):
            if part.strip():
                message = message_from_bytes(part.lstrip(), policy=policy.default)
                found.append((str(message["to"]), str(message.get_content())))
    return found


def read_the_request(window: Page, link: str) -> None:
    """Nothing is told before a hand presses the button."""
    window.goto(link)
    expect(window.locator(".facts")).to_have_count(0)
    press_main(window.locator("main"))
    expect(window.locator(".facts")).to_be_visible()


def shelter_him(window: Page, words: Words) -> None:
    """Taken, begun, done: three nights."""
    window.locator("#accept_words").fill(words.shelter_yes)
    press_main(window.locator("form:has(#accept_words)"))
    press_main(window.locator("form:has([value=start])"))
    window.locator("#finish_words").fill(words.shelter_done)
    window.locator("#finish_nights").fill(str(NIGHTS))
    press_main(window.locator("form:has(#finish_words)"))
    expect(window.locator(".facts")).to_have_count(0)


def decline(window: Page, words: Words) -> None:
    window.locator("details:has(#decline_words) > summary").click()
    window.locator("label.check").filter(has_text=words.town_hall_reason).click()
    window.locator("#decline_words").fill(words.town_hall_no)
    window.locator("form:has(#decline_words) button").click()
    expect(window.locator("#accept_words")).to_have_count(0)


def bring_him_home(window: Page, case: str, need: int, words: Words) -> None:
    """The cell itself goes along to the other town: counted once, the need is met."""
    window.goto(f"{case}help/")
    press_main(window.locator("header"))
    form = window.locator("#task form")
    form.locator("[name=code]").select_option("EDU-FAM")
    form.locator("[name=note]").fill(words.reunited)
    form.locator("details > summary").click()
    form.locator("[name=place_text]").fill("Béni Mellal")
    form.locator("[name=need]").select_option(str(need))
    press_main(form)
    expect(window.locator("#task form")).to_have_count(0)


def sign(window: Page, tall: int) -> None:
    """A finger on the glass, then the yes; no two signatures are the same."""
    window.locator("a[href$='/agree/']").click()
    frame = window.locator("[data-pad] canvas")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box is not None
    window.mouse.move(box["x"] + 40, box["y"] + 60)
    window.mouse.down()
    for place in range(30):
        window.mouse.move(box["x"] + 40 + 8 * place, box["y"] + 60 + tall * sin(place / 3))
    window.mouse.up()
    press_main(window.locator("form[data-agree]"))
    expect(window.locator(".signature img")).to_be_visible()


def in_task(window: Page, link: str, **typed: str) -> None:
    """One thing to do: opened by its link, filled in, sent."""
    window.locator(link).last.click()
    for name, value in typed.items():
        window.locator(f"#task [name={name}]").fill(value)
    press_main(window.locator("#task form"))
    expect(window.locator("#task form")).to_have_count(0)


def agree_on_a_project(window: Page, case: str, words: Words) -> None:
    """His goal, a step, what each side promises; signed; it begins."""
    window.goto(f"{case}project/")
    press_main(window.locator("main"))
    in_task(window, "a[href$='/goals/']", words=words.goal)
    in_task(window, "a[href$='/steps/add/']", what=words.step)
    in_task(
        window,
        "a[href$='/texts/']",
        words=words.own_words,
        person_commits=words.promise,
        cell_commits=words.cell_promise,
    )
    sign(window, 30)
    press_main(window.locator("main"))
    expect(window.locator("form[action$='/move/start/']")).to_have_count(0)


def want_more(window: Page, words: Words) -> None:
    """The next version has a second goal; the first one stays to be read."""
    window.locator("form[action$='/revise/'] button").first.click()
    in_task(window, "a[href$='/goals/']", words=words.second_goal)
    sign(window, 24)


def ask_for_the_end(window: Page, case: str, words: Words) -> None:
    window.goto(case)
    move(window, "request_closure")
    form = window.locator("#task form")
    form.locator("label:has([value=FAMILY])").click()
    form.locator("[name=summary]").fill(words.ended)
    press_main(form)
    expect(window.locator("#task form")).to_have_count(0)


def move(window: Page, verb: str) -> None:
    """A move of the case itself, from its menu."""
    window.locator(".page-head details.menu > summary").click()
    window.locator(f".page-head a[href$='/move/{verb}/']").click()


def approve(window: Page, case: str) -> None:
    window.goto(case)
    window.locator("#task ~ * a[href$='/move/close/']").click()
    press_main(window.locator("#task form"))
    expect(window.locator("#task form")).to_have_count(0)


def come_back(window: Page, case: str, words: Words) -> None:
    window.goto(case)
    window.locator("#task ~ * a[href$='/move/reopen/']").click()
    window.locator("#task [name=reason]").fill(words.back)
    press_main(window.locator("#task form"))
    expect(window.locator("#task form")).to_have_count(0)
