"""Words folded across scripts: the same word, the same sound, the same name."""

import pytest

from jaras.kernel.folding import fold, skeleton, sound, sounds, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bejaâd", "bejaad"),
        ("أُمّ", "ام"),
        ("مرأة", "مراه"),
        ("خريبݣة", "خريبكة"),
        ("٣٥", "35"),
        ("ÉCOLE", "école"),
        ("عااااجل", "عاجل"),
    ],
)
def test_the_same_word_folds_to_the_same_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("كيموت", "kaymout"),
        ("كيموت", "kimout"),
        ("كيترعد", "kaytre3ed"),
        ("معاق", "mo3a9"),
        ("خدمة", "khedma"),
    ],
)
def test_darija_sounds_the_same_in_both_scripts(arabic: str, latin: str) -> None:
    assert sound(fold(arabic)) in sounds(fold(latin))


@pytest.mark.parametrize("spelling", ["Khouribga", "khribga", "KHRIBGA", "خريبكة"])
def test_a_name_keeps_its_bones_in_any_spelling(spelling: str) -> None:
    assert skeleton(fold(spelling)) == "xrbk"


def test_words_stand_where_they_were_written() -> None:
    text = "H 60ans, « déjà » vu…"
    assert [(w.form, text[w.start : w.end]) for w in words(text)] == [
        ("h", "H"), ("60", "60"), ("ans", "ans"), ("deja", "déjà"), ("vu", "vu"),
    ]  # fmt: skip


def test_nothing_but_signs_is_no_word() -> None:
    assert list(words("… !? 😂 \u202e")) == []
    assert sound("") == ""
