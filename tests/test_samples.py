"""The samples are whole: each has its truth, its barcode and zones say what it says, all stay small."""

import datetime as dt
import json
import re
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from docparse.records import IDDocument

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PICTURES = sorted((SAMPLES / "id").glob("*.jpg"))
MAX_TOTAL_BYTES = 2_500_000

VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def truth_of(picture: Path) -> dict:
    return json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))


WITH_ZONE = [picture for picture in PICTURES if "mrz" in truth_of(picture)]
WITH_BARCODE = [picture for picture in PICTURES if "barcode" in truth_of(picture)]


def check_digit(text: str) -> int:
    return sum(VALUES[c] * (7, 3, 1)[k % 3] for k, c in enumerate(text)) % 10


def name_of(picture: Path) -> str:
    return picture.stem


def test_there_are_samples():
    assert len(PICTURES) == 9
    assert len(WITH_ZONE) == 2
    assert len(WITH_BARCODE) == 1


def test_no_truth_without_a_picture():
    assert {p.stem for p in (SAMPLES / "id").glob("*.json")} == {p.stem for p in PICTURES}


def test_samples_stay_small():
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) <= MAX_TOTAL_BYTES


@pytest.mark.parametrize("picture", PICTURES, ids=name_of)
def test_picture_opens_and_is_a_card_across(picture: Path):
    with Image.open(picture) as opened:
        opened.load()
        assert opened.mode == "RGB"
        assert 1000 <= opened.width <= 1500


@pytest.mark.parametrize("picture", PICTURES, ids=name_of)
def test_truth_speaks_of_known_fields(picture: Path):
    truth = truth_of(picture)
    if picture.stem == "landscape":
        assert truth == {"kind": "unknown"}
        return
    assert set(truth) <= set(IDDocument.model_fields)
    assert {"document_type", "issuing_country", "document_number", "family_name", "given_names"} <= set(truth)


@pytest.mark.parametrize("picture", [p for p in PICTURES if p.stem != "landscape"], ids=name_of)
def test_truth_is_plausible(picture: Path):
    truth = truth_of(picture)
    birth, expiry = (dt.date.fromisoformat(truth[name]) for name in ("date_of_birth", "date_of_expiry"))
    issue = dt.date.fromisoformat(truth.get("date_of_issue", truth["date_of_expiry"]))
    assert birth < issue <= expiry
    assert truth["sex"] in {"M", "F", "X"}
    assert truth["family_name"] == truth["family_name"].upper()


def test_front_and_back_are_one_card():
    front, back = (truth_of(SAMPLES / "id" / f"licence_numbered_{side}.jpg") for side in ("front", "back"))
    same = set(front) & set(back) - {"height", "weight", "address"}
    assert {name: front[name] for name in same} == {name: back[name] for name in same}
    front, back = (truth_of(SAMPLES / "id" / f"identity_card_{side}.jpg") for side in ("front", "back"))
    same = set(front) & set(back)
    assert {name: front[name] for name in same} == {name: back[name] for name in same}


def decoded(picture: Path) -> str:
    with Image.open(picture) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    found = zxingcpp.read_barcodes(
        pixels, formats=zxingcpp.barcode_formats_from_str("PDF417"), text_mode=zxingcpp.TextMode.Plain
    )
    assert len(found) == 1
    return found[0].text


def elements_of(subfile: str) -> dict[str, str]:
    assert subfile.endswith("\r")
    return {line[:3]: line[3:].rstrip() for line in subfile[2:-1].split("\n")}


@pytest.mark.parametrize("picture", WITH_BARCODE, ids=name_of)
def test_barcode_says_what_the_truth_says(picture: Path):
    truth, payload = truth_of(picture), decoded(picture)
    header = re.match(r"@\n\x1e\rANSI (\d{6})(\d{2})(\d{2})(\d{2})", payload)
    assert header is not None
    assert header[1] == truth["barcode"]["issuer_id"]
    assert int(header[2]) == truth["barcode"]["aamva_version"] == 10
    designators = payload[header.end() :]
    subfiles = {}
    end = header.end() + 10 * int(header[4])
    for k in range(int(header[4])):
        kind, offset, length = re.match(r"(\w\w)(\d{4})(\d{4})", designators[10 * k :]).groups()
        assert int(offset) == end, "subfiles follow one another without a gap"
        end += int(length)
        body = payload[int(offset) : end]
        assert body.startswith(kind)
        subfiles[kind] = elements_of(body)
    assert end == len(payload)
    assert subfiles.pop("DL") == truth["barcode"]["elements"]
    assert subfiles == truth["barcode"]["subfiles"]


@pytest.mark.parametrize("picture", WITH_BARCODE, ids=name_of)
def test_barcode_elements_are_the_fields(picture: Path):
    truth = truth_of(picture)
    elements = truth["barcode"]["elements"]
    for name, element in (
        ("date_of_birth", "DBB"),
        ("date_of_issue", "DBD"),
        ("date_of_expiry", "DBA"),
    ):
        assert dt.datetime.strptime(elements[element], "%m%d%Y").date().isoformat() == truth[name]
    for name, element in (
        ("document_number", "DAQ"),
        ("family_name", "DCS"),
        ("vehicle_class", "DCA"),
        ("restrictions", "DCB"),
        ("endorsements", "DCD"),
        ("document_discriminator", "DCF"),
        ("eye_color", "DAY"),
        ("hair_color", "DAZ"),
        ("height", "DAU"),
        ("weight", "DAW"),
        ("issuing_country", "DCG"),
    ):
        assert elements[element] == truth[name]
    assert f"{elements['DAC']} {elements['DAD']}" == truth["given_names"]
    assert elements["DBC"] == {"M": "1", "F": "2", "X": "9"}[truth["sex"]]
    assert elements["DAG"] == truth["address"]["lines"][0]
    assert elements["DAI"] == truth["address"]["city"]
    assert elements["DAK"] == truth["address"]["postal_code"].replace("-", "")


@pytest.mark.parametrize("picture", WITH_ZONE, ids=name_of)
def test_check_digits_hold(picture: Path):
    zone = truth_of(picture)["mrz"]
    lines = zone["lines"]
    if zone["format"] == "TD3":
        assert [len(line) for line in lines] == [44, 44]
        line = lines[1]
        fields = [line[0:10], line[13:20], line[21:28], line[28:43]]
        whole = line[0:10] + line[13:20] + line[21:43] + line[43]
    else:
        assert [len(line) for line in lines] == [30, 30, 30]
        fields = [lines[0][5:15], lines[1][0:7], lines[1][8:15]]
        whole = lines[0][5:30] + lines[1][0:7] + lines[1][8:15] + lines[1][18:30]
    for field in [*fields, whole]:
        assert check_digit(field[:-1]) == VALUES[field[-1]]


@pytest.mark.parametrize("picture", WITH_ZONE, ids=name_of)
def test_zone_says_what_the_truth_says(picture: Path):
    truth = truth_of(picture)
    zone = truth["mrz"]
    joined = "".join(zone["lines"])
    names = f"{truth['family_name']}<<{truth['given_names'].replace(' ', '<')}<"
    assert names in joined
    assert truth["document_number"] in joined
    dates = [truth[name][2:].replace("-", "") for name in ("date_of_birth", "date_of_expiry")]
    assert re.search(rf"{dates[0]}\d{truth['sex']}{dates[1]}\d", joined)
    assert zone["lines"][0][2:5] == truth["issuing_country"]
