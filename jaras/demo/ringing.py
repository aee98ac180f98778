"""The invented bells: in every state, one past its day, one on a sealed case, one that goes on elsewhere."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from jaras.bells import actions as bells
from jaras.bells.actions import Ask
from jaras.bells.models import Bell
from jaras.bells.rules import Role
from jaras.cases.models import Case
from jaras.demo.cast import Cast
from jaras.demo.clock import HERE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FindCase = Callable[[str], Case]


def steps(cast: Cast, case: FindCase, *, told_at: datetime) -> list[tuple[datetime, Callable[[], None]]]:
    """Each at its own hour."""
    return [
        (told_at - 6 * DAY, lambda: _long_ago(cast, case, told_at - 6 * DAY)),
        (told_at - 2 * DAY, lambda: _this_week(cast, case, told_at - 2 * DAY)),
        (told_at - 3 * HOUR, lambda: _today(cast, case, told_at - 3 * HOUR)),
    ]


def _long_ago(cast: Cast, case: FindCase, at: datetime) -> None:
    """One that is past its day by now, one that was kept, one that went on with somebody else."""
    late = _ring(
        cast,
        "meryem",
        "karim",
        "Obtenir l’extrait d’acte de naissance à la commune d’Oued Zem",
        _evening(at, 4),
        at,
        case=case("cold-elder"),
        why="Sans cet extrait, pas de carte nationale",
        how="Se présenter au bureau d’état civil avec la lettre du frère",
        place_text="Bureau d’état civil, Oued Zem",
        role=Role.PIVOT,
    )
    _do(cast, "karim", bells.accept, late, at + HOUR)
    kept = _ring(
        cast,
        "salma",
        "hassan",
        "Porter dix couvertures à l’équipe de la gare routière",
        _evening(at, 1),
        at,
        place_text="Gare routière",
        role=Role.ACCELERATOR,
        with_whom=[Ask(organisation=cast.organisations["maraude"], part="Prêter le minibus")],
    )
    _do(cast, "hassan", bells.accept, kept, at + HOUR)
    evidence = "Dix couvertures remises à 21 h 40, cahier signé par le gardien."
    _do(cast, "hassan", bells.finish, kept, at + 9 * HOUR, evidence=evidence)
    given = _ring(
        cast,
        "meryem",
        "youssef",
        "Tenir à jour le tableau des places avec les cinq centres d’accueil",
        _evening(at, 12),
        at,
        role=Role.CATALYST,
        how="Un appel à chaque centre, le matin",
    )
    _do(cast, "youssef", bells.accept, given, at + HOUR)
    to = cast.members["salma"]
    _do(cast, "youssef", bells.offer, given, at + 2 * DAY, to=to)
    _do(cast, "salma", bells.take, given, at + 2 * DAY + HOUR)
    dropped = _ring(
        cast,
        "youssef",
        "fatiha",
        "Acheter des gants pour la maraude",
        _evening(at, 2),
        at,
        role=Role.FACILITATOR,
    )
    _do(cast, "youssef", bells.drop, dropped, at + DAY, reason="Une association en a offert deux cents.")


def _this_week(cast: Cast, case: FindCase, at: datetime) -> None:
    """Blocked, declined, under way, on a sealed case."""
    blocked = _ring(
        cast,
        "meryem",
        "naima",
        "Inscrire le fils de neuf ans à l’école du quartier avant la fin du mois",
        _evening(at, 9),
        at,
        case=case("school-boy"),
        role=Role.PIVOT,
        with_whom=[Ask(organisation=cast.organisations["education"], part="Accepter l’inscription tardive")],
    )
    _do(cast, "naima", bells.accept, blocked, at + HOUR)
    _do(
        cast,
        "naima",
        bells.block,
        blocked,
        at + DAY,
        blocker="DECISION",
        unblocks="L’accord écrit de la direction pour une inscription après la date limite",
        asked=cast.members["meryem"],
    )
    declined = _ring(
        cast,
        "salma",
        "fatiha",
        "مرافقة السيدة المسنة إلى موعدها بالمستشفى",
        _evening(at, 4),
        at,
        place_text="Hôpital provincial",
        how="سيارة الجمعية",
        role=Role.ACCELERATOR,
    )
    _do(cast, "fatiha", bells.decline, declined, at + HOUR, reason="Je suis de maraude cette nuit-là.")
    going = _ring(
        cast,
        "karim",
        "salma",
        "Réunir l’Institut de formation et le chef d’atelier autour du projet de soudure",
        _evening(at, 5),
        at,
        case=case("welding"),
        why="Le jeune est prêt, la session commence bientôt",
        review_at=_evening(at, 3),
        role=Role.CATALYST,
        with_whom=[
            Ask(organisation=cast.organisations["training"], part="Réserver une place"),
            Ask(member=cast.members["latifa"], part="Appeler le directeur"),
        ],
    )
    _do(cast, "salma", bells.accept, going, at + HOUR)
    _do(cast, "salma", bells.start, going, at + DAY)
    for help in Bell.objects.get(pk=going.pk).help.filter(member=cast.members["latifa"]):
        bells.answer_help(help=help, verb="accept", by=cast.actor("latifa"), at=at + DAY)
    sealed = _ring(
        cast,
        "meryem",
        "naima",
        "Accompagner la dame au tribunal pour la mesure de protection",
        _evening(at, 3),
        at,
        case=case("knife"),
        role=Role.PIVOT,
    )
    _do(cast, "naima", bells.accept, sealed, at + HOUR)


def _today(cast: Cast, case: FindCase, at: datetime) -> None:
    """Asked of those who open the demo."""
    _ring(
        cast,
        "karim",
        "meryem",
        "Demander au caïdat une audience pour le logement de Monsieur El Mehdaoui-Benjelloun",
        _evening(at, 1),
        at,
        role=Role.FACILITATOR,
        with_whom=[Ask(organisation=cast.organisations["caidat"])],
    )
    _ring(
        cast,
        "meryem",
        "salma",
        "Confirmer avec le Centre d’accueil Dar Al Karama les deux lits de ce soir",
        at + 9 * HOUR,
        at,
        role=Role.ACCELERATOR,
        with_whom=[Ask(member=cast.members["hassan"], part="Conduire les deux personnes")],
    )
    mine = _ring(
        cast, "salma", "salma", "Rappeler la mère du jeune apprenti", at + 8 * HOUR, at, role=Role.PIVOT,
        case=case("insulin"),
    )  # fmt: skip
    _do(cast, "salma", bells.offer, mine, at + HOUR, to=cast.members["meryem"])


def _ring(cast: Cast, by: str, who: str, what: str, due_at: datetime, at: datetime, **said: Any) -> Bell:
    return bells.ring(
        what=what,
        who=cast.members[who],
        due_at=due_at,
        suggested=said["role"],
        token=f"demo-{cast.members[who].pk}-{int(at.timestamp())}-{len(what)}",
        by=cast.actor(by),
        at=at,
        **said,
    )


def _do(cast: Cast, by: str, action: Callable[..., Any], bell: Bell, at: datetime, **said: Any) -> None:
    action(bell=Bell.objects.get(pk=bell.pk), by=cast.actor(by), at=at, **said)


def _evening(at: datetime, days: int) -> datetime:
    """Six in the evening, so many days later."""
    return (at + days * DAY).astimezone(HERE).replace(hour=18, minute=0, second=0, microsecond=0)
