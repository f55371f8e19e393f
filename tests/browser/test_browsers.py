"""The main path in browsers other than Chromium: draw, answer, clear, another network, point at a unit."""

import numpy as np
import pytest
from drawing_hand import READY, bends_of
from other_browsers import firefox, webkit

pytestmark = pytest.mark.slow

SETTLED = """(() => {
    const [answer, pad] = ["answer", "sketchpad"].map((id) => document.getElementById(id));
    return answer.dataset.drawing === pad.dataset.drawing && `read: ${answer.dataset.digit}`;
})()"""
PAD = """(() => {
    const { x, y, width } = document.querySelector("#sketchpad").getBoundingClientRect();
    return `${x} ${y} ${width / 280}`;
})()"""
TABS = {  # and what stands in each once it has its answer
    "compare": "[data-reads='2']",
    "stress": ".line[d^='M']",
    "learning": ".classes path",
    "learned": ".c3-kernels canvas",
    "walk": "[data-figure='c3'] canvas",
    "why": "[data-unit]",
}
COLOURS = """(() => {
    const canvas = document.querySelector("%s");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
})()"""


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def someone(request, app):
    """A person before the page, in each browser in turn."""
    with request.param() as visitor:
        visitor.go(app)
        visitor.wait(READY)
        yield visitor


@pytest.fixture
def visitor(someone):
    """The same person, before an empty pad."""
    someone.click("#clear")
    assert settle(someone) == ""
    return someone


def settle(visitor) -> str:
    return visitor.wait(SETTLED).removeprefix("read: ")


def draw(visitor, strokes) -> None:
    left, top, scale = map(float, visitor.run(PAD).split())
    for stroke in strokes:
        bends = bends_of(np.array(stroke, float), 1).tolist()
        visitor.stroke([(left + x * scale, top + y * scale) for x, y in bends])


def test_digits_are_read_and_cleared_and_come_back(visitor, examples):
    for name in "0123456789":
        draw(visitor, examples[name])
        assert settle(visitor) == name
        assert visitor.run("document.querySelectorAll('#top3 li').length") == 3
        visitor.click("#clear")
        assert settle(visitor) == ""
    visitor.click("#undo")
    assert settle(visitor) == "9"


def test_ink_and_maps_are_painted(visitor, examples):
    draw(visitor, examples["8"])
    assert settle(visitor) == "8"
    for canvas in ("#sketchpad canvas", "#digit", "#c1 canvas", "#c3 canvas"):
        visitor.wait(f"{COLOURS % canvas} > 2")


def test_another_network_reads_the_same_drawing(visitor, examples):
    draw(visitor, examples["7"])
    assert settle(visitor) == "7"
    for network, side in (("1998", 28), ("relu-28", 24), ("lenet5", 28)):
        visitor.click("#network")
        visitor.click(f"[role=option][data-network='{network}']")
        assert settle(visitor) == "7"
        assert visitor.run("document.querySelector('#c1 .map canvas').width") == side


def test_pointing_at_a_unit_tells_its_value_and_a_click_opens_its_arithmetic(visitor, examples):
    draw(visitor, examples["4"])
    settle(visitor)
    x, y = visitor.middle_of("#c3 [data-map='5']")
    visitor.point(x - 3, y)
    visitor.point(x, y)
    visitor.wait("/^C3 map 5, .* = .*: click to pin$/.test(document.querySelector('.hint').textContent)")
    assert visitor.run("document.querySelector('#dock').hidden") is True
    visitor.stroke([(x, y)])
    visitor.wait("document.querySelector('.layers.pinned') !== null")
    visitor.point(5, 5)
    visitor.wait("document.querySelector('#dock:not([hidden])')?.dataset.unit.startsWith('C3 5 ')")
    visitor.click("#dock .unpin")
    visitor.wait("document.querySelector('.layers.pinned') === null")


def test_every_tab_has_something_to_show(visitor, examples):
    draw(visitor, examples["2"])
    settle(visitor)
    for tab, shown in TABS.items():
        visitor.click(f"#tab-{tab}")
        visitor.wait(f'document.querySelector("#{tab} {shown}") !== null')
        assert visitor.run("document.documentElement.scrollWidth <= innerWidth"), tab
