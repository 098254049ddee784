"""Small networks of docparse's own beside the region models: one input, one output, one file of weights."""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docparse.errors import EngineError
from docparse.regions.session import start_session

# A few milliseconds of work: whoever has much of it shares it out among runs, not a run among threads.
_THREADS = 1


class SmallNetwork:
    """A network that is loaded on first use, once for the process.

    Args:
        file: Name of its ``.onnx`` in ``docparse/weights``.
        name: What messages call it.
    """

    def __init__(self, file: str, name: str) -> None:
        self._file, self._name = file, name
        self._lock = threading.Lock()
        self._session: Any = None

    @cached_property
    def version(self) -> str:
        """The file's name and the first eight digits of its sha256, as region models have it.

        Raises:
            EngineError: ``engine.failed`` when the file cannot be read.
        """
        return f"{Path(self._file).stem}@{hashlib.sha256(self._weights()).hexdigest()[:8]}"

    def __call__(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """The network's output for a batch.

        Raises:
            EngineError: ``engine.missing`` or ``engine.failed``.
        """
        session = self._load()
        try:
            (output,) = session.run(None, {session.get_inputs()[0].name: batch})
        except Exception as error:
            raise EngineError("engine.failed", f"{self._name} failed ({type(error).__name__})") from error
        return np.asarray(output, np.float32)

    def _load(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = self._start()
            return self._session

    def _start(self) -> Any:
        return start_session(self._weights(), self._name, _THREADS)

    def _weights(self) -> bytes:
        source = resources.files("docparse") / "weights" / self._file
        try:
            return source.read_bytes()
        except OSError as error:
            raise EngineError(
                "engine.failed", f"{self._name} did not load ({type(error).__name__})"
            ) from error
