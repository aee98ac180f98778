"""What every test may ask for: the hour, members of every role, clients signed in as them, the queue."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import translation
from django_q.models import OrmQ
from hypothesis import HealthCheck
from hypothesis import settings as examples

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import Actor
from jaras.kernel.record import guards, routing
from tests import factories

PROGRAMS = Path(__file__).parent / "ops"
COMMITS = {"transactional_db", "live_server"}  # fixtures of tests that really commit
NOW = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
# No test asserts a time: how fast examples are made is the machine's business.
examples.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever may use the database may use the file of the record, which it has on SQLite.

    What asks no database is the same on both: on PostgreSQL it is left out, but for what starts programs.
    """
    asked: list[pytest.Item] = []
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or {"db", *COMMITS} & set(getattr(item, "fixturenames", ())):
            given = dict(marker.kwargs) if marker else {}
            if COMMITS & set(getattr(item, "fixturenames", ())):
                # What really commits gives back what migrations wrote: else the next begins without it.
                given |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**given | {"databases": "__all__"}), append=False)
            asked.append(item)
        elif item.path.is_relative_to(PROGRAMS):
            asked.append(item)
    if connections["default"].vendor == "postgresql" and len(asked) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asked)])
        items[:] = asked


@pytest.fixture(autouse=True)
def _emptied_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that really commits empties its tables; the logs refuse, unless their guards look away."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if not commits and not COMMITS & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    kept = [model._meta.db_table for model in reversed(apps.get_models()) if hasattr(model, "append_only")]
    for table in [*kept, *guards.TABLES]:
        connection = connections[routing.alias() if table.startswith(routing.LABEL) else "default"]
        with connection.cursor() as cursor:
            for line in [
                *guards.unguard(connection.vendor, table),
                f"DELETE FROM {table}",
                *guards.guard(connection.vendor, table),
            ]:
                cursor.execute(line)


@pytest.fixture
def at() -> datetime:
    """The hour of the test: handed in, never patched."""
    return NOW


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> Iterator[None]:
    """No test sees the files, the limits or the language of another."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EXPORTS_ROOT = tmp_path / "exports"
    cache.clear()
    translation.deactivate()
    yield
    cache.clear()
    translation.deactivate()


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> Callable[[], AbstractContextManager[Any]]:
    """`with committed():` does at its end what waits for a commit (files that leave the disk)."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def member(db: None) -> Callable[..., Member]:
    """`member("operator")`: somebody of this role, joined through an invitation."""
    return factories.member


@pytest.fixture
def actor(member: Callable[..., Member]) -> Callable[..., Actor]:
    """`actor("operator")`: the same, as the one who acts."""
    return lambda *roles, **traits: actor_of(member(*roles, **traits))


@pytest.fixture
def sign_in(db: None) -> Callable[[Member], Client]:
    """A browser in which this member is signed in."""

    def signed_in(who: Member) -> Client:
        client = Client()
        client.force_login(Member.objects.get(pk=who.pk), backend=configured.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def work(db: None) -> Callable[[], int]:
    """Do what was left for later, as the worker would; the answer is how many jobs were done."""

    def do_all() -> int:
        done = 0
        while (row := OrmQ.objects.order_by("id").first()) is not None:
            task = row.task
            module, _dot, name = task["func"].rpartition(".")
            getattr(import_module(module), name)(*task["args"], **task["kwargs"])
            row.delete()
            done += 1
        return done

    return do_all
