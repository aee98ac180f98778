"""Pages that follow from the code are compared with it; links lead somewhere."""

from email.message import Message
from pathlib import Path

from jaras.ops import docs
from jaras.ops.repository import repository_root
from jaras.ops.settings_page import settings
from jaras.ops.third_party_page import licence_of, third_party_page

SOURCE = '''
# Where this copy
# listens.
PORT = env.int("JARAS_PORT", default=8000)
ORIGIN = env.str("JARAS_ORIGIN", default=f"http://localhost:{PORT}")

def _key():
    """The key."""
    return env.str("JARAS_KEY", default="")

# --- names ----
# Who may ask.
HOSTS = env.list("JARAS_HOSTS", default=["a", "b"])
if env.str("JARAS_KEY", default=""):
    pass
'''


def test_each_setting_is_told_once_with_the_comment_above_it() -> None:
    told = [(s.name, s.kind, s.default, s.about) for s in settings(SOURCE)]
    assert told == [
        ("JARAS_PORT", "int", "`8000`", "Where this copy listens."),
        ("JARAS_ORIGIN", "str", "`http://localhost:{PORT}`", "Where this copy listens."),
        ("JARAS_KEY", "str", "–", "The key."),
        ("JARAS_HOSTS", "list", "`a,b`", "Who may ask."),
    ]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(
        "[tour](docs/tour.md) [gone](docs/gone.md#here) [out](https://example.org)"
    )
    (tmp_path / "docs" / "tour.md").write_text("[home](../README.md)")
    assert list(docs.dead_links(tmp_path)) == ["README.md links to docs/gone.md, which does not exist."]


def test_a_page_behind_its_code_is_told(tmp_path: Path) -> None:
    assert list(docs.outdated(tmp_path)) == [
        f"{page} does not follow from the code any more: run `jaras docs update`." for page in docs.PAGES
    ]


def test_the_readme_stays_short(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("line\n" * 81)
    assert len(list(docs.long_readme(tmp_path))) == 1


def test_a_licence_is_told_as_its_package_declares_it() -> None:
    declared = Message()
    declared["License"] = "Copyright (c) somebody, followed by pages of text"
    declared["Classifier"] = "License :: OSI Approved :: BSD License"
    assert licence_of(declared) == "BSD License"
    declared["License-Expression"] = "BSD-3-Clause"
    assert licence_of(declared) == "BSD-3-Clause"


def test_every_package_has_a_licence() -> None:
    page = third_party_page(repository_root())
    rows = [row.split(" | ") for row in page.splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 30
    assert all(licence.strip(" |") for _name, _version, licence in rows)
