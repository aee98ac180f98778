"""The invented handover: what was promised, what the next one has acknowledged so far."""

from datetime import datetime, timedelta

from jaras.demo.cast import Cast
from jaras.governance.models import actor_of
from jaras.governance.queries import current_watch
from jaras.handover import actions as handover
from jaras.handover import queries
from jaras.intake.models import Report

PROMISES = (
    ("Rappeler la pharmacie de garde : elle met un traitement de côté.", timedelta(hours=3)),
    ("La tournée de nuit repasse devant la gare routière.", timedelta(hours=5)),
)
LEFT = 3  # lines that still wait, so that one sees how it is done


def promise(cast: Cast, *, at: datetime) -> None:
    """Whoever holds the watch writes what the next one will have to keep."""
    watch = current_watch(at=at)
    if watch is None:
        return
    me = actor_of(watch.holder, at=at)
    for words, later in PROMISES:
        handover.promise(watch=watch, words=words, due_at=at + later, by=me, at=at)
    mine = Report.objects.visible_to(me).open().filter(claimed_by=watch.holder_id).first()
    if mine is not None:
        words = "J’ai dit que nous la rappelons avant midi."
        handover.promise(watch=watch, words=words, report=mine, by=me, at=at)


def acknowledge(cast: Cast, *, at: datetime) -> None:
    """The next one reads line after line, asks back about one; three still wait."""
    watch, now = queries.last_ended(), current_watch(at=at)
    if watch is None or now is None:
        return
    me = actor_of(now.holder, at=at)
    lines = queries.handed(watch, me, at=at).lines
    for line in lines[:-LEFT]:
        handover.acknowledge(line=line, by=me, at=at)
    if lines:
        asked = lines[-1]
        handover.ask_back(line=asked, words="Qui les prévient, nous ou la tournée ?", by=me, at=at)
