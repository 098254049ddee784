"""How values are labelled: AAMVA codes, English wordings, other languages, and the styles they are set in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from docparse.training.synth.id.people import chance, pick

Placement = Literal["beside", "above", "below", "none"]

# Element codes of the AAMVA card design standard, as printed before a value.
CODES = {
    "family": "1", "given": "2", "name": "1,2", "dob": "3", "issue": "4a", "expiry": "4b", "number": "4d", "dd": "5",
    "address": "8", "class": "9", "end": "9a", "rest": "12", "sex": "15", "height": "16", "weight": "17",
    "eyes": "18", "hair": "19",
}  # fmt: skip

ENGLISH = {
    "family": ("LN", "Last name", "FAMILY NAME", "Surname", "Family name", "NAME"),
    "given": ("FN", "First name", "GIVEN NAMES", "Given names", "First and middle names"),
    "name": ("NAME", "Name", "Full name", "HOLDER"),
    "dob": ("DOB", "DOB", "DOB", "D.O.B.", "Date of Birth", "BIRTH DATE", "Born", "DATE OF BIRTH", "Birthdate"),
    "issue": ("ISS", "ISS", "ISSUED", "Iss", "Issued", "ISSUE DATE", "Date of issue", "DATE ISSUED"),
    "expiry": ("EXP", "EXP", "EXPIRES", "Exp", "Expires", "EXPIRATION DATE", "Expiration", "Date of expiry", "Valid until"),
    "number": ("DL", "DLN", "DL NO.", "LIC NO.", "LIC#", "NO.", "Lic #", "License No.", "License #", "NUMBER", "ID", "IDN",
               "ID NO.", "Customer Identifier", "CREDENTIAL IDENTIFIER", "DL#", "Card No.", "Document No.", "DL No.", "LICENSE NUMBER"),
    "dd": ("DD", "DD", "DD", "DD-REF", "Audit", "DCN", "REF"),
    "address": ("ADDRESS", "Address", "ADD", "Residence"),
    "class": ("CLASS", "Class", "Cl", "CLASS", "LICENSE CLASS", "VEH CLASS"),
    "end": ("END", "End", "ENDORSEMENTS", "Endorse", "Endors", "En"),
    "rest": ("REST", "Rest", "RESTRICTIONS", "RESTR", "RSTR", "Restr", "RES", "Re"),
    "sex": ("SEX", "SEX", "SEX", "Sex", "Sex", "GENDER", "S"),
    "height": ("HGT", "Hgt", "HT", "Ht", "HEIGHT", "Height"),
    "weight": ("WGT", "Wgt", "WT", "Wt", "WEIGHT", "Weight"),
    "eyes": ("EYES", "Eyes", "EYES", "EYE", "Eye color"),
    "hair": ("HAIR", "Hair", "HAIR"),
    "nationality": ("Nationality", "NATIONALITY", "Country of birth", "Citizenship"),
    "birthplace": ("Place of birth", "PLACE OF BIRTH", "POB"),
    "personal": ("Personal No.", "Identification No.", "USCIS#", "A-Number", "National ID"),
    "authority": ("Authority", "Issuing authority", "ISSUED BY"),
    "type": ("Type", "TYPE", "Type / Type"),
    "code": ("Code", "Country code", "CODE", "Issuing State"),
    "category": ("Category", "Type of permit", "Remarks", "Type"),
}  # fmt: skip

# Wordings of ordinary documents in other languages, for bilingual and foreign labels.
FOREIGN = {
    "fr": {
        "family": "Nom", "given": "Prénoms", "name": "Nom et prénoms", "dob": "Date de naissance", "issue": "Délivré le",
        "expiry": "Date d'expiration", "number": "N° du document", "dd": "Réf", "address": "Adresse", "class": "Catégorie",
        "end": "Mentions", "rest": "Conditions", "sex": "Sexe", "height": "Taille", "weight": "Poids", "eyes": "Yeux",
        "hair": "Cheveux", "nationality": "Nationalité", "birthplace": "Lieu de naissance", "personal": "N° personnel",
        "authority": "Autorité", "category": "Catégorie du titre",
    },
    "de": {
        "family": "Name", "given": "Vornamen", "name": "Name, Vorname", "dob": "Geburtstag", "issue": "Ausstellungsdatum",
        "expiry": "Gültig bis", "number": "Ausweisnummer", "dd": "Ref", "address": "Anschrift", "class": "Klasse",
        "end": "Zusatz", "rest": "Auflagen", "sex": "Geschlecht", "height": "Größe", "weight": "Gewicht",
        "eyes": "Augenfarbe", "hair": "Haar", "nationality": "Staatsangehörigkeit", "birthplace": "Geburtsort",
        "personal": "Personalnummer", "authority": "Behörde", "category": "Art des Titels",
    },
    "es": {
        "family": "Apellidos", "given": "Nombre", "name": "Apellidos y nombre", "dob": "Fecha de nacimiento",
        "issue": "Fecha de emisión", "expiry": "Válido hasta", "number": "Número", "dd": "Ref", "address": "Domicilio",
        "class": "Clase", "end": "Notas", "rest": "Restricciones", "sex": "Sexo", "height": "Estatura", "weight": "Peso",
        "eyes": "Ojos", "hair": "Cabello", "nationality": "Nacionalidad", "birthplace": "Lugar de nacimiento",
        "personal": "Núm. personal", "authority": "Autoridad", "category": "Tipo de permiso",
    },
    "it": {
        "family": "Cognome", "given": "Nome", "name": "Cognome e nome", "dob": "Data di nascita", "issue": "Emissione",
        "expiry": "Scadenza", "number": "Numero", "dd": "Rif", "address": "Residenza", "class": "Categoria",
        "end": "Note", "rest": "Limitazioni", "sex": "Sesso", "height": "Statura", "weight": "Peso", "eyes": "Occhi",
        "hair": "Capelli", "nationality": "Cittadinanza", "birthplace": "Luogo di nascita",
        "personal": "Codice fiscale", "authority": "Autorità", "category": "Tipo di permesso",
    },
    "nl": {
        "family": "Naam", "given": "Voornamen", "name": "Naam", "dob": "Geboortedatum", "issue": "Datum van afgifte",
        "expiry": "Geldig tot", "number": "Documentnummer", "dd": "Ref", "address": "Adres", "class": "Categorie",
        "end": "Aantekening", "rest": "Beperking", "sex": "Geslacht", "height": "Lengte", "weight": "Gewicht",
        "eyes": "Ogen", "hair": "Haar", "nationality": "Nationaliteit", "birthplace": "Geboorteplaats",
        "personal": "Persoonsnummer", "authority": "Autoriteit", "category": "Soort",
    },
    "pl": {
        "family": "Nazwisko", "given": "Imiona", "name": "Nazwisko i imię", "dob": "Data urodzenia", "issue": "Data wydania",
        "expiry": "Termin ważności", "number": "Numer", "dd": "Ref", "address": "Adres", "class": "Kategoria",
        "end": "Uwagi", "rest": "Ograniczenia", "sex": "Płeć", "height": "Wzrost", "weight": "Waga", "eyes": "Oczy",
        "hair": "Włosy", "nationality": "Obywatelstwo", "birthplace": "Miejsce urodzenia", "personal": "PESEL",
        "authority": "Organ", "category": "Rodzaj",
    },
    "sv": {
        "family": "Efternamn", "given": "Förnamn", "name": "Namn", "dob": "Födelsedatum", "issue": "Utfärdat", "expiry": "Giltigt till",
        "number": "Kortnummer", "dd": "Ref", "address": "Adress", "class": "Behörighet", "end": "Anm", "rest": "Villkor",
        "sex": "Kön", "height": "Längd", "weight": "Vikt", "eyes": "Ögon", "hair": "Hår", "nationality": "Medborgarskap",
        "birthplace": "Födelseort", "personal": "Personnummer", "authority": "Myndighet", "category": "Typ",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A card's labels.

    Attributes:
        placement: Where a label stands to its value.
        labels: Value's key to label; empty where the card prints none.
        numbered: Whether a small code stands before each label (or alone).
        colon: Whether a colon ends a label.
    """

    placement: Placement
    labels: dict[str, str]
    numbered: bool
    colon: bool

    def label(self, key: str) -> str:
        """The label to print before or above a value; may be empty."""
        words = self.labels.get(key, "")
        code = CODES.get(key, "") if self.numbered else ""
        text = f"{code} {words}".strip()
        return f"{text}:" if self.colon and text else text


def random_wording(rng: np.random.Generator, *, foreign: bool) -> Wording:
    """Choose a card's labels: language, codes, case and place.

    Args:
        rng: Source of every choice.
        foreign: A card outside North America: other languages and labels above become likely.
    """
    placement: Placement = pick(rng, ("beside", "beside", "beside", "above"))
    if foreign:
        placement = pick(rng, ("beside", "above", "above", "above", "below"))
    elif chance(rng, 0.05):
        placement = "none"
    labels = {key: pick(rng, options) for key, options in ENGLISH.items()}
    bilingual = False
    if foreign and chance(rng, 0.8) or chance(rng, 0.06):
        language = FOREIGN[pick(rng, sorted(FOREIGN))]
        bilingual = chance(rng, 0.6)
        join = pick(rng, ("/", " / ", "  ")) if bilingual else ""
        labels = {k: _translated(rng, language.get(k), v, join) for k, v in ENGLISH.items()}
    numbered = chance(rng, 0.25 if foreign else 0.65)
    bare = 0.0 if placement == "above" or bilingual else 0.45 if numbered else 0.3
    # Names and addresses often stand without a word; dates and measures seldom do.
    for key in ("family", "given", "name", "address"):
        if chance(rng, bare + (0.4 if bare else 0.1)):
            labels[key] = ""
    for key in ("number", "dob", "sex", "class"):
        if numbered and chance(rng, bare * 0.3):
            labels[key] = ""
    case = rng.random()
    if case < 0.35:
        labels = {key: text.upper() for key, text in labels.items()}
    elif case < 0.55:
        labels = {key: text if len(text) < 5 else text[:1] + text[1:].lower() for key, text in labels.items()}
    return Wording(placement, labels, numbered and not (foreign and bilingual), chance(rng, 0.2))


def _translated(rng: np.random.Generator, foreign: str | None, english: tuple[str, ...], join: str) -> str:
    """A label in one language, or in two with ``join`` between them; English where there is no other."""
    if foreign is None:
        return pick(rng, english)
    return f"{foreign}{join}{pick(rng, english)}" if join else foreign
