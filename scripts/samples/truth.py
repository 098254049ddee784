"""What each sample says, in the shape of an ``id_document``'s values: field name to value."""

from __future__ import annotations

from typing import Any

from samples.aamva import VERSION, licence_elements
from samples.people import Licence, TravelDocument


def _holder(document: Licence | TravelDocument) -> dict[str, Any]:
    holder = document.holder
    return {
        "family_name": holder.family,
        "given_names": holder.given,
        "date_of_birth": holder.birth.isoformat(),
        "sex": holder.sex,
    }


def licence_truth(licence: Licence) -> dict[str, Any]:
    """Values a licence's face prints; measures as printed, dates in ISO form."""
    truth: dict[str, Any] = {
        "document_type": "driver_license",
        "issuing_country": licence.country,
        "issuing_jurisdiction": f"{licence.country[:2]}-{licence.region}",
        "document_number": licence.number,
        **_holder(licence),
        "date_of_issue": licence.issued.isoformat(),
        "date_of_expiry": licence.expires.isoformat(),
        "address": {
            "lines": [licence.street, licence.city_line],
            "city": licence.city,
            "region": licence.region,
            "postal_code": licence.postal_code,
            "country": licence.country,
        },
        "height": licence.feet if licence.height_in else f"{licence.height_cm} cm",
        "vehicle_class": licence.vehicle_class,
        "restrictions": licence.restrictions,
        "document_discriminator": licence.discriminator,
    }
    optional = {
        "weight": licence.weight if licence.weight_lb else None,
        "eye_color": licence.eyes or None,
        "hair_color": licence.hair or None,
        "endorsements": licence.endorsements or None,
        "organ_donor": licence.donor or None,
        "veteran": licence.veteran or None,
    }
    return truth | {name: value for name, value in optional.items() if value is not None}


def barcode_truth(licence: Licence) -> dict[str, Any]:
    """Values of a licence's barcode: the same person, with the raw elements beside them."""
    elements = licence_elements(licence)
    jurisdiction = f"Z{licence.region[0]}"
    values = licence_truth(licence) | {
        "height": elements["DAU"],
        "weight": elements["DAW"],
        "organ_donor": licence.donor,
        "veteran": licence.veteran,
    }
    values["address"] = values["address"] | {
        "lines": [licence.street, f"{licence.city} {licence.region} {licence.postal_code}"]
    }
    return values | {
        "barcode": {
            "aamva_version": VERSION,
            "issuer_id": licence.issuer_id,
            # Fixed-length elements without the blanks that fill them.
            "elements": {name: value.rstrip() for name, value in elements.items()},
            "subfiles": {jurisdiction: {f"{jurisdiction}A": "SAMPLE", f"{jurisdiction}B": "FICTIONAL"}},
        },
    }


def travel_truth(document: TravelDocument, document_type: str) -> dict[str, Any]:
    """Values the face of a passport or identity card prints."""
    truth = {
        "document_type": document_type,
        "issuing_country": document.state,
        "document_number": document.number,
        **_holder(document),
        "date_of_issue": document.issued.isoformat(),
        "date_of_expiry": document.expires.isoformat(),
        "nationality": document.state,
        "place_of_birth": document.place_of_birth or None,
        "personal_number": document.personal_number or None,
    }
    return {name: value for name, value in truth.items() if value is not None}


def zone_truth(document: TravelDocument, document_type: str, lines: list[str]) -> dict[str, Any]:
    """Values a machine-readable zone gives by itself, and its lines."""
    whole = travel_truth(document, document_type)
    left_out = {"date_of_issue", "place_of_birth", "personal_number"}
    return {name: value for name, value in whole.items() if name not in left_out} | {
        "mrz": {"format": "TD3" if len(lines) == 2 else "TD1", "lines": lines}
    }
