"""Tells one sealed story on a database of its own, then reads every byte of its disk.

Run as a program, in a process of its own: `python -m tests.ops.stolen_disk at-once|later [CLUSTER]`, with
JARAS_DATA, DATABASE_URL. What was found is written as JSON on the last line.
"""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from tests.ops.marks import Marks

PAGES = (
    "/desk", "/day/", "/reports", "/reports?q={word}", "/people/?q={word}", "/people/?q={telephone}",
    "/search?q={word}", "/cases/?q={word}", "/cases/", "/figures/", "/exports/", "/registers/",
)  # fmt: skip


def main(when: str, cluster: str = "") -> int:
    django.setup()
    from django.utils import timezone

    from jaras.kernel.keys import ring
    from jaras.ops.setup import migrate
    from tests.ops import filled, sealed_story

    ring.keep(ring.fresh(), anew=True)
    migrate()
    at, said = timezone.now(), Marks()
    settle(at)
    story = sealed_story.Story(said, work, at, at_once=when == "at-once")
    story.tell()
    told: dict[str, Any] = {"waiting": read(said, cluster)}
    work()
    told |= {"pages": dict(leaf(story, said)), "untyped": filled.untyped(said)}
    told["fields"] = filled.wanted_count()
    copy()
    told |= {"rows": list(rows(said)), "kept": read(said, cluster)}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def settle(at: Any) -> None:
    from jaras.kernel.actor import SYSTEM
    from jaras.territory import actions as territory
    from tests import factories

    factories.commune()
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=at)


def work() -> None:
    """Do what was left for later, as the worker would."""
    from django_q.models import OrmQ

    from jaras.hooks.actions.delivering import DELIVER

    while (row := OrmQ.objects.order_by("id").first()) is not None:
        task = row.task
        module, _dot, name = task["func"].rpartition(".")
        if task["func"] != DELIVER:  # no test speaks to other houses
            getattr(import_module(module), name)(*task["args"], **task["kwargs"])
        row.delete()


def leaf(story: Any, said: Marks) -> Iterator[tuple[str, int]]:
    """Whoever may read it opens the pages, searches the words: sessions, caches, the record are written."""
    from django.conf import settings
    from django.test import Client

    from jaras.cases.models import Case
    from jaras.intake.models import Report
    from jaras.kernel.record import sealing
    from jaras.people.models import Person

    browser = Client(headers={"host": "localhost"})
    browser.force_login(story.holder, backend=settings.AUTHENTICATION_BACKENDS[0])
    words = {"word": story.looked_for, "telephone": f"0{said.numbers[0]}"}
    paths = [path.format(**words) for path in PAGES]
    paths += [f"/cases/{row.pk}/" for row in Case.objects.all()]
    paths += [f"/reports/{row.pk}" for row in Report.objects.all()]
    paths += [f"/people/{row.pk}/" for row in Person.objects.all()]
    for path in paths:
        answer: Any = browser.get(path, follow=True)  # a record that was merged leads to the one that stays
        yield path, answer.status_code
    sealing.seal_all(at=story.at)


def copy() -> None:
    """A backup, as it would leave the machine."""
    from django.conf import settings

    from jaras.ops import backup
    from jaras.ops.place import Place

    backup.write(Place(data=settings.DATA, mode="real"), settings.DATA / "backups" / "last.jaras")


def rows(said: Marks) -> Iterator[str]:
    """What the tables tell of it, asked in SQL."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (f"{table}: {row!r}" for row in cursor.fetchall() if said.in_text(repr(row)))


def read(said: Marks, cluster: str) -> list[str]:
    """What can be read of it in the folder of the data, of the database; the keys lie elsewhere."""
    from django.conf import settings
    from django.db import connection

    from tests.ops.marks import found

    if cluster:
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    folders = [Path(each) for each in (settings.DATA, cluster) if each]
    return sorted(set(found(said.pattern(settings.SECRET_KEY), *folders)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
