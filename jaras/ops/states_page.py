"""The tables of states as diagrams."""

from pathlib import Path


def states_page(root: Path) -> str:
    """`docs/states.md`: one diagram a table, from the tables themselves."""
    import os

    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")
    if not apps.ready:
        django.setup()
    from jaras.kernel.workflow import registered

    lines = [
        "# States",
        "",
        "Written by `jaras docs update` from the tables in the code; every move is kept with who,",
    ]
    lines += ["when, why. The words of each state are in [glossary.md](glossary.md)."]
    for subject, workflow in registered().items():
        lines += ["", f"## {subject.capitalize()}", "", "```mermaid", workflow.diagram(), "```"]
        reasons = [move.verb for move in workflow.moves if move.reason_needed]
        if reasons:
            lines += ["", f"A written reason is needed to: {', '.join(reasons)}."]
    return "\n".join(lines) + "\n"
