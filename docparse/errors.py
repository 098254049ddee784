"""What can go wrong, as a tree; every leaf carries a stable ``code``.

::

    DocparseError
     +-- UsageError            usage.*      the caller asked for something that cannot be
     +-- PageError             page.*       the file or one of its pages cannot be read
     +-- EngineError           engine.*     an OCR, barcode or model engine is missing or failed
     +-- KindError             kind.*       no document kind fits, or a kind's reader failed
     +-- LimitError            limit.*      a limit set by the caller was reached

Messages never hold what was read from a document: no name, number or address. They say what went wrong and
what the caller can do about it.
"""

from __future__ import annotations


class DocparseError(Exception):
    """Base of all errors docparse raises on purpose.

    Attributes:
        code: Stable dotted name of the failure, e.g. ``page.unreadable``. Programs may compare it.
        message: One sentence for a person; it may change between releases.
        page: Index of the page concerned, from 0, or None when the whole input is.
        stage: What was being done, set by who runs the stages; None until then.
    """

    def __init__(self, code: str, message: str, *, page: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.page = page
        self.stage: str | None = None


class UsageError(DocparseError):
    """The caller asked for something that does not exist or does not fit together."""


class PageError(DocparseError):
    """A file, or a page in it, cannot be turned into pixels."""


class EngineError(DocparseError):
    """An engine (OCR, barcode, renderer) is not installed, did not start, or failed on a page."""


class KindError(DocparseError):
    """No document kind recognises the pages, or the kind's reader could not finish."""


class LimitError(DocparseError):
    """A limit on time or size, set by the caller or by default, was reached."""
