"""The number of a row that a form sends back."""

from django.http import Http404

LONGEST = 18  # digits that any column holds


def number(typed: str) -> int:
    """Nothing is there (404) for whatever is no number."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST):
        raise Http404
    return int(typed)
