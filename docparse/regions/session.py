"""Networks loaded into ONNX Runtime, all in the same way."""

from __future__ import annotations

from typing import Any

from docparse.errors import EngineError


def start_session(weights: bytes, name: str, threads: int) -> Any:
    """An ONNX Runtime session on the processor.

    Args:
        weights: An ``.onnx`` file's bytes.
        name: What messages call the network.
        threads: Threads for one run; 0 for one per physical core.

    Raises:
        EngineError: ``engine.missing`` without ONNX Runtime; ``engine.failed`` with a file it does not take.
    """
    try:
        import onnxruntime  # noqa: PLC0415 - heavy, loaded on first use
    except ImportError as error:
        raise EngineError(
            "engine.missing", "ONNX Runtime is not installed; run: pip install onnxruntime"
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait by spinning take a core from whoever computes beside them.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EngineError("engine.failed", f"{name} did not load ({type(error).__name__})") from error
