"""Writes machine-readable zones: the inverse of the parser, for samples, training pictures and tests.

Layouts follow ICAO Doc 9303 part 4 (TD3), part 5 (TD1), part 6 (TD2) and part 7 (MRV-A, MRV-B).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from docparse.errors import UsageError
from docparse.identity.mrz.alphabet import FILLER, check_digit

# ICAO Doc 9303-3, section 6.A: transliterations that are not just the base letter.
_TRANSLITERATIONS = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Ö": "OE", "Ø": "OE", "Ü": "UE", "Þ": "TH", "ß": "SS",
    "ẞ": "SS", "Đ": "D", "Ħ": "H", "ı": "I", "Ĳ": "IJ", "Ł": "L", "Ŋ": "N", "Œ": "OE", "Ŧ": "T", "Ñ": "N",
}  # fmt: skip
UNKNOWN_DATE = FILLER * 6


def transliterate(text: str) -> str:
    """Letters, digits and fillers only: accents resolved, apostrophes dropped, the rest becomes fillers.

    Follows ICAO Doc 9303-3, sections 4.6 and 6.A.
    """
    out = []
    for char in text.upper():
        replaced = _TRANSLITERATIONS.get(char) or _TRANSLITERATIONS.get(char.lower())
        out.append(replaced or unicodedata.normalize("NFKD", char))
    plain = "".join(c for c in "".join(out) if not unicodedata.combining(c))
    plain = re.sub(r"['’.`]", "", plain)
    plain = re.sub(r"[^A-Z0-9<]+", FILLER, plain)
    return plain.strip(FILLER)


def name_field(family_name: str, given_names: str, width: int) -> str:
    """Primary and secondary identifier, two fillers between them, cut or filled to ``width``.

    A name too long for the field keeps at least the first letters of the given names (ICAO Doc 9303-3, 4.6).
    """
    family, given = transliterate(family_name), transliterate(given_names)
    if not given:
        return family[:width].ljust(width, FILLER)
    if not family:
        return (FILLER * 2 + given)[:width].ljust(width, FILLER)
    if len(family) + 2 + len(given) > width:
        family = family[: max(1, width - 2 - min(len(given), 8))].rstrip(FILLER)
    return f"{family}{FILLER * 2}{given}"[:width].ljust(width, FILLER)


def _date(value: dt.date | str) -> str:
    text = value.strftime("%y%m%d") if isinstance(value, dt.date) else value
    if len(text) != 6 or re.search(r"[^0-9<]", text):
        raise UsageError("usage.mrz_value", "an MRZ date is a date, or six digits or fillers")
    return text


def _text(value: str, width: int, what: str) -> str:
    text = re.sub(r"[^A-Z0-9<]", FILLER, value.upper())
    if len(text) > width:
        raise UsageError("usage.mrz_value", f"{what} does not fit in {width} characters")
    return text.ljust(width, FILLER)


def _sex(value: str) -> str:
    return value.upper() if value.upper() in ("M", "F") else FILLER


def _number_and_optional(number: str, optional: str, width: int) -> tuple[str, str]:
    """Number field with check digit, and optional data; long numbers overflow (9303-5, 4.2.2 note j)."""
    number = re.sub(r"[^A-Z0-9<]", FILLER, number.upper())
    if len(number) <= 9:
        field = number.ljust(9, FILLER)
        return field + check_digit(field), _text(optional, width, "optional data")
    rest = number[9:] + check_digit(number) + FILLER
    return number[:9] + FILLER, _text(rest + optional, width, "document number and optional data")


def build_td3(
    *,
    family_name: str,
    given_names: str,
    issuing_country: str,
    document_number: str,
    nationality: str,
    date_of_birth: dt.date | str,
    sex: str,
    date_of_expiry: dt.date | str,
    personal_number: str = "",
    document_code: str = "P",
) -> list[str]:
    """A passport's zone: two lines of 44 (ICAO Doc 9303-4, section 4.2.2).

    Args:
        family_name: Primary identifier, in any script with Latin letters; it is transliterated.
        given_names: Secondary identifier.
        issuing_country: Code as printed, e.g. ``UTO`` or ``D``.
        document_number: Up to nine letters and digits.
        nationality: Code as printed.
        date_of_birth: A date, or six characters with ``<`` for unknown parts.
        sex: ``M``, ``F`` or anything else for unspecified.
        date_of_expiry: A date, or six characters.
        personal_number: Optional data, up to 14.
        document_code: ``P`` or ``P`` and a letter.

    Raises:
        UsageError: ``usage.mrz_value`` for a value that does not fit.
    """
    first = _text(document_code, 2, "document code") + _text(issuing_country, 3, "country code")
    first += name_field(family_name, given_names, 39)
    number = _text(document_number, 9, "document number")
    personal = _text(personal_number, 14, "personal number")
    birth, expiry = _date(date_of_birth), _date(date_of_expiry)
    personal_check = check_digit(personal) if personal.strip(FILLER) else FILLER
    head = number + check_digit(number) + _text(nationality, 3, "nationality")
    dates = birth + check_digit(birth), expiry + check_digit(expiry)
    tail = personal + personal_check
    composite = check_digit(number + check_digit(number) + dates[0] + dates[1] + tail)
    return [first, head + dates[0] + _sex(sex) + dates[1] + tail + composite]


def build_td1(
    *,
    family_name: str,
    given_names: str,
    issuing_country: str,
    document_number: str,
    nationality: str,
    date_of_birth: dt.date | str,
    sex: str,
    date_of_expiry: dt.date | str,
    optional_1: str = "",
    optional_2: str = "",
    document_code: str = "I",
) -> list[str]:
    """A card's zone: three lines of 30 (ICAO Doc 9303-5, section 4.2.2). Arguments as :func:`build_td3`.

    Args:
        family_name: Primary identifier.
        given_names: Secondary identifier.
        issuing_country: Code as printed.
        document_number: A number longer than nine characters runs on into the first optional data.
        nationality: Code as printed.
        date_of_birth: A date, or six characters.
        sex: ``M``, ``F`` or anything else.
        date_of_expiry: A date, or six characters.
        optional_1: Optional data of line 1, up to 15.
        optional_2: Optional data of line 2, up to 11.
        document_code: ``I``, ``A`` or ``C`` and, where wanted, a letter.

    Raises:
        UsageError: ``usage.mrz_value`` for a value that does not fit.
    """
    number, rest = _number_and_optional(document_number, optional_1, 15)
    first = (
        _text(document_code, 2, "document code") + _text(issuing_country, 3, "country code") + number + rest
    )
    birth, expiry = _date(date_of_birth), _date(date_of_expiry)
    dates = birth + check_digit(birth), expiry + check_digit(expiry)
    optional = _text(optional_2, 11, "optional data")
    composite = check_digit(first[5:30] + dates[0] + dates[1] + optional)
    second = dates[0] + _sex(sex) + dates[1] + _text(nationality, 3, "nationality") + optional + composite
    return [first, second, name_field(family_name, given_names, 30)]


def build_td2(
    *,
    family_name: str,
    given_names: str,
    issuing_country: str,
    document_number: str,
    nationality: str,
    date_of_birth: dt.date | str,
    sex: str,
    date_of_expiry: dt.date | str,
    optional: str = "",
    document_code: str = "I",
) -> list[str]:
    """A TD2 document's zone: two lines of 36 (ICAO Doc 9303-6, section 4.2.2).

    Args:
        family_name: Primary identifier.
        given_names: Secondary identifier.
        issuing_country: Code as printed.
        document_number: A number longer than nine characters runs on into the optional data.
        nationality: Code as printed.
        date_of_birth: A date, or six characters.
        sex: ``M``, ``F`` or anything else.
        date_of_expiry: A date, or six characters.
        optional: Optional data, up to 7.
        document_code: ``I``, ``A`` or ``C`` and, where wanted, a letter.

    Raises:
        UsageError: ``usage.mrz_value`` for a value that does not fit.
    """
    first = _text(document_code, 2, "document code") + _text(issuing_country, 3, "country code")
    first += name_field(family_name, given_names, 31)
    number, rest = _number_and_optional(document_number, optional, 7)
    birth, expiry = _date(date_of_birth), _date(date_of_expiry)
    dates = birth + check_digit(birth), expiry + check_digit(expiry)
    composite = check_digit(number + dates[0] + dates[1] + rest)
    nation = _text(nationality, 3, "nationality")
    return [first, number + nation + dates[0] + _sex(sex) + dates[1] + rest + composite]


def build_mrv(
    *,
    family_name: str,
    given_names: str,
    issuing_country: str,
    document_number: str,
    nationality: str,
    date_of_birth: dt.date | str,
    sex: str,
    date_of_expiry: dt.date | str,
    optional: str = "",
    document_code: str = "V",
    size: str = "A",
) -> list[str]:
    """A visa's zone: two lines of 44 (MRV-A) or 36 (MRV-B), no composite (ICAO Doc 9303-7).

    Args:
        family_name: Primary identifier.
        given_names: Secondary identifier.
        issuing_country: Code as printed.
        document_number: Up to nine characters.
        nationality: Code as printed.
        date_of_birth: A date, or six characters.
        sex: ``M``, ``F`` or anything else.
        date_of_expiry: The "valid until" date, or six characters.
        optional: Optional data, up to 16 (MRV-A) or 8 (MRV-B).
        document_code: ``V`` and, where wanted, a letter.
        size: ``A`` or ``B``.

    Raises:
        UsageError: ``usage.mrz_value`` for a value that does not fit.
    """
    width = 44 if size == "A" else 36
    first = _text(document_code, 2, "document code") + _text(issuing_country, 3, "country code")
    first += name_field(family_name, given_names, width - 5)
    number = _text(document_number, 9, "document number")
    birth, expiry = _date(date_of_birth), _date(date_of_expiry)
    second = number + check_digit(number) + _text(nationality, 3, "nationality")
    second += birth + check_digit(birth) + _sex(sex) + expiry + check_digit(expiry)
    return [first, second + _text(optional, width - 28, "optional data")]


def build_french_id(
    *,
    family_name: str,
    given_names: str,
    date_of_birth: dt.date | str,
    sex: str,
    issued: str,
    department: str,
    serial: str,
    office: str = "",
) -> list[str]:
    """The zone of the French identity card of 1988 to 2021: two lines of 36.

    Args:
        family_name: Family name, cut at 25.
        given_names: Given names, cut at 14.
        date_of_birth: A date, or six characters.
        sex: ``M`` or ``F``.
        issued: Year and month of issue, four digits ``YYMM``.
        department: Department of issue, three characters.
        serial: Five digits; with issue date and department the document number.
        office: Office of issue, up to six characters.

    Raises:
        UsageError: ``usage.mrz_value`` for a value that does not fit.
    """
    family = transliterate(family_name)[:25].ljust(25, FILLER)
    first = f"IDFRA{family}" + _text(office, 6, "office")
    number = _text(issued, 4, "issue date") + _text(department, 3, "department") + _text(serial, 5, "serial")
    given = transliterate(given_names.replace(",", " ").replace(" ", "<<"))[:14].ljust(14, FILLER)
    birth = _date(date_of_birth)
    second = number + check_digit(number) + given + birth + check_digit(birth) + _sex(sex)
    return [first, second + check_digit(first + second)]
