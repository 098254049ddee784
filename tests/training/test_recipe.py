"""The recipes that come with docparse, and those of other architectures."""

from pathlib import Path

import pytest

from docparse.errors import UsageError
from docparse.training.recipe import RECIPES, recipe


def test_the_three_models_have_recipes():
    assert set(RECIPES) == {"card", "id-fields", "plan"}


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_complete_and_sensible(name: str):
    found = recipe(name)
    assert found.task in {"detect", "segment", "semantic"}
    assert found.imgsz % 32 == 0
    assert len(set(found.classes)) == len(found.classes) > 1
    if name != "plan":  # a mirrored card does not exist
        assert found.settings["fliplr"] == 0.0


@pytest.mark.parametrize("name", RECIPES)
def test_fine_tuning_is_gentler_and_shorter(name: str):
    whole, fine = recipe(name), recipe(name).for_fine_tuning()
    assert fine.settings["lr0"] < whole.settings["lr0"]
    assert fine.epochs < whole.epochs
    assert fine.batch <= whole.batch
    assert (fine.classes, fine.imgsz, fine.architecture) == (whole.classes, whole.imgsz, whole.architecture)
    assert "epochs" not in fine.settings


@pytest.mark.parametrize(
    ("architecture", "task"),
    [("yolo26s.yaml", "detect"), ("yolo26n-seg.yaml", "segment"), ("yolo26n-sem.yaml", "semantic")],
)
def test_an_architecture_tells_its_task(architecture: str, task: str):
    assert (recipe(architecture).task, recipe(architecture).architecture) == (task, architecture)


def test_the_fine_map_of_plans_is_docparses_own():
    path = Path(recipe("plan").architecture)
    assert path.name == "yolo26n-sem-p2.yaml"
    assert (path.parent / "yolo26-sem-p2.yaml").is_file()


def test_an_unknown_model_is_refused_with_those_known():
    with pytest.raises(UsageError, match="card, id-fields, plan") as caught:
        recipe("licence")
    assert caught.value.code == "training.unknown_model"
