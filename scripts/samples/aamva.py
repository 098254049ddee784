"""Builds the text of a licence's PDF417 barcode (AAMVA DL/ID Card Design Standard 2020, Annex D)."""

from __future__ import annotations

from collections.abc import Mapping

from samples.people import Licence

VERSION = 10
JURISDICTION_VERSION = 1

# D.12.3: compliance indicator, data element separator, record separator, segment terminator, file type.
HEADER_START = "@\n\x1e\rANSI "
SEPARATOR = "\n"
TERMINATOR = "\r"
_DESIGNATOR_LENGTH = 10  # subfile type (2), offset (4), length (4)

_SEX = {"M": "1", "F": "2", "X": "9"}  # DBC, D.12.5


def build_payload(issuer_id: str, subfiles: Mapping[str, Mapping[str, str]]) -> str:
    """Lay out header, subfile designators and subfiles with their true offsets and lengths.

    Args:
        issuer_id: Issuer identification number, six digits.
        subfiles: Subfile type (``DL``, ``ID``, ``ZV`` …) to its elements, in order.

    Returns:
        The payload, one character per byte.
    """
    bodies = {kind: _subfile(kind, elements) for kind, elements in subfiles.items()}
    header = f"{HEADER_START}{issuer_id}{VERSION:02d}{JURISDICTION_VERSION:02d}{len(bodies):02d}"
    offset = len(header) + _DESIGNATOR_LENGTH * len(bodies)
    designators = ""
    for kind, body in bodies.items():
        designators += f"{kind}{offset:04d}{len(body):04d}"
        offset += len(body)
    return header + designators + "".join(bodies.values())


def _subfile(kind: str, elements: Mapping[str, str]) -> str:
    # D.12.4: the type, the elements apart by a line feed, a carriage return after the last.
    return kind + SEPARATOR.join(f"{element}{value}" for element, value in elements.items()) + TERMINATOR


def licence_elements(licence: Licence) -> dict[str, str]:
    """Elements of the DL subfile (tables D.3 and D.4), document number first as the standard asks."""
    holder = licence.holder
    given = holder.given.split()
    us_date = "%m%d%Y"
    return {
        "DAQ": licence.number,
        "DCS": holder.family,
        "DDE": "N",
        "DAC": given[0],
        "DDF": "N",
        "DAD": " ".join(given[1:]) or "NONE",
        "DDG": "N",
        "DCA": licence.vehicle_class,
        "DCB": licence.restrictions,
        "DCD": licence.endorsements,
        "DBD": licence.issued.strftime(us_date),
        "DBB": holder.birth.strftime(us_date),
        "DBA": licence.expires.strftime(us_date),
        "DBC": _SEX[holder.sex],
        "DAU": f"{licence.height_in:03d} in",
        "DAY": licence.eyes,
        "DAG": licence.street,
        "DAI": licence.city,
        "DAJ": licence.region,
        "DAK": f"{licence.postal_code.replace('-', ''):<11}",
        "DCF": licence.discriminator,
        "DCG": "USA",
        "DAW": f"{licence.weight_lb:03d}",
        "DAZ": licence.hair,
        "DDA": "F",
        "DDB": "07012024",
        "DDK": "1" if licence.donor else "0",
        "DDL": "1" if licence.veteran else "0",
    }


def licence_payload(licence: Licence) -> str:
    """The whole barcode of a licence: its DL subfile and a small jurisdiction subfile."""
    jurisdiction = f"Z{licence.region[0]}"
    return build_payload(
        licence.issuer_id,
        {
            "DL": licence_elements(licence),
            jurisdiction: {f"{jurisdiction}A": "SAMPLE", f"{jurisdiction}B": "FICTIONAL"},
        },
    )
