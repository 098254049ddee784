"""Comparisons an AAMVA barcode allows by itself."""

from __future__ import annotations

from docparse.identity.aamva.issuer import Issuer
from docparse.identity.aamva.parser import AamvaDocument
from docparse.records import Check, CheckStatus

_TRUNCATION = (("family_name", "DDE"), ("first_name", "DDF"), ("middle_names", "DDG"))


def barcode_checks(document: AamvaDocument, issuer: Issuer) -> tuple[Check, ...]:
    """Truncation flags and whether issuer, country, subfile and address agree.

    DDE, DDF and DDG (Annex D, table D.3, from version 4 on): ``T`` truncated, ``N`` not, ``U`` unknown. A
    check whose elements are absent is left out, except the one for the issuer.
    """
    checks = [
        Check(name=f"pdf417.truncation.{name}", status=_truncation(flag)[0], detail=_truncation(flag)[1])
        for name, element in _TRUNCATION
        if (flag := document.elements.get(element, "").strip().upper()[:1])
    ]
    checks.append(_issuer_region(issuer))
    if issuer.registered is not None and issuer.printed_country is not None:
        same = issuer.registered.country == issuer.printed_country
        checks.append(
            _check("issuer_vs_country", same, "issuer number and element DCG name different countries")
        )
    if issuer.subfile_agrees is not None:
        detail = "the jurisdiction subfile's letter is not the issuer's"
        checks.append(_check("issuer_vs_subfile", issuer.subfile_agrees, detail))
    if document.issuer_id is not None and issuer.registered is None:
        checks.append(_check("issuer_known", False, "the issuer number is not in the table"))
    return tuple(checks)


def _truncation(flag: str) -> tuple[CheckStatus, str]:
    if flag == "T":
        return "failed", "the issuer cut the name to fit"
    if flag == "N":
        return "passed", "the issuer says that the name is whole"
    return "not_performed", "the issuer does not know whether the name is whole"


def _issuer_region(issuer: Issuer) -> Check:
    name = "pdf417.issuer_vs_address_region"
    if issuer.registered is None or issuer.region is None:
        return Check(name=name, status="not_performed", detail="issuer or address region unknown")
    same = issuer.registered.code == issuer.region.code
    detail = "" if same else "the address lies outside the issuer's jurisdiction"
    return Check(name=name, status="passed" if same else "failed", detail=detail)


def _check(name: str, passed: bool, detail: str) -> Check:
    return Check(
        name=f"pdf417.{name}", status="passed" if passed else "failed", detail="" if passed else detail
    )
