"""The extractor: reads a file's pages, decides their kind, runs it, and turns what went wrong into data."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pydantic_core import to_json

from docparse.errors import DocparseError, EngineError, KindError, LimitError, PageError, UsageError
from docparse.kind import KIND_GROUP, Extraction, Guess, Kind, PageView, ReadOptions
from docparse.pages import Limits, LoadedFile, Page, load_pages, read_source
from docparse.records import DocumentResult, ErrorItem, IDDocument, Source, Standard, Status
from docparse.regions import installed_segmenter
from docparse.regions.registry import weight_folders
from docparse.text import DEFAULT_READER, TextReader, get_reader
from docparse.text.guarded import GuardedReader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Input = str | Path | bytes | NDArray[np.uint8]

log = logging.getLogger(__name__)

AUTO = "auto"
_SURE = 0.5
# A kind this sure of its pages has them: the others need not look.
_CERTAIN = 0.9
# What a kind may find wrong with the call itself.
_CALLERS = frozenset({"usage.scale"})
_NO_MEMORY = "not enough memory for this input; lower dpi or send fewer pages"
_PLANS = "floor_plan"

# Work that needs heavy engines is imported ahead of use, so that the first document is not slower by it.
_WARM_UP = ("cv2",)


class Extractor:
    """Reads documents into validated records.

    Engines and models load on first use and are kept: make one extractor and use it for the life of a
    program. It may be called from several threads.

    Args:
        text_engine: ``rapidocr`` (default) or ``paddleocr``.
        threads: Threads an engine may use; all cores by default.
        limits: Limits on bytes, pixels, pages and seconds of one input.
        reader: A text reader of your own, instead of ``text_engine``.
        regions: Whether region models find cards in photos, and fields and pictures on them. Without them a
            picture is taken for the document itself.

    Raises:
        UsageError: ``usage.unknown_engine``; ``usage.weights`` when ``DOCPARSE_WEIGHTS`` names no folder.

    Example:
        >>> from docparse import Extractor
        >>> result = Extractor().extract("front.jpg", back="back.jpg")  # doctest: +SKIP
        >>> result.id_document.date_of_birth.value  # doctest: +SKIP
        datetime.date(1990, 1, 31)
    """

    def __init__(
        self,
        *,
        text_engine: str = DEFAULT_READER,
        threads: int | None = None,
        limits: Limits | None = None,
        reader: TextReader | None = None,
        regions: bool = True,
    ) -> None:
        self.reader = reader or get_reader(text_engine, threads=threads)
        self.limits = limits or Limits()
        if regions:
            weight_folders()
        self._segmenters = cache(partial(installed_segmenter, threads=threads)) if regions else None
        self._kinds = {kind.name: kind for kind in find_kinds()}

    def extract(
        self,
        source: Input,
        *,
        back: Input | None = None,
        kind: str = AUTO,
        dpi: float = 300,
        password: str | None = None,
        scale: str | None = None,
        standard: Standard = "gia",
        as_of: dt.date | None = None,
    ) -> DocumentResult:
        """Read one document.

        Bad input never raises: the result's ``status`` and ``errors`` say what went wrong.

        Args:
            source: Path of a picture or PDF, its bytes, or pixels (H, W, 3) RGB uint8.
            back: The other side of a card.
            kind: ``auto``, or a kind's name or alias: ``id``, ``id_document``, ``plan``, ``floor_plan``.
            dpi: Resolution PDF pages are drawn at; a scan's resolution when the file does not tell.
            password: Opens an encrypted PDF.
            scale: A plan's scale: ``1:100``, ``1/4" = 1'-0"``, ``0.0085 m/px``, or two points in page
                pixels and their distance, ``120,80 620,80 = 4.20 m``.
            standard: Which of a plan's areas is its headline: ``net`` (rooms), ``gia`` (RICS gross
                internal) or ``ansi`` (ANSI Z765 finished).
            as_of: The day two-digit years are judged from; today by default.

        Raises:
            UsageError: ``usage.unknown_kind``; ``usage.dpi``; ``usage.source``; ``usage.scale``. Wrong
                calls, not wrong files.
        """
        return self.extract_with_pages(
            source,
            back=back,
            kind=kind,
            dpi=dpi,
            password=password,
            scale=scale,
            standard=standard,
            as_of=as_of,
        )[0]

    def extract_with_pages(
        self,
        source: Input,
        *,
        back: Input | None = None,
        kind: str = AUTO,
        dpi: float = 300,
        password: str | None = None,
        scale: str | None = None,
        standard: Standard = "gia",
        as_of: dt.date | None = None,
    ) -> tuple[DocumentResult, tuple[Page, ...]]:
        """Like :meth:`extract`, with the pages the result's polygons lie on, for pictures made from both."""
        chosen = self._kind_named(kind)
        if standard not in get_args(Standard):
            known = ", ".join(get_args(Standard))
            raise UsageError("usage.standard", f"no measurement standard '{standard}'; known: {known}")
        run = _Run(self.limits, Source(path=_path_text(source)))
        options = ReadOptions(as_of=as_of or dt.date.today(), scale=scale, dpi=dpi, standard=standard)
        sides = {"front": source, "back": back} if back is not None else {None: source}
        found: tuple[Kind | None, Extraction | None] = None, None
        try:
            with run.stage("pages"):
                for side, file in sides.items():
                    self._load(file, side, run, dpi=dpi, password=password)
            if run.views:
                found = self._read(run.views, options, chosen, run)
        except UsageError:
            raise
        except DocparseError as error:
            run.fail(error)
        pages = tuple(view.page for view in run.views)
        return run.result(*found), pages

    def _load(self, source: Input, side: str | None, run: _Run, *, dpi: float, password: str | None) -> None:
        """Load one side's pages into the run; a side that cannot be read costs only itself."""
        offset = run.page_count  # the pages of a card's back are numbered on from its front's
        told: dict[str, Any] | None = (
            {} if side != "back" else None
        )  # what the result says of its source is the front's
        try:
            loaded = self._decode(source, told, dpi=dpi, password=password)
        except (PageError, LimitError) as error:
            run.errors.append(_item(error, "pages", offset, side))
            return
        finally:
            run.source = run.source.model_copy(update=told)
        run.errors += [_item(error, "pages", offset, side) for error in loaded.errors]
        run.warnings += [_item(warning, "pages", offset, side) for warning in loaded.warnings]
        run.page_count += loaded.page_count
        reader = GuardedReader(self.reader, run.check_time)
        run.views += [
            PageView(_renumbered(page, offset), reader, side, self._segmenters) for page in loaded.pages
        ]

    def _decode(
        self, source: Input, told: dict[str, Any] | None, *, dpi: float, password: str | None
    ) -> LoadedFile:
        """Read and decode a file; ``told`` receives what is known of it, also when decoding it fails."""
        told = {} if told is None else told
        try:
            if isinstance(source, (str, Path, bytes, bytearray, memoryview)):
                file = read_source(source, limits=self.limits)
                told.update(sha256=file.sha256, media_type=file.media_type)
                loaded = load_pages(file, limits=self.limits, dpi=dpi, password=password)
            else:
                loaded = load_pages(source, limits=self.limits, dpi=dpi)
        except (DocparseError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - its text may quote the file
            log.debug("reading the pages failed (%s)", type(error).__name__)
            message = f"the file cannot be read ({type(error).__name__}); send another copy"
            raise PageError("page.unreadable", message) from None
        told.update(sha256=loaded.sha256, media_type=loaded.media_type, pages=loaded.page_count)
        return loaded

    def _kind_named(self, name: str) -> Kind | None:
        if name == AUTO:
            return None
        for kind in self._kinds.values():
            if name in (kind.name, kind.alias):
                return kind
        known = ", ".join([AUTO, *sorted(kind.alias for kind in self._kinds.values())])
        raise UsageError("usage.unknown_kind", f"no document kind '{name}'; known: {known}")

    def _read(
        self, views: Sequence[PageView], options: ReadOptions, chosen: Kind | None, run: _Run
    ) -> tuple[Kind | None, Extraction | None]:
        with run.stage("kind"):
            kind, guess = (chosen, None) if chosen else self._surest(views, options, run)
        if kind is None:
            reason = guess.reason if guess else "no document kind is installed"
            run.errors.append(
                ErrorItem(code="kind.unknown", message=f"no known document: {reason}", stage="kind")
            )
            return None, None
        with run.stage(kind.name):
            extraction = self._guarded(lambda: _checked(kind.extract(views, options)), kind.name)
        run.errors += extraction.errors
        run.warnings += extraction.warnings
        if _is_empty(extraction.record, kind):
            message = "nothing of this kind was found on the pages; is it the right kind of document?"
            run.errors.insert(0, ErrorItem(code="kind.nothing_found", message=message, stage=kind.name))
            return None, Extraction(record=None, timings_ms=extraction.timings_ms)
        return kind, extraction

    def _surest(
        self, views: Sequence[PageView], options: ReadOptions, run: _Run
    ) -> tuple[Kind | None, Guess | None]:
        best: tuple[Kind, Guess] | None = None
        reasons: list[str] = []
        for kind in self._kinds.values():
            run.check_time()
            step = partial(_checked_guess, kind, views, options)
            guess: Guess = self._guarded(step, kind.name)
            log.debug("kind %s: %.2f", kind.name, guess.confidence)
            if best is None or guess.confidence > best[1].confidence:
                best = (kind, guess)
            if guess.confidence >= _CERTAIN:
                break
            reasons.append(guess.reason)
        if best is None:
            return None, None
        if best[1].confidence < _SURE:
            return None, Guess(best[1].confidence, "; ".join(reasons))
        return best

    def _guarded(self, step: Callable[[], Any], kind: str) -> Any:
        """Run a kind's step; whatever it throws becomes an error with a code and without its message."""
        try:
            return step()
        except (EngineError, KindError, LimitError, MemoryError):
            raise
        except Exception as error:
            if isinstance(error, UsageError) and error.code in _CALLERS:
                raise
            log.debug("kind %s failed (%s)", kind, type(error).__name__)
            raise KindError("kind.failed", f"the {kind} reader failed ({type(error).__name__})") from None

    def warm_up(self) -> None:
        """Load engines now rather than with the first document."""
        for name in _WARM_UP:
            import_module(name)
        import numpy as np  # noqa: PLC0415

        self.reader.read(np.full((64, 256, 3), 255, np.uint8))


@dataclass
class _Run:
    """What happens while one input is read."""

    limits: Limits
    source: Source
    errors: list[ErrorItem] = field(default_factory=list)
    warnings: list[ErrorItem] = field(default_factory=list)
    timings_ms: dict[str, float] = field(default_factory=dict)
    page_count: int = 0
    views: list[PageView] = field(default_factory=list)
    started: float = field(default_factory=time.perf_counter)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.check_time()
        start = time.perf_counter()
        try:
            yield
        except DocparseError as error:
            error.stage = error.stage or name
            raise
        except MemoryError:
            limit = LimitError("limit.memory", _NO_MEMORY)
            limit.stage = name
            raise limit from None
        finally:
            self.timings_ms[name] = self.timings_ms.get(name, 0.0) + (time.perf_counter() - start) * 1000

    def check_time(self) -> None:
        if time.perf_counter() - self.started > self.limits.max_seconds:
            raise LimitError(
                "limit.time", f"not done within {self.limits.max_seconds:g} s; raise the limit of seconds"
            )

    def fail(self, error: DocparseError) -> None:
        self.errors.append(_item(error, error.stage or "pages"))

    def result(self, kind: Kind | None, extraction: Extraction | None) -> DocumentResult:
        record = extraction.record if extraction else None
        status: Status = "failed" if record is None else "partial" if self.errors else "ok"
        is_id = isinstance(record, IDDocument)
        is_plans = isinstance(record, list) and kind is not None and kind.name == _PLANS
        return DocumentResult(
            source=self.source,
            kind=kind.name if kind else "unknown",
            status=status,
            errors=self.errors,
            warnings=self.warnings,
            id_document=record if is_id else None,
            floor_plans=record if is_plans and isinstance(record, list) else [],
            record=None if is_id or is_plans else record,
            timings_ms=self._timings(extraction),
            models=self._models(extraction),
        )

    def _timings(self, extraction: Extraction | None) -> dict[str, float]:
        timings = {"pages": self.timings_ms.get("pages", 0.0), "regions": 0.0}
        timings["text"] = sum(view.text_ms for view in self.views)
        timings.update(extraction.timings_ms if extraction else {})
        timings["total"] = (time.perf_counter() - self.started) * 1000
        return {name: round(spent, 1) for name, spent in timings.items()}

    def _models(self, extraction: Extraction | None) -> dict[str, str]:
        models = {"text": self.views[0].reader.version} if any(view.text_ms for view in self.views) else {}
        return {**models, **(extraction.models if extraction else {})}


def _checked_guess(kind: Kind, views: Sequence[PageView], options: ReadOptions) -> Guess:
    guess = kind.guess(views, options)
    if not isinstance(guess, Guess) or not 0.0 <= guess.confidence <= 1.0:
        raise KindError("kind.failed", f"the {kind.name} reader gave no guess that can be used")
    return guess


def find_kinds() -> list[Kind]:
    """Every installed document kind, from the entry-point group ``docparse.kinds``, in order of name.

    Raises:
        EngineError: ``engine.kind`` when a plug-in cannot be loaded.
    """
    entries = sorted(metadata.entry_points(group=KIND_GROUP), key=lambda entry: entry.name)
    return [_load_kind(entry) for entry in entries]


def _load_kind(entry: metadata.EntryPoint) -> Kind:
    try:
        kind: Kind = entry.load()()
    except Exception as error:
        raise EngineError("engine.kind", f"the document kind '{entry.name}' cannot be loaded") from error
    return kind


def _item(error: DocparseError, stage: str, offset: int = 0, side: str | None = None) -> ErrorItem:
    page = None if error.page is None else error.page + offset
    message = f"{side}: {error.message}" if side else error.message
    return ErrorItem(code=error.code, message=message, stage=stage, page=page)


def _renumbered(page: Page, offset: int) -> Page:
    return replace(page, index=page.index + offset) if offset else page


def _checked(extraction: Extraction) -> Extraction:
    """An extraction whose record can be written as JSON.

    Raises:
        TypeError: When it is no extraction at all.
        ValueError: When the record cannot be written.
    """
    if not isinstance(extraction, Extraction):
        raise TypeError("not an Extraction")
    items = [*extraction.errors, *extraction.warnings]
    notes = [*extraction.models.items(), *extraction.timings_ms.items()]
    if not all(isinstance(item, ErrorItem) for item in items):
        raise TypeError("errors and warnings must be ErrorItems")
    if not all(isinstance(key, str) and isinstance(note, (str, int, float)) for key, note in notes):
        raise TypeError("models and timings must be plain")
    to_json(extraction.record)
    return extraction


def _is_empty(record: Any, kind: Kind) -> bool:
    """Whether a record holds nothing that was read."""
    if record is None or (record == [] and kind.name == _PLANS):
        return True
    if isinstance(record, IDDocument):
        values = (getattr(record, name) for name in IDDocument.model_fields if name not in _NOT_READ)
        return all(value is None for value in values)
    return False


_NOT_READ = {"checks", "images", "quality", "document_type", "organ_donor", "veteran"}


def _path_text(source: Any) -> str | None:
    """The path as the caller gave it, as text that can be written as UTF-8; None for bytes and arrays."""
    if not isinstance(source, (str, Path)):
        return None
    # A file's name may be bytes that are no UTF-8: the record shows them escaped.
    return str(source).encode("utf-8", "backslashreplace").decode("utf-8")
