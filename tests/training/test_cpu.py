"""Training in bfloat16: copies carry the patch, checkpoints do not, and numbers stay close."""

import copy
import io

import pytest

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.filterwarnings("ignore")

from docparse.training import ultra  # noqa: E402

ultra.load("trainers")  # before anything imports ultralytics

from ultralytics.nn.tasks import DetectionModel  # noqa: E402

from docparse.training.cpu import plain, speed_up  # noqa: E402


@pytest.fixture
def model() -> DetectionModel:
    torch.manual_seed(0)
    return DetectionModel("yolo26n.yaml", nc=2, verbose=False)


def pictures() -> torch.Tensor:
    return torch.rand(2, 3, 128, 96, generator=torch.Generator().manual_seed(1))


def alike(a: torch.Tensor, b: torch.Tensor) -> float:
    return float(torch.corrcoef(torch.stack([a.flatten(), b.flatten()]))[0, 1])


def test_training_outputs_are_close_and_of_full_precision(model: DetectionModel):
    twin = speed_up(copy.deepcopy(model), when_evaluating=False).train()
    wanted, given = model.train()(pictures())["one2many"], twin(pictures())["one2many"]
    for name in ("boxes", "scores"):
        assert given[name].dtype == torch.float32
        assert len(given[name].unique()) > given[name].numel() / 2  # bfloat16 would have few values
        assert not torch.equal(given[name], wanted[name])
        assert alike(given[name], wanted[name]) > 0.97


@pytest.mark.parametrize("rounded", [False, True])
def test_boxes_are_judged_in_full_precision_unless_asked_otherwise(model: DetectionModel, rounded: bool):
    wanted = model.eval()(pictures())[1]["one2many"]["feats"][0]
    given = speed_up(model, when_evaluating=rounded).eval()(pictures())[1]["one2many"]["feats"][0]
    apart = float((given - wanted).abs().max() / wanted.abs().max())
    assert (apart > 1e-3) == rounded


def test_a_copy_runs_on_its_own_weights(model: DetectionModel):
    twin = copy.deepcopy(speed_up(model, when_evaluating=False))
    assert twin.predict.__self__ is twin
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    assert twin.train()(pictures())["one2many"]["scores"].std() > 0


def test_a_checkpoint_holds_no_patch(model: DetectionModel):
    speed_up(model, when_evaluating=False)
    buffer = io.BytesIO()
    patched = [name for name, module in model.named_modules() if "forward" in vars(module)]
    with plain(model):
        torch.save(model, buffer)
        assert "predict" not in vars(model)
    assert b"docparse" not in buffer.getvalue()
    assert "predict" in vars(model)
    assert [name for name, module in model.named_modules() if "forward" in vars(module)] == patched != []
