"""Live runs: what may be chosen, what they learn from, that they train as `train.py` does, and learn."""

import numpy as np
import pytest
import torch
from live_material import material as some_material

from lenet.data.datasets import Mnist
from lenet.data.training_set import HELD_OUT_DIGITS, RUBBISH_CLASS
from lenet.network.model import VARIANTS
from lenet.training.live import run as live
from lenet.training.live.material import inks, learned_by
from lenet.training.live.run import LiveRun, gradient_norms, untrained
from lenet.training.live.settings import DIGITS, RATES, SEEDS, Settings, SettingsError, settings_of
from lenet.training.loop import WEIGHT_DECAY, train_batch
from lenet.training.recipes import FULL, RECIPES

FEW = Settings("relu-32", digits=100)


@pytest.fixture(scope="module")
def material():
    torch.set_num_threads(1)
    return some_material()


def weights(model):
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


def after(batches, settings, material):
    run = LiveRun(settings, material)
    for _ in range(batches):
        run.step()
    return run


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], "settings must be an object"),
        ({"epochs": 3}, "settings must be an object"),
        ({"network": "vgg"}, "no network 'vgg'. Choose from lenet5, 1998"),
        ({"network": ["lenet5"]}, "Choose from"),
        ({"digits": 9}, "from 10 to 55,000"),
        ({"digits": 60_000}, "last 5,000 are held out"),
        ({"digits": True}, "whole number"),
        ({"digits": 100.0}, "whole number"),
        ({"rate": 0}, "from 0.0001 to 0.1"),
        ({"rate": float("nan")}, "from 0.0001 to 0.1"),
        ({"rate": "0.01"}, "from 0.0001 to 0.1"),
        ({"rate": 10**400}, "from 0.0001 to 0.1"),
        ({"seed": -1}, "from 0 to 9,999"),
        ({"seed": SEEDS}, "from 0 to 9,999"),
        ({"distortions": 1}, "distortions must be true or false"),
        ({"plain": True}, "Only sigmoid"),
        ({"drawings": True}, "Only lenet5"),
        ({"network": "lenet5", "drawings": True}, "no drawn digits"),
    ],
)
def test_settings_are_refused_with_one_sentence(value, sentence):
    with pytest.raises(SettingsError, match=sentence) as refused:
        settings_of(value, has_drawings=False)
    assert str(refused.value).count("\n") == 0 and str(refused.value).endswith(".")


def test_settings_at_their_ends_are_accepted():
    for digits, rate in zip(DIGITS, RATES, strict=True):
        chosen = {"network": "lenet5", "digits": digits, "rate": rate, "seed": SEEDS - 1, "drawings": True}
        assert settings_of(chosen, has_drawings=True) == Settings(**chosen)
    assert settings_of({"network": "sigmoid", "plain": True}, has_drawings=False).plain


def test_all_but_the_held_out_digits_can_be_learned_from():
    assert DIGITS[1] == 60_000 - HELD_OUT_DIGITS


def test_a_run_learns_from_as_many_digits_of_each_class_and_some_that_are_none(material):
    pools = learned_by(material, FEW).pools
    assert pools["MNIST"].classes.bincount().tolist() == [1_000] * 10
    assert len({each.numpy().tobytes() for each in pools["MNIST"].digits}) == 100
    assert set(pools["rules"].classes.tolist()) == {RUBBISH_CLASS}
    others = learned_by(material, FEW._replace(seed=1)).pools["MNIST"].digits
    assert not torch.equal(others, pools["MNIST"].digits)


def test_it_is_the_training_of_the_recipes(material):
    run = after(4, FEW, material)
    recipe = RECIPES["relu-32"]._replace(peak_rate=FEW.rate, batch=live.BATCH)
    torch.manual_seed(FEW.seed)
    model = VARIANTS["relu-32"]().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), lr=FEW.rate, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, live.share_of_rate)
    generator = torch.Generator().manual_seed(FEW.seed)
    digits, classes = learned_by(material, FEW).epoch(generator)
    batches = torch.randperm(len(digits), generator=generator).split(live.BATCH)
    parts = {"model": model, "optimiser": optimiser, "schedule": schedule}
    for batch in batches[:4]:
        train_batch(parts, recipe, inks(digits[batch]), classes[batch], generator)
    assert recipe.distortions == FULL and torch.equal(weights(model), weights(run.model))


def test_without_distortions_digits_are_seen_as_they_are(material):
    known = {digit.tobytes() for digit in material.mnist.digits}
    plain, distorted = (
        after(1, FEW._replace(distortions=each), material).shown_batch() for each in (False, True)
    )

    def share(batch):
        digits = batch.digits[batch.classes != RUBBISH_CLASS]
        return np.mean([digit.tobytes() in known for digit in digits])

    assert share(plain) > 0.9 and share(distorted) == 0


def test_held_out_error_falls_and_is_a_point_of_the_curve(material):
    run = after(150, FEW._replace(distortions=False), material)
    seen, *first = run.points[0]
    assert seen == 0 and first[1] == first[3] and first[3] > 60
    measured = [point for point in run.points if point[3] is not None]
    assert measured[-1][4] < 30 and measured[-1][3] < first[0] and run.training.error < 20
    assert [point[0] for point in run.points] == sorted({point[0] for point in run.points})
    assert run.points[1][3] is None and len(measured) < len(run.points)


def test_the_held_out_error_is_what_it_says(material):
    run = after(60, FEW, material)
    wrong = run.model(run.model.input(material.often.digits)).argmax(1).numpy() != material.often.classes
    assert run.measured(material.often).error == pytest.approx(100 * wrong.mean())


def test_the_same_seed_gives_the_same_weights(material):
    first = weights(after(3, FEW, material).model)
    assert torch.equal(first, weights(after(3, FEW, material).model))
    assert not torch.equal(first, weights(after(3, FEW._replace(seed=1), material).model))


def test_a_plain_sigmoid_starts_as_pytorch_would(material):
    def first(**changed):
        torch.manual_seed(0)
        return untrained(Settings("sigmoid", **changed)).F6[1]

    plain, ours = first(plain=True), first()
    assert plain.weight.detach().abs().max() <= 120**-0.5 < ours.weight.detach().abs().max()
    assert plain.bias.detach().abs().max() <= 120**-0.5


def test_gradients_are_told_by_layer(material):
    run = after(1, FEW, material)
    norms = gradient_norms(run.model)
    assert list(norms) == ["C1", "C3", "C5", "F6", "OUTPUT"]
    whole = torch.cat([each.grad.flatten() for each in run.model.parameters()]).norm().item()
    assert sum(norm**2 for norm in norms.values()) ** 0.5 == pytest.approx(whole, rel=1e-5)


def test_a_batch_is_shown_with_how_it_was_read(material):
    run = LiveRun(FEW, material)
    assert run.shown_batch() is None
    run.step()
    shown = run.shown_batch()
    assert shown.digits.shape == (32, 28, 28) and shown.digits.dtype == np.uint8
    assert set(shown.classes) <= set(range(11)) and shown.read.shape == (32,) and shown.loss > 0


def test_a_run_whose_digits_are_few_sees_each_again(material):
    ten = Mnist(material.mnist.digits[:10], material.mnist.classes[:10])
    run = after(1, FEW._replace(digits=10), material._replace(mnist=ten))
    assert run.seen == live.BATCH
