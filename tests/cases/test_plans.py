"""Each list finds its rows in order through an index: nothing is sorted, whatever their number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from jaras.cases import queries
from jaras.cases.models import Case
from jaras.cases.queries import Wanted
from jaras.intake.models import Report
from jaras.kernel.actor import Actor

MakeActor = Callable[..., Actor]
SORTED = {"sqlite": "TEMP B-TREE FOR ORDER BY", "postgresql": "Sort Key"}
WANTED = [
    Wanted(),
    Wanted(state="living"),
    Wanted(state="ended"),
    Wanted(state="assessing"),
    Wanted(state="living", stage="ACCUEIL"),
    Wanted(state="living", commune="05.311.01.07"),
    Wanted(state="living", urgency="24H"),
    Wanted(state="living", referent_id=1),
    Wanted(state="living", order="opened"),
    Wanted(state="living", order="opened", commune="05.311.01.07"),
    Wanted(state="living", order="opened", referent_id=1),
    Wanted(state="living", order="due"),
    Wanted(state="living", order="due", commune="05.311.01.07"),
    Wanted(state="living", order="due", referent_id=1),
]


def plan(rows: QuerySet[Any]) -> str:
    """How the engine would read the rows of a large table."""
    if connection.vendor == "postgresql":  # a table of the tests is too small to need its indexes
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    return rows.explain()


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: f"{wanted}"[7:-1])
@pytest.mark.parametrize("role", ["operator", "head"])
def test_no_list_of_cases_is_sorted(role: str, wanted: Wanted, actor: MakeActor) -> None:
    rows = queries.matching(actor(role), wanted)
    told = plan(rows.order_by(*queries.ORDERS[wanted.order])[:51])
    assert SORTED[connection.vendor] not in told, told


@pytest.mark.django_db
def test_an_agent_of_the_field_starts_from_their_teams(actor: MakeActor) -> None:
    told = plan(Case.objects.visible_to(actor("field")).order_by("-moved_at", "-id")[:51])
    assert "membership_member" in told, told


@pytest.mark.django_db
def test_the_desk_reads_only_what_waits(actor: MakeActor) -> None:
    to_take = Report.objects.visible_to(actor("operator")).waiting().unclaimed().most_urgent_first()
    assert "report_waiting" in plan(to_take[:50])
    assert "report_waiting" in plan(to_take.values_list("pk"))
