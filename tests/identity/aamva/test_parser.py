import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.errors import KindError
from docparse.identity.aamva import parse, read_aamva
from docparse.identity.aamva.elements import known_elements

VALUES = st.text(alphabet=string.ascii_uppercase + string.digits + " -'/", max_size=30).map(
    lambda text: " ".join(text.split())
)
ELEMENTS = st.dictionaries(st.sampled_from(sorted(known_elements())), VALUES, max_size=30)


def test_a_payload_by_the_standard(build, card):
    document = parse(build(subfile={"ZPA": "01", "ZPB": ""}))
    assert document.version == 8
    assert document.jurisdiction_version == 0
    assert document.issuer_id == "636025"
    assert document.subfile_type == "DL"
    assert document.elements["DAQ"] == card["DAQ"]
    assert list(document.elements) == list(card)
    assert document.subfiles == {"ZP": {"ZPA": "01", "ZPB": ""}}
    assert document.warnings == ()
    assert document.doubtful == frozenset()


@pytest.mark.parametrize("version", range(2, 11))
def test_versions_from_2_on(build, version):
    document = parse(build(version=version))
    assert (document.version, document.warnings) == (version, ())


@pytest.mark.parametrize("version", [0, 1])
def test_header_of_the_first_version_has_no_jurisdiction_version(build, version):
    document = parse(build(version=version))
    assert (document.version, document.jurisdiction_version, document.issuer_id) == (version, None, "636025")


def test_file_type_aamva(build):
    assert parse(build(file_type="AAMVA", version=1)).issuer_id == "636025"


@pytest.mark.parametrize(
    "start",
    [
        "@\n\n",
        "@",
        "",
        "@\n",
        "@\n\x1c\r",
        "@\r\n\x1e\r\n",
        "@a\n",
        " @\n6",
        "@\nÜM",
        "@ac",
        "\ufeff@\n\x1e\r",
    ],
)
def test_record_separator_missing_or_garbled(build, card, start):
    document = parse(build(start=start))
    assert document.issuer_id == "636025"
    assert document.elements["DAQ"] == card["DAQ"]
    assert document.elements["DCG"] == "USA"


@pytest.mark.parametrize(
    "separator", ["\n", "\r", "\r\n", "\n\r", "\n\n", "\x1e", "\n\x90", "<LF>", "\\n", "\x85"]
)
def test_separators_of_all_sorts(build, card, separator):
    document = parse(build(separator=separator))
    assert document.elements == {name: value.strip() for name, value in card.items()}


def test_control_characters_as_caret_letters(build, card):
    payload = build(start="@\n6M", terminator="M", subfile={"ZPA": "X", "ZPB": "ROAM"}, version=8)
    document = parse(payload)
    assert document.elements["DCG"] == "USA"
    assert document.subfiles == {"ZP": {"ZPA": "X", "ZPB": "ROAM"}}


def test_a_family_name_like_a_subfile_is_no_subfile(build, card):
    document = parse(build({**card, "DCS": "ZAZAI"}, subfile={"ZPA": "1"}))
    assert document.elements["DCS"] == "ZAZAI"
    assert set(document.subfiles) == {"ZP"}


def test_undefined_characters_between(build, card):
    document = parse("\x90".join(build().split("DAQ")).replace("\x90", "\x90DAQ").replace("EXAM", "EX\x90AM"))
    assert document.elements["DCS"] == card["DCS"]
    assert "barcode.undefined_characters" in document.warnings


@pytest.mark.parametrize("designator", ["", "DL", "DL\n", "DL\r\n"])
def test_designator_there_missing_or_on_its_own_line(build, card, designator):
    document = parse(build(designator=designator))
    assert document.subfile_type == "DL"
    assert document.elements["DAQ"] == card["DAQ"]


@pytest.mark.parametrize("kind", ["DL", "ID", "EN"])
def test_kinds_of_subfile(build, kind):
    assert parse(build(kind=kind)).subfile_type == kind


def test_wrong_entry_count(build):
    payload = build(subfile={"ZPA": "1"}).replace("08000" + "2DL", "08000" + "1DL")
    document = parse(payload)
    assert document.warnings == ("barcode.entry_count",)
    assert document.subfiles == {"ZP": {"ZPA": "1"}}


def test_wrong_offsets_do_not_matter(build, card):
    payload = re.sub(r"DL\d{8}", "DL99990001", build(), count=1)
    assert parse(payload).elements["DAQ"] == card["DAQ"]


def test_damaged_entry(build, card):
    document = parse(re.sub(r"DL\d{8}", "DLabc", build(), count=1))
    assert document.elements["DAQ"] == card["DAQ"]
    assert "barcode.header_damaged" in document.warnings


@pytest.mark.parametrize("missing", range(6))
def test_issuer_number_short_of_a_digit_is_told_by_the_address(build, missing):
    iin = "636025"
    document = parse(build(iin=iin[:missing] + iin[missing + 1 :]))
    assert document.issuer_id == iin
    assert document.version == 8
    assert "barcode.issuer_guessed" in document.warnings


def test_no_header_at_all(build, card):
    document = parse("\n".join(name + value for name, value in card.items()))
    assert document.elements["DAQ"] == card["DAQ"]
    assert document.version is None
    assert "barcode.header_missing" in document.warnings


def test_file_type_lost(build, card):
    document = parse(build(file_type=""))
    assert document.issuer_id == "636025"
    assert document.elements["DAQ"] == card["DAQ"]


def test_no_separators_at_all(build, card):
    document = parse(build(separator=""))
    assert "barcode.separators_missing" in document.warnings
    assert document.elements["DCS"] == card["DCS"]
    assert document.elements["DBB"] == card["DBB"]
    assert "DCS" in document.doubtful


def test_unknown_elements_are_kept(build, card):
    assert parse(build({**card, "DDQ": "NEW"})).elements["DDQ"] == "NEW"


def test_padding_after_the_data(build, card):
    document = parse(build() + "8" * 80)
    assert document.warnings == ("barcode.unknown_line",)
    assert document.elements["DCG"] == "USA"
    assert parse(build().encode() + b"\x00" * 20).warnings == ()


def test_first_value_of_a_repeated_element_counts(build, card):
    document = parse(build() + "DAQOTHER\r")
    assert document.elements["DAQ"] == card["DAQ"]
    assert document.warnings == ("barcode.duplicate_element",)


def test_bytes_in_utf_8_and_latin_1(build, card):
    payload = build({**card, "DCS": "PEÑA"})
    assert parse(payload.encode("utf-8")).elements["DCS"] == "PEÑA"
    assert parse(payload.encode("latin-1")).elements["DCS"] == "PEÑA"


def test_cut_in_the_middle_of_an_element(build):
    payload = build()
    document = parse(payload[: payload.index("EXAMPLE") + 4])
    assert document.elements["DCS"] == "EXAM"
    assert "barcode.truncated" in document.warnings
    assert document.doubtful == {"DCS"}
    assert read_aamva(document).fields["family_name"].confidence < 0.6


@pytest.mark.parametrize(
    "payload", ["", "hello", b"\xff\xfe\x00", "https://example.org/DAQ1", "@\n\x1e\rANS", "DAQ1"]
)
def test_what_is_not_aamva(payload):
    with pytest.raises(KindError) as caught:
        parse(payload)
    assert caught.value.code == "barcode.not_aamva"


@given(elements=ELEMENTS, version=st.integers(0, 99), kind=st.sampled_from(["DL", "ID", "EN"]))
def test_round_trip(build, elements, version, kind):
    document = parse(build(elements, version=version, kind=kind))
    assert document.elements == elements
    assert document.version == version
    assert document.subfile_type == kind


def parsed(payload):
    """The document, or None for a payload that is none; any other error fails the test."""
    try:
        return parse(payload)
    except KindError:
        return None


@given(cut=st.integers(0, 600), version=st.sampled_from([1, 3, 8, 10]))
def test_cut_anywhere(build, cut, version):
    payload = build(version=version, subfile={"ZPA": "1"})[:cut]
    if document := parsed(payload):
        whole = parse(build(version=version, subfile={"ZPA": "1"}))
        for name, value in document.elements.items():
            assert (
                name in document.doubtful
                or value == whole.elements[name]
                or name == list(document.elements)[-1]
            )
        read_aamva(document)


@given(data=st.binary(max_size=400), headed=st.booleans())
def test_random_bytes(data, headed):
    if document := parsed(b"@\n\x1e\rANSI 636025080002DL" + data if headed else data):
        read_aamva(document)


@given(data=st.text(alphabet="DLIANSZCB0123456789\n\r\x1e@ M", max_size=300))
def test_random_text_of_the_right_letters(data):
    if document := parsed(data):
        read_aamva(document)
