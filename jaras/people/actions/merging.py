"""Two records of one person become one: every row that moves, every value that changes is written down."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, repointing, search, telephones
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.people.actions.linking import confirm_link, propose_link
from jaras.people.actions.lying import lift
from jaras.people.actions.writing import follow_links, index
from jaras.people.events import PersonsMerged
from jaras.people.models import Link, Merge, MergedRow, Person
from jaras.people.queries.merging import STAYING, behind_one_wall, columns_of, values_of
from jaras.people.rules import PeopleVerb
from jaras.people.rules.linking import LinkState
from jaras.people.rules.merging import TooLong, choices, parts, taken

# What later packages do when two become one: `before` reads both, `after` writes what follows from it.
Before = Callable[[Person, Person], Any]
After = Callable[..., Sequence[models.Model]]
_followers: list[tuple[Before, After]] = []


def when_merged(before: Before, after: After) -> None:
    """`after(kept=, memory=, by=, at=)` is given what `before(kept, absorbed)` answered; the rows it makes
    leave with an un-merge."""
    if (before, after) not in _followers:
        _followers.append((before, after))


@transaction.atomic
def merge(
    *,
    kept: Person,
    absorbed: Person,
    seen: tuple[int, int],
    by: Actor,
    at: datetime,
    chosen: Mapping[str, str] | None = None,
) -> Merge:
    """All that tells of `absorbed` tells of `kept` from now on; `seen`: the versions that were read.

    `chosen` says for each part whose value stays (`kept`, `absorbed`, `both`). Raises `Conflict` where one of
    them changed meanwhile.
    """
    for person in (kept, absorbed):
        access.require(by, PeopleVerb.MERGE, person)
        access.require_lasting(by, person)
    kept, absorbed = _locked(kept, absorbed, seen)
    if not behind_one_wall(kept, absorbed, by):
        raise Refused(_("What is sealed of one of them must stay hidden: they stay two records, linked."))
    if kept.forgotten_at or absorbed.forgotten_at:
        raise Refused(_("One of these records was emptied: there is nothing to merge."))
    link = propose_link(one=kept, two=absorbed, by=by, at=at)
    if link.state != LinkState.CONFIRMED:
        confirm_link(link=link, by=by, at=at)
    plan = repointing.plan(absorbed, kept, but=STAYING)
    if plan.stuck:
        raise Refused(_("Both have a life project in one case, or a photograph: keep one before they merge."))
    made = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        chosen=dict(chosen or {}),
        moved=plan.counted(),
        by_id=by.member_id,
        at=at,
    )
    memories = [before(kept, absorbed) for before, _after in _followers]
    lines = [*_choose(made, kept, absorbed, chosen or {}), *_carry(made, kept, absorbed, plan)]
    for (_before, after), memory in zip(_followers, memories, strict=True):
        lines += [_line(made, kept, "made", row) for row in after(kept=kept, memory=memory, by=by, at=at)]
    lines += _pair_anew(made, kept, absorbed)
    MergedRow.objects.bulk_create(lines)
    absorbed.merged_into = kept
    absorbed.save_checked("merged_into")
    search.forget_many("person", [absorbed.pk])
    telephones.forget_many("person", [absorbed.pk])
    lift([absorbed.pk])
    index(kept)
    follow_links(persons=[kept], by=by, at=at)
    events.publish(PersonsMerged(person_id=kept.pk, absorbed_id=absorbed.pk, merge_id=made.pk), by=by, at=at)
    return made


def _locked(kept: Person, absorbed: Person, seen: tuple[int, int]) -> tuple[Person, Person]:
    """Both as they are now, held until the end; in the order of their numbers, so that no two hands wait for
    one another."""
    if kept.pk == absorbed.pk:
        raise Refused(_("This is the same record."))
    rows = {
        row.pk: row
        for row in Person.objects.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")
    }
    now = (rows[kept.pk], rows[absorbed.pk])
    for row, version in zip(now, seen, strict=True):
        if row.merged_into_id is not None:
            raise Refused(_("Somebody has merged one of these records meanwhile."))
        if row.version != version:
            raise Conflict(row)
    return now


def _choose(made: Merge, kept: Person, absorbed: Person, chosen: Mapping[str, str]) -> list[MergedRow]:
    """The values that stay, each with what stood there before."""
    mine, theirs = values_of(kept), values_of(absorbed)
    columns = {column.attname: column for column in columns_of(Person)}
    changed: dict[str, Any] = {}
    for part in parts(columns):
        offered = choices(part, mine, theirs)
        choice = chosen.get(part.code, offered[0])
        if choice not in offered:
            raise Refused(_("This value is not in the list."), field=part.code)
        longest = getattr(columns[part.columns[0]], "max_length", None) or 300
        try:
            changed |= taken(part, choice, mine, theirs, longest=longest)
        except TooLong as long:
            raise Refused(_("Both together are too long: keep one of them."), field=part.code) from long
    for name, value in changed.items():
        setattr(kept, name, value)
    kept.save_checked(*changed)
    before, after = mine, values_of(kept)
    return [
        MergedRow(
            merge=made,
            person=kept,
            what="changed",
            kind=Person._meta.label_lower,
            row_id=kept.pk,
            column=name,
            before=[repointing.plain(before[name])],
            after=[repointing.plain(after[name])],
        )
        for name in changed
    ]


def _carry(made: Merge, kept: Person, absorbed: Person, plan: repointing.Plan) -> list[MergedRow]:
    """What would stand twice is set aside whole, the rest moves."""
    lines = []
    for row in plan.aside:
        line = _line(made, absorbed, "aside", row)
        line.before = repointing.told(row)
        lines.append(line)
        row.delete()
    try:
        for column, ids in plan.moves.items():
            moved = repointing.move(column, ids, old=absorbed.pk, new=kept.pk)
            kind = column.model._meta.label_lower
            lines += [
                MergedRow(merge=made, person=kept, what="moved", kind=kind, row_id=pk, column=column.name)
                for pk in moved
            ]
    except IntegrityError as error:
        raise Refused(_("Somebody is working with one of these records: try again.")) from error
    return lines


def _pair_anew(made: Merge, kept: Person, absorbed: Person) -> list[MergedRow]:
    """What was asked of the absorbed record and a third one is asked of the one that stays, but once."""
    lines = []
    for link in Link.objects.of(absorbed).exclude(models.Q(one=kept) | models.Q(two=kept)):
        other = link.two_id if link.one_id == absorbed.pk else link.one_id
        pair = sorted((kept.pk, other))
        if not Link.objects.filter(one=pair[0], two=pair[1]).exists():
            line = _line(made, kept, "paired", link)
            line.before = [link.one_id, link.two_id]
            lines.append(line)
            Link.objects.filter(pk=link.pk).update(one=pair[0], two=pair[1])
    return lines


def _line(made: Merge, person: Person, what: str, row: models.Model) -> MergedRow:
    return MergedRow(merge=made, person=person, what=what, kind=row._meta.label_lower, row_id=row.pk)
