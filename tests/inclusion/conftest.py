"""Refusals are read in the language of the code."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english(_apart: None) -> None:
    translation.activate("en")
