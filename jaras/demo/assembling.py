"""The invented meetings: the cell each week, a desk in a douar, what was kept from one to the next."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.demo.cast import Cast
from jaras.demo.clock import moment
from jaras.kernel.actor import SYSTEM
from jaras.meetings import actions, queries
from jaras.meetings.models import Invitation, Meeting, Series
from jaras.meetings.rules import Source
from jaras.partners.models import Organisation
from jaras.territory.models import Commune

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BELONG = ("salma", "karim", "naima", "rachid", "latifa", "hassan")
Step = tuple[datetime, Callable[[], None]]
# Who, what, days left, role, how: as it was said in the room.
FIRST = (
    (
        "karim",
        "Obtenir trois places d’hiver au foyer Al Amal",
        3,
        "CATALYSEUR",
        "Appel au directeur, puis lettre",
    ),
    ("hassan", "Repérer qui dort derrière la gare routière", 4, "PIVOT", "Deux passages, à 22 h et à 5 h"),
    ("latifa", "Faire réparer le chauffe-eau du centre de jour", 5, "ACCELERATEUR", ""),
)
SECOND = (
    (
        "rachid",
        "Consultation du jeudi sans rendez-vous pour les sans-abri",
        12,
        "FACILITATEUR",
        "Une salle, un infirmier",
    ),
    (
        "naima",
        "Écrire à la commune pour les actes de naissance manquants",
        4,
        "CATALYSEUR",
        "Liste anonyme de six enfants",
    ),
    ("hassan", "Porter les couvertures restées au dépôt", 3, "PIVOT", "Le minibus de la maraude"),
)
SAID = (
    ("DOLEANCE", "La citerne d’eau ne passe plus depuis deux semaines."),
    ("IDEE", "Un bus le matin et le soir, et nos filles iraient au collège."),
    ("OBSERVATION", "Les gens ne savent pas où demander le registre social."),
)


def steps(cast: Cast, *, told_at: datetime) -> Iterator[Step]:
    """Planned three weeks ago, held twice; the next one is tomorrow, with its agenda made."""
    first, second = moment("-13d 10:00", told_at), moment("-6d 10:00", told_at)
    yield first - 7 * DAY, lambda: _series(cast, first)
    yield first, lambda: _first(cast, first)
    yield second, lambda: _second(cast, second)
    field = moment("-2d 16:00", told_at)
    yield field, lambda: _desk(cast, field)


def _series(cast: Cast, first: datetime) -> None:
    how: dict[str, Any] = {"by": cast.actor("meryem"), "at": first - 7 * DAY}
    series = actions.plan_series(
        name="Réunion de la cellule",
        kind="CELL",
        weekdays=[first.weekday()],
        hour=first.time(),
        first_on=first.date(),
        minutes=60,
        quorum=4,
        facilitator=cast.members["meryem"],
        members=[cast.members[key] for key in BELONG],
        **how,
    )
    actions.plan_next(series=series, **how)


def _first(cast: Cast, at: datetime) -> None:
    meeting = _opened(cast, at)
    _write(meeting, cast, "Le froid arrive une semaine plus tôt que l’an dernier.", at + 20 * MINUTE)
    _hang(cast, meeting, FIRST, at + 40 * MINUTE)
    _close(
        cast, meeting, "Les besoins de l’hiver sont posés.", "Appeler le foyer avant midi.", at + 55 * MINUTE
    )
    for number, words in ((0, "Trois lits réservés jusqu’en mars"), (1, "Sept personnes, un plan du lieu")):
        bell = Bell.objects.filter(of="meeting", row=meeting.pk).order_by("pk")[number]
        bells.finish(bell=bell, evidence=words, by=cast.actor(FIRST[number][0]), at=at + (2 + number) * DAY)


def _second(cast: Cast, at: datetime) -> None:
    meeting = _opened(cast, at)
    _read(cast, meeting, at)
    _write(meeting, cast, "Six enfants sans acte de naissance dans deux douars.", at + 20 * MINUTE)
    actions.decide(
        meeting=meeting,
        words="La maraude passe aussi à 5 h jusqu’à la fin de l’hiver.",
        token="demo-meeting-decision",  # nosec B106 - of a form, no secret
        by=cast.actor("meryem"),
        at=at + 30 * MINUTE,
    )
    _hang(cast, meeting, SECOND, at + 40 * MINUTE)
    _close(
        cast,
        meeting,
        "Deux cloches tenues sur trois.",
        "Un bon de commande se demande tôt.",
        at + 58 * MINUTE,
    )
    following = Series.objects.get(meetings=meeting).meetings.coming().get()
    actions.ask_item(
        meeting=following,
        title="Douches du centre de jour : deux matinées de plus ?",
        why="La file commence à 6 h.",
        by=cast.actor("latifa"),
        at=at + DAY,
    )
    for key, answer in (("salma", "yes"), ("karim", "yes"), ("hassan", "maybe"), ("rachid", "no")):
        row = Invitation.objects.select_related("meeting").get(meeting=following, member=cast.members[key])
        actions.answer(invitation=row, answer=answer, by=cast.actor(key), at=at + 2 * DAY)
    house: Organisation = cast.organisations["hospital"]
    actions.invite(
        meeting=following,
        organisation=house,
        name="Service social",
        email="social@hopital.example",
        by=cast.actor("meryem"),
        at=at + DAY,
    )


def _desk(cast: Cast, at: datetime) -> None:
    """Under a tree: who came gave no name, three things were heard, one bell was hung on the spot."""
    me = cast.actor("latifa")
    meeting = actions.plan_meeting(
        kind="FIELD",
        name="Guichet du douar",
        starts_at=at,
        ends_at=at + 120 * MINUTE,
        facilitator=cast.members["latifa"],
        commune=Commune.objects.order_by("pk").first(),
        place_text="À l’ombre de l’école",
        by=me,
        at=at - 3 * DAY,
    )
    for key in ("latifa", "hassan"):
        actions.invite(meeting=meeting, member=cast.members[key], by=me, at=at - 2 * DAY)
    meeting = actions.open_meeting(meeting=meeting, by=me, at=at)
    _here(meeting, at)
    _read(cast, meeting, at)
    actions.count(meeting=meeting, number=23, by=me, at=at + 30 * MINUTE)
    for number, (kind, words) in enumerate(SAID):
        token = f"demo-desk-{number}"
        actions.hear(
            meeting=meeting, kind=kind, words=words, token=token, by=cast.actor("salma"), at=at + 40 * MINUTE
        )
    said = (
        "latifa",
        "Demander le passage de la citerne",
        6,
        "ACCELERATEUR",
        "Appel à la commune demain matin",
    )
    _hang(cast, meeting, (said,), at + 60 * MINUTE)
    _close(
        cast, meeting, "Vingt-trois personnes reçues.", "Le douar attend d’abord l’eau.", at + 110 * MINUTE
    )


def _opened(cast: Cast, at: datetime) -> Meeting:
    meeting = Meeting.objects.coming().filter(series__isnull=False).order_by("starts_at").get(starts_at=at)
    meeting = actions.open_meeting(meeting=meeting, by=cast.actor("meryem"), at=at)
    _here(meeting, at)
    return meeting


def _here(meeting: Meeting, at: datetime) -> None:
    for number, each in enumerate(Invitation.objects.filter(meeting=meeting).select_related("meeting")):
        if number < 6:
            actions.note_presence(invitation=each, here=True, by=SYSTEM, at=at + number * MINUTE)
            if number % 2 == 0:
                actions.note_spoke(invitation=each, by=SYSTEM, at=at + 20 * MINUTE)


def _write(meeting: Meeting, cast: Cast, words: str, at: datetime) -> None:
    item = actions.add_item(meeting=meeting, title="L’hiver", minutes=20, by=cast.actor("meryem"), at=at)
    item = actions.take_item(item=item, by=cast.actor("meryem"), at=at)
    actions.write_notes(
        item=item, notes=words, version=item.version, by=cast.actor("salma"), at=at + 10 * MINUTE
    )


def _read(cast: Cast, meeting: Meeting, at: datetime) -> None:
    for number, reading in enumerate(queries.readings(meeting)):
        kept = reading.bell.ended_at is not None
        learnt = "" if kept else "Le réparateur demande un bon de commande signé."
        actions.read_bell(
            reading=reading,
            heard="kept" if kept else "not_kept",
            learnt=learnt,
            by=cast.actor("meryem"),
            at=at + number * MINUTE,
        )


def _hang(cast: Cast, meeting: Meeting, said: tuple[Any, ...], at: datetime) -> None:
    for who, what, days, role, how in said:
        bells.ring(
            what=what,
            who=cast.members[who],
            due_at=at + days * DAY,
            role=role,
            how=how,
            of="meeting",
            row=meeting.pk,
            by=cast.actor(who),
            at=at,
        )


def _close(cast: Cast, meeting: Meeting, done: str, learnt: str, at: datetime) -> None:
    last = meeting.items.get(source=Source.READING)
    actions.take_item(item=last, by=cast.actor("meryem"), at=at - 5 * MINUTE)
    me = cast.actor("meryem")
    actions.close(
        meeting=meeting,
        done=done,
        learnt=learnt,
        ahead="On lit les cloches la semaine prochaine.",
        by=me,
        at=at,
    )
