"""The rules in force, readable by those they bind."""

import yaml
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from jaras.governance import queries
from jaras.governance.roles import policy_titles
from jaras.governance.roles import roles as all_roles
from jaras.governance.rules import GovernanceVerb
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

SHOWN = 200

room("policies", gettext_lazy("Rules"), "duty", GovernanceVerb.POLICIES)


@permission(GovernanceVerb.POLICIES)
@require_GET
def index(request: Request) -> HttpResponse:
    listed = [
        (policy, policy_titles().get(f"{policy.package}.{policy.name}")) for policy in queries.policies()
    ]
    return render(request, "governance/policies.html", {"policies": listed})


@permission(GovernanceVerb.POLICIES)
@require_GET
def policy(request: Request, package: str, name: str) -> HttpResponse:
    """One policy, entry by entry; of a long lexicon, its head."""
    found = next((each for each in queries.policies() if (each.package, each.name) == (package, name)), None)
    if found is None:
        raise Http404
    head = yaml.safe_dump(found.entries[:SHOWN], allow_unicode=True, sort_keys=False, width=100)
    context = {
        "policy": found,
        "title": policy_titles().get(f"{package}.{name}"),
        "named": _named(found.entries[:SHOWN]),
        "head": head,
        "shown": min(SHOWN, len(found.entries)),
    }
    return render(request, "governance/policy.html", context)


def _named(entries: list[object]) -> list[dict[str, str]]:
    """Entries that carry a code with names, if the policy is such a list."""
    rows = [entry for entry in entries if isinstance(entry, dict) and {"code", "name_fr"} <= set(entry)]
    return rows if len(rows) == len(entries) else []


@permission(GovernanceVerb.POLICIES)
@require_GET
def table_of_roles(request: Request) -> HttpResponse:
    """Each role in a sentence, with what it may do in words."""
    described = [(role, queries.rights([role.code])) for role in all_roles()]
    return render(request, "governance/roles.html", {"roles": described})
