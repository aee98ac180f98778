"""The invented rounds: the two last nights, one of them beyond midnight, with those met."""

from datetime import datetime, timedelta

from jaras.demo.cast import Cast
from jaras.rounds import actions as rounds
from jaras.rounds.models import Round, RoundStop

MINUTE = timedelta(minutes=1)
# Where, minutes after the start, what was counted there.
FIRST = (
    ("bus", 10, {"met:man": 6, "met:woman": 1, "met:minor": 1, "given:meal": 7, "refused:shelter": 2}),
    ("train", 75, {"met:man": 3, "met:adult_in_family": 2, "met:child_in_family": 1, "given:meal": 5}),
    ("mosque", 150, {"met:man": 2, "met:woman": 1, "given:blanket": 2, "refused:care": 1}),
    ("hospital", 250, {"met:man": 1, "given:ride": 1}),
)
SECOND = (
    ("bus", 12, {"met:man": 5, "met:woman": 2, "given:meal": 6, "given:drink": 5, "refused:shelter": 1}),
    ("qods", 90, {"met:man": 2, "met:minor": 2, "given:meal": 3, "given:clothes": 1, "public:ESR": 2}),
    ("train", 200, {"met:adult_in_family": 1, "met:child_in_family": 2, "given:blanket": 3}),
)
WORDS = (
    "Deux personnes de la gare routière demandent qu’on repasse avant l’aube. Manque de couvertures.",
    "Calme. Les deux jeunes d’Al Qods acceptent de revoir l’équipe demain.",
)


def go(cast: Cast, *, night: int, starts_at: datetime) -> None:
    """Hassan leads, Fatiha goes along; the next evening it is the other way round."""
    leader, other = ("hassan", "fatiha") if night == 0 else ("fatiha", "hassan")
    by, planned = cast.actor(leader), starts_at - timedelta(hours=4)
    made = rounds.plan_round(
        starts_at=starts_at,
        way="minibus" if night == 0 else "foot",
        leader=cast.members[leader],
        team=[cast.members[other]],
        by=cast.actor("meryem"),
        at=planned,
    )
    route = FIRST if night == 0 else SECOND
    stops = [
        rounds.add_stop(
            round=made, place=cast.places[place], planned_at=starts_at + after * MINUTE, by=by, at=planned
        )
        for place, after, _counts in route
    ]
    made = rounds.start(round=made, by=by, at=starts_at)
    for stop, (_place, after, counts) in zip(stops, route, strict=True):
        there = starts_at + (after + 4) * MINUTE
        rounds.reach(stop=RoundStop.objects.select_related("round").get(pk=stop.pk), by=by, at=there)
        for pressed, number in counts.items():
            kind, _colon, code = pressed.partition(":")
            for turn in range(number):
                token = f"demo-{stop.pk}-{code}-{turn}"
                rounds.count(
                    stop=RoundStop.objects.select_related("round").get(pk=stop.pk),
                    kind=kind,
                    code=code,
                    token=token,
                    by=by,
                    at=there + turn * MINUTE,
                )
    back = starts_at + (route[-1][1] + 40) * MINUTE
    rounds.end(round=Round.objects.get(pk=made.pk), word=WORDS[night], by=by, at=back)
