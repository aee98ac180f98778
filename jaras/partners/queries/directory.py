"""The directory: who helps, for what, where."""

from dataclasses import dataclass

from django.utils.translation import get_language

from jaras.kernel import search
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.partners.models import Organisation, OrganisationQuerySet, Service

MOST_FOUND = 50


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How the directory is filtered."""

    pole: str = ""
    commune: str = ""
    kind: str = ""
    retired: bool = False


def listed(actor: Actor, wanted: Wanted, *, after: str = "", size: int = 50) -> Page[Organisation]:
    """A page of the directory, by the name in the reader's script."""
    arabic = (get_language() or "").startswith("ar")
    order = ("name_ar" if arabic else "name_fr", "id")
    return page(_kept(actor, wanted), order=order, after=after, size=size)


def found(actor: Actor, words: str, wanted: Wanted, *, most: int = MOST_FOUND) -> list[Organisation]:
    """The organisations whose names or acronym begin like these words, by name."""
    organisations: list[Organisation] = []
    for ids in search.find("organisation", words):
        organisations += _kept(actor, wanted).filter(pk__in=ids)
        if len(organisations) >= most:
            break
    return sorted(organisations[:most], key=lambda organisation: organisation.name)


def services_of(organisation: Organisation, actor: Actor) -> list[Service]:
    """What it gives, with hours and communes; what it gives no more comes last."""
    rows = Service.objects.visible_to(actor).filter(organisation=organisation)
    return list(rows.prefetch_related("hours", "communes").order_by("-active", "code", "id"))


def cell() -> Organisation | None:
    """The organisation that runs the cell: its telephone stands on what partners read."""
    return Organisation.objects.active().filter(runs_cell=True).order_by("id").first()


def on_call(actor: Actor, *, most: int) -> list[Service]:
    """Services that answer day and night by telephone, by the name of who gives them."""
    rows = Service.objects.visible_to(actor).active().filter(always_open=True)
    reached = rows.exclude(telephone="", organisation__telephone="").select_related("organisation")
    return list(reached.order_by("organisation__name_fr", "code", "id")[:most])


def _kept(actor: Actor, wanted: Wanted) -> OrganisationQuerySet:
    rows = Organisation.objects.visible_to(actor).filter(active=not wanted.retired).select_related("commune")
    if wanted.pole:
        rows = rows.of_pole(wanted.pole)
    if wanted.commune:
        rows = rows.filter(commune=wanted.commune)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows
