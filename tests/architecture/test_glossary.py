"""Every model and every state has its words."""

from pathlib import Path

from django.apps import apps

from jaras.kernel.workflow import registered

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_model_is_in_the_glossary() -> None:
    models = [
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith("jaras.")
        for model in config.get_models()
    ]
    missing = [name for name in models if f"| `{name}` |" not in PAGE]
    assert missing == [], "add a row with its French and Arabic words to docs/glossary.md"


def test_every_state_is_in_the_glossary() -> None:
    missing = [
        (subject, state.value)
        for subject, workflow in registered().items()
        for state in workflow.states
        if f"| {subject} | `{state.value}` |" not in PAGE
    ]
    assert missing == [], "add a row with its French and Arabic words to docs/glossary.md"


def test_no_row_is_without_words() -> None:
    rows = [line.split("|")[1:-1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert rows
    assert all(cell.strip() for row in rows for cell in row)
