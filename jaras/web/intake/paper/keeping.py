"""Paper for the hour when the power fails: made each hour, kept for two days."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.kernel import periodic
from jaras.kernel.actor import SYSTEM
from jaras.territory import queries as territory
from jaras.web.intake.paper.drawing import pdf

LANGUAGES = ("fr", "ar")
KEPT = timedelta(hours=48)
HOUR = "%Y-%m-%d-%Hh"


def enter_timetable() -> None:
    periodic.every(
        timedelta(hours=1),
        "jaras.web.intake.paper.keeping.make_hourly",
        _("Draws the watch on two pages of paper, for the hour when the power fails"),
    )


def make_hourly() -> None:
    """The job: nothing before the territory is chosen, for nothing can be told yet."""
    if territory.installation() is not None:
        make(folder(), at=timezone.now())


def folder() -> Path:
    return Path(settings.DATA) / "sheets"


def make(where: Path, *, at: datetime) -> list[Path]:
    """The sheets of this hour, whole or not at all; those of the day before yesterday go."""
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
    made = [_kept(where / f"{hour:{HOUR}}-{name}.pdf", pdf(name, to=SYSTEM, at=at)) for name in LANGUAGES]
    for path, drawn_for in _sheets(where):
        if drawn_for < hour - KEPT:
            path.unlink(missing_ok=True)
    return made


def _kept(path: Path, content: bytes) -> Path:
    """Written beside, on disk, then given its name: a reader never opens half a page."""
    partial = path.with_suffix(".part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)
    return path


def _sheets(where: Path) -> Iterator[tuple[Path, datetime]]:
    """Our own sheets with the hour in their names; whatever else lies there stays."""
    for path in where.glob("*-*h-*.pdf"):
        try:
            hour = datetime.strptime(f"{path.stem.rpartition('-')[0]}+0000", f"{HOUR}%z")
        except ValueError:
            continue
        yield path, hour.replace(tzinfo=timezone.get_default_timezone())
