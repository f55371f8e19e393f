"""Inside the network, in a real browser: the layers, receptive fields, one unit's arithmetic, the tabs."""

import re

import numpy as np
import pytest
from drawing_hand import (
    await_digit,
    choose,
    draw,
    drawn,
    heard,
    open_tab,
    pixels_of,
    settle,
)

from lenet import VARIANTS, load, recognise
from lenet.evaluation.about import ABOUT
from lenet.explain.attribution import attribute
from lenet.explain.unit import Unit, explain, trace_before
from lenet.network.geometry import layers
from lenet.network.weights import means

pytestmark = pytest.mark.slow

ARITHMETIC = """() => {
    const dock = document.querySelector("#dock");
    const all = (selector) => [...dock.querySelectorAll(selector)];
    const numbers = (selector, name) => all(selector).map((part) => Number(part.dataset[name]));
    const number = (name) => numbers(`[data-${name}]`, name)[0] ?? null;
    return {
        unit: dock.dataset.unit,
        sums: numbers("[data-sum]", "sum"),
        cells: all("[role=gridcell]").map((cell) => Number(cell.textContent.replace("−", "-"))),
        total: number("total"),
        coefficient: number("coefficient"),
        bias: number("bias"),
        before: number("before"),
        value: dock.querySelector(".value").textContent,
        words: dock.innerText,
    };
}"""


@pytest.fixture
def seven(page, examples):
    """The page with our own 7 drawn on it, and the digit that the networks read."""
    return drawn(page, examples["7"])


def hover(page, layer, number, row, column, rows, columns):
    """Rests over the middle of a cell, until the unit that stands there is the one pointed at."""
    cell = page.locator(f"#{layer.lower()} .map canvas").nth(number)
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    x = box["x"] + (column + 0.5) * box["width"] / columns
    page.mouse.move(x, box["y"] + (row + 0.5) * box["height"] / rows, steps=4)
    page.wait_for_function(
        "(units) => units.includes(String(store.now().unit))",
        arg=names(layer, number, row, column, columns),
    )


def names(layer, number, row, column, columns):
    """What the unit at a cell may be called: in a map of its own, or in one grid with all others."""
    return [f"{layer},{number},{row},{column}", f"{layer},{row * columns + column},0,0"]


def pin(page, layer, number, row, column, rows, columns):
    """Clicks on the middle of a cell, until the dock speaks of the unit that stands there."""
    if page.evaluate("store.now().pinned"):
        page.keyboard.press("Escape")
    hover(page, layer, number, row, column, rows, columns)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function(
        """(units) => {
            const unit = document.querySelector("#dock:not([hidden])")?.dataset.unit;
            return units.includes(unit?.replaceAll(" ", ","));
        }""",
        arg=names(layer, number, row, column, columns),
    )


def test_every_layer_stands_in_the_band_with_its_size_and_counts(page):
    for network in VARIANTS:
        choose(page, network)
        for layer in layers(load(network)):
            words = " ".join(page.locator(f".layer-{layer.name.lower()} header").inner_text().split())
            assert f"{layer.parameters:,} parameters" in words
            title = page.locator(f".layer-{layer.name.lower()} header p").get_attribute("title")
            assert f"{layer.connections:,} connections" in title
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
        pin(page, layer, number, row, column, *shapes[layer][1:])
        check(page.evaluate(ARITHMETIC), explain(model, seven, Unit(layer, number, row, column)))
    for layer, (rows, columns) in {"C5": (15, 8), "F6": (12, 7), "OUTPUT": (10, 1)}.items():
        pin(page, layer, 0, 3, 0, rows, columns)
        check(page.evaluate(ARITHMETIC), explain(model, seven, Unit(layer, 3 * columns)))


def check(shown, e):
    close = {"abs": 2e-3, "rel": 1e-4}
    assert shown["unit"].split() == [str(place) for place in e.unit]
    total = sum(part.sum for part in e.parts)
    if e.unit.layer in ("S2", "S4"):
        assert shown["cells"] == pytest.approx(e.parts[0].patch.flatten(), abs=5.1e-3)
        if e.bias is not None:
            assert shown["coefficient"] == pytest.approx(e.parts[0].kernel[0, 0], rel=1e-4)
    elif e.unit.layer == "OUTPUT" and e.bias is None:  # a distance
        assert shown["total"] == pytest.approx(-total, **close)
        assert shown["cells"] == pytest.approx([-part.sum for part in e.parts], abs=5.1e-2)
    else:
        assert shown["total"] == pytest.approx(total, **close)
        check_terms(shown, e, close)
    if e.bias is not None:
        assert shown["bias"] == pytest.approx(e.bias, rel=1e-4)
    if e.squash is not None:
        assert shown["before"] == pytest.approx(e.before, rel=1e-4, abs=1e-4)
    assert shown["value"] == f"{e.after:z.2f}".replace("-", "−")


def check_terms(shown, e, close):
    """Products of a unit of C1 are on the screen, pairs of C3, of others the largest terms and the rest."""
    if e.unit.layer == "C1":
        (part,) = e.parts
        assert shown["cells"] == pytest.approx((part.patch * part.kernel).flatten(), abs=5.1e-3)
    elif e.unit.layer == "C3":
        assert shown["sums"] == pytest.approx([part.sum for part in e.parts], **close)
    else:
        terms = np.concatenate([(part.patch * part.kernel).flatten() for part in e.parts])
        largest = terms[np.argsort(-np.abs(terms))[:10]]
        assert np.abs(shown["sums"][:10]) == pytest.approx(np.abs(largest), **close)
        assert sum(shown["sums"]) == pytest.approx(shown["total"], **close)


def test_pointing_reads_a_unit_in_one_line_and_moves_nothing(page, seven):
    tops = """() => [...document.querySelectorAll(".layers, .maps, .map, #tabs")]
        .map((part) => part.getBoundingClientRect().top + scrollY)"""
    before = page.evaluate(tops)
    hover(page, "C1", 4, 11, 12, 28, 28)
    value = f"{explain(load(), seven, Unit('C1', 4, 11, 12)).after:z.2f}".replace("-", "−")
    page.wait_for_function(
        "(words) => document.querySelector('.hint').textContent === words",
        arg=f"C1 map 4, row 11, column 12 = {value}: click to pin",
    )
    assert page.locator("#dock").is_hidden() and page.evaluate(tops) == before


def test_a_term_pointed_at_is_lit_with_its_weight_and_its_pixel(page, seven):
    pin(page, "C1", 4, 11, 12, 28, 28)
    lit = "document.querySelectorAll('#dock .lit').length"
    page.locator("#dock [role=gridcell]").nth(7).hover()  # second row, third column of a patch from (9, 10)
    assert page.evaluate(lit) == 3
    pixel = page.locator(".sees .placed .term")
    place = [pixel.get_attribute(side) for side in ("x", "y", "width", "height")]
    assert place == ["12", "10", "1", "1"] and pixel.get_attribute("visibility") == "visible"
    assert page.locator("#input .term").count() == 1
    part = explain(load(), seven, Unit("C1", 4, 11, 12)).parts[0]
    written = [f"{number[1, 2]:z.2f}".replace("-", "−") for number in (part.patch, part.kernel)]
    assert page.locator("#dock figure:last-child figcaption").inner_text().startswith(" × ".join(written))
    page.locator("#dock h3").hover()
    assert page.evaluate(lit) == 0 and page.locator("#input .term").count() == 0
    page.locator("#dock [role=gridcell][tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("store.now().term") == ["Input", 0, 10, 10]
    page.keyboard.press("Escape")
    assert page.evaluate("store.now().term") is None and page.evaluate("document.activeElement.id") == "c1"


def test_one_of_several_pairs_is_chosen_and_stays_chosen(page, seven):
    pin(page, "C3", 9, 3, 2, 10, 10)
    parts = explain(load(), seven, Unit("C3", 9, 3, 2)).parts
    strongest = int(np.argmax([abs(part.sum) for part in parts]))
    heading = page.locator("#dock figcaption").first
    assert heading.inner_text() == f"Patch of S2 map {strongest}"
    page.locator("#dock .pairs input").nth(strongest).focus()
    page.keyboard.press("ArrowDown")
    chosen = (strongest + 1) % len(parts)
    assert heading.inner_text() == f"Patch of S2 map {chosen}"
    page.keyboard.press("8")
    await_digit(page, "8")
    assert heading.inner_text() == f"Patch of S2 map {chosen}"
    assert page.evaluate("document.activeElement.value") == str(chosen)


def test_the_window_slides_over_a_map_which_fills_as_it_goes(page, seven):
    def blank():
        return int((pixels_of(page, "#s4 canvas[data-map='2']")[..., 3] == 0).sum())

    pin(page, "S4", 2, 0, 0, 5, 5)
    play = page.locator("#dock .slide-play")
    page.evaluate("""() => {
        window.told = [];
        store.follow(["answer"], () => told.push(document.querySelector("#dock").dataset.unit));
    }""")
    play.click()
    page.wait_for_function("() => store.now().unit[2] > 0")
    play.click()
    at = page.evaluate("store.now().unit")
    assert blank() == 24 - (5 * at[2] + at[3])
    page.locator("#dock .controls button").last.click()
    settle(page)
    assert blank() == 23 - (5 * at[2] + at[3])
    play.click()
    page.wait_for_function("() => store.now().slide === null", timeout=60_000)
    page.wait_for_function("() => document.querySelector('#dock').dataset.unit === 'S4 2 4 4'")
    assert blank() == 0 and page.evaluate("store.now().pinned")
    told = page.evaluate("told.filter((unit, at) => at > 0 && unit !== told[at - 1])")
    cells = [f"S4 2 {row} {column}" for row in range(5) for column in range(5)]
    assert told == [cell for cell in cells if cell in told] and told[-1] == cells[-1]
    assert len(told) > 5  # each step waits for its answer; where that comes late, cells are passed over
    play.click()
    page.keyboard.press("Escape")
    assert page.evaluate("store.now().slide") is None and blank() == 0 and page.locator("#dock").is_hidden()


def test_who_wants_less_motion_slides_by_presses(pages, examples):
    with pages(reduced_motion="reduce") as page:
        draw(page, examples["7"])
        settle(page)
        pin(page, "S4", 2, 3, 3, 5, 5)
        assert page.locator("#dock .slide-play").is_hidden()
        for cell in ("3 4", "4 0"):
            page.locator("#dock .controls button").last.click()
            page.wait_for_function(
                "(unit) => document.querySelector('#dock').dataset.unit === unit", arg=f"S4 2 {cell}"
            )


def test_a_receptive_field_is_outlined_in_every_earlier_layer(page, seven):
    hover(page, "C3", 5, 4, 4, 10, 10)
    fields = page.evaluate("""() => Object.fromEntries(["input", "c1", "s2"].map((id) => [id,
        [...document.querySelectorAll(`#${id} .map`)].map((map) => {
            const [field, canvas] = [map.querySelector(".field"), map.querySelector("canvas")];
            return field && ["left", "top", "width", "height"].map((side, at) =>
                Math.round(parseFloat(field.style[side]) / 100 * [canvas.width, canvas.height][at % 2]));
        })]))""")
    assert fields == {"input": [[6, 6, 14, 14]], "c1": [[8, 8, 10, 10]] * 6, "s2": [[4, 4, 5, 5]] * 6}
    seen = page.locator(".sees .seen")
    assert [seen.get_attribute(side) for side in ("x", "y", "width", "height")] == ["6", "6", "14", "14"]
    choose(page, "1998")
    hover(page, "C3", 0, 4, 4, 10, 10)  # Table I: map 0 reads 0, 1 and 2
    assert page.locator("#s2 .field").count() == 3 and page.locator("#c1 .field").count() == 3


def test_a_pinned_unit_is_watched_while_one_draws_on_and_escape_lets_it_go(page, seven, examples):
    pin(page, "C1", 2, 14, 14, 28, 28)
    before = page.evaluate(ARITHMETIC)
    page.locator("#clear").click()
    settle(page)
    assert "Draw a digit" in page.locator("#dock").inner_text()
    draw(page, examples["0"])
    settle(page)
    after = page.evaluate(ARITHMETIC)
    assert after["unit"] == before["unit"] == "C1 2 14 14" and after["words"] != before["words"]
    page.keyboard.press("Escape")
    assert page.locator("#dock").is_hidden() and settle(page) == "0"  # the drawing is still there
    page.keyboard.press("Escape")
    assert settle(page) == "0"  # with nothing open, Escape does nothing


def test_by_keyboard_alone(page, seven):
    page.locator("#c3").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("() => String(store.now().unit) === 'C3,0,5,5'")
    for key in ["ArrowRight"] * 5:
        page.keyboard.press(key)
    page.wait_for_function(
        "() => document.querySelector('.hint').textContent.startsWith('C3 map 1, row 5, column 0 = ')"
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#dock').dataset.unit === 'C3 1 6 0'")
    page.wait_for_function(
        """() => document.querySelector(".spoken").textContent
            .includes("C3 map 1, row 6, column 0")"""
    )
    assert page.evaluate("document.activeElement.id") == "c3"  # no focus is taken


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
    open_tab(page, "why")
    for network in ("lenet5", "1998"):
        choose(page, network)
        expected = attribute(load(network), seven, means(network)[0])
        margin = f"{expected.margin:.2f}"
        page.wait_for_function(
            "(margin) => document.querySelector('#why .sentence')?.textContent.includes(margin)", arg=margin
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
        says = "not a digit" if answer == "?" else f"{answer}, "
        name = row.get_attribute("aria-label")
        assert name.startswith(f"{ABOUT[network].title}: {says}") and "map 0" not in row.aria_snapshot()
    rows.nth(2).click()
    page.wait_for_selector("#compare [data-network='relu-28'][aria-pressed=true]")
    settle(page)
    open_tab(page, "layers")
    assert page.locator("#c1 .map canvas").first.get_attribute("width") == "24"


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


def test_learned_weights_say_where_their_colours_end(page, seven):
    """An outlier of C3, several times as large as 99 % of its weights, leaves the others no paler."""
    page.locator("#tab-learned").click()
    page.wait_for_selector(".c3-kernels canvas")
    words = page.locator("#learned h3 + p").nth(1).inner_text()
    end, most = map(float, re.findall(r"±([\d.]+)", words))
    sizes = load("lenet5").C3[0].weight.detach().abs().flatten().sort().values.tolist()
    assert end == pytest.approx(sizes[int(0.99 * len(sizes))], abs=0.01)
    assert most == pytest.approx(sizes[-1], abs=0.01)


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
