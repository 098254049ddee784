from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import strategies as st

from docparse.identity.mrz.build import build_mrv, build_td1, build_td2, build_td3

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = ("UTO", "D", "POL", "USA", "GBR", "CHE", "XXC", "SWE")

names = st.lists(st.text(LETTERS, min_size=2, max_size=7), min_size=1, max_size=2).map(" ".join)
days = st.dates(dt.date(1930, 1, 1), dt.date(2025, 12, 31))
expiries = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))


@st.composite
def zones(draw):
    """(lines, values) of any well-formed zone."""
    values = {
        "family_name": draw(names),
        "given_names": draw(names),
        "issuing_country": draw(st.sampled_from(CODES)),
        "nationality": draw(st.sampled_from(CODES)),
        "document_number": draw(st.text(LETTERS + "0123456789", min_size=5, max_size=9)),
        "date_of_birth": draw(days),
        "date_of_expiry": draw(expiries),
        "sex": draw(st.sampled_from("MFX")),
    }
    build, key = draw(
        st.sampled_from(
            [
                (build_td3, "personal_number"),
                (build_td1, "optional_1"),
                (build_td2, "optional"),
                (build_mrv, "optional"),
            ]
        )
    )
    extra = draw(st.text("0123456789", min_size=0, max_size=6))
    return build(**values, **{key: extra}), values | {"personal_number": extra}


@pytest.fixture(scope="session")
def any_zone():
    return zones()


@pytest.fixture
def as_of():
    return dt.date(2026, 6, 1)


@pytest.fixture
def td3():
    return [
        "P<UTOSAMPLE<VOSS<<IDA<QUIRINE<<<<<<<<<<<<<<<",
        build_td3(
            family_name="x",
            given_names="y",
            issuing_country="UTO",
            document_number="X40B7Z015",
            nationality="UTO",
            date_of_birth=dt.date(1987, 3, 9),
            sex="F",
            date_of_expiry=dt.date(2031, 11, 2),
            personal_number="77QO01",
        )[1],
    ]
