"""What leaves the library: pydantic models, and nothing about how their values were found."""

from docparse.records.check import Check, CheckStatus
from docparse.records.field import (
    Address,
    AddressField,
    DateField,
    Field,
    FlagField,
    Polygon,
    SexField,
    TextField,
)
from docparse.records.id_document import (
    Barcode,
    IDDocument,
    Images,
    Mrz,
    MrzRepair,
    Quality,
    VisitorRecord,
)
from docparse.records.result import DocumentResult, ErrorItem, Source, Status

__all__ = [
    "Address",
    "AddressField",
    "Barcode",
    "Check",
    "CheckStatus",
    "DateField",
    "DocumentResult",
    "ErrorItem",
    "Field",
    "FlagField",
    "IDDocument",
    "Images",
    "Mrz",
    "MrzRepair",
    "Polygon",
    "Quality",
    "SexField",
    "Source",
    "Status",
    "TextField",
    "VisitorRecord",
]
