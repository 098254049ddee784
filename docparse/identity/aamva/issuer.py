"""Which jurisdiction issued the card, from all that the barcode says about it."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.identity.aamva.elements import present
from docparse.identity.aamva.found import Found
from docparse.identity.aamva.parser import AamvaDocument
from docparse.identity.jurisdictions import Jurisdiction, all_jurisdictions, by_abbreviation, by_iin

_COUNTRIES = {
    "USA": "USA", "US": "USA", "UNITED STATES": "USA",
    "CAN": "CAN", "CA": "CAN", "CDN": "CAN", "CANADA": "CAN",
    "MEX": "MEX", "MX": "MEX", "MEXICO": "MEX",
}  # fmt: skip


@dataclass(frozen=True)
class Issuer:
    """The issuer and what spoke for it.

    Attributes:
        jurisdiction: Who issued the card, or None.
        code: Its ISO 3166-2 code, or None.
        country: Its country, alpha-3, or None.
        region: The jurisdiction in the address (DAJ), or None.
        printed_country: The country in DCG, alpha-3, or None.
        registered: The jurisdiction the issuer number belongs to, or None.
        subfile_agrees: Whether the jurisdiction subfile's letter is the issuer's initial; None when there
            is none.
    """

    jurisdiction: Jurisdiction | None
    code: Found[str] | None
    country: Found[str] | None
    region: Jurisdiction | None
    printed_country: str | None
    registered: Jurisdiction | None
    subfile_agrees: bool | None


def find_issuer(document: AamvaDocument) -> Issuer:
    """Weigh the issuer number, the jurisdiction subfile's letter and the address.

    A jurisdiction subfile is named ``Z`` and the initial of its jurisdiction (Annex D.12.4). When it
    contradicts the issuer number and agrees with the address, the number is taken for wrong.
    """
    registered = by_iin(document.issuer_id or "")
    home = present(document.elements.get("DAJ")) or present(document.elements.get("DAO"))
    region = by_abbreviation(home) if home else None
    letters = {name[1] for name in document.subfiles}
    agrees = None if registered is None or not letters else registered.name[0] in letters
    jurisdiction, certainty, source = registered, 1.0, document.issuer_id or ""
    if "barcode.issuer_guessed" in document.warnings:
        certainty = 0.8
    printed = _COUNTRIES.get((present(document.elements.get("DCG")) or "").upper())
    lettered = _by_letters(letters, printed) if agrees is False else None
    if region is not None and (registered is None or (agrees is False and region.name[0] in letters)):
        jurisdiction, certainty, source = region, 0.7, home or ""
    elif lettered is not None:
        jurisdiction, certainty = lettered, 0.6
    elif agrees is False:
        certainty = 0.8
    code = None
    if jurisdiction is not None and "-" in jurisdiction.code:
        code = Found(jurisdiction.code, source, (), certainty)
    return Issuer(
        jurisdiction,
        code,
        _country(document, jurisdiction, printed, source),
        region,
        printed,
        registered,
        agrees,
    )


def _by_letters(letters: set[str], country: str | None) -> Jurisdiction | None:
    """The only jurisdiction of the country with one of these initials, or None when several have it."""
    fitting = [item for item in all_jurisdictions() if item.name[0] in letters and item.country == country]
    return fitting[0] if len(fitting) == 1 else None


def _country(
    document: AamvaDocument, jurisdiction: Jurisdiction | None, printed: str | None, source: str
) -> Found[str] | None:
    """The issuer's country; DCG when the issuer is unknown."""
    if printed is not None and (jurisdiction is None or jurisdiction.country == printed):
        return Found(printed, document.elements["DCG"], ("DCG",))
    if jurisdiction is None:
        return None
    return Found(jurisdiction.country, source, (), 0.7 if printed else 1.0)
