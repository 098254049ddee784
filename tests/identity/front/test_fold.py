"""Folding keeps offsets, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.front.fold import fold, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Prénoms", "PRENOMS"),
        ("né(e) à Besançon", "NE(E) A BESANCON"),
        ("Rā whānau", "RA WHANAU"),
        ("O’NEIL – 5′-06″", "O'NEIL - 5'-06\""),
        ("N° : 12", "N° : 12"),
        ("Nº：12", "N°:12"),
        ("straße", "STRAßE"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("char", ["ß", "ﬁ", "½", "…", "㎏", "ŉ", "\u0301", "😀", "İ", "ŀ"])
def test_a_character_that_grows_in_upper_case_stays_one_character(char: str) -> None:
    assert len(fold(f"a{char}b")) == 3
    assert fold(f"a{char}b")[::2] == "AB"


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [fold(char) for char in text] == list(folded)


@given(st.text())
def test_squeezed_text_has_letters_and_digits_only(text: str) -> None:
    squeezed = squeeze(text)
    assert squeezed == squeezed.upper()
    assert squeezed == "" or (squeezed.isascii() and squeezed.isalnum())
    assert squeeze(squeezed) == squeezed


def test_readings_of_one_print_squeeze_to_the_same() -> None:
    assert squeeze("T1234 - 56789 - 10203") == squeeze("t1234-56789-10203") == "T12345678910203"
