"""A data set in YOLO's layout: a ``data.yaml`` beside ``images/`` and ``labels/`` or ``masks/``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from docparse.errors import UsageError


@dataclass(frozen=True)
class Dataset:
    """Where a data set lies and what it names.

    Attributes:
        root: Folder its other paths start from.
        train: Folder (or list file) of pictures to learn from, relative to ``root``.
        val: The same for the pictures held back.
        names: Class names by id.
        masks: Folder of class masks, relative to ``root``, or None when labels are text files.
    """

    root: Path
    train: str
    val: str
    names: tuple[str, ...]
    masks: str | None = None

    def write(self, path: Path) -> Path:
        """Write it as a ``data.yaml`` with an absolute root."""
        content: dict[str, Any] = {"path": str(self.root.resolve()), "train": self.train, "val": self.val}
        if self.masks:
            content["masks_dir"] = self.masks
        content["names"] = dict(enumerate(self.names))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return path


def load(path: Path) -> Dataset:
    """Read a ``data.yaml``.

    Args:
        path: The file, or the folder it lies in.

    Returns:
        The data set; its folders exist.

    Raises:
        UsageError: ``training.data_missing``, ``training.data_invalid``.
    """
    file = path / "data.yaml" if path.is_dir() else path
    if not file.is_file():
        raise UsageError("training.data_missing", f"there is no data set description at {file}")
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(
            "training.data_invalid", f"{file} is no readable YAML ({type(error).__name__})"
        ) from error
    if not isinstance(content, dict):
        raise UsageError("training.data_invalid", f"{file} is no mapping of keys")
    return _dataset(file, content)


def _dataset(file: Path, content: dict[str, Any]) -> Dataset:
    missing = [key for key in ("train", "val", "names") if not content.get(key)]
    if missing:
        raise UsageError("training.data_invalid", f"{file} lacks: {', '.join(missing)}")
    if content.get("download"):
        raise UsageError("training.data_invalid", f"{file}: 'download' is refused; fetch the data yourself")
    root = _root(file, content.get("path"))
    parts = {key: content[key] for key in ("train", "val")}
    for key, part in parts.items():
        if not isinstance(part, str):
            raise UsageError("training.data_invalid", f"{file}: '{key}' is one folder or one list file")
        if not (root / part).exists():
            raise UsageError(
                "training.data_missing", f"{file}: '{key}' names {root / part}, which is missing"
            )
    masks = content.get("masks_dir") or ("masks" if (root / "masks").is_dir() else None)
    return Dataset(root=root, names=_names(file, content["names"]), masks=masks, **parts)


def _root(file: Path, given: Any) -> Path:
    """A root that moved with its file is found beside it."""
    if given is None:
        return file.parent
    root = Path(str(given)).expanduser()
    root = root if root.is_absolute() else file.parent / root
    return root if root.exists() else file.parent


def _names(file: Path, names: Any) -> tuple[str, ...]:
    if isinstance(names, dict):
        if sorted(names) != list(range(len(names))):
            raise UsageError("training.data_invalid", f"{file}: class ids must count up from 0")
        names = [names[key] for key in range(len(names))]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise UsageError("training.data_invalid", f"{file}: 'names' is a list of words")
    if len(set(names)) != len(names):
        raise UsageError("training.data_invalid", f"{file}: a class is named twice")
    return tuple(names)
