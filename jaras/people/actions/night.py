"""The whole registry is searched for records that may be one person; a member decides on each pair."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from jaras.kernel import events
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import breathe
from jaras.kernel.refusal import Refused
from jaras.people.actions.linking import Likeness, propose_links
from jaras.people.events import RegistrySearched
from jaras.people.models import NightRun
from jaras.people.queries import night as registry
from jaras.people.rules.identity.evidence import evidence
from jaras.people.rules.linking import Source
from jaras.people.rules.night import parameters, weighing
from jaras.people.rules.night.columns import Pair
from jaras.people.rules.night.parameters import Parameters

if TYPE_CHECKING:
    from jaras.people.rules.night.searching import Search

AT_ONCE = 500  # pairs


def search_registry(*, by: Actor, at: datetime, whole: bool = False) -> NightRun:
    """Proposes pairs likelier one person than two: those of whoever was written since the last run, or all.

    `by` is the software itself: it reads what is sealed too, in its memory alone. Raises `Refused` while
    another run is at work. Needs the extra `registry`.
    """
    if not by.is_software:
        raise Forbidden
    run = _begin(at, whole=whole or registry.whole_is_due(at))
    try:
        weights = _search(run, by=by, at=at)
    except BaseException:
        run.delete()
        raise
    return _end(run, weights, by=by, at=at)


@transaction.atomic
def _begin(at: datetime, *, whole: bool) -> NightRun:
    if registry.at_work(at):
        raise Refused(_("The registry is being searched already."))
    return NightRun.objects.create(begun_at=at, whole=whole, last_event_id=registry.last_event())


def _search(run: NightRun, *, by: Actor, at: datetime) -> Parameters:
    from jaras.people.rules.night.searching import Gathered, opened  # the extra alone has Splink

    before = registry.last_run()
    since = None if run.whole or before is None else registry.written_since(before)
    gathered = Gathered()
    for number, known in registry.everybody():
        gathered.add(number, known, fresh=since is None or number in since)
    run.persons = len(gathered)
    if run.persons < 2:
        return parameters.shipped()
    with opened(gathered) as search:
        weights = _weights(run, search)
        for batch in _batches(search.pairs(weights, least=weighing.LEAST)):
            likenesses = _likenesses(batch)
            run.pairs += len(likenesses)
            run.proposed += propose_links(likenesses=likenesses, source=Source.NIGHT, by=by, at=at)
            breathe()
    return weights


def _weights(run: NightRun, search: "Search") -> Parameters:
    """Learnt in a run of the whole registry, kept for those between."""
    if not run.whole and (learnt := registry.last_run(whole=True)):
        return Parameters.read(learnt.parameters)
    return search.learn(parameters.shipped(), fewest=parameters.FEWEST)


def _batches(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while batch := list(islice(pairs, AT_ONCE)):
        yield batch


def _likenesses(pairs: Iterable[Pair]) -> list[Likeness]:
    """Of pairs that stay likelier one person than two when the given names are looked at again."""
    pairs = list(pairs)
    known = registry.described_again({number for pair in pairs for number in (pair.one, pair.two)})
    found = []
    for pair in pairs:
        if pair.one not in known or pair.two not in known:
            continue  # forgotten since the run began
        said = evidence(known[pair.one], known[pair.two], lambda _unit: 0.0)
        likely = weighing.probability(pair, said)
        if likely > weighing.LEAST:
            found.append(Likeness(pair.one, pair.two, likely, weighing.reasons(pair, said)))
    return found


@transaction.atomic
def _end(run: NightRun, weights: Parameters, *, by: Actor, at: datetime) -> NightRun:
    run.ended_at, run.parameters = now(), weights.told()
    run.save()
    events.publish(
        RegistrySearched(run_id=run.pk, persons=run.persons, proposed=run.proposed, whole=run.whole),
        by=by,
        at=at,
    )
    return run
