from collections.abc import Callable, Mapping

import pytest

CARD = {
    "DAQ": "T1234567",
    "DCS": "EXAMPLE",
    "DAC": "ROBIN",
    "DAD": "LEE",
    "DBB": "04151985",
    "DBA": "04152031",
    "DBD": "04152023",
    "DBC": "2",
    "DAU": "067 IN",
    "DAY": "GRN",
    "DAG": "12 SAMPLE ST",
    "DAI": "ANYTOWN",
    "DAJ": "PA",
    "DAK": "171010000  ",
    "DCA": "C",
    "DCB": "NONE",
    "DCD": "NONE",
    "DCF": "0001234567",
    "DCG": "USA",
}


def build_payload(
    elements: Mapping[str, str] | None = None,
    *,
    iin: str = "636025",
    version: int = 8,
    kind: str = "DL",
    subfile: Mapping[str, str] | None = None,
    subfile_type: str = "ZP",
    file_type: str = "ANSI ",
    separator: str = "\n",
    terminator: str = "\r",
    start: str = "@\n\x1e\r",
    designator: str | None = None,
) -> str:
    """A payload as the standard lays it out: header, entries with true offsets, subfiles."""
    lines = separator.join(name + value for name, value in (CARD if elements is None else elements).items())
    body = (kind if designator is None else designator) + lines + terminator
    own = subfile_type + separator.join(n + v for n, v in subfile.items()) + terminator if subfile else ""
    entries = 2 if own else 1
    numbers = f"{iin}{version:02}" + ("" if version <= 1 else "00") + f"{entries:02}"
    offset = len(start + file_type + numbers) + 10 * entries
    head = start + file_type + numbers + f"{kind}{offset:04}{len(body):04}"
    if own:
        head += f"{subfile_type}{offset + len(body):04}{len(own):04}"
    return head + body + own


@pytest.fixture(scope="session")
def build() -> Callable[..., str]:
    return build_payload


@pytest.fixture(scope="session")
def card() -> dict[str, str]:
    return dict(CARD)
