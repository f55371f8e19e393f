"""The sketchpad in anybody's app: a few lines that import nothing else of the page."""

import re
import sys
from contextlib import contextmanager

import pytest
from drawing_hand import by_mouse
from serving import ROOT, serving

pytestmark = pytest.mark.slow

APP = """
import gradio as gr
import numpy as np
from lenet.drawing.strokes import Drawing
from lenet.web import Sketchpad

def tell(drawing):
    if drawing is None:
        return "nothing"
    return f"{len(drawing.strokes)} strokes, {sum(map(len, drawing.strokes))} points"

def dot():
    return Drawing([np.array([[140.0, 140.0]])], (280.0, 280.0))

with gr.Blocks() as demo:
    pad, words = Sketchpad(), gr.Textbox(label="told", elem_id="told")
    pad.input(tell, pad, words)
    gr.Button("A dot", elem_id="dot").click(dot, None, pad)
demo.launch()
"""


@contextmanager
def app_of(code, folder):
    """The address of an app of this code."""
    script = folder / "app.py"
    script.write_text(code, encoding="utf-8")
    with serving(command=(str(script),), PYTHONPATH=":".join([str(ROOT), *sys.path])) as address:
        yield address


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with app_of(APP, tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(scope="module")
def opened_page(browser, address):
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    yield page
    page.close()
    assert errors == []


@pytest.fixture
def page(opened_page):
    """The app's page with an empty pad; what an earlier test has drawn can still be brought back."""
    opened_page.wait_for_selector(".paper canvas")
    if opened_page.locator("[data-command=clear]").is_enabled():
        opened_page.locator("[data-command=clear]").click()
        told(opened_page, "nothing")
    opened_page.wait_for_selector(".paper.empty")
    return opened_page


def draw_stroke(page, *points):
    box = page.locator(".paper").bounding_box()
    by_mouse(page, [[(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]])


def told(page, words):
    page.wait_for_function(
        "(words) => document.querySelector('#told textarea').value.startsWith(words)", arg=words
    )


def test_strokes_reach_python_while_one_draws(page):
    draw_stroke(page, (0.3, 0.3), (0.5, 0.5), (0.7, 0.7))
    told(page, "1 strokes, 3 points")
    draw_stroke(page, (0.7, 0.3), (0.3, 0.7))
    told(page, "2 strokes, 5 points")


def test_undo_redo_and_clear_are_told_too(page):
    draw_stroke(page, (0.3, 0.3), (0.7, 0.7))
    told(page, "1 strokes")
    page.locator("[data-command=undo]").click()
    told(page, "nothing")
    page.locator("[data-command=redo]").click()
    told(page, "1 strokes")
    page.locator("[data-command=clear]").click()
    told(page, "nothing")


def test_a_drawing_from_python_is_shown_and_drawn_on(page):
    page.locator("#dot").click()
    page.wait_for_selector(".paper:not(.empty)")
    draw_stroke(page, (0.3, 0.3), (0.7, 0.7))
    told(page, "2 strokes, 3 points")


def test_it_has_the_size_and_the_look_of_a_pad_by_its_own_styles(page):
    box = page.locator(".paper").bounding_box()
    assert box["width"] == box["height"] >= 200
    touched = page.locator(".paper canvas").evaluate("(canvas) => getComputedStyle(canvas).touchAction")
    assert touched == "pinch-zoom"  # one finger draws, two zoom the page


def test_readmes_example_works(browser, tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(import gradio as gr\n.*?)```", readme, re.DOTALL)[1]
    with app_of(code, tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector(".paper.empty")
        draw_stroke(page, (0.3, 0.3), (0.7, 0.7))
        page.wait_for_function("document.querySelector('textarea').value === '1 strokes'")
        page.close()
