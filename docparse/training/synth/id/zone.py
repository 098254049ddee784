"""Machine-readable zones: strings with right check digits, printed at a fixed pitch in OCR-B."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypedDict

import numpy as np

from docparse.identity.mrz.build import build_mrv, build_td1, build_td2, build_td3
from docparse.training.synth.fonts import FontKind, font_files
from docparse.training.synth.id.faces import pick_face
from docparse.training.synth.id.people import Papers, Person, chance, pick
from docparse.training.synth.id.sheet import Box, Sheet, TextStyle, text_mask, union


class _Values(TypedDict):
    """What every form of zone says."""

    family_name: str
    given_names: str
    issuing_country: str
    document_number: str
    nationality: str
    date_of_birth: dt.date
    sex: str
    date_of_expiry: dt.date


def zone_number(papers: Papers) -> str:
    """A document number that fits a zone: letters and digits, nine at most."""
    return re.sub(r"[^A-Z0-9]", "", papers.number)[:9]


def zone_lines(rng: np.random.Generator, form: str, person: Person, papers: Papers) -> list[str]:
    """The lines of a zone of form ``TD1``, ``TD2``, ``TD3``, ``MRV-A`` or ``MRV-B``."""
    optional = papers.personal_number if chance(rng, 0.4) else ""
    common: _Values = {
        "family_name": person.family,
        "given_names": " ".join(person.given),
        "issuing_country": papers.country,
        "document_number": zone_number(papers),
        "nationality": papers.country,
        "date_of_birth": person.birth,
        "sex": person.sex,
        "date_of_expiry": papers.expires,
    }
    if form == "TD3":
        return build_td3(**common, personal_number=optional[:14])
    if form == "TD2":
        return build_td2(**common, optional=optional[:7], document_code=pick(rng, ("I", "ID", "AC")))
    if form == "TD1":
        return build_td1(**common, optional_1=optional[:15], document_code=pick(rng, ("I", "ID", "C", "IP")))
    return build_mrv(**common, optional=optional[:8], size=form[-1])


def print_zone(sheet: Sheet, rng: np.random.Generator, lines: list[str], box: Box) -> Box:
    """Print a zone's lines evenly over a box and record them as one region; returns the ink's box."""
    pitch = box.width / len(lines[0])
    leading = box.height / len(lines)
    kind: FontKind = "mono" if chance(rng, 0.15) else "ocrb"
    face = font_files("ocrb")[0] if kind == "ocrb" and chance(rng, 0.8) else pick_face(rng, kind)
    natural = TextStyle(face, 100.0).width("0") / 100
    # OCR-B letters fill about six tenths of an em at a pitch of one letter.
    size = min(pitch / natural, leading * 0.95)
    ink = int(rng.integers(5, 50))
    style = TextStyle(face, size, (ink, ink, ink + 6))
    inks = []
    for row, line in enumerate(lines):
        baseline = box.y0 + leading * (row + 0.5) + size * 0.35
        for column, char in enumerate(line):
            mask, dx, dy = text_mask(char, style)
            inks.append(sheet.stamp(mask, box.x0 + column * pitch + dx, baseline + dy, style.colour))
    drawn = union(inks)
    sheet.record("mrz", drawn.grown(1), "\n".join(lines))
    return drawn
