"""A browser for whole journeys: the machine's own Chromium, one clean window a test."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from jaras.ops import chromium

# A journey may ask for an answer that is an error; the browser and htmx then say so.
EXPECTED = ("Failed to load resource", "Response Status Error Code")
# A microphone that hums, so that no journey needs a real one.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=found.path,
            args=[*found.flags, *MICROPHONE],
            env={**os.environ, **found.environment},
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window in which scripts and styles must raise no complaint, nor the policy refuse any."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    window = context.new_page()
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type == "error" and not said.text.startswith(EXPECTED)
            else None
        ),
    )
    yield window
    context.close()
    assert complaints == []
