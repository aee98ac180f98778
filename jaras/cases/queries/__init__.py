"""What cases read: the list, the timeline, figures kept by events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from jaras.cases.models import (
    Case,
    CaseQuerySet,
    Closure,
    Document,
    Membership,
    Party,
    StageChange,
    TimelineEntry,
)
from jaras.cases.rules import LIVING, CaseState, CasesVerb, Entry, Stage
from jaras.governance.models import Member
from jaras.kernel import counters, search, ties
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.pages import Page, cut, page
from jaras.kernel.prepared import attach, prepared
from jaras.kernel.sharing import is_open_to
from jaras.people.models import NAMES, Person, open_names
from jaras.privacy.queries import held_back

ORDERS = {
    "moved": ("-moved_at", "-id"),
    "opened": ("-opened_at", "-id"),
    "due": ("next_due_at", "id"),
}
OUTLINE = ("commune__boundary", "commune__boundary_source")  # heavy, drawn on maps alone
LAST_FIRST = ("-at", "-id")
MOST_FOUND = 50
# What a line of a list shows.
LINE = (
    "state",
    "stage",
    "level",
    "compartment",
    "urgency",
    "commune_id",
    "place_text",
    "summary",
    "referent_id",
    "next_what",
    "next_due_at",
    "opened_at",
    "moved_at",
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How a list of cases is filtered, then sorted."""

    state: str = ""  # a state, or "living", or "ended"
    stage: str = ""
    commune: str = ""
    urgency: str = ""
    referent_id: int | None = None
    order: str = "moved"


EVERYTHING = Wanted()


def listed(actor: Actor, wanted: Wanted, *, after: str = "", size: int = 50) -> Page[Case]:
    """A page of the cases this actor may see, whole: three queries, whatever the number of cases."""
    return page(with_persons(matching(actor, wanted)), order=order(wanted), after=after, size=size)


def lines(actor: Actor, wanted: Wanted, *, after: str = "", size: int = 50) -> Page[Case]:
    """The same page with what a line shows, no more: a list is read a hundred times a day."""
    return page(as_lines(matching(actor, wanted)), order=order(wanted), after=after, size=size)


def order(wanted: Wanted) -> tuple[str, ...]:
    return ORDERS.get(wanted.order, ORDERS["moved"])


def matching(actor: Actor, wanted: Wanted) -> CaseQuerySet:
    """The cases of a list, not yet in order."""
    rows = kept(Case.objects.visible_to(actor), wanted)
    return rows.filter(next_due_at__isnull=False) if wanted.order == "due" else rows


def kept(rows: CaseQuerySet, wanted: Wanted) -> CaseQuerySet:
    """Of these cases, those that are wanted."""
    if wanted.state == "ended":
        rows = rows.ended()
    elif wanted.state == "living":
        rows = rows.living()
    elif wanted.state in set(CaseState):
        rows = rows.filter(state=wanted.state)
    if wanted.stage in set(Stage):
        rows = rows.filter(stage=wanted.stage)
    if wanted.commune:
        rows = rows.filter(commune_id=wanted.commune)
    if wanted.urgency:
        rows = rows.filter(urgency=wanted.urgency)
    if wanted.referent_id is not None:
        rows = rows.filter(referent_id=wanted.referent_id)
    return rows


def with_persons(rows: QuerySet[Case]) -> QuerySet[Case]:
    parties = Prefetch("parties", Party.objects.select_related("person"))
    whole = rows.select_related("commune", "referent").prefetch_related(parties)
    return whole.defer(*OUTLINE)


def as_lines(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.only(*LINE)


def names(cases: Sequence[Case]) -> dict[int, list[tuple[str, str, str]]]:
    """For each case its persons: Latin name, Arabic name, nickname or description; one query, no object."""
    parties = Party.objects.filter(case__in=[case.pk for case in cases]).order_by("id")
    found: dict[int, list[tuple[str, str, str]]] = {case.pk: [] for case in cases}
    rows = parties.values_list("case_id", *(f"person__{name}" for name in NAMES))
    for case, given, family, arabic, nickname, description in open_names(list(rows)):
        found[case].append((f"{given} {family}".strip(), arabic, nickname or description))
    return found


def referents(cases: Sequence[Case]) -> dict[int, Member]:
    """Who holds these cases."""
    rows = Member.objects.only("name", "name_ar")
    return rows.in_bulk({case.referent_id for case in cases if case.referent_id})


def found(
    actor: Actor,
    words: str,
    wanted: Wanted = EVERYTHING,
    *,
    most: int = MOST_FOUND,
    shown: Callable[[QuerySet[Case]], QuerySet[Case]] = with_persons,
) -> list[Case]:
    """The visible cases whose words begin like these, newest first."""
    cases: list[Case] = []
    for ids in search.evenly(search.find("case", words)):
        rows = kept(Case.objects.visible_to(actor), wanted).filter(pk__in=ids)
        visible = {case.pk: case for case in shown(rows)}
        cases += [visible[pk] for pk in ids if pk in visible]
        if len(cases) >= most:
            break
    return cases[:most]


def timeline(
    case: Case, *, kinds: tuple[Entry, ...] = (), after: str = "", size: int = 50
) -> Page[TimelineEntry]:
    """What happened, last first."""
    if after:
        return page(_entries(case, kinds), order=LAST_FIRST, after=after, size=size)
    return cut(_last_entries(case, kinds, str(size + 1)), order=LAST_FIRST, size=size)


def _entries(case: Case, kinds: tuple[Entry, ...]) -> QuerySet[TimelineEntry]:
    rows = TimelineEntry.objects.filter(case=case).select_related("by")
    return rows.filter(kind__in=kinds) if kinds else rows


@prepared
def _last_entries(case: Case, kinds: tuple[Entry, ...], most: str) -> QuerySet[TimelineEntry]:
    return _entries(case, kinds).order_by(*LAST_FIRST)[: int(most)]


# --- one case, once this actor was seen to see it ----------------------------------------------


def opened(actor: Actor, pk: int) -> Case | None:
    """The case with what its file shows, or nothing for whoever may not see it."""
    for case in _opened(actor, pk):
        attach(case, "parties", _parties(case))
        return case
    return None


@prepared
def _opened(actor: Actor, pk: int) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor).filter(pk=pk)
    rows = rows.select_related("commune", "referent", "next_who").defer(*OUTLINE)
    return rows.annotate(held_back=held_back("case"))


@prepared
def _parties(case: Case) -> QuerySet[Party]:
    return Party.objects.filter(case=case).select_related("person")


@prepared
def stages(case: Case) -> QuerySet[StageChange]:
    """When the case came into each of its stages."""
    return StageChange.objects.filter(case=case)


@prepared
def team(case: Case) -> QuerySet[Membership]:
    """Who holds the case, the first comer first."""
    rows = Membership.objects.current().filter(case=case).select_related("member", "member__organisation")
    return rows.order_by("since", "id")


@prepared
def documents(case: Case) -> QuerySet[Document]:
    return Document.objects.filter(case=case).select_related("file", "by")


@prepared
def closures(case: Case) -> QuerySet[Closure]:
    """Every time the closure was asked for, last first."""
    return Closure.objects.filter(case=case).select_related("asked_by", "answered_by")


# --- across cases ------------------------------------------------------------------------------


def of_persons(actor: Actor, persons: Sequence[Person]) -> dict[int, list[Case]]:
    """For each person, the cases that concern them, as far as this actor sees them."""
    links = Party.objects.filter(person__in=persons).order_by("-id").values_list("person_id", "case_id")
    pairs = list(links)
    cases = Case.objects.visible_to(actor).select_related("referent").in_bulk([case for _, case in pairs])
    found: dict[int, list[Case]] = {person.pk: [] for person in persons}
    for person, case in pairs:
        if case in cases:
            found[person].append(cases[case])
    return found


def living_count(actor: Actor) -> int:
    """How many cases are followed that this actor's role opens, from figures kept by events."""
    restricted, total = actor.can(CasesVerb.READ_RESTRICTED), 0
    for key, number in counters.read("cases").items():
        marked, state = key.split(":")
        if state in LIVING and is_open_to(actor, marked, restricted=restricted):
            total += number
    return total


def living_total(actor: Actor) -> int | None:
    """How many cases are followed, for whoever sees them all; the others' are not counted."""
    if actor.scope(CasesVerb.READ) is not Scope.ALL or actor.is_limited:
        return None
    return living_count(actor)


# --- of the past -------------------------------------------------------------------------------

# What is taken back together with a case of the past.
GONE_WITH_IT = ("cases.party", "cases.stagechange", "cases.timelineentry")


def worked_on(ids: Sequence[int], *, but: Sequence[str] = ()) -> set[int]:
    """Of these cases of the past, those that anybody changed, wrote in or linked since."""
    changed = set(Case.objects.filter(pk__in=ids).exclude(version=1).values_list("pk", flat=True))
    lines = TimelineEntry.objects.filter(case__in=ids).exclude(kind=Entry.INTERVENTION)
    changed |= set(lines.values_list("case_id", flat=True))
    return changed | set(ties.tied(Case, ids, but=(*GONE_WITH_IT, *but)))
