"""Which records may be one person, in the order in which deciding is worth most."""

from collections.abc import Collection

from django.db.models import Q

from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.people.models import Link, Person
from jaras.people.rules.linking import LinkState

AT_ONCE = 20


def links(
    actor: Actor, *, state: str = LinkState.PROPOSED, after: str = "", size: int = AT_ONCE
) -> Page[Link]:
    """Those of one state of which this actor sees both persons; a bad state shows those to decide."""
    asked = state if state in set(LinkState) else LinkState.PROPOSED
    rows = Link.objects.visible_to(actor).stated(asked).select_related("one__commune", "two__commune")
    return page(rows, order=("-value", "-id"), after=after, size=size)


def links_of(person: Person, actor: Actor) -> list[Link]:
    """What may be, or is, the same person as this one, the likeliest first."""
    rows = Link.objects.visible_to(actor).of(person).exclude(state=LinkState.REFUSED)
    return list(rows.select_related("one__commune", "two__commune").order_by("-probability", "-id"))


def link_between(one: Person, two: Person, actor: Actor) -> Link | None:
    return Link.objects.visible_to(actor).between(one, two).first()


def decided_apart(person: Person, others: Collection[int]) -> set[int]:
    """Of these records those of which somebody said: another person. Ids, for whoever proposes."""
    rows = Link.objects.of(person).stated(LinkState.REFUSED).values_list("one_id", "two_id")
    return {pk for pair in rows for pk in pair if pk != person.pk} & set(others)


def answered_about(ids: Collection[int]) -> set[int]:
    """Those of these persons of whom somebody answered whether they are another."""
    rows = Link.objects.exclude(state=LinkState.PROPOSED).filter(Q(one__in=ids) | Q(two__in=ids))
    return {pk for pair in rows.values_list("one_id", "two_id") for pk in pair} & set(ids)
