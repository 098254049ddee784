"""Small networks of docparse's own beside the region models: one input, one output, one file of weights."""

from __future__ import annotations

import threading
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docparse.errors import EngineError
from docparse.regions.session import start_session

# A few milliseconds of work: more threads cost more than they bring.
_THREADS = 2


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
        source = resources.files("docparse") / "weights" / self._file
        try:
            weights = source.read_bytes()
        except OSError as error:
            raise EngineError(
                "engine.failed", f"{self._name} did not load ({type(error).__name__})"
            ) from error
        return start_session(weights, self._name, _THREADS)
