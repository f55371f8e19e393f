"""A kept run is known by all that shaped it."""

import pytest

from lenet.training import run_key
from lenet.training.loop import Recipe

CODE = '''"""A module."""

AMOUNT = 3  # a comment


def doubled(x):
    """Double it."""
    return 2 * x


class Pair(NamedTuple):
    first: int
    second: float = 0.0


class Layer(nn.Module):
    core: nn.Module

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor
        y = self.core(x)
        return y
'''


def test_other_choices_have_another_key():
    keys = [
        run_key.run_key("lenet5", Recipe(), 0),
        run_key.run_key("1998", Recipe(), 0),
        run_key.run_key("lenet5", Recipe(), 1),
        run_key.run_key("lenet5", Recipe(batch=64), 0),
        run_key.run_key("lenet5", Recipe(distortions=Recipe().distortions._replace(shift=2)), 0),
    ]
    assert len(set(keys)) == len(keys)
    assert run_key.run_key("lenet5", Recipe(), 0) == keys[0]


@pytest.mark.parametrize(
    "change",
    [
        ("= 3", "= 4"),
        ("2 * x", "3 * x"),
        ("def doubled", "def twice"),
        ("first: int", "one: int"),
        ("    first: int\n    second: float = 0.0\n", "    second: float\n    first: int = 0.0\n"),
        ("    first: int\n", "    first: int\n    third: int\n"),
        ("    first: int\n", ""),
        ("second: float = 0.0", "second: float"),
    ],
)
def test_changed_code_is_other_code(change):
    assert run_key.bare(CODE.replace(*change)) != run_key.bare(CODE)


@pytest.mark.parametrize(
    "change",
    [("  # a comment", ""), ("Double it.", "Give twice of it."), ("A module.", "Code."), ("= 3", "=  3")],
)
def test_comments_docstrings_and_layout_are_not(change):
    assert run_key.bare(CODE.replace(*change)) == run_key.bare(CODE)


@pytest.mark.parametrize(
    "change",
    [
        ("AMOUNT = 3", "AMOUNT: int = 3"),
        ("def doubled(x):", "def doubled(x: int) -> int:"),
        ("    return 2", "    y: int\n    return 2"),
        ("first: int", "first: str"),
        ("second: float = 0.0", "second: int = 0.0"),
        ("    core: nn.Module\n", ""),
        ("core: nn.Module", "heart: nn.Linear"),
        ("x: Tensor) -> Tensor", "x)"),
        ("        y: Tensor\n", ""),
    ],
)
def test_annotations_are_not(change):
    assert CODE.count(change[0]) == 1
    assert run_key.bare(CODE.replace(*change)) == run_key.bare(CODE)


def test_what_holds_nothing_but_annotations_is_still_code():
    with_them = "class Layer(nn.Module):\n    core: nn.Module\n\ndef f():\n    x: int\n"
    without = "class Layer(nn.Module):\n    pass\n\ndef f():\n    pass\n"
    assert run_key.bare(with_them) == run_key.bare(without)


@pytest.mark.parametrize(
    "path", ["training/losses.py", "data/stroke_augmentation.py", "data/doodles.json", "network/layers.py"]
)
def test_the_code_of_data_network_and_training_counts(path, tmp_path, monkeypatch):
    for pattern in run_key.SHAPING:
        for file in run_key.PACKAGE.glob(pattern):
            copy = tmp_path / file.relative_to(run_key.PACKAGE)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(file.read_bytes())
    before = run_key.code_digest()
    monkeypatch.setattr(run_key, "PACKAGE", tmp_path)
    run_key.code_digest.cache_clear()
    assert run_key.code_digest() == before
    with (tmp_path / path).open("a") as file:
        file.write("\nMORE = 1\n")
    run_key.code_digest.cache_clear()
    assert run_key.code_digest() != before
    run_key.code_digest.cache_clear()
