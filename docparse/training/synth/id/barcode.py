"""Real barcodes: AAMVA payloads as PDF417, and the small ones beside them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from docparse.training.synth.id.carriers import Pixels
from docparse.training.synth.id.people import Papers, Person, chance, pick
from docparse.training.synth.id.raster import resized
from docparse.training.synth.id.sheet import Box, Sheet

# AAMVA card design standard 2020, D.12.3: compliance indicator, separators and file type.
_HEADER = "@\n\x1e\rANSI "
_ISSUERS = ("636000", "636014", "636015", "636021", "636026", "636038", "636055", "604427", "636012")
_SEX = {"M": "1", "F": "2", "X": "9"}


def aamva_payload(rng: np.random.Generator, person: Person, papers: Papers) -> str:
    """The text of a licence's PDF417 barcode, offsets and lengths true; sizes vary as issuers' do."""
    day = "%m%d%Y" if papers.country != "CAN" else "%Y%m%d"
    elements = {
        "DAQ": papers.number.replace(" ", "").replace("-", ""),
        "DCS": person.family,
        "DAC": person.given[0],
        "DAD": " ".join(person.given[1:]) or "NONE",
        "DCA": papers.vehicle_class,
        "DCB": papers.restrictions,
        "DCD": papers.endorsements,
        "DBD": papers.issued.strftime(day),
        "DBB": person.birth.strftime(day),
        "DBA": papers.expires.strftime(day),
        "DBC": _SEX[person.sex],
        "DAU": f"{round(person.height_cm / 2.54):03d} in",
        "DAY": person.eyes,
        "DAG": papers.address[0],
        "DAI": papers.city,
        "DAJ": papers.region,
        "DAK": f"{papers.postal_code:<11}",
        "DCF": papers.discriminator,
        "DCG": "USA",
    }
    if chance(rng, 0.6):
        elements |= {"DDE": "N", "DDF": "N", "DDG": "N", "DAZ": person.hair, "DDA": "F", "DDB": "07012018"}
    if chance(rng, 0.5):
        elements |= {"DAW": f"{person.weight_lb:03d}", "DDK": "1", "DCU": person.suffix, "DDH": "01012035"}
    extra = {
        f"Z{papers.region[0]}{letter}": papers.discriminator
        for letter in "ABCDEFG"[: int(rng.integers(0, 7))]
    }
    return _payload(
        pick(rng, _ISSUERS), {"DL": elements, **({f"Z{papers.region[0]}": extra} if extra else {})}
    )


def _payload(issuer: str, subfiles: Mapping[str, Mapping[str, str]]) -> str:
    bodies = {
        kind: kind + "\n".join(f"{element}{value}" for element, value in elements.items()) + "\r"
        for kind, elements in subfiles.items()
    }
    header = f"{_HEADER}{issuer}0901{len(bodies):02d}"
    offset = len(header) + 10 * len(bodies)  # a designator has ten characters
    for kind, body in bodies.items():
        header += f"{kind}{offset:04d}{len(body):04d}"
        offset += len(body)
    return header + "".join(bodies.values())


def barcode_modules(content: str, form: str, **options: str | int) -> Pixels:
    """A barcode one pixel a module, 0 for ink and 255 for ground, no quiet zone.

    Args:
        content: What it says; PDF417 takes bytes of Latin-1.
        form: A name of ``zxingcpp.BarcodeFormat``.
        options: Passed to the writer.
    """
    import zxingcpp  # noqa: PLC0415 - only backs need it

    data = content.encode("latin-1", "replace") if form == "PDF417" else content
    made = zxingcpp.create_barcode(data, getattr(zxingcpp.BarcodeFormat, form), **options)
    return np.asarray(made.to_image(scale=1, add_quiet_zones=False), np.uint8)


def lay_barcode(
    sheet: Sheet, rng: np.random.Generator, modules: Pixels, box: Box, *, white: bool = True
) -> Box:
    """Stretch a barcode over a box, on a white field unless told otherwise; records and returns its box."""
    turned = chance(rng, 0.5)
    if turned:
        modules = np.ascontiguousarray(modules[::-1, ::-1])
    if white:
        quiet = box.grown(0.012 * sheet.width)
        sheet.lay(np.full((4, 4, 3), 250, np.uint8), quiet)
    # Each module an exact number of pixels first, then shrunk by area: bars stay in proportion.
    across = max(1, round(np.ceil(box.width * 2 / modules.shape[1])))
    down = max(1, round(np.ceil(box.height / modules.shape[0])))
    large = np.repeat(np.repeat(modules, across, axis=1), down, axis=0)
    size = max(1, round(box.width)), max(1, round(box.height))
    small = resized(large, *size)
    ink = int(rng.integers(0, 45))
    sheet.stamp(255 - small, box.x0, box.y0, (ink, ink, ink))
    drawn = Box(round(box.x0), round(box.y0), round(box.x0) + size[0], round(box.y0) + size[1])
    sheet.record("barcode", drawn)
    return drawn
