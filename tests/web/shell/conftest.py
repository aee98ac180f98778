"""What the tests of the shell share: pages without a collected manifest, one template engine."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

NIGHT = datetime(2026, 8, 5, 1, 10, tzinfo=UTC)  # 02:10 in Khouribga
Render = Callable[..., str]


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    backend = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": backend}


@pytest.fixture
def render() -> Render:
    def rendered(source: str, language: str = "fr", **context: Any) -> str:
        template = engines["jinja2"].from_string('{% import "shell/ui.html" as ui %}' + source)
        with translation.override(language):
            return str(template.render(context))

    return rendered
