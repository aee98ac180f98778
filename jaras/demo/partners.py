"""What else the directory of the demonstration says of an organisation."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.models import Organisation


def tell_more(organisation: Organisation, row: dict[str, Any], at: datetime) -> None:
    """Whom one asks for, what was agreed (`begun` days ago, `ends` in days), the name of before."""
    today = timezone.localdate(at)
    for said in row.get("contacts", ()):
        actions.add_contact(
            organisation=organisation,
            function_fr=said["fr"],
            function_ar=said["ar"],
            telephone=said.get("telephone", ""),
            email=said.get("email", ""),
            public=said.get("public", False),
            by=SYSTEM,
            at=at,
        )
    for said in row.get("conventions", ()):
        actions.conclude_convention(
            organisation=organisation,
            with_whom=said["with"],
            subject=said["about"],
            begins_on=today - timedelta(days=said["begun"]),
            ends_on=today + timedelta(days=said["ends"]) if "ends" in said else None,
            by=SYSTEM,
            at=at,
        )
    if before := row.get("before"):
        actions.rename(
            organisation=organisation,
            name_fr=row["fr"],
            name_ar=row["ar"],
            since=today - timedelta(days=before["until"]),
            by=SYSTEM,
            at=at,
        )
