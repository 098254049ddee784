"""docparse reads ID documents and floor plans into validated records."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docparse.errors import DocparseError
    from docparse.extractor import Extractor
    from docparse.records import DocumentResult, IDDocument

# ONNX Runtime reports its use to its maker unless told otherwise before it is first imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"

_EXPORTS = {
    "DocparseError": "docparse.errors",
    "DocumentResult": "docparse.records",
    "Extractor": "docparse.extractor",
    "IDDocument": "docparse.records",
}

__all__ = ["DocparseError", "DocumentResult", "Extractor", "IDDocument", "__version__"]


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that ``import docparse`` stays light."""
    try:
        module = _EXPORTS[name]
    except KeyError:
        raise AttributeError(f"module 'docparse' has no attribute '{name}'") from None
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    return sorted(__all__)
