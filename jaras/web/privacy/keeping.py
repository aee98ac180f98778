"""What is kept, until when; what goes tonight, what is held back, what went."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jaras.kernel.coded import Item
from jaras.privacy import lists, queries
from jaras.privacy.rules import PrivacyVerb
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import told

room("keeping", gettext_lazy("Data protection"), "lock", PrivacyVerb.READ)

THINGS = {
    "case": gettext_lazy("Case"),
    "report": gettext_lazy("Report"),
    "conversation": gettext_lazy("Conversation"),
    "watch": gettext_lazy("Past watch"),
    "round": gettext_lazy("Past round"),
    "bell": gettext_lazy("Past bell"),
    "ballot": gettext_lazy("Closed ballot"),
    "meeting": gettext_lazy("Past meeting"),
    "person": gettext_lazy("Person"),
    "request": gettext_lazy("Request under the law"),
}


@permission(PrivacyVerb.READ)
@require_GET
def page(request: Request) -> HttpResponse:
    at, after = timezone.now(), request.GET.get("after", "")
    receipts = queries.receipts(request.actor, after=after)
    tonight = queries.tonight(request.actor, at=at)
    context: dict[str, Any] = {
        "now": at,
        "paused": any(kind.rows for kind in tonight) and not queries.clock_believed(at=at),
        "authorisation": queries.authorisation(),
        "may_authorise": request.actor.can(PrivacyVerb.AUTHORISE),
        "may_answer": request.actor.can(PrivacyVerb.REQUESTS) or request.actor.can(PrivacyVerb.COPY),
        "tonight": tonight,
        "rules": lists.retention(),
        "told": told,
        "things": THINGS,
        "holds": queries.holds(request.actor).rows,
        "receipts": receipts.rows,
        "after": receipts.after,
    }
    return render(request, "privacy/privacy.html", context)


@dataclass(frozen=True)
class Entry:
    """One category of the register of processing: why, on which ground, where, until when."""

    category: Item
    ground: Item
    where: list[tuple[str, list[str]]]
    until: list[Item]


@permission(PrivacyVerb.READ)
@require_GET
def register(request: Request) -> HttpResponse:
    """The register of processing, from what every table declares."""
    return render(request, "privacy/register.html", {"entries": list(_entries()), "told": told})


def _entries() -> Iterator[Entry]:
    for category in lists.categories():
        where, kinds = [], set()
        for table in lists.declared():
            fields = [name for name, code in table.fields.items() if code == category.code]
            if fields:
                where.append((str(apps.get_model(table.model)._meta.label), fields))
                kinds.add(table.kind)
        until = [rule for rule in lists.retention() if rule.code in kinds]
        yield Entry(category, lists.grounds()[category["ground"]], where, until)
