"""Holders and papers are consistent, and of many shapes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.training.synth.id.people import random_number, random_papers, random_person
from docparse.training.synth.id.values import document_items, print_height, random_printing
from docparse.training.synth.id.zone import zone_number


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_papers_and_items_make_sense(seed: int, foreign: bool) -> None:
    rng = np.random.default_rng(seed)
    person, papers = random_person(rng, foreign=foreign), random_papers(rng, foreign=foreign)
    assert person.birth < papers.issued < papers.expires
    assert 1 <= len(papers.address) <= 3
    assert all(line.strip() == line and line for line in papers.address)
    assert 1 <= len(zone_number(papers)) <= 9
    items = document_items(rng, person, papers, random_printing(rng, foreign=foreign), licence=True)
    name = " ".join(line for item in items["name"] for line in item.lines)
    assert person.family in name
    assert all(given in name for given in person.given)
    labels = [item.label for group in items.values() for item in group]
    assert {"document_number", "name", "date_of_birth", "date_of_expiry", "sex"} <= set(labels)


def test_numbers_have_many_shapes() -> None:
    rng = np.random.default_rng(0)
    shapes = {
        "".join("9" if c.isdigit() else "A" if c.isalpha() else c for c in random_number(rng))
        for _ in range(300)
    }
    assert len(shapes) > 20


def test_heights_in_feet_and_metric() -> None:
    assert print_height(178, 0) == "5'-10\""
    assert print_height(178, 3) == "70 in"
    assert print_height(178, 5) == "178 cm"
