"""Every write about a diagnosis: drafted while it is typed, then made."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions.needs import answer_proposal, require_followed, require_party
from jaras.care.lists import grid
from jaras.care.models import Diagnosis, DiagnosisDraft, DomainLevel, ProposedNeed
from jaras.care.queries import allowed_levels, proposed_needs
from jaras.care.rules import CareVerb, Proposal
from jaras.care.rules.grid import CRISIS, LEVELS
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import Entry
from jaras.kernel import access, events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy.queries import may_keep_health

EARLIEST = timedelta(days=366)
WORDS, NOTE, DOMAIN_NOTE = 8000, 8000, 500
NO_ANSWER: Mapping[str, bool] = {}
DRAFTED = ("level", "note")
NO_NOTE: Mapping[str, str] = {}


def diagnose(
    *,
    case: Case,
    person: Person,
    levels: Mapping[str, int],
    by: Actor,
    at: datetime,
    made_at: datetime | None = None,
    notes: Mapping[str, str] = NO_NOTE,
    words: str = "",
    note: str = "",
    answers: Mapping[str, bool] = NO_ANSWER,
    key: str = "",
) -> Diagnosis:
    """How a person stands; a domain that is not in `levels` was not assessed.

    What the levels suggest is kept as proposals: `answers` (service: right or not) settles some at once.
    The same `key` is kept once.
    """
    access.require(by, CareVerb.ASSESS, case)
    if (first := _earlier(case, key)) is not None:
        return first
    made_at = made_at or at
    _require_sound(case, person, levels, by=by, at=at, made_at=made_at)
    diagnosis = Diagnosis(
        case=case,
        person=person,
        grid=grid().version,
        words=text.within(words, limit=WORDS, field="words"),
        note=text.within(note, limit=NOTE, field="note"),
        by_id=by.member_id,
        at=made_at,
    )
    said = {
        domain: text.within(notes.get(domain, ""), limit=DOMAIN_NOTE, field="levels") for domain in levels
    }
    proposals = proposed_needs(case, person, levels, on=made_at)
    try:
        with transaction.atomic():
            diagnosis.save()
            idempotency.remember("diagnosis", _within(case, key), diagnosis.pk, at=at)
            _keep(diagnosis, levels, said, proposals, answers, by=by, at=at)
    except IntegrityError:
        if (first := _earlier(case, key)) is None:
            raise
        return first
    return diagnosis


def _earlier(case: Case, key: str) -> Diagnosis | None:
    known = idempotency.earlier("diagnosis", _within(case, key))
    return Diagnosis.objects.get(pk=known) if known else None


def _within(case: Case, key: str) -> str:
    """The key of one case never answers for another."""
    return f"{case.pk}:{key}" if key else ""


def _require_sound(
    case: Case, person: Person, levels: Mapping[str, int], *, by: Actor, at: datetime, made_at: datetime
) -> None:
    require_followed(case, by)
    require_party(case, person)
    if not levels:
        raise Refused(_("Say where the person stands in one domain at least."), field="levels")
    if not set(levels) <= set(grid().domains) or not set(levels.values()) <= set(LEVELS):
        raise Refused(_("This value is not in the list."), field="levels")
    if allowed_levels(levels) != levels:
        raise Refused(
            _(
                "Health is not assessed: no authorisation of the national commission (law 09-08) is entered. "
                "The care that is needed can still be asked for."
            ),
            field="levels",
        )
    if made_at > at:
        raise Refused(_("This time has not come yet."), field="made_at")
    if made_at < at - EARLIEST:
        raise Refused(_("This date is too far away."), field="made_at")


def _keep(
    diagnosis: Diagnosis,
    levels: Mapping[str, int],
    notes: Mapping[str, str],
    proposals: list[Proposal],
    answers: Mapping[str, bool],
    *,
    by: Actor,
    at: datetime,
) -> None:
    DomainLevel.objects.bulk_create(
        DomainLevel(diagnosis=diagnosis, domain=domain, level=levels[domain], note=notes[domain])
        for domain in grid().domains
        if domain in levels
    )
    kept = ProposedNeed.objects.bulk_create(
        ProposedNeed(
            diagnosis=diagnosis,
            service=each.service,
            urgent=each.urgent,
            reasons=[asdict(reason) for reason in each.reasons],
        )
        for each in proposals
    )
    data = {
        "diagnosis": diagnosis.pk,
        "person": diagnosis.person_id,
        "grid": diagnosis.grid,
        "assessed": len(levels),
        "crisis": [domain for domain in grid().domains if levels.get(domain) == CRISIS],
    }
    cases.tell(diagnosis.case, Entry.DIAGNOSIS, by=by, at=diagnosis.at, words=diagnosis.words, data=data)
    DiagnosisDraft.objects.filter(case=diagnosis.case, member=by.member_id).update(said={}, at=at)
    events.publish(
        facts.DiagnosisMade(
            diagnosis_id=diagnosis.pk,
            case_id=diagnosis.case_id,
            person_id=diagnosis.person_id,
            grid=diagnosis.grid,
            assessed=len(levels),
            proposed=tuple(each.service for each in proposals),
        ),
        by=by,
        at=at,
    )
    diagnosis.case.refresh_from_db(fields=["state", "version", "moved_at"])  # it may have begun
    for proposal in kept:
        if proposal.service in answers:
            answer_proposal(proposal=proposal, wanted=answers[proposal.service], by=by, at=at)


@transaction.atomic
def draft_diagnosis(*, case: Case, said: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Keep what is being typed, for whoever types it."""
    access.require(by, CareVerb.ASSESS, case)
    if by.member_id is None or _earlier(case, said.get("key", "")) is not None:
        return  # the software types nothing; or it was made meanwhile
    kept = {name: text.within(value, limit=WORDS, field=name) for name, value in _allowed(said).items()}
    # The case again among them: its level says whether this is sealed, it need not be read for that.
    written = {"case": case, "said": kept, "at": at}
    _draft, begun = DiagnosisDraft.objects.update_or_create(
        case=case, member_id=by.member_id, defaults=written
    )
    if begun:
        events.publish(facts.DiagnosisDrafted(case_id=case.pk), by=by, at=at)


def _allowed(said: Mapping[str, str]) -> Mapping[str, str]:
    """What was typed without what is off: a page opened before the authorisation ended still sends it."""
    health = {
        f"{kind}_{each.code}" for each in grid().domains.values() if each.authorised for kind in DRAFTED
    }
    if health.isdisjoint(said) or may_keep_health():
        return said
    return {name: value for name, value in said.items() if name not in health}
