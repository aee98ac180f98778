"""The invented committee for women and children victims of violence: nine seats, one session that sat."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from jaras.cases.models import Case
from jaras.committees import actions as committees
from jaras.committees import queries
from jaras.committees.models import SessionItem
from jaras.demo.cast import Cast
from jaras.governance import actions as governance
from jaras.governance.models import Ballot, Committee
from jaras.governance.roles import committee_kinds
from jaras.governance.rules.ballots import Choice, Method
from jaras.kernel.actor import SYSTEM

MINUTE = timedelta(minutes=1)
# The seats that this house keeps of the usual ones, with the organisation that sits there.
SEATS = {
    "PR": "prosecutor",
    "CELL": "court_unit",
    "JM": None,
    "DGSN": "police",
    "GR": "gendarmerie",
    "HEALTH": "hospital",
    "EN": "shelter_women",
    "EDUCATION": "education",
    "ASSOCIATIONS": None,
}
# Who sits there: the key of a member, the function, whether in the first place.
MANDATES = (
    ("PR", "mounir", "Substitut du procureur du Roi", True),
    ("PR", "hind", "Substitut du procureur du Roi", False),
    ("CELL", "khadija", "Assistante sociale", True),
    ("DGSN", "jamal", "Cellule d’accueil des femmes victimes de violence", True),
    ("HEALTH", "nadia", "Médecin, unité intégrée", True),
    ("EN", "souad", "Directrice de l’espace", True),
)
INVITED = ("PR", "CELL", "DGSN", "HEALTH")
SUMMARY = (
    "Une mère de 31 ans et ses deux enfants, menacés avec une arme au domicile. Mis à l’abri la même nuit ; "
    "le lieu ne doit être dit à personne. Elle veut porter plainte, craint que l’école soit connue du père."
)
QUESTION = (
    "Qui l’accompagne pour la plainte et le certificat, et comment les enfants reprennent-ils l’école ?"
)
DECISION = (
    "La plainte est reçue demain au tribunal, sans attente, avec l’assistante sociale. Le certificat médical "
    "est établi le même jour. L’éloignement est demandé au procureur."
)
PROPOSED = "Recevoir la plainte demain au tribunal et demander l’éloignement."
PROMISES = (
    ("CELL", "Accompagner la mère au dépôt de plainte, demain à 9 h.", 1),
    ("HEALTH", "Recevoir la mère et les enfants à l’unité intégrée.", 1),
    ("PR", "Demander l’éloignement du domicile.", 3),
)


def compose(cast: Cast, *, at: datetime) -> None:
    """The head keeps nine of the usual seats; three of them nobody holds yet."""
    kind, by = committee_kinds()["local"], cast.actor("meryem")
    usual = {said["code"]: said for said in kind["seats"]}
    seats = [
        governance.SeatSaid(
            institution_fr=usual[code]["name_fr"],
            institution_ar=usual[code]["name_ar"],
            organisation=cast.organisations[key] if key else None,
            chair=usual[code].get("chair", False),
            secretariat=usual[code].get("secretariat", False),
            poles=usual[code].get("poles", []),
            publics=usual[code].get("publics", []),
        )
        for code, key in SEATS.items()
    ]
    committee = governance.found_committee(
        kind=kind.code,
        name_fr=kind.name_fr,
        name_ar=kind.name_ar,
        compartment=kind["compartment"],
        quorum=3,
        seats=seats,
        by=by,
        at=at,
    )
    by_code = dict(zip(SEATS, committee.seats.all(), strict=True))
    for code, key, function, titular in MANDATES:
        governance.give_mandate(
            seat=by_code[code],
            member=cast.members[key],
            function=function,
            titular=titular,
            since=at.date(),
            by=by,
            at=at,
        )


def sit(cast: Cast, cases: Mapping[str, Case], *, at: datetime) -> None:
    """Convened at once on the file of the knife; four of nine institutions, a decision, three promises."""
    committee, by = Committee.objects.get(), cast.actor("naima")
    by_code = dict(zip(SEATS, committee.seats.all(), strict=True))
    item = committees.convene(
        case=Case.objects.get(pk=cases["knife"].pk),
        committee=committee,
        summary=SUMMARY,
        question=QUESTION,
        seats={by_code[code]: ["pole" if code != "PR" else "chair"] for code in INVITED},
        by=by,
        at=at,
    )
    for each in queries.seats_of(item):
        if each.mandate is not None:
            committees.note_reached(
                item_seat=each, mandate=each.mandate, reached=True, by=by, at=at + 20 * MINUTE
            )
    opened = at + 90 * MINUTE
    committees.open_session(session=item.session, by=by, at=opened)
    for each in queries.seats_of(item):
        committees.come(item_seat=each, by=by, at=opened + MINUTE)
    _decide(cast, item, at=opened + 15 * MINUTE)
    seats = {each.seat_id: each for each in queries.seats_of(item)}
    for code, words, days in PROMISES:
        committees.undertake(
            item_seat=seats[by_code[code].pk],
            words=words,
            due_at=opened + timedelta(days=days),
            role="PIVOT",
            by=by,
            at=opened + 30 * MINUTE,
        )
    item = SessionItem.objects.select_related("session").get(pk=item.pk)
    committees.close_session(session=item.session, by=by, at=opened + 40 * MINUTE)


def _decide(cast: Cast, item: SessionItem, *, at: datetime) -> None:
    """By consent: nobody objects. Their session is long over when it is told: the software lends its eyes."""
    by = cast.actor("naima")
    ballot: Ballot = committees.put_to_vote(item=item, question=PROPOSED, method=Method.CONSENT, by=by, at=at)
    for voter in ballot.voters.all():
        them = replace(SYSTEM, member_id=voter.member_id)
        governance.vote(ballot=ballot, choice=Choice.FOR, by=them, at=at)
    governance.close_ballot(ballot=ballot, by=by, at=at)
    committees.decide(item=item, words=DECISION, by=by, at=at)


def plan(cast: Cast, *, today: datetime, at: datetime) -> None:
    """The next ordinary session, with no file before it yet."""
    starts_at = today.replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=5)
    committees.plan_session(
        committee=Committee.objects.get(), starts_at=starts_at, by=cast.actor("naima"), at=at
    )
