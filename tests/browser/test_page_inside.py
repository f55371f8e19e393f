"""Inside the network, in a real browser: the layers, receptive fields, one unit's arithmetic, the tabs."""

import re

import numpy as np
import pytest
from drawing_hand import choose, draw, drawn, heard, pixels_of, settle

from lenet import VARIANTS, load, recognise
from lenet.explain.attribution import attribute
from lenet.explain.unit import Unit, explain, trace_before
from lenet.network.geometry import layers

pytestmark = pytest.mark.slow

ARITHMETIC = """() => {
    const panel = document.querySelector("#panel");
    const number = (selector, name) => {
        const found = panel.querySelector(selector);
        return found === null ? null : Number(found.dataset[name]);
    };
    return {
        unit: panel.dataset.unit,
        sums: [...panel.querySelectorAll("[data-sum]")].map((part) => Number(part.dataset.sum)),
        total: number("[data-total]", "total"),
        bias: number("[data-bias]", "bias"),
        before: number("[data-before]", "before"),
        words: panel.innerText,
    };
}"""


@pytest.fixture
def seven(page, examples):
    """The page with our own 7 drawn on it, and the digit that the networks read."""
    return drawn(page, examples["7"])


def hover(page, layer, number, row, column, rows, columns):
    """Rests over the middle of a cell, until the panel speaks of the unit that stands there."""
    box = page.locator(f"#{layer.lower()} canvas").nth(number).bounding_box()
    x = box["x"] + (column + 0.5) * box["width"] / columns
    page.mouse.move(x, box["y"] + (row + 0.5) * box["height"] / rows, steps=4)  # the panel gives way
    page.wait_for_function(
        """(units) => { const panel = document.querySelector("#panel");
            return !panel.hidden && units.includes(panel.dataset.unit); }""",
        arg=[f"{layer} {number} {row} {column}", f"{layer} {row * columns + column} 0 0"],
    )


def test_every_layer_stands_in_the_band_with_its_size_and_counts(page):
    for network in VARIANTS:
        choose(page, network)
        for layer in layers(load(network)):
            words = page.locator(f".layer-{layer.name.lower()} header").inner_text()
            assert (f"{layer.parameters:,} params" if layer.parameters else "no params") in words
            assert f"{layer.connections:,} conn." in words
            size = (
                f"{layer.shape[0]}@{layer.shape[2]}×{layer.shape[1]}"
                if layer.shape[1:] > (1, 1)
                else f"{layer.shape[0]}"
            )
            assert size in words


@pytest.mark.parametrize("network", VARIANTS)
def test_the_arithmetic_on_the_screen_is_the_networks_own(page, seven, network):
    choose(page, network)
    model = load(network)
    shapes = {layer.name: layer.shape for layer in layers(model)}
    for layer, number, row, column in [("C1", 4, 9, 11), ("S2", 1, 6, 5), ("C3", 9, 3, 2), ("S4", 7, 2, 3)]:
        hover(page, layer, number, row, column, *shapes[layer][1:])
        check(page.evaluate(ARITHMETIC), explain(model, seven, Unit(layer, number, row, column)))
    for layer, (rows, columns) in {"C5": (15, 8), "F6": (12, 7), "OUTPUT": (10, 1)}.items():
        hover(page, layer, 0, 3, 0, rows, columns)
        check(page.evaluate(ARITHMETIC), explain(model, seven, Unit(layer, 3 * columns)))


def check(shown, e):
    assert shown["unit"].split() == [str(place) for place in e.unit]
    assert shown["total"] == pytest.approx(sum(part.sum for part in e.parts), abs=2e-3, rel=1e-4)
    off = np.abs(np.subtract.outer(shown["sums"], [part.sum for part in e.parts]))
    a_distance = e.unit.layer == "OUTPUT" and e.bias is None  # its 84 terms are a picture, not written
    assert off.size == 0 if a_distance else off.min(axis=1).max() < 2e-3
    if e.bias is not None:
        assert shown["bias"] == pytest.approx(e.bias, rel=1e-4)
        assert shown["before"] == pytest.approx(e.before, rel=1e-4, abs=1e-4)
        assert shown["total"] + shown["bias"] == pytest.approx(shown["before"], abs=2e-3, rel=1e-4)
    assert f"{e.after:z.2f}".replace("-", "−") in shown["words"]


def test_a_receptive_field_is_outlined_in_every_earlier_layer(page, seven):
    hover(page, "C3", 5, 4, 4, 10, 10)
    fields = page.evaluate("""() => Object.fromEntries(["input", "c1", "s2"].map((id) => [id,
        [...document.querySelectorAll(`#${id} .map`)].map((map) => {
            const [field, canvas] = [map.querySelector(".field"), map.querySelector("canvas")];
            return field && ["left", "top", "width", "height"].map((side, at) =>
                Math.round(parseFloat(field.style[side]) / 100 * [canvas.width, canvas.height][at % 2]));
        })]))""")
    assert fields == {"input": [[6, 6, 14, 14]], "c1": [[8, 8, 10, 10]] * 6, "s2": [[4, 4, 5, 5]] * 6}
    seen = page.locator(".seen")
    assert [seen.get_attribute(side) for side in ("x", "y", "width", "height")] == ["6", "6", "14", "14"]
    choose(page, "1998")
    hover(page, "C3", 0, 4, 4, 10, 10)  # Table I: map 0 reads 0, 1 and 2
    assert page.locator("#s2 .field").count() == 3 and page.locator("#c1 .field").count() == 3


def test_a_pinned_unit_is_watched_while_one_draws_on_and_escape_lets_it_go(page, seven, examples):
    hover(page, "C1", 2, 14, 14, 28, 28)
    page.mouse.down()
    page.mouse.up()
    before = page.evaluate(ARITHMETIC)
    page.locator("#clear").click()
    draw(page, examples["0"])
    settle(page)
    after = page.evaluate(ARITHMETIC)
    assert after["unit"] == before["unit"] == "C1 2 14 14" and after["words"] != before["words"]
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden() and settle(page) == "0"  # the drawing is still there
    page.keyboard.press("Escape")
    assert settle(page) == "0"  # with nothing open, Escape does nothing


def test_by_keyboard_alone(page, seven):
    page.locator("#c3").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("() => document.querySelector('#panel').dataset.unit === 'C3 0 5 5'")
    for key in ["ArrowRight"] * 5:
        page.keyboard.press(key)
    page.wait_for_function("() => document.querySelector('#panel').dataset.unit === 'C3 1 5 0'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#panel').dataset.unit === 'C3 1 6 0'")
    page.wait_for_function(
        """() => document.querySelector(".band > [aria-live]").textContent
            .includes("C3 map 1, row 6, column 0")"""
    )


def test_before_the_squash_shows_what_the_squash_takes_away(page, seven):
    def c1():
        return pixels_of(page, "#c1 canvas[data-map='1']")

    after = c1()
    page.locator("[data-squash='before']").click()
    page.wait_for_function("() => document.querySelector('.layer-c1 .negative') !== null")
    settle(page)
    before = c1()
    values = trace_before(load(), seven)["C1"][1]
    cut = values < -0.2
    assert (
        cut.any() and (after[cut] == after[cut][0]).all() and (before[cut] != after[cut]).any(axis=1).all()
    )


def test_the_scale_can_be_the_layers_the_maps_or_the_networks(page, seven):
    by_layer = pixels_of(page, "#c1 canvas[data-map='0']")
    page.locator("[data-scale='network']").click()
    legends = {page.locator(f".layer-{layer} .legend").inner_text() for layer in ("c1", "s2", "c3", "c5")}
    assert len({re.sub(r"\s", "", words) for words in legends}) == 1
    page.locator("[data-scale='map']").click()
    by_map = pixels_of(page, "#c1 canvas[data-map='0']")
    darkest = by_map[..., :3].sum(-1).min()
    assert darkest <= by_layer[..., :3].sum(-1).min() and not np.array_equal(by_layer, by_map)


def test_why_this_answer(page, seven):
    for network in ("lenet5", "1998"):
        choose(page, network)
        expected = attribute(load(network), seven)
        margin = f"{expected.margin:.2f}"
        page.wait_for_function(
            "(margin) => document.querySelector('#why .sentence').textContent.includes(margin)", arg=margin
        )
        units = [int(line.get_attribute("data-unit")) for line in page.locator("#why [data-unit]").all()]
        assert units[:3] == np.argsort(-expected.f6)[:3].tolist()
        assert page.locator(".s4-contributions .value").count() == 16


def test_all_networks_read_the_same_drawing_and_a_row_chooses_its_network(page, seven):
    page.locator("#tab-compare").click()
    page.wait_for_function(
        """() => [...document.querySelectorAll("#compare .rows button")]
            .every((row) => row.dataset.reads !== "–")"""
    )
    rows = page.locator("#compare .rows button")
    for row, network in zip(rows.all(), VARIANTS, strict=True):
        recognition = recognise(load(network), seven)
        answer = "?" if recognition.verdict is None else str(recognition.verdict)
        assert row.get_attribute("data-network") == network and row.get_attribute("data-reads") == answer
    rows.nth(2).click()
    page.wait_for_selector("#compare [data-network='relu-28'][aria-pressed=true]")
    settle(page)
    assert page.locator("#c1 canvas").first.get_attribute("width") == "24"


def test_a_network_is_chosen_by_a_press_as_slow_as_a_hand(page, seven):
    page.locator("#network").click()
    box = page.locator("[role=option][data-network='1998']").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.evaluate("""() => new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))""")
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('#network').innerText === 'LeNet-5 (1998)'")


def test_learned_weights_have_the_holes_of_table_i(page, seven):
    choose(page, "1998")
    page.locator("#tab-learned").click()
    shown = "(count) => document.querySelectorAll('.c3-kernels canvas').length === count"
    page.wait_for_function(shown, arg=60)  # the weights are fetched when the tab is first opened
    assert page.locator(".hole").count() == 36
    assert (
        page.locator(".c1-kernels canvas").count() == 6
        and page.locator(".output-rows canvas").count() == 10
    )
    choose(page, "relu-28")
    page.wait_for_function(shown, arg=96)


def test_how_it_works_uses_the_visitors_own_digit(page, seven):
    page.locator("#tab-walk").click()
    np.testing.assert_array_equal(
        pixels_of(page, "[data-figure='placed'] canvas"), pixels_of(page, "#digit")
    )
    assert page.locator("[data-figure='c3'] canvas").count() == 16


@pytest.mark.parametrize("width", [1280, 1920, 820, 390])
def test_no_width_scrolls_sideways_in_any_tab(pages, examples, width):
    with pages(viewport={"width": width, "height": 800}) as page:
        draw(page, examples["4"])
        settle(page)
        for tab in ("why", "compare", "learned", "walk"):
            page.locator(f"#tab-{tab}").click()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab


def test_an_answer_with_all_layers_weighs_little(page, examples):
    answers = []
    with heard(page, "response", answers.append):
        draw(page, examples["8"])
        settle(page)
    sizes = [len(answer.body()) for answer in answers if answer.url.endswith("/page/read")]
    assert sizes and max(sizes) <= 40_000
