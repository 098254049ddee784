from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.blueprint.labels import room_type
from docparse.blueprint.labels.clean import alike, distance, words
from docparse.blueprint.labels.levels import level_of, read_heading
from docparse.blueprint.labels.names import read_name, restored
from docparse.blueprint.labels.tables import load_table
from docparse.blueprint.labels.totals import total_measures
from docparse.records.floor_plan import RoomType


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BED 1", "bedroom"),
        ("BR", "bedroom"),
        ("MBR", "bedroom"),
        ("Bedroom Two", "bedroom"),
        ("CH.", "bedroom"),
        ("MASTER", "bedroom"),
        ("Bedroom 2/Study", "bedroom"),
        ("ENS", "bathroom"),
        ("EN SUITE BATHROOM", "bathroom"),
        ("En-suite", "bathroom"),
        ("SDB", "bathroom"),
        ("BATH - MASTER", "bathroom"),
        ("W.C.", "toilet"),
        ("WC", "toilet"),
        ("wc", "toilet"),
        ("TOIL.", "toilet"),
        ("CPD", "closet"),
        ("C", "closet"),
        ("PL.", "closet"),
        ("Walk-in Closet", "closet"),
        ("Bedroom closet", "closet"),
        ("DRESSING", "closet"),
        ("ST", "storage"),
        ("RANGT", "storage"),
        ("CELLIER", "storage"),
        ("DEN STORAGE", "storage"),
        ("B", "utility"),
        ("Recep", "living"),
        ("SEJOUR/REPAS", "living"),
        ("Reception Room / Kitchen", "living"),
        ("Kit/Diner", "kitchen"),
        ("Kitchen/Dining Room", "kitchen"),
        ("A.CUIS.", "kitchen"),
        ("REPAS", "dining"),
        ("DEGT1", "hall"),
        ("DEGAGEMENT", "hall"),
        ("Entrée", "hall"),
        ("FOYER - GARAGE", "hall"),
        ("LINGERIE", "laundry"),
        ("ABRI", "porch"),
        ("PORCHE", "porch"),
        ("TERRASSE COUVERTE", "terrace"),
        ("ABRIVOITURE", "garage"),
        ("Küche", "kitchen"),
        ("Schlafzimmer", "bedroom"),
        ("Wohnen/Essen", "living"),
        ("Dormitorio principal", "bedroom"),
        ("Baño 2", "bathroom"),
        ("Camera da letto", "bedroom"),
        ("Soggiorno", "living"),
        ("Casa de banho", "bathroom"),
        ("Cozinha", "kitchen"),
        ("Slaapkamer 1", "bedroom"),
        ("Badkamer", "bathroom"),
    ],
)
def test_names_in_seven_languages(text, kind):
    assert room_type(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kichen", "kitchen"),
        ("Bedroorn", "bedroom"),
        ("BATHR0OM", "bathroom"),
        ("ReceptionRoom/", "living"),
        ("KITCHENDINING", "kitchen"),
        ("TERRASSÈ", "terrace"),
    ],
)
def test_misread_names(text, kind):
    assert room_type(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Bath Road",
        "Hall Farm",
        "Park Hall Road",
        "Station Street",
        "St John's Wood",
        "Queens Gardens",
        "The perfect home",
        "Your dream kitchen awaits",
        "Terraced house",
        "HARDWOOD FLOOR",
        "WOODSTOVE",
        "STONE",
        "IN",
        "UP",
        "DN",
        "REF",
        "N",
        "A",
        "A-301",
        "ST2-1",
        "1",
        "12.11.2014",
        "",
        "www.kitchen.com",
        "CHIMNEY DETAIL",
        "alain meunier architecte d.p.l.g.",
        "Pente du toit : 45%",
    ],
)
def test_no_room(text):
    assert room_type(text) is None


def test_single_letters_need_figures_beside_them():
    assert not read_name("D.").known
    assert read_name("D.", beside_figures=True).type == "hall"


def test_table_of_names_is_sound():
    table = load_table("room_names")
    seen: dict[str, str] = {}
    for kind, phrases in table["types"].items():
        assert kind in get_args(RoomType)
        for phrase in phrases:
            key = "".join(words(phrase))
            assert seen.setdefault(key, kind) == kind, f"{phrase} is in two types"
    assert {*table["weak"], *table["abbreviations"].values()} <= set(get_args(RoomType))
    assert all(
        room_type(phrase) is not None
        for phrases in table["types"].values()
        for phrase in phrases
        if len(phrase) > 2
    )


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("FIRST FLOOR", "first", False),
        ("2nd Floor", "second", False),
        ("Thind Floor", "third", False),
        ("Lower Ground Floor", "lower_ground", False),
        ("BASEMENT", "basement", False),
        ("FIRST FLOOR PLAN", "first", True),
        ("1ST FLOOR PLAN", "first", True),
        ("Floor Plan", None, True),
        ("Plan du Rez de Chaussée", "ground", True),
        ("PLAN R.D.C.", "ground", True),
        ("REZ-DE-CHAUSSEE", "ground", False),
        ("1er étage", "first", False),
        ("Sous-sol", "basement", False),
        ("Combles", "attic", False),
        ("Erdgeschoss", "ground", False),
        ("1. OG", "first", False),
        ("EG", "ground", False),
        ("Grundriss Dachgeschoss", "attic", True),
        ("Planta baja", "ground", False),
        ("Primera planta", "first", False),
        ("Piano terra", "ground", False),
        ("Primo piano", "first", False),
        ("Rés-do-chão", "ground", False),
        ("1º andar", "first", False),
        ("Begane grond", "ground", False),
        ("Eerste verdieping", "first", False),
        ("Mezzanine", "mezzanine", False),
        ("WINDOW ON 1ST FLOOR", None, False),
        ("DETAIL PLAN:", None, False),
        ("PLAN: SEE 4/A1.7", None, False),
        ("Bedroom 2", None, False),
        ("FLOOR", None, False),
        ("PLAN", None, False),
        ("1", None, False),
        ("", None, False),
    ],
)
def test_headings(text, level, title):
    found = read_heading(text)
    assert (found.level, found.title) == (level, title)


def test_level_inside_a_total():
    assert level_of("Ground floor area") == "ground"
    assert level_of("Approx. gross internal area") is None


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Approx. gross internal area", "gross_internal"),
        ("GROSS INTERNAL AREA", "gross_internal"),
        ("GROSSINTERNAL", "gross_internal"),
        ("LIVING AREA", None),
        ("Apprcoimate Gross Irtemal Area", "gross_internal"),
        ("Gross External Area", "gross_external"),
        ("Total approx floor area", "unknown"),
        ("TOTAL AREA", "unknown"),
        ("Surface habitable totale", "living"),
        ("Wohnfläche", "living"),
        ("Superficie útil", "rooms"),
        ("Net internal area", "rooms"),
        ("Superficie construida", "gross_external"),
        ("Gebruiksoppervlakte", "living"),
        ("Dépendance", None),
        ("Kitchen", None),
        ("", None),
    ],
)
def test_total_wordings(text, measures):
    assert total_measures(text) == measures


@given(a=st.text("abcd", max_size=7), b=st.text("abcd", max_size=7), limit=st.integers(0, 3))
def test_distance_is_the_edit_distance(a, b, limit):
    rows = [list(range(len(b) + 1))] + [[i + 1, *([0] * len(b))] for i in range(len(a))]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            rows[i + 1][j + 1] = min(rows[i][j + 1] + 1, rows[i + 1][j] + 1, rows[i][j] + (x != y))
    full = rows[len(a)][len(b)]
    assert distance(a, b, limit) == (full if full <= limit else None)


@given(st.text(max_size=60))
def test_any_text_can_be_judged(text):
    assert room_type(text) is None or read_name(text).known
    read_heading(text)
    total_measures(text)


def test_short_words_are_not_stretched():
    assert not alike("store", "stone")
    assert not alike("bath", "path")
    assert alike("lnternal", "internal")


@pytest.mark.parametrize(
    ("text", "name"),
    [("W.&", "W.C"), ("S#LON", "SALON"), ("b@th", "bath"), ("CU|SINE", "CUISINE")],
)
def test_a_sign_in_a_word_is_the_one_letter_that_makes_a_room_of_it(text: str, name: str):
    assert restored(text) == name


@pytest.mark.parametrize("text", ["KITCHEN & DINING", "KITCHEN&DINING", "A & B", "R&D", "HALL", "B@@H", ""])
def test_other_signs_stay(text: str):
    assert restored(text) == text
