"""What users import, and that it stays there."""

import importlib
import importlib.util
import inspect
import pkgutil
import subprocess
import sys

import pytest

import docparse
from docparse import errors

# The only modules that may load torch, ultralytics or onnx when imported: they need the extra [train].
TRAINING = {
    f"docparse.training.{name}" for name in ("cpu", "norms", "semantic", "trainers", "validators", "weights")
}


def modules() -> list[str]:
    """Every module of docparse that can be imported with what is installed."""
    names = [m.name for m in pkgutil.walk_packages(docparse.__path__, "docparse.")]
    left_out = set() if importlib.util.find_spec("torch") else TRAINING
    return [name for name in names if name not in left_out and not name.endswith("__main__")]


def test_public_names():
    assert docparse.__all__ == ["DocparseError", "DocumentResult", "Extractor", "IDDocument", "__version__"]
    for name in docparse.__all__:
        assert getattr(docparse, name) is not None
    assert set(docparse.__all__) == set(dir(docparse))


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = docparse.nonsense


def test_every_module_imports_alone():
    """No module needs another to be imported first; each in the process of this test."""
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    wanted = list(reversed(modules()))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *wanted], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("name", modules())
def test_every_module_says_what_it_is_for(name: str):
    module = importlib.import_module(name)
    assert (module.__doc__ or "").strip()
    assert all(hasattr(module, public) for public in getattr(module, "__all__", ()))


def test_errors_are_a_tree_with_codes():
    leaves = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(kind, errors.DocparseError) for kind in leaves)
    assert all(kind.__name__ in errors.__doc__ for kind in leaves)
    error = errors.PageError("page.empty", "the file is empty", page=3)
    assert (error.code, error.message, error.page, str(error)) == (
        "page.empty",
        "the file is empty",
        3,
        "the file is empty",
    )


def test_no_telemetry_is_the_default():
    code = "import docparse, os; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_reading_needs_no_network(no_network: None, extractor: docparse.Extractor, samples: object):
    assert extractor.extract(samples / "licence_worded_front.jpg").status == "ok"
