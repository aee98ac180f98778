"""A small territory: two towns, a cercle of two communes, one commune of a neighbour."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jaras.kernel.actor import SYSTEM
from jaras.territory import actions
from jaras.territory.models import Commune, Installation, Province

AT = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)


@pytest.fixture
def provinces(db: None) -> dict[str, Province]:
    region = {"region_code": "05", "region_fr": "Béni Mellal-Khénifra", "region_ar": "بني ملال-خنيفرة"}
    rows = [
        Province(code="05.311", name_fr="Khouribga", name_ar="خريبكة", **region),
        Province(code="05.091", name_fr="Béni Mellal", name_ar="بني ملال", **region),
    ]
    return {row.code: row for row in Province.objects.bulk_create(rows)}


@pytest.fixture
def communes(provinces: dict[str, Province]) -> dict[str, Commune]:
    cercle = {"cercle_code": "05.311.05", "cercle_fr": "Khouribga", "cercle_ar": "خريبكة"}
    town: dict[str, Any] = {"province": provinces["05.311"], "urban": True}
    rural: dict[str, Any] = {"province": provinces["05.311"], "urban": False, **cercle}
    away: dict[str, Any] = {"province": provinces["05.091"], "urban": True}
    rows = [
        Commune(code="05.311.01.07", name_fr="Khouribga", name_ar="خريبكة", population=195931, **town),
        Commune(code="05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم", population=93776, **town),
        Commune(code="05.311.05.07", name_fr="Lagfaf", name_ar="لكفاف", **rural),
        Commune(code="05.311.05.13", name_fr="Oulad Abdoune", name_ar="أولاد عبدون", **rural),
        Commune(code="05.091.01.03", name_fr="Béni Mellal", name_ar="بني ملال", **away),
    ]
    return {row.code: row for row in Commune.objects.bulk_create(rows)}


@pytest.fixture
def installation(communes: dict[str, Commune]) -> Installation:
    return actions.choose(province_code="05.311", invented=True, by=SYSTEM, at=AT)
