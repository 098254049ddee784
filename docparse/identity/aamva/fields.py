"""From AAMVA elements to the fields of an ID document.

AAMVA DL/ID Card Design Standard, Annex D, tables D.3 (mandatory) and D.4 (optional); version 1: AAMVA
National Standard for the Driver License/Identification Card, 2000, Annex A.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from docparse.identity.aamva.address import read_address
from docparse.identity.aamva.checks import barcode_checks
from docparse.identity.aamva.dates import read_date
from docparse.identity.aamva.elements import present
from docparse.identity.aamva.found import Found
from docparse.identity.aamva.issuer import Issuer, find_issuer
from docparse.identity.aamva.measures import (
    read_eye_color,
    read_hair_color,
    read_height,
    read_organ_donor,
    read_sex,
    read_veteran,
    read_weight,
)
from docparse.identity.aamva.names import read_names
from docparse.identity.aamva.parser import AamvaDocument
from docparse.identity.jurisdictions import DateOrder
from docparse.identity.reading import SourceReading
from docparse.records import (
    AddressField,
    Barcode,
    DateField,
    Field,
    FlagField,
    Polygon,
    SexField,
    TextField,
)
from docparse.records.id_document import DocumentType

CONFIDENCE = 0.99
"""Of a value that stands as the standard asks: PDF417's error correction vouches for the text."""
DOUBTFUL = 0.5
"""Factor for a value whose end is missing or had to be guessed."""

_DOCUMENT_TYPES: dict[str, DocumentType] = {"DL": "driver_license", "EN": "driver_license", "ID": "id_card"}
_PLAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("document_number", ("DAQ",)),
    ("vehicle_class", ("DCA", "DAR")),
    ("restrictions", ("DCB", "DAS")),
    ("endorsements", ("DCD", "DAT")),
    ("document_discriminator", ("DCF",)),
    ("place_of_birth", ("DCI",)),
)
_DATES = (("date_of_birth", "DBB"), ("date_of_issue", "DBD"), ("date_of_expiry", "DBA"))


def read_aamva(
    document: AamvaDocument, barcode_polygon: Sequence[Sequence[float]] | None = None, page: int = 0
) -> SourceReading:
    """Read what the barcode says about the card and its holder.

    Args:
        document: The parsed barcode.
        barcode_polygon: The barcode's corners on the page, (4, 2) in page pixels, or None.
        page: Page index.
    """
    polygon = _polygon(barcode_polygon)
    issuer = find_issuer(document)
    found = _find(document, issuer)
    fields = {
        name: _field(name, item, document.doubtful, page, polygon)
        for name, item in found.items()
        if item is not None
    }
    barcode = Barcode(
        aamva_version=document.version,
        issuer_id=document.issuer_id,
        elements=dict(document.elements),
        subfiles={name: dict(values) for name, values in document.subfiles.items()},
        page=page,
        polygon_px=polygon,
    )
    return SourceReading(fields=fields, checks=barcode_checks(document, issuer), barcode=barcode)


def _find(document: AamvaDocument, issuer: Issuer) -> dict[str, Found[Any] | None]:
    elements = document.elements
    jurisdiction = issuer.jurisdiction
    names = read_names(elements, jurisdiction.full_name_order if jurisdiction else "last_first")
    country = issuer.country.value if issuer.country else None
    return {
        "document_type": _document_type(document),
        "issuing_country": issuer.country,
        "issuing_jurisdiction": issuer.code,
        "family_name": names.family,
        "given_names": names.given,
        "name_suffix": names.suffix,
        **{name: _date(elements, element, _order(document, issuer)) for name, element in _DATES},
        "sex": read_sex(elements),
        "address": read_address(elements, country),
        "height": read_height(elements),
        "weight": read_weight(elements, country),
        "eye_color": read_eye_color(elements),
        "hair_color": read_hair_color(elements),
        **{name: _plain(elements, ids) for name, ids in _PLAIN},
        "organ_donor": read_organ_donor(elements),
        "veteran": read_veteran(elements),
    }


def _document_type(document: AamvaDocument) -> Found[DocumentType] | None:
    kind = _DOCUMENT_TYPES.get(document.subfile_type or "")
    return Found(kind, document.subfile_type or "", ()) if kind else None


def _order(document: AamvaDocument, issuer: Issuer) -> DateOrder:
    """CCYYMMDD in version 1; later as the issuer writes it."""
    if document.version is not None and document.version <= 1:
        return "ymd"
    return issuer.jurisdiction.barcode_date_order if issuer.jurisdiction else "mdy"


def _date(elements: Mapping[str, str], name: str, order: DateOrder) -> Found[dt.date] | None:
    read = read_date(elements.get(name, ""), order)
    return Found(read[0], elements[name], (name,), read[1]) if read else None


def _plain(elements: Mapping[str, str], ids: tuple[str, ...]) -> Found[str] | None:
    for name in ids:
        if value := present(elements.get(name)):
            return Found(value.upper(), elements[name], (name,))
    return None


def _polygon(points: Sequence[Sequence[float]] | None) -> Polygon | None:
    return None if points is None else [(float(point[0]), float(point[1])) for point in points]


_MODELS: dict[str, type[Field[Any]]] = {
    "document_type": Field[DocumentType],
    "sex": SexField,
    "address": AddressField,
    **{name: DateField for name, _ in _DATES},
    "organ_donor": FlagField,
    "veteran": FlagField,
}


def _field(
    name: str, item: Found[Any], doubtful: frozenset[str], page: int, polygon: Polygon | None
) -> Field[Any]:
    confidence = CONFIDENCE * item.certainty
    if doubtful.intersection(item.elements):
        confidence *= DOUBTFUL
    return _MODELS.get(name, TextField)(
        value=item.value,
        text=item.text,
        confidence=round(confidence, 4),
        source="pdf417",
        page=page,
        polygon_px=polygon,
    )
