"""A telephone is found however it was written, by the digits that people remember."""

import pytest

from jaras.kernel import telephones
from jaras.kernel.models import TelephoneDigest


@pytest.mark.parametrize(
    "written",
    [
        "0661234567",
        "06 61 23 45 67",
        "+212 661-234567",
        "00212661234567",
        "٠٦٦١٢٣٤٥٦٧",
        "+212 (0) 661 23 45 67",
    ],
)
def test_one_number_however_written(written: str) -> None:
    assert telephones.normalised(written) == "+212661234567"


def test_another_country_keeps_its_own() -> None:
    assert telephones.normalised("+33 6 12 34 56 78") == "+33612345678"


def test_two_numbers_of_one_field() -> None:
    assert telephones.numbers("0661234567 / 0522112233") == ["+212661234567", "+212522112233"]
    assert telephones.numbers("0661234567 ou 0661234567") == ["+212661234567"]
    assert telephones.numbers("voisine") == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["0661234567", "4567", "23 45 67", "61234567", "+212661234567"])
def test_found_whole_or_by_its_end(typed: str) -> None:
    telephones.index("person", 7, "06 61 23 45 67", fresh=True)
    telephones.index("person", 8, "06 61 23 45 00", fresh=True)
    telephones.index("report", 9, "06 61 23 45 67", fresh=True)
    assert telephones.find("person", typed) == [7]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["567", "1234", "", "abc", "0661234568"])
def test_not_found(typed: str) -> None:
    telephones.index("person", 7, "0661234567", fresh=True)
    assert telephones.find("person", typed) == []


@pytest.mark.django_db
def test_exactly_this_number() -> None:
    telephones.index("person", 7, "0661234567", fresh=True)
    assert telephones.exactly("person", "+212661234567") == [7]
    assert telephones.exactly("person", "4567") == []


@pytest.mark.django_db
def test_a_changed_number_is_found_no_more() -> None:
    telephones.index("person", 7, "0661234567", fresh=True)
    telephones.index("person", 7, "0700000000")
    assert telephones.find("person", "4567") == []
    assert telephones.find("person", "0000") == [7]
    telephones.index("person", 7, "")
    assert not TelephoneDigest.objects.exists()


@pytest.mark.django_db
def test_digests_tell_nothing() -> None:
    telephones.index("person", 7, "0661234567", fresh=True)
    row = TelephoneDigest.objects.get()
    digests = {row.whole, row.last8, row.last6, row.last4}
    assert len(digests) == 4
    assert not any(digest[-4:] == "4567" for digest in digests)


@pytest.mark.parametrize(
    ("typed", "does"), [("06 61", True), ("+212", False), ("Driss 1234", False), ("12345", True)]
)
def test_looks_like_a_number(typed: str, does: bool) -> None:
    assert telephones.looks_like_one(typed) is does
