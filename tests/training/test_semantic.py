"""The loss at half size, and pages that are learnt at the size they are read at."""

import pytest

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.filterwarnings("ignore")

from docparse.training import ultra  # noqa: E402

ultra.load("trainers")  # before anything imports ultralytics

from docparse.training.semantic import IGNORED, PageLoss  # noqa: E402


def logits_of(mask: torch.Tensor, classes: int, sure: float = 20.0) -> torch.Tensor:
    return sure * torch.nn.functional.one_hot(mask.long(), classes).permute(0, 3, 1, 2).float()


def test_the_truth_costs_nothing_and_its_opposite_much():
    mask = torch.zeros(1, 32, 32, dtype=torch.int32)
    mask[:, :, 16:] = 1
    right, _ = PageLoss(2)(logits_of(mask[:, ::2, ::2], 2), {"semantic_mask": mask})
    wrong, _ = PageLoss(2)(logits_of(1 - mask[:, ::2, ::2], 2), {"semantic_mask": mask})
    assert right < 0.01
    assert wrong > 10


def test_it_is_cross_entropy_and_dice():
    generator = torch.Generator().manual_seed(0)
    mask = torch.randint(0, 3, (2, 16, 16), generator=generator)
    logits = torch.randn(2, 3, 8, 8, generator=generator)
    _, parts = PageLoss(3)(logits, {"semantic_mask": mask})
    target, shares = mask[:, ::2, ::2], logits.softmax(1)
    truth = torch.nn.functional.one_hot(target, 3).permute(0, 3, 1, 2)
    overlap, size = (shares * truth).sum((0, 2, 3)), (shares + truth).sum((0, 2, 3))
    assert parts["ce_loss"] == pytest.approx(
        torch.nn.functional.cross_entropy(logits, target).item(), rel=1e-5
    )
    assert parts["dice_loss"] == pytest.approx((1 - (2 * overlap + 1) / (size + 1)).mean().item(), rel=1e-5)


def test_every_pixel_has_its_turn():
    loss, generator = PageLoss(2), torch.Generator().manual_seed(0)
    logits = torch.randn(1, 2, 4, 4, generator=generator)
    empty = torch.zeros(1, 8, 8, dtype=torch.int32)
    seen = torch.zeros(8, 8, dtype=torch.bool)
    for row in range(8):
        for column in range(8):
            mask = empty.clone()
            mask[0, row, column] = 1
            loss.calls = 0
            values = [loss(logits, {"semantic_mask": mask})[1]["ce_loss"] for _ in range(4)]
            loss.calls = 0
            blank = [loss(logits, {"semantic_mask": empty})[1]["ce_loss"] for _ in range(4)]
            seen[row, column] = any(not torch.equal(a, b) for a, b in zip(values, blank, strict=True))
    assert seen.all()


def test_what_is_not_asked_counts_nothing():
    mask = torch.zeros(1, 16, 16, dtype=torch.int32)
    mask[:, 8:] = IGNORED
    logits = logits_of(torch.zeros(1, 8, 8, dtype=torch.int32), 2)
    logits[:, :, 4:] = -logits[:, :, 4:]  # wrong, but only where nothing is asked
    total, _ = PageLoss(2)(logits.requires_grad_(), {"semantic_mask": mask})
    assert total < 0.01
    total.backward()
    assert not logits.grad[:, :, 4:].any()


def test_a_batch_that_asks_nothing_has_a_finite_loss():
    mask = torch.full((1, 16, 16), IGNORED, dtype=torch.int32)
    total, _ = PageLoss(3)(torch.randn(1, 3, 4, 4), {"semantic_mask": mask})
    assert torch.isfinite(total)


def test_heavier_classes_cost_more():
    mask = torch.zeros(1, 16, 16, dtype=torch.int32)
    mask[:, :8] = 1
    wrong = logits_of(torch.zeros(1, 8, 8, dtype=torch.int32), 2, 2.0)  # class 1 is missed
    _, even = PageLoss(2)(wrong, {"semantic_mask": mask})
    _, heavy = PageLoss(2, torch.tensor([1.0, 5.0]))(wrong, {"semantic_mask": mask})
    assert heavy["ce_loss"] > even["ce_loss"]


def test_the_auxiliary_map_is_judged_too():
    mask = torch.randint(0, 2, (1, 32, 32), generator=torch.Generator().manual_seed(0))
    logits, auxiliary = torch.zeros(1, 2, 8, 8), torch.zeros(1, 2, 2, 2)
    alone, _ = PageLoss(2)(logits, {"semantic_mask": mask})
    both, parts = PageLoss(2)((logits, auxiliary), {"semantic_mask": mask})
    assert parts["aux_loss"] == pytest.approx(0.4 * 0.6931, abs=1e-3)
    assert both == pytest.approx((alone + parts["aux_loss"]).item(), rel=1e-5)
