"""A digit's multiply-accumulates are those that one counts by hand."""

import pytest

from lenet.network.cost import multiply_accumulates
from lenet.network.model import VARIANTS


def naive(side: int, padding: int) -> int:
    """Count today's LeNet-5 position by position, kernel by kernel."""
    c1 = side + 2 * padding - 4
    c3 = c1 // 2 - 4
    s4 = c3 // 2
    count = 0
    for maps, read, kernel, across in ((6, 1, 5, c1), (16, 6, 5, c3), (120, 16, s4, 1)):
        for _position in range(across * across):
            for _map in range(maps):
                count += read * kernel * kernel
    return count + 120 * 84 + 84 * 10


@pytest.mark.parametrize(
    ("variant", "side", "padding"), [("relu-32", 32, 0), ("lenet5", 28, 2), ("relu-28", 28, 0)]
)
def test_todays_networks_cost_what_one_counts(variant, side, padding):
    assert multiply_accumulates(VARIANTS[variant]()) == naive(side, padding)


def test_relu_32_and_1998_by_hand():
    relu_32 = 117_600 + 240_000 + 48_000 + 10_080 + 840  # C1, C3, C5, F6, OUTPUT
    assert multiply_accumulates(VARIANTS["relu-32"]()) == relu_32 == 416_520
    original = 117_600 + 6 * 14 * 14 + 60 * 25 * 100 + 16 * 5 * 5 + 48_000 + 10_080 + 840
    assert multiply_accumulates(VARIANTS["1998"]()) == original
