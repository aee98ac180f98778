"""A merge is undone: each row, each value returns as it was, what came since stays where it came."""

from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, repointing, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.actions.linking import unlink
from jaras.people.actions.writing import follow_links, index
from jaras.people.events import PersonsParted
from jaras.people.models import Link, Merge, MergedRow, Person
from jaras.people.queries.merging import columns_of, values_of
from jaras.people.rules import PeopleVerb
from jaras.people.rules.linking import LinkState
from jaras.people.rules.merging import MERGE

REASON = 300


@transaction.atomic
def unmerge(*, made: Merge, reason: str, by: Actor, at: datetime, one_person: bool = False) -> Merge:
    """Two records again, as of the merge; `one_person`: they stay linked, it is one person all the same.

    What could not come back stands in `left`: `changed` since, `emptied` since, `gone` since.
    """
    access.require(by, PeopleVerb.MERGE, made)
    access.require_lasting(by, made)
    reason = text.within(reason, limit=REASON, field="reason")
    if not reason:
        raise Refused(_("Say why the records are parted."), field="reason")
    rows = Person.objects.select_for_update().filter(pk__in=[made.kept_id, made.absorbed_id])
    persons = {row.pk: row for row in rows.order_by("pk")}
    made = Merge.objects.select_for_update().get(pk=made.pk)
    kept, absorbed = persons[made.kept_id], persons[made.absorbed_id]
    if not MERGE.allows(made.state, "undo"):
        raise Refused(_("Somebody has undone this already."))
    later = Merge.objects.in_force().filter(kept=kept, pk__gt=made.pk).exists()
    if later or kept.merged_into_id is not None:
        raise Refused(_("Another merge came after this one: undo that one first."))
    made.left = [*_rows_back(made, kept, absorbed), *_values_back(made, kept, absorbed)]
    absorbed.merged_into = None
    absorbed.save_checked("merged_into")
    workflow.move(made, MERGE, "undo", by=by, at=at, reason=reason)
    made.undone_by_id, made.undone_at = by.member_id, at
    made.save(update_fields=["state", "left", "undone_by_id", "undone_at"])
    index(kept)
    index(absorbed)
    follow_links(persons=[kept, absorbed], by=by, at=at)
    link = Link.objects.between(kept, absorbed).stated(LinkState.CONFIRMED).first()
    if link is not None and not one_person:
        unlink(link=link, reason=reason, by=by, at=at)
    events.publish(PersonsParted(person_id=kept.pk, absorbed_id=absorbed.pk, merge_id=made.pk), by=by, at=at)
    return made


def _rows_back(made: Merge, kept: Person, absorbed: Person) -> list[list[str]]:
    """In the order opposite to the merge; [why, kind] of what did not come back."""
    left = []
    lines: dict[str, list[MergedRow]] = {"made": [], "moved": [], "aside": [], "paired": []}
    for line in made.rows.exclude(what="changed"):
        lines[line.what].append(line)
    for line in lines["paired"]:
        one, two = line.before or (0, 0)
        clash = not one or Link.objects.filter(one=one, two=two).exists()
        if clash or not Link.objects.filter(pk=line.row_id).update(one=one, two=two):
            left.append(["gone", line.kind])
    for line in lines["made"]:
        manager: models.Manager[models.Model] = apps.get_model(line.kind)._base_manager
        manager.filter(pk=line.row_id).delete()
    for line in lines["moved"]:
        column = repointing.column_of(line.kind, line.column)
        back = repointing.move_back(column, [line.row_id], old=kept.pk, new=absorbed.pk) if column else []
        if not back:
            left.append(["gone", line.kind])
    for line in lines["aside"]:
        if line.before is None:
            left.append(["emptied", line.kind])
        elif not repointing.brought_back(line.kind, line.before):
            left.append(["gone", line.kind])
    return left


def _values_back(made: Merge, kept: Person, absorbed: Person) -> list[list[str]]:
    """A value that the merge wrote becomes what it was, unless somebody changed it, or it was emptied."""
    left = []
    columns = {column.attname: column for column in columns_of(Person)}
    now, returned = values_of(kept), []
    emptied = kept.forgotten_at is not None or absorbed.forgotten_at is not None
    for line in made.rows.filter(what="changed"):
        if emptied or line.before is None or line.after is None:
            left.append(["emptied", line.column])
        elif line.column not in columns or [repointing.plain(now[line.column])] != line.after:
            left.append(["changed", line.column])
        else:
            setattr(kept, line.column, repointing.read(columns[line.column], line.before[0]))
            returned.append(line.column)
    kept.save_checked(*returned)
    return left
