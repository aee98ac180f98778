"""An entry of the directory that a file brought in by mistake is taken back."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, search
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.models import Contact, Convention, OpeningHours, Organisation, Service, Site
from jaras.partners.rules import PartnersVerb

ITS_OWN = (OpeningHours,)  # goes with it


@transaction.atomic
def take_back(*, row: Organisation | Site | Service | Contact | Convention, by: Actor, at: datetime) -> None:
    """Remove what was brought in by mistake; whatever anything rests on stays."""
    access.require(by, PartnersVerb.AMEND, row)
    kind, number = type(row).__name__.lower(), row.pk
    of = number if isinstance(row, Organisation) else row.organisation_id
    if _rests(row):
        raise Refused(_("Something rests on it already: it stays."))
    row.delete()
    if isinstance(row, Organisation):
        search.forget_many("organisation", [number])
    events.publish(facts.EntryTakenBack(organisation_id=of, kind=kind, row_id=number), by=by, at=at)


def _rests(row: models.Model) -> bool:
    """Whether any row of any package names it."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.related_model not in ITS_OWN
        and not relation.related_model._meta.auto_created  # the communes it names itself
    )
