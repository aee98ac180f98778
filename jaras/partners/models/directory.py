"""Organisations that take part in the device, with what they give."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from jaras.kernel.actor import Actor
from jaras.kernel.json_lists import Holds
from jaras.kernel.versions import Versioned
from jaras.partners.rules import Calendar, Hours, Opening, PartnersVerb, Timetable, opening
from jaras.territory.lists import holidays, ramadans
from jaras.territory.models import Commune, Named


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()

    def active(self) -> Self:
        return self.filter(active=True)

    def public(self) -> Self:
        return self.filter(active=True, public=True)

    def of_pole(self, pole: str) -> Self:
        return self.filter(Holds("poles", pole))


class Organisation(Named, Versioned):
    """A hospital, a prosecutor's office, a shelter, an association …"""

    acronym = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=40)
    poles = models.JSONField(default=list)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    runs_cell = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    public = models.BooleanField(default=True)  # stands in the directory that anybody may read
    telephone_public = models.BooleanField(default=True)
    email_public = models.BooleanField(default=False)  # referrals go there
    confirmed_at = models.DateTimeField(null=True)  # somebody there said that its page is right
    succeeded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="succeeds")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_fr"]
        indexes = [
            models.Index(fields=["name_fr", "id"], name="organisation_fr"),
            models.Index(fields=["name_ar", "id"], name="organisation_ar"),
        ]


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.can(PartnersVerb.READ) else self.none()

    def active(self) -> Self:
        return self.filter(active=True, organisation__active=True)

    def public(self) -> Self:
        return self.active().filter(public=True, organisation__public=True)


def calendar() -> Calendar:
    """The days on which hours differ, as far as they are known."""
    return Calendar(holidays(), ramadans())


def in_script(french: str, arabic: str) -> str:
    """What was written, in the reader's script where it can be."""
    reads_arabic = (get_language() or "").startswith("ar")
    return (arabic or french) if reads_arabic else (french or arabic)


class Service(Versioned):
    """What an organisation gives, to whom, where."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    code = models.CharField(max_length=12)  # of the list of services
    pole = models.CharField(max_length=8)
    note_fr = models.CharField(max_length=300, blank=True)  # conditions, how to arrive
    note_ar = models.CharField(max_length=300, blank=True)
    publics = models.JSONField(default=list)  # codes of target groups; none: everybody
    sex = models.CharField(max_length=1, blank=True)
    youngest = models.PositiveSmallIntegerField(null=True)  # years of age, included
    oldest = models.PositiveSmallIntegerField(null=True)
    communes = models.ManyToManyField(Commune, related_name="+")  # none: the whole territory
    who_fr = models.CharField(max_length=300, blank=True)  # who may come, in words
    who_ar = models.CharField(max_length=300, blank=True)
    bring_fr = models.CharField(max_length=300, blank=True)  # papers, things; one after another by commas
    bring_ar = models.CharField(max_length=300, blank=True)
    languages = models.JSONField(default=list)  # codes of what is spoken there
    fee = models.PositiveIntegerField(null=True)  # dirhams; 0: free; none: nobody said
    fee_fr = models.CharField(max_length=160, blank=True)  # for what: «par nuit»
    fee_ar = models.CharField(max_length=160, blank=True)
    always_open = models.BooleanField(default=False)
    closed_on_holidays = models.BooleanField(default=False)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    active = models.BooleanField(default=True)
    public = models.BooleanField(default=True)
    telephone_public = models.BooleanField(default=True)
    email_public = models.BooleanField(default=False)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["code", "id"], name="service_code")]

    @property
    def spans(self) -> list[Hours]:
        """Its usual hours; `hours` must have been read with it in lists."""
        return [each.span for each in self.hours.all() if not each.in_ramadan]

    @property
    def ramadan_spans(self) -> list[Hours]:
        """Its hours in the month of Ramadan, likewise; none: the usual ones."""
        return [each.span for each in self.hours.all() if each.in_ramadan]

    @property
    def timetable(self) -> Timetable:
        return Timetable(self.spans, self.ramadan_spans, self.closed_on_holidays, self.always_open)

    def opening(self, at: datetime) -> Opening:
        """Open at this instant, else when next."""
        return opening(self.timetable, calendar(), at=timezone.localtime(at))

    @property
    def note(self) -> str:
        """Conditions, how to arrive, in the reader's script where it was written."""
        return in_script(self.note_fr, self.note_ar)

    @property
    def who(self) -> str:
        """Who may come, likewise."""
        return in_script(self.who_fr, self.who_ar)

    @property
    def bring(self) -> str:
        """What to bring, likewise."""
        return in_script(self.bring_fr, self.bring_ar)

    @property
    def fee_for(self) -> str:
        """What the fee is for, likewise."""
        return in_script(self.fee_fr, self.fee_ar)

    @property
    def called_by_anybody(self) -> str:
        """The telephone that anybody may be told: its own, else that of the organisation."""
        of = self.organisation
        return (self.telephone if self.telephone_public else "") or (
            of.telephone if of.telephone_public else ""
        )

    @property
    def written_to_by_anybody(self) -> str:
        """The e-mail address, likewise."""
        return (self.email if self.email_public else "") or (
            self.organisation.email if self.organisation.email_public else ""
        )

    @property
    def reached_at(self) -> str:
        """The e-mail address for a request: its own, else that of the organisation."""
        return self.email or self.organisation.email

    @property
    def called_at(self) -> str:
        """The telephone, likewise."""
        return self.telephone or self.organisation.telephone


class OpeningHours(models.Model):
    """When a service receives, on a day of the week (0 is Monday), in the time of the territory."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    in_ramadan = models.BooleanField(default=False)  # of that month alone, in place of the others

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__range=(0, 6)), name="opening_weekday"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="opening_closes"),
        ]

    @property
    def span(self) -> Hours:
        return Hours(self.weekday, self.opens, self.closes)
