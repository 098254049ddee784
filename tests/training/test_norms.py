"""Norms measured anew: the statistics of the pictures given, and nothing else changed."""

import copy

import pytest

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.filterwarnings("ignore")

from torch import nn  # noqa: E402

from docparse.training.norms import measure_norms  # noqa: E402


def model() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4, momentum=0.03), nn.SiLU(), nn.Conv2d(4, 2, 1))


def test_statistics_are_the_mean_over_the_batches():
    network = model()
    network[1].running_mean.fill_(100.0)  # of weights long gone
    batches = [torch.rand(2, 3, 8, 8) * scale for scale in (1.0, 3.0)]
    with torch.no_grad():
        features = [network[0](batch) for batch in batches]
    measure_norms(network, batches)
    mean = sum(feature.mean((0, 2, 3)) for feature in features) / 2
    variance = sum(feature.var((0, 2, 3)) for feature in features) / 2
    assert torch.allclose(network[1].running_mean, mean, atol=1e-5)
    assert torch.allclose(network[1].running_var, variance, atol=1e-5)


def test_only_statistics_change_and_the_model_evaluates():
    network = model()
    before = copy.deepcopy(network.state_dict())
    measure_norms(network.train(), [torch.rand(2, 3, 8, 8)])
    after = network.state_dict()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"1.running_mean", "1.running_var", "1.num_batches_tracked"}
    assert not network.training
    assert network[1].momentum == 0.03
    assert all(parameter.grad is None for parameter in network.parameters())
