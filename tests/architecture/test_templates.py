"""Every template is used, every policy is called by a name."""

from jaras.governance.queries import policies
from jaras.governance.roles import policy_titles
from tests.architecture.source import JARAS, name_of

# allauth asks for these by their names; error pages are asked for by their number; the sign alone is offered
# to fragments that need no other part.
BY_NAME = ("account/", "mfa/", "429.html", "shell/_icon.html")


def test_no_template_is_unused() -> None:
    templates = {
        path.relative_to(folder).as_posix(): path
        for folder in JARAS.glob("*/*/templates")
        for path in folder.rglob("*.*")
    }
    texts = [path.read_text(encoding="utf-8") for path in [*JARAS.rglob("*.py"), *templates.values()]]
    said = "\n".join(texts)
    unused = [
        name_of(path)
        for name, path in templates.items()
        if f'"{name}"' not in said and not name.startswith(BY_NAME) and not _numbered(name)
    ]
    assert not unused, "\n".join([*unused, "Nothing renders or includes it: use it, or remove it."])


def _numbered(name: str) -> bool:
    return name.rsplit("/")[-1].removesuffix(".html").isdigit()


def test_every_policy_has_a_title() -> None:
    untitled = [
        f"{policy.package}.{policy.name}"
        for policy in policies()
        if f"{policy.package}.{policy.name}" not in policy_titles()
    ]
    assert not untitled, "\n".join([*untitled, "Give it a title in jaras/governance/policies/titles.yaml."])


def test_every_title_has_its_policy() -> None:
    known = {f"{policy.package}.{policy.name}" for policy in policies()}
    assert not set(policy_titles().codes()) - known, "Take the titles of removed policies off titles.yaml."
