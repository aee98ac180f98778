"""Where an organisation receives people: its sites, the units of each, who has which unit until when."""

from datetime import datetime
from typing import Self

from django.db import models

from jaras.kernel.actor import Actor, Scope
from jaras.kernel.generated import state_among
from jaras.kernel.versions import Versioned
from jaras.partners.models.directory import Organisation, Service
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.occupancy import LIVING, OccupancyState
from jaras.territory.models import Commune, Named


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()

    def active(self) -> Self:
        return self.filter(active=True, organisation__active=True)


class Site(Named, Versioned):
    """An address where an organisation receives: a shelter, a day centre, an emergency ward."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    address_fr = models.CharField(max_length=200, blank=True)
    address_ar = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    active = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True)  # somebody there said that the board is right
    nonce = models.CharField(max_length=32, blank=True)  # of the link that its staff hold

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["name_fr", "id"]
        indexes = [models.Index(fields=["name_fr", "id"], name="site_fr")]


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, actor: Actor) -> Self:
        """The board is for those who place people; a partner's staff see their own house."""
        match actor.scope(PartnersVerb.PLACES):
            case None:
                return self.none()
            case Scope.ALL:
                return self
            case _:
                return self.filter(site__organisation_id=actor.organisation_id or 0)

    def active(self) -> Self:
        return self.filter(
            active=True, site__active=True, service__active=True, site__organisation__active=True
        )


class Unit(Versioned):
    """One bed, cot, seat or slot of a service, at a site."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="units")
    service = models.ForeignKey(Service, models.PROTECT, related_name="units")
    kind = models.CharField(max_length=12)  # a code of `unit_kinds`
    label = models.CharField(max_length=40)  # «Lit 4, dortoir des femmes»
    sex = models.CharField(max_length=1, blank=True)  # none: anybody whom the service takes
    youngest = models.PositiveSmallIntegerField(null=True)  # years of age, included
    oldest = models.PositiveSmallIntegerField(null=True)
    step_free = models.BooleanField(default=False)  # reached and used in a wheelchair
    active = models.BooleanField(default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["site_id", "id"]
        constraints = [models.UniqueConstraint(fields=["site", "label"], name="unit_label_once")]


class OccupancyQuerySet(models.QuerySet["Occupancy"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(models.Exists(Unit.objects.visible_to(actor).filter(pk=models.OuterRef("unit"))))

    def living(self) -> Self:
        return self.filter(is_living=True)

    def taking(self, at: datetime) -> Self:
        """Those for which the unit is not free at this instant; a hold that ran out takes nothing."""
        return self.living().filter(models.Q(ends_at=None) | models.Q(ends_at__gt=at))


class Occupancy(Versioned):
    """A unit taken for a while. Who takes it is not written here: later packages know for whom.

    The database refuses that two living ones share an instant on one unit (`migrations/0004_places`).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="occupancies")
    state = models.CharField(max_length=12, default=OccupancyState.HELD)
    is_living = state_among(LIVING)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)  # a hold runs out then, or it ended; none: it goes on
    due_at = models.DateTimeField(null=True)  # when they are expected to leave, when it should be mended
    code = models.CharField(max_length=4, blank=True)  # told to the site in place of a name
    reason = models.CharField(max_length=20, blank=True)  # a code of `place_reasons`: why it ended, is shut
    arrived_at = models.DateTimeField(null=True)
    begun_by_id = models.BigIntegerField(null=True)  # the member who took or shut it

    objects = OccupancyQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_at", "-id"]
        indexes = [
            models.Index(fields=["unit", "-begins_at"], name="occupancy_unit"),
            models.Index(fields=["unit"], name="occupancy_living", condition=models.Q(is_living=True)),
            models.Index(
                fields=["ends_at"], name="occupancy_runs_out", condition=models.Q(state=OccupancyState.HELD)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("begins_at")),
                name="occupancy_ends_after_it_begins",
            )
        ]
