"""A browser for whole journeys: the machine's own Chromium, one clean window a test."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from jaras.ops import chromium

# A journey may ask for an answer that is an error, or leave a page whose question is still on its way: the
# browser and htmx then say so. A question that the network loses says `htmx:sendError`, and is a complaint.
EXPECTED = (
    *("Failed to load resource", "Response Status Error Code", "htmx:afterRequest", "htmx:sendAbort"),
    # These windows are private ones, in which no push service is asked: the page says so.
    "Chrome currently does not support the Push API in incognito mode",
)
PATIENCE_MS = 60_000  # for a busy machine: what is right comes at once on a quiet one
# A microphone that hums, so that no journey needs a real one.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=found.path,
            args=[*found.flags, *MICROPHONE],
            env={**os.environ, **found.environment},
        )
        yield running
        running.close()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Windows in which scripts and styles must raise no complaint, nor the policy refuse any."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(locale: str = "fr-FR") -> Page:
        context = browser.new_context(locale=locale, viewport={"width": 1440, "height": 900})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        window = context.new_page()
        window.on("pageerror", lambda error: complaints.append(str(error)))
        window.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type == "error" and not said.text.startswith(EXPECTED)
                else None
            ),
        )
        return window

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_window: Callable[..., Page]) -> Page:
    """One window."""
    return open_window()
