"""Role by address: what everybody is answered equals the reviewed page."""

import os
from typing import Any

import pytest

from jaras.governance.roles import roles
from tests.access import page, walk, world

REWRITE = "JARAS_WRITE_ACCESS_TABLE"


@pytest.mark.django_db
def test_everybody_is_answered_as_reviewed(settings: Any) -> None:
    settings.MODE = "real"
    found = walk.table(world.build())
    if os.environ.get(REWRITE):
        page.PAGE.write_text(page.written(found), encoding="utf-8")
    reviewed = page.read()
    told = [*_rows_apart(found, reviewed), *_cells_apart(found, reviewed)]
    assert not told, "\n".join([*told, "Right? Review, then write: python -m jaras.ops.access_table"])


def _rows_apart(found: page.Table, reviewed: page.Table) -> list[str]:
    return [f"{row}: not in docs/access.md" for row in found if row not in reviewed] + [
        f"{row}: in docs/access.md, but no such address" for row in reviewed if row not in found
    ]


def _cells_apart(found: page.Table, reviewed: page.Table) -> list[str]:
    return [
        f"{row}, {who}: {cells[who]}, reviewed as {reviewed[row].get(who, 'nothing')}"
        for row, cells in found.items()
        for who in cells
        if row in reviewed and reviewed[row].get(who) != cells[who]
    ]


def test_every_role_has_its_column() -> None:
    columns = list(next(iter(page.read().values())))
    assert columns == [walk.VISITOR, *roles().codes(), world.HOLDER]


def test_no_answer_is_a_failure() -> None:
    broken = [
        (row, who)
        for row, cells in page.read().items()
        for who, cell in cells.items()
        if cell >= "500" and cell.isdigit()
    ]
    assert not broken


def test_a_visitor_opens_only_what_is_for_visitors() -> None:
    """A new address for everybody is added here by a person who thought of it."""
    opened = {
        row.split("`")[1]
        for row, cells in page.read().items()
        if cells[walk.VISITOR] in ("200", "302", "400") and not row.startswith("`/account/")
    }
    assert opened <= FOR_VISITORS, "add it to FOR_VISITORS, if visitors may open it"


FOR_VISITORS = {
    "/",
    "/accessibilite",
    "/annuaire",
    "/annuaire/confirmer/<str:link>",
    "/b/<str:token>",
    "/calendar/<str:token>.ics",  # whoever holds the address
    "/api/v1/openapi.json",
    "/confidentialite",
    "/health",
    "/hsds/",
    "/hsds/openapi.json",
    "/hsds/organizations",
    "/hsds/organizations/<id>",
    "/hsds/service_at_locations",
    "/hsds/service_at_locations/<id>",
    "/hsds/services",
    "/hsds/services/<id>",
    "/hsds/taxonomies",
    "/hsds/taxonomies/<id>",
    "/hsds/taxonomy_terms",
    "/hsds/taxonomy_terms/<id>",
    "/m/<str:link>",
    "/m/<str:link>/calendar.ics",
    "/mes-droits",
    "/mes-droits/recu/<str:slip>",
    "/p/<str:token>",
    "/preferences/",
    "/signaler",
    "/signaler/merci",
    "/signaler/recu/<str:slip>",
    "/suivre",
}
