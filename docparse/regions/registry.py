"""The weights docparse knows: one JSON file beside them, with what is needed to use and to check each.

``registry.json`` maps a model's name to the fields of :class:`ModelInfo`; the model card is ``NAME.md``
beside it. ``scripts/register_weights.py`` writes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from docparse.errors import EngineError, UsageError

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
FOLDER_VARIABLE = "DOCPARSE_WEIGHTS"
REGISTRY = "registry.json"
TASKS = ("detect", "segment", "semantic")
_SUFFIXES = (".onnx", ".pt")


@dataclass(frozen=True)
class ModelInfo:
    """One model: where it is and how it is used.

    Attributes:
        name: Registered name, or the file's own without its suffix.
        path: The ``.onnx`` or ``.pt`` file.
        sha256: Digest that the file must have, in hexadecimal; empty for a file nobody registered.
        task: One of :data:`TASKS`; empty where only the file knows.
        classes: Names of the classes; empty where only the file knows.
        size: Longest side of the network's input in pixels; 0 for what the file says.
        threshold: Finds must score more than this, unless the caller says otherwise.
        overlap: Of two boxes of one class with a larger intersection over union, the better stays.
        least_scale: A page is shrunk to this, at the least, to fit the input; one that is still too large is
            looked at in windows. 0 for a model that always sees the whole page.
    """

    name: str
    path: Path
    sha256: str = ""
    task: str = ""
    classes: tuple[str, ...] = ()
    size: int = 0
    threshold: float = 0.25
    overlap: float = 0.7
    least_scale: float = 0.0

    @property
    def card(self) -> Path:
        """The model card; an unregistered file need not have one."""
        return self.path.with_suffix(".md")


def locate(model: str | Path) -> ModelInfo:
    """Find a model by its registered name or by its file's path.

    Raises:
        UsageError: ``usage.model`` when there is neither; ``usage.weights`` when ``DOCPARSE_WEIGHTS`` names
            no folder.
        EngineError: ``regions.registry`` when a registry cannot be read.
    """
    folders = weight_folders()
    for folder in folders:
        info = known_models(folder).get(str(model)) or _unregistered(folder, str(model))
        if info is not None:
            return info
    path = Path(model)
    if path.suffix.lower() in _SUFFIXES and path.is_file():
        return ModelInfo(path.stem, path.resolve())
    names = sorted({name for folder in folders for name in known_models(folder)})
    raise UsageError(
        "usage.model",
        f"no model '{model}'; known: {', '.join(names) or 'none'}, or the path of an .onnx or .pt file",
    )


def known_models(folder: Path | None = None) -> dict[str, ModelInfo]:
    """The models a folder's registry names; docparse's own by default.

    Raises:
        EngineError: ``regions.registry`` when the registry cannot be read.
    """
    file = (folder or WEIGHTS) / REGISTRY
    if not file.is_file():
        return {}
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
        return {
            name: ModelInfo(
                name=name,
                path=file.parent / entry.pop("file"),
                classes=tuple(entry.pop("classes")),
                **entry,
            )
            for name, entry in entries.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(
            "regions.registry",
            f"{file} is no registry of weights ({type(error).__name__}); install docparse again",
        ) from None


def weight_folders() -> list[Path]:
    """Where models are looked for: the caller's own folder, and docparse's.

    Raises:
        UsageError: ``usage.weights`` when ``DOCPARSE_WEIGHTS`` names no folder.
    """
    own = os.environ.get(FOLDER_VARIABLE)
    if not own:
        return [WEIGHTS]
    if not Path(own).is_dir():
        # Read on with docparse's own weights, it would look as if the caller's had been used.
        raise UsageError("usage.weights", f"{FOLDER_VARIABLE} is '{own}', and there is no such folder")
    return [Path(own), WEIGHTS]


def read_weights(info: ModelInfo) -> bytes:
    """The file's bytes, checked against the registered digest.

    Raises:
        EngineError: ``regions.weights_missing`` or ``regions.weights_damaged``.
    """
    try:
        data = info.path.read_bytes()
    except OSError as error:
        raise EngineError(
            "regions.weights_missing", f"the weights of '{info.name}' cannot be read ({error.strerror})"
        ) from None
    if info.sha256 and hashlib.sha256(data).hexdigest() != info.sha256:
        raise EngineError(
            "regions.weights_damaged",
            f"the weights of '{info.name}' are not the file that was registered; install docparse again",
        )
    return data


def register(info: ModelInfo, folder: Path | None = None) -> ModelInfo:
    """Copy a model's file into a folder as ``NAME.onnx`` and enter it into the folder's registry.

    Args:
        info: The model, with ``path`` where its file is now, and its task and classes.
        folder: The folder; docparse's own weights by default.

    Returns:
        The model as registered.

    Raises:
        UsageError: ``usage.model`` for a task that docparse does not know, or no classes.
    """
    if info.task not in TASKS or not info.classes:
        raise UsageError("usage.model", f"a model has classes and one of the tasks {', '.join(TASKS)}")
    folder = folder or WEIGHTS
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{info.name}{info.path.suffix}"
    if info.path.resolve() != target.resolve():
        shutil.copyfile(info.path, target)
    entered = replace(info, path=target, sha256=hashlib.sha256(target.read_bytes()).hexdigest())
    models = {**known_models(folder), info.name: entered}
    text = json.dumps({name: _entry(models[name]) for name in sorted(models)}, indent=2)
    (folder / REGISTRY).write_text(text + "\n", encoding="utf-8")
    return entered


def _entry(info: ModelInfo) -> dict[str, object]:
    fields = asdict(info)
    del fields["name"], fields["path"]
    return {"file": info.path.name, **fields}


def _unregistered(folder: Path, name: str) -> ModelInfo | None:
    """A file of that name in the caller's own folder; docparse's own weights are all registered."""
    if folder == WEIGHTS or Path(name).name != name:
        return None
    paths = (folder / f"{name}{suffix}" for suffix in _SUFFIXES)
    return next((ModelInfo(name, path.resolve()) for path in paths if path.is_file()), None)
