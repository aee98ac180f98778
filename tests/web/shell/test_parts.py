"""Each part renders in three languages, escapes what people type, stands in the reference."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import engines
from jinja2 import Environment
from markupsafe import Markup

import jaras.web.shell
from jaras.web.shell import signs
from tests.web.shell.conftest import NIGHT, Render

SHELL = Path(jaras.web.shell.__file__).parent
TEMPLATES = SHELL / "templates" / "shell"
REFERENCE = SHELL.parents[2] / "docs" / "look.md"
LANGUAGES = ("fr", "ar", "en")
HOSTILE = "<script>alert(1)</script> \u202e إدريس"


class Call(forms.Form):
    words = forms.CharField(label="What happens", widget=forms.Textarea, help_text="In their own words")
    urgency = forms.ChoiceField(label="How urgent", choices=[("24H", "24 h")], widget=forms.RadioSelect)
    anonymous = forms.BooleanField(label="Anonymous", required=False)


def parts() -> set[str]:
    env: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    module: Any = env.get_template("shell/ui.html").module
    return {name for name, part in vars(module).items() if callable(part) and not name.startswith("_")}


def test_every_part_stands_in_the_reference() -> None:
    written = REFERENCE.read_text(encoding="utf-8")
    assert {name for name in parts() if not re.search(rf"(?:ui\.|`){name}\(", written)} == set()


def test_the_reference_names_no_part_that_is_gone() -> None:
    named = set(re.findall(r"ui\.(\w+)\(", REFERENCE.read_text(encoding="utf-8")))
    assert named <= parts()


def test_every_sign_that_templates_name_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (SHELL / "static/shell/icons.svg").read_text()))
    named = {
        name
        for page in TEMPLATES.glob("*.html")
        for name in re.findall(r'(?:icon\("|sign=")([\w-]+)"', page.read_text(encoding="utf-8"))
        if not name.endswith("-")
    }
    assert named <= drawn
    assert {f"pole-{code}" for code in ("ACC", "MED", "JUR", "EDU", "ECO")} <= drawn
    assert {f"urgency-{code}" for code in ("IMMEDIAT", "24H", "SEMAINE", "AUCUNE")} <= drawn


def test_pages_carry_no_inline_style_nor_script() -> None:
    for page in TEMPLATES.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! src=)", text), page.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{ ui.urgency("IMMEDIAT", words) }}', "urgency-IMMEDIAT"),
        ("{{ ui.person(latin=words, arabic=words) }}", "<bdi"),
        ("{% call ui.quote(words) %}{{ words }}{% endcall %}", 'dir="auto"'),
        ('{% call ui.row("/x", words, urgency=("24H", words), moment=night) %}x{% endcall %}', "row-link"),
        ("<form>{{ ui.proposal(words, [words, words]) }}</form>", 'value="yes"'),
        ('{{ ui.stages([("A", words, ""), ("B", words, "")], "B") }}', 'aria-current="step"'),
        ('{% call ui.conflict(words, night, [("x", words, words)]) %}{% endcall %}', "conflict-texts"),
        ('{{ ui.input("x", "X", value=words, error_text=words) }}', 'aria-invalid="true"'),
        ('{{ ui.chips("x", "X", [("a", words)], chosen="a") }}', " checked"),
        ("{% call ui.empty('watch', words) %}x{% endcall %}", "empty"),
        ("{{ ui.bars(words, [(words, 3, none, true)]) }}", 'width="100.0%"'),
        ("{{ ui.tiles(words, [(words, [(words, 0, none)])]) }}", "tile-0"),
        ("{{ ui.figure(12, words) }}", "<bdi>12</bdi>"),
        ("{% call ui.next_card(words) %}{% endcall %}", "card-lamp"),
    ],
)
def test_a_part_shows_what_people_typed_as_text(
    render: Render, language: str, source: str, expected: str
) -> None:
    html = render(source, language, words=HOSTILE, night=NIGHT)
    assert expected in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_arabic_name_comes_first_for_an_arabic_reader(render: Render) -> None:
    source = '{{ ui.person("Driss Alaoui", "إدريس العلوي") }}'
    assert render(source, "ar").index("إدريس") < render(source, "ar").index("Driss")
    assert render(source, "fr").index("Driss") < render(source, "fr").index("إدريس")


def test_a_person_known_in_one_script_is_named_once(render: Render) -> None:
    assert render('{{ ui.person("", "إدريس") }}', "fr").count("إدريس") == 1


def test_the_facts_of_a_row_come_as_a_list_or_as_a_body(render: Render) -> None:
    listed = render('{{ ui.row("/x", "Words", facts=[ui.worded("pin", "Hay Nahda")]) }}')
    body = render('{% call ui.row("/x", "Words") %}{{ ui.worded("pin", "Hay Nahda") }}{% endcall %}')
    assert listed == body
    assert "row-facts" in listed


def test_stages_before_the_present_are_past(render: Render) -> None:
    html = render('{{ ui.stages([("A", "a", ""), ("B", "b", ""), ("C", "c", "")], "B") }}')
    assert re.findall(r"stage-(past|now|next)", html) == ["past", "now", "next"]


def test_a_moment_keeps_its_exact_hour(render: Render) -> None:
    html = render("{{ ui.time(night, at=now) }}", night=NIGHT, now=NIGHT + timedelta(minutes=12))
    assert "depuis 12 min" in html
    assert 'title="mercredi 5 août 2026, 02:10"' in html


def test_a_refused_form_says_what_to_do_beside_the_field(render: Render) -> None:
    form = Call({"words": "", "urgency": "24H"})
    html = render(
        "{{ ui.error_summary(form) }}{{ ui.field(form.words) }}{{ ui.field(form.urgency) }}", form=form
    )
    assert 'href="#id_words"' in html
    assert 'id="id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'type="radio" name="urgency" value="24H"[^>]* checked', html)


def test_only_the_main_button_answers_to_control_enter(render: Render) -> None:
    assert "data-main" in render('{{ ui.button("Save", kind="main") }}')
    assert "data-main" not in render('{{ ui.button("Later") }}')


def test_two_facts_in_bare_words_do_not_run_into_each_other() -> None:
    listed = signs.row("/people/1/", "Driss", facts=["60 & more", Markup("<b>in a case</b>"), "", "seen"])
    assert "<span>60 &amp; more</span><b>in a case</b><span>seen</span>" in listed
