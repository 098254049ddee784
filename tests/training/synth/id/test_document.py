"""Drawn documents: the same for the same seed, regions where the ink is, codes that really read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import lru_cache

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.identity.mrz import parse_mrz
from docparse.training.synth.id.back import random_back
from docparse.training.synth.id.barcode import aamva_payload, barcode_modules, lay_barcode
from docparse.training.synth.id.carriers import DOCUMENT_KINDS, FIELD_CLASSES, Document
from docparse.training.synth.id.document import random_document
from docparse.training.synth.id.people import random_papers, random_person
from docparse.training.synth.id.sheet import Box, Sheet

SEEDS = st.integers(0, 2**32 - 1)
FRONTS = 16


@lru_cache(maxsize=1)
def fronts() -> tuple[Document, ...]:
    return tuple(random_document(np.random.default_rng([11, k]), "front") for k in range(FRONTS))


@pytest.mark.parametrize("kind", DOCUMENT_KINDS)
def test_a_seed_draws_the_same_document_again(kind) -> None:
    first, second = (random_document(np.random.default_rng([7, 3]), kind) for _ in range(2))
    assert first.kind == kind
    assert np.array_equal(first.image, second.image)
    assert first.values == second.values
    assert [r.label for r in first.regions] == [r.label for r in second.regions]
    other = random_document(np.random.default_rng([7, 4]), kind)
    assert first.image.shape != other.image.shape or not np.array_equal(first.image, other.image)


@settings(max_examples=12, deadline=None)
@given(SEEDS)
def test_regions_lie_on_the_document_and_have_known_classes(seed: int) -> None:
    document = random_document(np.random.default_rng(seed))
    height, width = document.image.shape[:2]
    assert document.image.dtype == np.uint8
    assert document.image.shape[2] == 3
    for region in document.regions:
        assert region.label in FIELD_CLASSES
        assert region.polygon.shape == (4, 2)
        assert region.polygon.min() >= 0
        assert (region.polygon <= (width, height)).all()
        assert (region.polygon[2] - region.polygon[0]).min() >= 2
        pictured = region.label in ("portrait", "ghost_portrait", "signature", "barcode")
        assert (region.text is None) == pictured


def test_text_regions_hold_ink() -> None:
    """Inside a value's box the levels spread wider than ground alone does, and hardly any box is bare."""
    bare = total = 0
    for document in fronts():
        grey = cv2.cvtColor(document.image, cv2.COLOR_RGB2GRAY)
        for region in document.regions:
            if region.text is not None:
                (x0, y0), (x1, y1) = region.polygon[0].astype(int), region.polygon[2].astype(int)
                low, high = np.percentile(grey[y0:y1, x0:x1], [3, 85])
                bare += high - low < 18
                total += 1
    assert total > 10 * FRONTS
    assert bare <= 0.02 * total


def test_fronts_hold_what_fronts_hold() -> None:
    counts = Counter(region.label for document in fronts() for region in document.regions)
    assert counts["portrait"] == FRONTS
    for label in ("name", "document_number", "date_of_birth", "date_of_expiry", "sex"):
        assert 0.9 * FRONTS <= counts[label] <= 1.5 * FRONTS, label
    assert 0.5 * FRONTS <= counts["signature"] <= FRONTS
    assert 0.3 * FRONTS <= counts["ghost_portrait"] <= FRONTS
    assert counts["other_text"] > 5 * FRONTS
    assert counts["mrz"] == 0


def test_values_are_the_printed_texts() -> None:
    for document in fronts():
        texts = {region.label: region.text for region in document.regions}
        for label in ("document_number", "date_of_birth", "date_of_expiry"):
            if label in texts:
                assert texts[label] == document.values[label]


def test_fronts_differ_in_layout() -> None:
    """No class keeps to one place: its boxes' middles are spread over the card."""
    for label in ("portrait", "name", "document_number", "date_of_birth", "sex"):
        middles = np.array(
            [
                region.polygon.mean(axis=0) / document.image.shape[1::-1]
                for document in fronts()
                for region in document.regions
                if region.label == label
            ]
        )
        assert np.ptp(middles, axis=0).min() > 0.2, label


@pytest.mark.parametrize("seed", range(6))
def test_zones_parse_with_valid_check_digits(seed: int) -> None:
    document = random_document(np.random.default_rng([5, seed]), "passport_page")
    (zone,) = [region.text for region in document.regions if region.label == "mrz"]
    lines = zone.splitlines()
    parsed = parse_mrz(lines, as_of=dt.date(2026, 1, 1))
    assert parsed.valid
    assert document.values["mrz"] == zone


def test_aamva_barcode_reads_back() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    rng = np.random.default_rng(2)
    person, papers = random_person(rng), random_papers(rng)
    payload = aamva_payload(rng, person, papers)
    sheet = Sheet(np.full((700, 1800, 3), 255, np.uint8))
    lay_barcode(sheet, rng, barcode_modules(payload, "PDF417", ec_level="3"), Box(60, 60, 1740, 620))
    (found,) = zxingcpp.read_barcodes(sheet.pixels, text_mode=zxingcpp.TextMode.Plain)
    assert found.bytes == payload.encode("latin-1", "replace")


def test_backs_carry_a_code_or_a_zone() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    read = coded = 0
    for k in range(16):
        document = random_back(np.random.default_rng([13, k]))
        labels = {region.label for region in document.regions}
        assert labels & {"barcode", "mrz"}
        if "mrz" not in labels:
            coded += 1
            large = cv2.resize(document.image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
            codes = zxingcpp.read_barcodes(large, formats=zxingcpp.BarcodeFormat.PDF417)
            read += any("ANSI " in code.text for code in codes)
    assert coded >= 4
    assert read >= coded // 2  # holograms and stamps may spoil some
