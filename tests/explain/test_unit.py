"""The arithmetic that the page shows adds up to the network's own values, for every kind of unit."""

import numpy as np
import pytest

from lenet import VARIANTS, recognise
from lenet.explain.unit import Unit, UnitError, explain, trace_before
from lenet.network.layers import TABLE_I

SQUASH = {
    "ReLU": lambda a: max(a, 0.0),
    "tanh": np.tanh,
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)),
    "1.7159 tanh(2a/3)": lambda a: 1.7159 * np.tanh(2 / 3 * a),
    None: lambda a: a,
}


def some_units(trace, count=6):
    random = np.random.default_rng(0)
    for layer, values in trace.items():
        for _ in range(count):
            yield Unit(layer, *(int(random.integers(size)) for size in values.shape))


def test_parts_and_bias_add_up_and_squash_to_the_networks_own_value(network, digit):
    trace, before = recognise(network, digit).trace, trace_before(network, digit)
    for unit in some_units(trace):
        e = explain(network, digit, unit)
        place = unit[1:][: trace[unit.layer].ndim]
        assert e.after == pytest.approx(trace[unit.layer][place], abs=1e-5)
        assert e.before == pytest.approx(before[unit.layer][place], abs=1e-5)
        assert sum(part.sum for part in e.parts) + (e.bias or 0) == pytest.approx(e.before, abs=1e-3)
        assert SQUASH[e.squash](e.before) == pytest.approx(e.after, abs=1e-5)


def test_each_patch_is_what_stands_in_the_layer_before(network, digit):
    recognition = recognise(network, digit)
    maps = {"input": network.input(digit[None])[0].numpy()} | recognition.trace
    names = list(maps)
    for unit in some_units(recognition.trace, 4):
        before = maps[names[names.index(unit.layer) - 1]]
        for part in explain(network, digit, unit).parts[:20]:
            if part.patch.shape == (1, 1):
                assert part.patch[0, 0] == pytest.approx(before.flatten()[part.map], abs=1e-6)
                continue
            for r, c in np.ndindex(part.patch.shape):
                row, column = part.row + r, part.column + c
                inside = 0 <= row < before.shape[1] and 0 <= column < before.shape[2]
                assert part.patch[r, c] == pytest.approx(
                    before[part.map, row, column] if inside else 0, abs=1e-6
                )


def test_c3_of_1998_reads_only_the_maps_of_table_i(digit):
    network = VARIANTS["1998"]().eval()
    table = [row.split() for row in TABLE_I.strip().splitlines()]
    for number in range(16):
        read = [part.map for part in explain(network, digit, Unit("C3", number, 3, 4)).parts]
        assert read == [row for row in range(6) if table[row][number] == "X"]


def test_the_rbf_output_is_minus_the_squared_distance_cell_by_cell(digit):
    network = VARIANTS["1998"]().eval()
    e = explain(network, digit, Unit("OUTPUT", 7))
    f6 = recognise(network, digit).trace["F6"]
    code = network.OUTPUT.centres[7].numpy()
    assert [part.sum for part in e.parts] == pytest.approx((-((f6 - code) ** 2)).tolist(), abs=1e-5)
    assert e.bias is None and e.squash is None


@pytest.mark.parametrize("unit", [Unit("C2", 0), Unit("C1", 6, 0, 0), Unit("C3", 0, 10, 0), Unit("F6", -1)])
def test_a_unit_that_is_not_there_is_refused_in_a_sentence(digit, unit):
    with pytest.raises(UnitError, match=r"(There is no layer|has no unit)"):
        explain(VARIANTS["lenet5"]().eval(), digit, unit)
