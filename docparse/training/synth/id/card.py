"""Fronts of licences, identity cards and residence permits in random fictional layouts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.id.carriers import Document
from docparse.training.synth.id.cell import Setting
from docparse.training.synth.id.flow import Flow, Group, join_names, print_groups
from docparse.training.synth.id.ground import random_ground
from docparse.training.synth.id.header import card_title, print_header
from docparse.training.synth.id.marks import draw_chip, hologram, punch_holes, scatter_marks, stamp_word
from docparse.training.synth.id.people import Papers, Person, chance, pick, random_papers, random_person
from docparse.training.synth.id.photo import lay_ghost, lay_portrait, random_photo_style
from docparse.training.synth.id.plan import FrontPlan, landscape_plan, upright_plan
from docparse.training.synth.id.portrait import draw_portrait
from docparse.training.synth.id.sheet import Box, Colour, Sheet, TextStyle
from docparse.training.synth.id.signature import sign
from docparse.training.synth.id.typography import Typography, random_typography
from docparse.training.synth.id.values import (
    Item,
    Printing,
    document_items,
    in_mixed_case,
    print_date,
    random_printing,
)
from docparse.training.synth.id.wording import Placement, random_wording

LONG, SHORT = 900, 567  # 85.6 x 54 mm
CORNER = 33.0  # 3.18 mm

_LOOSE_WORDS = ("DONOR", "VETERAN", "ORGAN DONOR", "LIMITED TERM", "AGE 21 ON 2027")


def random_front(rng: np.random.Generator) -> Document:
    """Draw a front, lying or standing."""
    foreign = chance(rng, 0.25)
    licence = chance(rng, 0.35 if foreign else 0.8)
    upright = chance(rng, 0.1)
    plan = upright_plan(rng, SHORT, LONG) if upright else landscape_plan(rng, LONG, SHORT)
    front = _Front(
        rng,
        Sheet(random_ground(rng, plan.width, plan.height)),
        plan,
        random_person(rng, foreign=foreign),
        random_papers(rng, foreign=foreign),
        random_printing(rng, foreign=foreign),
        random_typography(rng),
    )
    title = card_title(rng, licence=licence, foreign=foreign)
    print_header(front.sheet, rng, plan.header, front.typography, title)
    front.lay_pictures()
    front.print_values(licence=licence, foreign=foreign)
    front.finish()
    values = printed_values(front.person, front.papers, front.printing)
    return Document(front.sheet.pixels, "front", tuple(front.sheet.regions), CORNER, values)


def printed_values(person: Person, papers: Papers, printing: Printing) -> dict[str, str]:
    """What a document says, by name."""
    return {
        "family_name": person.family,
        "given_names": " ".join(person.given),
        "document_number": papers.number,
        "date_of_birth": print_date(person.birth, printing),
        "date_of_issue": print_date(papers.issued, printing),
        "date_of_expiry": print_date(papers.expires, printing),
        "sex": person.sex,
        "address": "\n".join(papers.address),
    }


@dataclass
class _Front:
    """A front in progress: the sheet and everything chosen for it."""

    rng: np.random.Generator
    sheet: Sheet
    plan: FrontPlan
    person: Person
    papers: Papers
    printing: Printing
    typography: Typography

    def lay_pictures(self) -> None:
        """Portrait, ghost, signature, and SAMPLE up the portrait's side."""
        rng, sheet, plan = self.rng, self.sheet, self.plan
        photo, portrait = random_photo_style(rng), draw_portrait(rng, self.person)
        lay_portrait(sheet, rng, portrait, plan.portrait, photo)
        if plan.ghost is not None:
            lay_ghost(sheet, rng, portrait, plan.ghost, photo)
        if plan.signature is not None and chance(rng, 0.93):
            sign(sheet, rng, self.person, plan.signature, upward=plan.upright_signature)
        if chance(rng, 0.3):
            ink = pick(rng, ((250, 250, 250), (30, 30, 30)))
            style = TextStyle(self.typography.value.face, plan.height * 0.03, ink)
            word = pick(rng, ("SAMPLE", "SPECIMEN", "SAMPLE"))
            sheet.vertical_text(word, plan.portrait.x0 + 2, plan.portrait.y1 - style.width(word) - 4, style)

    def print_values(self, *, licence: bool, foreign: bool) -> None:
        """All values with their labels, clear of the pictures; ghosts are sometimes printed over."""
        rng, plan = self.rng, self.plan
        items = document_items(rng, self.person, self.papers, self.printing, licence=licence)
        if chance(rng, 0.05):
            items = in_mixed_case(items)
        keep_clear = [box for box in (plan.ghost, plan.repeat) if box is not None and chance(rng, 0.88)]
        keep_clear += [plan.portrait, *([plan.signature] if plan.signature else [])]
        if chance(rng, 0.03):
            keep_clear.append(self._number_along_edge(items["number"].pop().lines[0]))
        flow = Flow(
            plan.panes,
            tuple(box.grown(4) for box in keep_clear),
            row_gap=float(rng.uniform(0.02, 0.3)),
            group_gap=float(rng.uniform(0.1, 0.6)),
            column_gap=float(rng.uniform(0.5, 1.4)),
            spread=chance(rng, 0.5),
            largest=float(np.clip(rng.normal(31, 5), 19, 44)),
        )
        wording = random_wording(rng, foreign=foreign)
        print_groups(self.sheet, rng, _grouped(rng, items), flow, Setting(self.typography, wording))
        join_names(self.sheet)
        if plan.repeat is not None:
            self._repeat_birth(plan.repeat)

    def _number_along_edge(self, number: str) -> Box:
        """Print the document number upward or downward along the edge away from the portrait."""
        rng, plan = self.rng, self.plan
        style = self.typography.value_style("number", plan.height * float(rng.uniform(0.035, 0.055)), 1.0)
        x = plan.width - style.size * 1.2 if plan.portrait.x0 < plan.width / 2 else style.size * 0.4
        y = plan.height * float(rng.uniform(0.25, 0.4))
        drawn = self.sheet.vertical_text(number, x, y, style, upward=chance(rng, 0.6)).grown(1)
        self.sheet.record("document_number", drawn, number)
        return drawn

    def _repeat_birth(self, box: Box) -> None:
        """The birth date again, large, grey and without a label: a security print, so other text."""
        rng = self.rng
        form = pick(rng, (self.printing.date_format, "%m/%d/%y", "%m%d%Y", "%b %y", "%m/%d/%y"))
        text = self.person.birth.strftime(form).upper()
        ink: Colour = pick(rng, ((110, 110, 114), (140, 140, 146), (90, 90, 96), (170, 40, 50)))
        face = self.typography.value.face
        style = TextStyle(face, box.height, ink, opacity=float(rng.uniform(0.6, 1.0)))
        style = style.resized(min(1.0, box.width / style.width(text)))
        drawn = self.sheet.text(text, box.x0, box.y1 - box.height * 0.15, style)
        self.sheet.record("other_text", drawn.grown(1), text)

    def finish(self) -> None:
        """Words and marks in free places, then what lies over everything."""
        rng, sheet, plan = self.rng, self.sheet, self.plan
        for word in _LOOSE_WORDS:
            if chance(rng, 0.14):
                self._loose_word(word)
        if chance(rng, 0.08):
            side = plan.width * 0.13
            chip = sheet.free_place(rng, side, side * 0.85)
            if chip is not None:
                draw_chip(sheet, rng, chip)
        scatter_marks(sheet, rng, int(rng.integers(0, 6)))
        if chance(rng, 0.3):
            hologram(sheet, rng)
        if chance(rng, 0.14):
            stamp_word(sheet, rng)
        if chance(rng, 0.03):
            punch_holes(sheet, rng)

    def _loose_word(self, word: str) -> None:
        rng = self.rng
        ink = pick(rng, ((200, 30, 40), (20, 20, 24), (40, 50, 140)))
        style = replace(self.typography.value.resized(float(rng.uniform(15, 30))), colour=ink)
        box = self.sheet.free_place(rng, style.width(word) + 10, style.size + 6)
        if box is not None:
            drawn = self.sheet.text(word, box.x0 + 5, box.y1 - 0.2 * style.size - 2, style)
            self.sheet.record("other_text", drawn.grown(1), word)


def _grouped(rng: np.random.Generator, items: dict[str, list[Item]]) -> list[Group]:
    """Groups in an order an issuer might choose: number and name early, address after the name."""
    order = ["name", "address", "number", "dates", "person", "licence", "more"]
    style = rng.random()
    if style < 0.4:
        order = ["number", "dates", "name", "address", "person", "licence", "more"]
    elif style < 0.6:
        order = ["licence", "number", "dates", "name", "address", "person", "more"]
    elif style < 0.7:
        order = [str(key) for key in rng.permutation(order)]
    if chance(rng, 0.3):
        k = int(rng.integers(len(order) - 1))
        order[k], order[k + 1] = order[k + 1], order[k]
    items = {key: list(values) for key, values in items.items()}
    if chance(rng, 0.45):
        items["number"].append(items["dates"].pop(0))  # the birth date stands with the number
    dates = items["dates"]
    items["dates"] = [dates[int(k)] for k in rng.permutation(len(dates))]
    body = items["person"]
    if chance(rng, 0.4):
        items["person"] = [body[int(k)] for k in rng.permutation(len(body))]
    per_row = {
        "number": int(rng.integers(1, 3)),
        "name": 1 if chance(rng, 0.85) else 2,
        "dates": int(rng.integers(1, 4)),
        "person": int(rng.integers(1, 6)),
        "licence": int(rng.integers(1, 4)),
        "more": int(rng.integers(1, 3)),
    }
    # Some issuers set the short values of a row under their labels and everything else beside its own.
    rows_above: Placement | None = "above" if chance(rng, 0.18) else None
    return [
        Group(
            tuple(items[key]),
            per_row.get(key, 1),
            flexible=key not in ("name", "address"),
            placement=rows_above if key in ("person", "licence") else None,
        )
        for key in order
        if items[key]
    ]
