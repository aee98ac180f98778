"""Entries of the directory that a file brought in by mistake are taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from jaras.kernel import access, events, search
from jaras.kernel.actor import Actor
from jaras.partners import events as facts
from jaras.partners.models import Contact, Convention, OpeningHours, Organisation, Service, Site
from jaras.partners.rules import PartnersVerb

ITS_OWN = (OpeningHours,)  # goes with it
Row = TypeVar("Row", Organisation, Site, Service, Contact, Convention)


@transaction.atomic
def take_back_many(*, rows: Sequence[Row], by: Actor, at: datetime) -> set[int]:
    """Remove rows of one kind; the numbers of those that stay, for something rests on them."""
    access.require(by, PartnersVerb.AMEND)
    if not rows:
        return set()
    model = type(rows[0])
    stay = _rested_on(model, [row.pk for row in rows])
    gone = [row for row in rows if row.pk not in stay]
    model._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
    if model is Organisation:
        search.forget_many("organisation", [row.pk for row in gone])
    told = [
        facts.EntryTakenBack(
            organisation_id=row.pk if isinstance(row, Organisation) else row.organisation_id,
            kind=model.__name__.lower(),
            row_id=row.pk,
        )
        for row in gone
    ]
    events.publish_many(told, by=by, at=at)
    return stay


def _rested_on(model: type[models.Model], numbers: Sequence[int]) -> set[int]:
    """Those that any row of any package names."""
    found: set[int] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in ITS_OWN:
            continue
        if relation.related_model._meta.auto_created:  # the communes it names itself
            continue
        named = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": numbers})
        found |= set(named.order_by().values_list(relation.field.attname, flat=True))
    return found
