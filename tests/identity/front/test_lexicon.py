"""The words cards print: tables and how they match folded text."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity import jurisdictions
from docparse.identity.front import lexicon
from docparse.identity.front.fold import fold, squeeze
from docparse.records import IDDocument

# What labels announce beside fields of the record.
HELPERS = {"full_name", "middle_name", "other"}
LABELS = json.loads(resources.files("docparse.identity").joinpath("tables/labels.json").read_text("utf-8"))
PHRASES = [
    (field, phrase)
    for field, entry in LABELS.items()
    if not field.startswith("_")
    for phrase in [*entry.get("words", ()), *entry.get("not_alone", ())]
]


def test_labels_announce_fields_of_the_record() -> None:
    assert {field for field, _ in PHRASES} <= set(IDDocument.model_fields) | HELPERS


def test_label_words_are_folded_and_not_repeated_inside_a_field() -> None:
    assert all(phrase == fold(phrase) for _, phrase in PHRASES)
    assert len(set(PHRASES)) == len(PHRASES)


def test_no_phrase_announces_two_fields() -> None:
    phrases = [phrase for _, phrase in PHRASES]
    assert sorted(phrases) == sorted(set(phrases))


@pytest.mark.parametrize(("field", "phrase"), PHRASES)
def test_every_phrase_is_found_to_the_letter_and_whole(field: str, phrase: str) -> None:
    whole = [m for m in lexicon.match_words(phrase, 0) if m.end == len(phrase) and m.exact]
    assert field in {match.field for match in whole}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("D0B 03/14/1987", "date_of_birth"),
        ("DATE 0F BIRTH", "date_of_birth"),
        ("EXPlRES", "date_of_expiry"),
        ("5EX M", "sex"),
        ("HEIGHI 5-05", "height"),
    ],
)
def test_misread_labels_are_likenesses(text: str, field: str) -> None:
    best = lexicon.match_words(fold(text), 0)[0]
    assert best.field == field
    assert not best.exact
    assert best.quality < 1.0


def test_the_fields_own_number_marks_a_label_as_numbered() -> None:
    assert lexicon.match_words("15 SEX F", 0)[0].numbered
    assert lexicon.match_words("4B EXP 01/02/2030", 0)[0].numbered
    assert not lexicon.match_words("SEX F", 0)[0].numbered
    assert not lexicon.match_words("9 SEX F", 0)[0].numbered


def test_puerto_rico_4a_exp_is_the_issue_date() -> None:
    assert lexicon.match_words("4A EXP. 05/06/2020", 0)[0].field == "date_of_issue"
    assert lexicon.match_words("4B VENCE 05/06/2026", 0)[0].field == "date_of_expiry"


def test_a_date_number_before_another_word_changes_nothing() -> None:
    assert lexicon.match_words("4A DOB 05/06/1980", 0)[0].field == "date_of_birth"


def test_short_words_are_weak_unless_their_number_stands_before_them() -> None:
    assert lexicon.match_words("DL 1234567", 0)[0].weak
    assert not lexicon.match_words("4D DL 1234567", 0)[0].weak


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("4A 02/27/2025", "date_of_issue"),
        ("4B. 03/14/2029", "date_of_expiry"),
        ("4D 48213976", "document_number"),
        ("1 HOLLOWAY", "family_name"),
        ("2. JANE", "given_names"),
        ("1,2 HOLLOWAY", "full_name"),
        ("12HOLLOWAY", "full_name"),
        ("3 03/14/1987", "date_of_birth"),
        ("8 1420 ALDER CREEK RD", "address"),
        ("9A NONE", "endorsements"),
        ("9 D", "vehicle_class"),
        ("12 B", "restrictions"),
        ("15 F", "sex"),
        ("16 5-06", "height"),
        ("17 138", "weight"),
        ("18 GRN", "eye_color"),
        ("19 BRO", "hair_color"),
        ("5DD0412873950", "document_discriminator"),
    ],
)
def test_bare_aamva_numbers(text: str, field: str) -> None:
    found = lexicon.match_bare(text, 0, "AAMVA")
    assert found
    assert found[0].field == field
    assert found[0].wordless


@pytest.mark.parametrize(
    "text", ["1234 MAIN STREET", "81234 MAIN STREET", "3RD AVE", "2112 OAK ST", "100 1ST ST", "12/25/2029"]
)
def test_house_numbers_and_dates_are_no_bare_numbers(text: str) -> None:
    assert lexicon.match_bare(text, 0, "AAMVA") == []


def test_european_numbers_differ() -> None:
    fields = {
        text: lexicon.match_bare(text, 0, "EU")[0].field for text in ("4D 12", "5. HOLLO803147", "4C DVLA")
    }
    assert fields == {"4D 12": "personal_number", "5. HOLLO803147": "document_number", "4C DVLA": "other"}


@given(st.text(max_size=30), st.sampled_from(["", "AAMVA", "EU"]))
def test_matches_end_inside_any_text(text: str, scheme: str) -> None:
    folded = fold(text)
    for start in range(len(folded)):
        for match in [*lexicon.match_words(folded, start), *lexicon.match_bare(folded, start, scheme)]:
            assert start < match.end <= len(folded)
            assert 0 < match.quality <= 1


def test_number_formats_belong_to_known_jurisdictions() -> None:
    text = resources.files("docparse.identity").joinpath("tables/number_formats.json").read_text("utf-8")
    for code, patterns in json.loads(text)["formats"].items():
        assert jurisdictions.by_code(code) is not None, code
        assert len(lexicon.number_formats(code)) == len(patterns) > 0


def test_every_state_and_province_has_number_formats() -> None:
    issuers = [j for j in jurisdictions.all_jurisdictions() if re.match(r"(US|CA)-", j.code)]
    assert [j.code for j in issuers if not lexicon.number_formats(j.code)] == []


def test_an_unknown_jurisdiction_has_no_formats() -> None:
    assert lexicon.number_formats("US-XX") == ()


def test_colours_map_printed_words_to_codes() -> None:
    assert lexicon.meanings("eye_colors")["BROWN"] == "BRO"
    assert lexicon.meanings("hair_colors")["BLONDE"] == "BLN"


def test_given_names_are_folded_words() -> None:
    names = lexicon.given_name_list()
    assert "JANE" in names
    assert all(name == squeeze(name) for name in names)
