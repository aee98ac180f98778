"""What the house holds of a register, summed by the database: beside what its spreadsheet says."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from jaras.care.models import Intervention
from jaras.registers.models import Register

CENT = Decimal("0.01")


def held(register: Register) -> dict[str, Any]:
    """Interventions, nights, dirhams, by pole, persons: read from the rows themselves."""
    rows = Intervention.objects.filter(pk__in=register.rows.exclude(intervention=None).values("intervention"))
    sums = rows.aggregate(n=Count("pk"), nights=Sum("nights"), cost=Sum("cost"))
    poles = rows.order_by().values_list("pole").annotate(Count("pk"))
    return {
        "interventions": sums["n"],
        "nights": sums["nights"] or 0,
        "cost": str(Decimal(sums["cost"] or 0).quantize(CENT)),
        "poles": dict(poles),
        "persons": register.rows.exclude(person=None).aggregate(n=Count("person", distinct=True))["n"],
    }
