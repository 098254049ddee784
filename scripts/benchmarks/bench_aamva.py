"""How well docparse reads AAMVA payloads: every expected identity field against what is read.

usage: bench_aamva.py [--data DIR] [--min SHARE] [-v]

Reads ``id/aamva/idparser_core/vectors.jsonl`` and ``id/aamva/envoy/vectors.jsonl`` under DIR (default: the
environment variable DOCPARSE_DATA). Prints right and total for each field, then each miss. Exits 1 when the
share of right fields is under --min (default 1).

Expectations that the payload itself contradicts are listed in ``WRONG`` with the reason, and counted apart.
Spaces, case and a ZIP code's padding (last four digits ``0000``) are not compared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docparse.errors import DocparseError
from docparse.identity.aamva import parse, read_aamva
from docparse.identity.jurisdictions import by_iin, by_name

_PADDING = "DAK is ten digits, 02108 and 00000: zero padding of a five-digit ZIP code, not a sixth digit"
_DASHES = "DAT is '----', the issuer's way of saying that there is none"
_SECOND_LINE = "the payload has a second street line (DAH) that the expectation leaves out"
WRONG: dict[tuple[str, str], str] = {
    ("idparser_core/MA_2009", "postal_code"): _PADDING,
    ("idparser_core/MA_No_Middle_Name", "postal_code"): _PADDING,
    (
        "idparser_core/MO",
        "postal_code",
    ): "six digits: a ZIP code of five and a stray one",
    ("idparser_core/NY", "document_number"): "DAQ is 'NONE', the standard's word for no data, on a sample",
    ("idparser_core/PA", "endorsements"): _DASHES,
    ("idparser_core/PA_Two_Middle_Names", "endorsements"): _DASHES,
    ("idparser_core/DC", "document_discriminator"): "the payload has no DCF; the value is another payload's",
    ("idparser_core/PE", "issuer"): "misspelt: 'Price Edward Island'",
    ("envoy/VT", "street"): _SECOND_LINE,
    ("envoy/VTExpired", "street"): _SECOND_LINE,
}

COLORS = {
    "Brown": "BRO",
    "Blue": "BLU",
    "Green": "GRN",
    "Hazel": "HAZ",
    "Black": "BLK",
    "Blond": "BLN",
    "Gray": "GRY",
}
TEXTS = {
    "VehicleClass": "vehicle_class",
    "RestrictionCodes": "restrictions",
    "EndorsementCodes": "endorsements",
    "DocumentDiscriminator": "document_discriminator",
    "PlaceOfBirth": "place_of_birth",
    "IsOrganDonor": "organ_donor",
    "IsVeteran": "veteran",
}


def plain(value: Any) -> str:
    """Upper case, single spaces."""
    return " ".join(str(value or "").upper().split())


def postal(value: Any) -> str:
    """Letters and digits, without a ZIP code's zero padding."""
    code = re.sub(r"[^A-Z0-9]", "", plain(value))
    return code[:5] if re.fullmatch(r"\d{5}0000", code) else code


def height_in(expected: dict[str, float]) -> str:
    """An expected height in docparse's words."""
    if "centimeters" in expected:
        return f"{expected['centimeters']:.0f} cm"
    inches = expected.get("totalInches") or expected["feet"] * 12 + expected["inches"]
    return f"{inches:.0f} in"


def expected_core(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Field name and expected value, for a row of idparser_core."""
    want = row["expected"]
    if not want:
        return
    yield "family_name", plain(want["LastName"])
    yield "given_names", plain(f"{want['FirstName']} {want.get('MiddleName') or ''}")
    yield "name_suffix", plain(want.get("Suffix"))
    yield "document_number", plain(want["IdNumber"])
    yield "street", plain(f"{want['StreetLine1']} {want.get('StreetLine2') or ''}")
    yield "city", plain(want["City"])
    yield "region", want["JurisdictionCode"]
    yield "postal_code", postal(want["PostalCode"])
    yield "country", {"USA": "USA", "Canada": "CAN"}[want["Country"]]
    yield "date_of_birth", want["DateOfBirth"]
    yield "date_of_issue", want.get("IssueDate") or ""
    yield "date_of_expiry", want["ExpirationDate"]
    yield "sex", want["Sex"][0]
    yield "document_type", {"DL": "driver_license", "ID": "id_card"}[row["doc_type"]]
    yield from expected_description(want)
    for key, name in TEXTS.items():
        if key in want:
            yield name, plain(want[key])
    for path, value in row["extra_asserts"]:
        if path.startswith("IssuerIdentificationNumber"):
            yield "issuer", plain(value)


def expected_description(want: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Height, colours and weight."""
    if "Height" in want:
        yield "height", height_in(want["Height"])
    for key, name in (("EyeColor", "eye_color"), ("HairColor", "hair_color")):
        if key in want:
            yield name, COLORS[want[key]]
    if "Weight" in want:
        unit = "lb" if "pounds" in want["Weight"] else "kg"
        yield "weight", f"{next(iter(want['Weight'].values())):.0f} {unit}"
    elif "WeightRange" in want:
        yield "weight", want["WeightRange"].removeprefix("Lbs").replace("To", "-") + " lb"


def expected_envoy(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Field name and expected value, for a row of envoy."""
    want = row["expected"]
    yield "family_name", want["last"]
    yield "given_names", plain(f"{want['first']} {want.get('middle') or ''}")
    yield "document_number", want["number"]
    yield "street", plain(f"{want['street']} {want.get('street2') or ''}")
    names = {
        "city": "city", "state": "region", "dob": "date_of_birth", "issue": "date_of_issue",
        "expiry": "date_of_expiry", "sex": "sex", "eyes": "eye_color", "hair": "hair_color",
        "cls": "vehicle_class", "suffix": "name_suffix",
    }  # fmt: skip
    for key, name in names.items():
        if key in want:
            yield name, plain(want[key])
    yield "postal_code", postal(want["postal"])
    if "height_in" in want:
        yield "height", f"{want['height_in']} in"
    if "weight_lb" in want:
        yield "weight", f"{want['weight_lb']} lb"


def read(payload: str) -> dict[str, str]:
    """What docparse reads, flattened to the names above."""
    try:
        document = parse(payload)
    except DocparseError as error:
        return {"error": error.code}
    fields = read_aamva(document).fields
    values = {name: plain(item.value) for name, item in fields.items() if name != "address"}
    for name in ("document_type", "height", "weight"):
        values[name] = values.get(name, "").lower()
    issuer = by_iin(document.issuer_id or "")
    values["issuer"] = plain(issuer.name) if issuer else ""
    values["country"] = values.get("issuing_country", "")
    if "address" in fields:
        address = fields["address"].value
        values |= {
            "street": plain(" ".join(address.lines[:-1])),
            "city": plain(address.city),
            "region": plain(address.region),
            "postal_code": postal(address.postal_code),
        }
    return values


@dataclass
class Tally:
    """Right and total, by field and by payload."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    payloads: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)
    excused: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, source: str, row: str, wants: list[tuple[str, str]], have: dict[str, str]) -> None:
        """Compare one payload."""
        misses = []
        for name, want in wants:
            got = have.get(name, "")
            ok = same_issuer(want, got) if name == "issuer" else got == want
            if not ok and (row, name) in WRONG:
                self.excused.append((row, name, want, got))
                continue
            self.total[name] += 1
            self.right[name] += ok
            if not ok:
                misses.append((row, name, want, got))
        self.misses += misses
        self.clean[source] += not misses
        self.payloads[source] += 1


def same_issuer(want: str, have: str) -> bool:
    """Whether two names are of one jurisdiction."""
    first, second = by_name(want), by_name(have)
    return first is not None and first == second


def compare(data: Path) -> Tally:
    """Read every payload and compare it with its expectations."""
    tally = Tally()
    for source, expectations in (("idparser_core", expected_core), ("envoy", expected_envoy)):
        for line in (data / "id/aamva" / source / "vectors.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            wants = list(expectations(row))
            if wants:
                tally.add(source, row["id"], wants, read(row["payload"]))
    return tally


def main() -> int:
    """Run the comparison; the exit status."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=os.environ.get("DOCPARSE_DATA"))
    options.add_argument("--min", type=float, default=1.0)
    options.add_argument("-v", action="store_true", help="print the expectations held to be wrong, too")
    args = options.parse_args()
    if args.data is None:
        options.error("name the data folder with --data or DOCPARSE_DATA")
    tally = compare(Path(args.data))
    for name in tally.total:
        print(f"  {name:24} {tally.right[name]:3}/{tally.total[name]}")
    for source in tally.payloads:
        print(f"  payloads all right, {source}: {tally.clean[source]}/{tally.payloads[source]}")
    for miss in tally.misses:
        print("  miss:", *miss, sep=" | ")
    print(f"  expectations held to be wrong: {len(tally.excused)}")
    for item in tally.excused if args.v else ():
        print("  excused:", *item, WRONG[item[0], item[1]], sep=" | ")
    share = tally.right.total() / tally.total.total()
    print(f"fields right: {tally.right.total()}/{tally.total.total()} = {share:.4f}")
    return 0 if share >= args.min else 1


if __name__ == "__main__":
    sys.exit(main())
