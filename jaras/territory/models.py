"""Provinces, their communes, the places people name in them."""

from typing import Self

from django.db import models
from django.utils.translation import get_language

from jaras.kernel.actor import Actor
from jaras.kernel.versions import Versioned
from jaras.territory.rules.geometry import Point


class Named(models.Model):
    """Something with its name in French and in Arabic."""

    name_fr = models.CharField(max_length=160)
    name_ar = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        arabic = (get_language() or "").startswith("ar")
        return (self.name_ar or self.name_fr) if arabic else (self.name_fr or self.name_ar)


# Provinces, communes, places are what any map prints: they exist for everybody.


class ProvinceQuerySet(models.QuerySet["Province"]):
    def visible_to(self, actor: Actor) -> Self:
        return self


class Province(Named):
    """A province or prefecture, by its HCP code (`05.311`)."""

    code = models.CharField(max_length=10, primary_key=True)
    region_code = models.CharField(max_length=4)
    region_fr = models.CharField(max_length=80)
    region_ar = models.CharField(max_length=80)
    population = models.PositiveIntegerField(null=True)

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]


class CommuneQuerySet(models.QuerySet["Commune"]):
    def visible_to(self, actor: Actor) -> Self:
        return self

    def without_boundary(self) -> Self:
        """Lists need no polygons."""
        return self.defer("boundary", "boundary_source")


class Commune(Named):
    """A commune, by its HCP code (`05.311.01.07`); populations are those of the 2024 census."""

    code = models.CharField(max_length=16, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes")
    cercle_code = models.CharField(max_length=12, blank=True)
    cercle_fr = models.CharField(max_length=80, blank=True)
    cercle_ar = models.CharField(max_length=80, blank=True)
    urban = models.BooleanField()
    population = models.PositiveIntegerField(null=True)
    households = models.PositiveIntegerField(null=True)
    boundary = models.JSONField(null=True)  # polygons with their holes, longitude first, as GeoJSON
    boundary_source = models.CharField(max_length=300, blank=True)  # whom a map that shows it must credit

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["code"]


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, actor: Actor) -> Self:
        return self

    def active(self) -> Self:
        return self.filter(active=True)

    def located(self) -> Self:
        return self.exclude(latitude=None)


class Place(Named, Versioned):
    """A quartier, a douar or a place that people name: gare routière, souk, mosquée."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="places")
    kind = models.CharField(max_length=20)
    aliases = models.JSONField(default=list)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    active = models.BooleanField(default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["commune_id", "name_fr"]
        indexes = [models.Index(fields=["commune", "kind"], name="place_commune_kind")]
        constraints = [
            models.UniqueConstraint(fields=["commune", "kind", "name_fr", "name_ar"], name="place_once"),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="place_whole_point",
            ),
        ]

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


class Installation(models.Model):
    """This copy of the product: its territory, whether it tells invented stories. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    province = models.ForeignKey(Province, models.PROTECT)
    cell_name_fr = models.CharField(max_length=160, blank=True)
    cell_name_ar = models.CharField(max_length=160, blank=True)
    invented = models.BooleanField()
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_once")]

    @property
    def cell_name(self) -> str:
        """What the cell calls itself, in the reader's language where it said so."""
        arabic = (get_language() or "").startswith("ar")
        first, second = self.cell_name_fr, self.cell_name_ar
        return (second or first) if arabic else (first or second)
