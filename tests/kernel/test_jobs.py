"""Work of the kernel that comes round."""

import pytest
from django.db import connection

from jaras.kernel.jobs import weigh_tables
from jaras.kernel.models import Counter
from jaras.kernel.periodic import registered


@pytest.mark.django_db
def test_the_database_learns_how_large_its_tables_are() -> None:
    Counter.objects.bulk_create(Counter(name="weighed", key=str(number)) for number in range(50))
    weigh_tables()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'kernel_counter'")
            assert any(int(row[0].split()[0]) >= 50 for row in cursor.fetchall())


def test_it_comes_round_by_itself() -> None:
    assert registered()["jaras.kernel.jobs.weigh_tables"].minutes == 24 * 60
