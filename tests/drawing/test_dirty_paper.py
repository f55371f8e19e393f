"""Digits on dirty paper are read: each kind of dirt is measured by itself."""

import numpy as np
import pytest
from painting import paint
from PIL import Image, ImageDraw

from lenet import digit_from_image, recognise
from lenet.evaluation.papers import PAPERS

DRAWS = 3  # of each digit, at sizes and places of their own


def read(model, picture):
    digit = digit_from_image(picture)
    return None if digit is None else recognise(model, digit).verdict


def ten(model, paper) -> int:
    """How many of our own digits are read, painted and handed to `paper`."""
    return sum(read(model, paper(n)) == n for n in range(10))


def placed(n, side, random):
    """A digit anywhere on a page, as ink from 0 to 1."""
    size = int(random.uniform(0.35, 0.62) * side)
    return 1 - paint(n, side, size, random.uniform(0.18, 0.81 - size / side, 2) * side) / 255


def strip(page, level=70.0):
    page[:, : len(page) * 4 // 25] = level
    return page


def grey(n, side=500, size=0.5, noise=3.0):
    """A digit in grey ink on grey paper, with noise."""
    page = 230 - 190 * (1 - paint(n, side, int(size * side)) / 255)
    return page + np.random.default_rng(n).normal(0, noise, page.shape)


@pytest.mark.parametrize("kind", PAPERS)
def test_a_kind_of_dirty_paper_is_read(model, kind):
    """At least 95 % of thirty: ten digits, drawn at three places."""
    random = np.random.default_rng(1)
    right = sum(
        read(model, PAPERS[kind](placed(n, 200, random), random)) == n
        for n in range(10)
        for _ in range(DRAWS)
    )
    assert right >= 0.95 * 10 * DRAWS


@pytest.mark.parametrize("level", [246, 250, 253, 254])
def test_specks_that_hardly_show_are_no_ink(model, level):
    """The clean digit itself: four pixels in the corners made it a ninth of its size."""
    for n in range(10):
        clean = paint(n, 200, 60)
        specked = clean.copy()
        specked[::199, ::199] = level
        np.testing.assert_array_equal(digit_from_image(specked), digit_from_image(clean))


def test_a_thin_stroke_in_a_small_noisy_picture_is_ink():
    """A median of 5x5 left nothing of a line one pixel wide."""
    picture = np.random.default_rng(0).integers(195, 206, (28, 28)).astype("uint8")
    picture[4:24, 14] = 60
    digit = digit_from_image(picture)
    assert digit.sum(axis=1).argmax() in range(4, 24)
    assert (digit[:, 12:17].sum(axis=1) > 0.5).sum() >= 18


@pytest.mark.slow
@pytest.mark.parametrize("noise", [1, 3])
def test_mnist_on_grey_paper_with_noise_is_read(model, data, noise):
    """At most one digit in twenty of 500 held-out ones is misread; a fifth was."""
    from lenet.data import datasets

    mnist, random = datasets.mnist("train", data), np.random.default_rng(0)
    pages = 200 - 140 * mnist.digits[-500:] + random.normal(0, noise, (500, 28, 28))
    answers = [read(model, page) for page in np.round(pages).astype(np.uint8)]
    assert (
        np.mean([answer != right for answer, right in zip(answers, mnist.classes[-500:], strict=True)])
        < 0.05
    )


@pytest.mark.parametrize("turns", range(4))
def test_a_dark_strip_at_any_edge_is_not_the_digit(model, turns):
    def paper(n):
        stains = np.rot90(strip(np.full((500, 500), 230.0)), turns)
        return np.clip(np.minimum(grey(n), stains), 0, 255).astype(np.uint8)

    assert ten(model, paper) == 10


def test_a_dark_bar_above_and_below_is_not_the_digit(model):
    def screenshot(n):
        page = paint(n, 400, 160).copy()
        page[:30] = page[-20:] = 40
        return page

    assert ten(model, screenshot) == 10


@pytest.mark.parametrize("light", [0.8, 0.75, 0.6])
@pytest.mark.parametrize("noise", [0, 3])
def test_a_hard_shadow_through_the_digit_is_no_ink(model, light, noise):
    def paper(n):
        page = grey(n, noise=noise)
        page[:, 250:] *= light
        return np.clip(page, 0, 255).astype(np.uint8)

    assert ten(model, paper) >= 9


@pytest.mark.parametrize("thick", [3, 10])
def test_a_box_round_the_digit_is_not_read_with_it(model, thick):
    def form(n):
        page = Image.fromarray(paint(n, 300, 150))
        ImageDraw.Draw(page).rectangle([40, 40, 260, 260], outline=0, width=thick)
        return np.asarray(page)

    assert ten(model, form) == 10


def test_the_lines_of_a_sudoku_are_not_read(model):
    def sudoku(n):
        page = paint(n, 300, 70).copy()
        for line in (4, 100, 196, 292):
            page[line : line + 4] = page[:, line : line + 4] = 0
        return page

    assert ten(model, sudoku) == 10


def ruled_askew(side, apart, degrees, both_ways):
    """Grey lines that rise from left to right; the page (side, side)."""
    page = np.full((2 * side, 2 * side), 255.0)
    for line in range(7, 2 * side, apart):
        page[line : line + 3] = 120
        if both_ways:
            page[:, line : line + 3] = 120
    turned = Image.fromarray(page.astype(np.uint8)).rotate(degrees, Image.Resampling.BICUBIC)
    return np.asarray(turned)[side // 2 : side // 2 + side, side // 2 : side // 2 + side]


@pytest.mark.parametrize("degrees", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("both_ways", [False, True], ids=["ruled", "squared"])
def test_lines_of_paper_that_lies_askew_are_not_read(model, degrees, both_ways):
    lines = ruled_askew(400, 50, degrees, both_ways)

    def paper(n):
        return np.clip(np.minimum(grey(n, side=400), lines), 0, 255).astype(np.uint8)

    assert ten(model, paper) >= 9


@pytest.mark.parametrize("name", ["0", "2", "5", "7", "8"])
@pytest.mark.parametrize("paper_is_dark", [False, True])
def test_a_digit_that_fills_its_picture_is_the_same_digit(name, paper_is_dark):
    """Its own strokes along the edges are neither a strip nor a line."""
    whole = paint(int(name), 300, 200)
    rows, columns = np.flatnonzero((whole < 255).any(axis=1)), np.flatnonzero((whole < 255).any(axis=0))
    cut = whole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if paper_is_dark:
        whole, cut = 255 - whole, 255 - cut
    np.testing.assert_array_equal(digit_from_image(cut), digit_from_image(whole))


@pytest.mark.parametrize("colours", [((200, 140, 140), (100, 175, 180)), ((255, 255, 255), (255, 255, 60))])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_ink_that_differs_from_the_paper_in_colour_alone_is_seen(model, colours, mode):
    paper, pen = np.array(colours, float)

    def written(n):
        page = pen + paint(n, 200, 120)[..., None] / 255 * (paper - pen)
        return Image.fromarray(np.round(page).astype(np.uint8)).convert(mode)

    assert ten(model, written) == 10
