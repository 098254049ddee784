"""A suspected document laid flat and shown to the model again."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from docparse.regions.flat_look import look_flat
from docparse.regions.regions import SemanticMap


class BrightSeer:
    """A semantic model for which what is bright is a document."""

    name, version, task, classes = "bright", "bright@0", "semantic", ("outside", "front")

    def __init__(self) -> None:
        self.seen: list[np.ndarray] = []

    def map_all(self, pages: Sequence[np.ndarray], **options: object) -> list[SemanticMap]:
        self.seen += pages
        return [
            SemanticMap(
                self.classes, (page[..., 0] > 127).astype(np.uint8), np.full(page.shape[:2], 0.9, np.float32)
            )
            for page in pages
        ]


CARD = np.array([[180.0, 90], [420, 160], [380, 310], [130, 260]])


def test_a_whole_document_fills_the_inside_and_a_part_goes_on_in_the_rim():
    picture = np.full((400, 500, 3), 40, np.uint8)
    cv2.fillPoly(picture, [np.rint(CARD).astype(np.int32)], (220, 220, 220))
    part = CARD * 0.5 + CARD.mean(axis=0) * 0.5
    seer = BrightSeer()
    whole, within, beside = look_flat(picture, [CARD, part, CARD + np.array([0, 600])], seer, "outside")
    assert whole.inside == pytest.approx(0.9, abs=0.03)
    assert whole.outside == pytest.approx(0.1, abs=0.03)
    assert within.inside == pytest.approx(0.9, abs=0.01)
    assert within.outside > 0.5
    assert beside.inside == pytest.approx(0.1, abs=0.01)
    assert all(view.shape[1] >= view.shape[0] for view in seer.seen)
