"""How a test takes a file out of the house, as a member does."""

import re
from typing import Any

from django.test import Client

from jaras.kernel.models import ExportedFile

REASON = "Réunion de coordination"


def taken(browser: Client, address: str, *, reason: str = REASON) -> Any:
    """Give the reason, follow to where the file waits, fetch it."""
    asked = browser.post(address, {"reason": reason})
    assert (asked.status_code, asked["Location"]) == (302, "/exports/")
    return browser.get(link(browser))


def link(browser: Client) -> str:
    """The link to the last file that was made."""
    made = ExportedFile.objects.latest("id")
    found = re.search(rf'href="(/exports/{made.pk}/\?key=[^"]+)"', browser.get("/exports/").content.decode())
    assert found, "no link to the file"
    return found[1].replace("&amp;", "&")
