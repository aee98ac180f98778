"""Long lists are read by key, whatever the key looks like."""

from collections.abc import Callable

import pytest

from jaras.governance.models import Member
from jaras.kernel.pages import page


@pytest.mark.parametrize("name", ["Tariq", "2026-11-25T02:10", "سلمى", "a~1", ""])
def test_the_second_page_follows_the_first(name: str, member: Callable[..., Member]) -> None:
    for _each in range(3):
        Member.objects.filter(pk=member("field").pk).update(name=name)
    first = page(Member.objects.all(), order=("name", "id"), size=2)
    second = page(Member.objects.all(), order=("name", "id"), after=first.after, size=2)
    assert [row.pk for row in first.rows + second.rows] == sorted(Member.objects.values_list("pk", flat=True))
    assert second.after == ""


def test_a_list_in_order_of_time_goes_on(member: Callable[..., Member]) -> None:
    for _each in range(3):
        member("field")
    first = page(Member.objects.all(), order=("-joined_at", "-id"), size=2)
    assert len(page(Member.objects.all(), order=("-joined_at", "-id"), after=first.after, size=2).rows) == 1


@pytest.mark.parametrize("key", ["x", "%00", "W10", "WzFd", "eyJhIjoxfQ", "W3siYXQiOjF9LDFd", "WzEsW11d"])
@pytest.mark.django_db
def test_a_bad_key_begins_again(key: str) -> None:
    assert page(Member.objects.all(), order=("-joined_at", "-id"), after=key).rows == []


@pytest.mark.parametrize("order", [("id",), ("-id", "name"), ("-joined_at", "id"), ("name", "-id")])
@pytest.mark.django_db
def test_the_key_of_another_list_begins_again(order: tuple[str, ...], member: Callable[..., Member]) -> None:
    for _each in range(3):
        member("field")
    rows = Member.objects.all()
    begun = [row.pk for row in page(rows, order=order).rows]
    for other in (("-joined_at",), ("-joined_at", "-id"), ("name", "id"), ("id", "-joined_at"), ("-name",)):
        key = page(rows, order=other, size=1).after
        found = [row.pk for row in page(rows, order=order, after=key).rows]
        assert found == begun or set(found) < set(begun)
