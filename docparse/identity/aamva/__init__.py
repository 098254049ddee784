"""AAMVA driver's licence and ID card barcodes: text to elements, elements to fields."""

from docparse.identity.aamva.fields import read_aamva
from docparse.identity.aamva.parser import AamvaDocument, parse

__all__ = ["AamvaDocument", "parse", "read_aamva"]
