"""In a real browser: a picture pasted, dropped or chosen is read as a drawing is."""

import base64
import io
import json

import numpy as np
import pytest
from drawing_hand import (
    PHONE,
    answers,
    await_digit,
    choose_file,
    draw,
    drawn_pixels,
    heard,
    opened,
    pixels_of,
    place,
    probabilities,
    settle,
    verdict,
)
from painting import painted
from PIL import Image

from lenet import VARIANTS, digit_from_image, load, recognise
from lenet.drawing.placement import PLACEMENTS
from lenet.evaluation import __main__ as evaluation
from lenet.web.pictures import LARGEST

pytestmark = pytest.mark.slow


def pad_of(page) -> np.ndarray:
    """What the pad shows, as (height, width, 4) numbers."""
    address = page.evaluate("document.querySelector('#sketchpad canvas').toDataURL()")
    with Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))) as picture:
        return np.asarray(picture.convert("RGBA")).astype(int)


def read_from(path, placement="mass", network="lenet5"):
    """What the network makes of a picture's digit, which travels in 8 bits."""
    with Image.open(path) as picture:
        digit = np.round(digit_from_image(picture, placement) * 255) / np.float32(255)
    return digit, recognise(load(network), digit)


def test_a_chosen_picture_is_read_as_a_program_would_read_it_by_every_placement(page, three):
    choose_file(page, three)
    await_digit(page, "3")
    assert page.locator(".pad-caption").inner_text().startswith("Photo loaded.")
    assert answers(page) == {each: verdict(read_from(three, each)[1]) for each in PLACEMENTS}
    for placement in PLACEMENTS:
        place(page, placement)
        digit, expected = read_from(three, placement)
        assert probabilities(page) == pytest.approx(expected.probabilities.tolist(), abs=1e-3)
        ink = 255 - pixels_of(page, "#digit")[..., :3].mean(-1)
        assert np.corrcoef(ink.ravel(), digit.ravel())[0, 1] > 0.999
    red, _, blue, ink = pad_of(page).T
    assert ((blue - red > 60) & (ink > 0)).any()  # it is the picture itself that the pad shows


def test_a_picture_is_pasted(page, three):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """async (base64) => {
            const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
            await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
        }""",
        base64.b64encode(three.read_bytes()).decode(),
    )
    page.keyboard.press("Control+v")
    await_digit(page, "3")
    page.context.clear_permissions()


def drop(page, content: bytes, name: str, kind: str, on="#sketchpad"):
    start = content.rstrip(b"\0")  # the rest need not travel to the browser
    files = page.evaluate_handle(
        """([base64, zeros, name, type]) => {
            const files = new DataTransfer();
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            files.items.add(new File([bytes, new Uint8Array(zeros)], name, { type }));
            return files;
        }""",
        [base64.b64encode(start).decode(), len(content) - len(start), name, kind],
    )
    page.dispatch_event(on, "dragover", {"dataTransfer": files})
    assert "awaiting" in page.locator("#sketchpad").get_attribute("class")
    page.dispatch_event(on, "drop", {"dataTransfer": files})
    assert "awaiting" not in page.locator("#sketchpad").get_attribute("class")


@pytest.mark.parametrize("on", ["#sketchpad", "#c1"])  # one that misses the pad must not replace the page
def test_a_picture_is_dropped(page, three, on):
    drop(page, three.read_bytes(), "three.png", "image/png", on)
    await_digit(page, "3")


def test_a_text_that_is_dropped_with_a_picture_is_left_alone(page, three):
    files = page.evaluate_handle(
        """(base64) => {
            const files = new DataTransfer();
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            files.items.add(new File(["a note"], "note.txt", { type: "text/plain" }));
            files.items.add(new File([bytes], "three.png", { type: "image/png" }));
            return files;
        }""",
        base64.b64encode(three.read_bytes()).decode(),
    )
    page.dispatch_event("#sketchpad", "drop", {"dataTransfer": files})
    await_digit(page, "3")


def test_a_picture_that_comes_while_an_example_plays_is_taken(page, three):
    page.keyboard.press("7")
    page.wait_for_function("() => document.querySelector('#undo').disabled === false")
    choose_file(page, three)  # before the 7 is whole
    await_digit(page, "3")
    page.locator("#undo").click()
    assert settle(page) == "7"


NOISE = """() => {
    const noise = (data) => data.set(Uint8Array.from(data, () => 256 * Math.random()));
    const read = CanvasRenderingContext2D.prototype.getImageData;
    CanvasRenderingContext2D.prototype.getImageData = function (...place) {
        const picture = read.apply(this, place);
        noise(picture.data);
        return picture;
    };
    const write = HTMLCanvasElement.prototype.toBlob;
    HTMLCanvasElement.prototype.toBlob = function (...how) {
        const context = this.getContext("2d");
        context.putImageData(context.getImageData(0, 0, this.width, this.height), 0, 0);
        write.apply(this, how);
    };
}"""


def test_where_a_canvas_gives_back_noise_the_file_itself_is_sent_and_no_picture_saved(
    browser, app, examples, tmp_path
):
    path = tmp_path / "large.png"
    painted(examples["3"]).resize((2000, 2000)).save(path)
    with opened(browser, app, before=lambda page: page.add_init_script(f"({NOISE})()")) as page:
        choose_file(page, path)
        await_digit(page, "3")
        page.locator("#share").click()
        page.locator("#save-picture").click()
        page.wait_for_selector(".trouble:visible")
        assert "none can be saved" in page.locator(".trouble").inner_text()
        page.keyboard.press("Escape")
        page.locator("[role=tab]", has_text="Stress").first.click()
        page.wait_for_selector("button.save[title*='none can be saved']")


def test_a_stroke_or_clear_begins_anew_and_undo_returns_to_the_picture(page, three, examples):
    draw(page, examples["7"])
    assert settle(page) == "7"
    choose_file(page, three)
    await_digit(page, "3")
    picture = pad_of(page)
    draw(page, examples["1"])
    assert settle(page) == "1"
    assert page.locator(".pad-caption").is_hidden()
    page.keyboard.press("Control+z")
    await_digit(page, "3")
    page.wait_for_selector(".pad-caption:visible")
    np.testing.assert_array_equal(pad_of(page), picture)
    page.locator("#clear").click()
    assert settle(page) == "" and drawn_pixels(page) == 0 and page.locator(".pad-caption").is_hidden()
    page.locator("#undo").click()
    await_digit(page, "3")
    page.locator("#undo").click()
    assert settle(page) == "7"
    page.locator("#redo").click()
    await_digit(page, "3")


def broken_picture(three):
    return three.read_bytes()[:200]


def blank_picture(three):
    file = io.BytesIO()
    Image.new("L", (60, 60), 230).save(file, "png")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda three: b"no picture at all", "not a readable image"),
        (broken_picture, "not a readable image"),
        (blank_picture, "No digit found in this image"),
        (lambda three: bytes(5_000_000), "at most 4 MB"),
    ],
    ids=["text", "broken", "blank", "huge"],
)
def test_a_bad_file_gets_one_sentence_and_the_drawing_stays(page, three, examples, content, sentence):
    draw(page, examples["9"])
    assert settle(page) == "9"
    drop(page, content(three), "three.png", "image/png")
    page.wait_for_function(
        "(words) => document.querySelector('.trouble').textContent.includes(words)", arg=sentence
    )
    assert page.locator(".trouble").inner_text().endswith(".") and page.locator(".pad-caption").is_hidden()
    assert settle(page) == "9"
    draw(page, [[[20, 20], [20, 260]]])
    settle(page)
    assert page.locator(".trouble").is_hidden()


def test_a_large_photo_that_lies_on_its_side_is_made_smaller_before_it_travels(pages, examples, tmp_path):
    photo = painted(examples["3"], side=3200, scale=10, width=200, paper=(210, 205, 190), pen=(60, 60, 90))
    orientation = Image.Exif()
    orientation[0x0112] = 6  # as a phone that was held upright says it
    path = tmp_path / "photo.jpg"
    photo.resize((3200, 2400)).rotate(90, expand=True).save(path, quality=95, exif=orientation)
    requests = []
    with pages(**PHONE) as page, heard(page, "request", requests.append):
        choose_file(page, path)
        await_digit(page, "3")
    (body,) = [request.post_data for request in requests if request.url.endswith("/picture")]
    with Image.open(io.BytesIO(base64.b64decode(json.loads(body)["content"]))) as travelled:
        assert travelled.size == (1600, 1200)
    assert not any("upload" in request.url for request in requests)  # it is read in memory alone


def test_a_drawing_made_while_the_picture_travels_stays(browser, app, three, examples):
    held = []

    def hold(page):
        page.route("**/page/picture", lambda route: held.append(route))

    with opened(browser, app, before=hold) as page:
        choose_file(page, three)
        page.wait_for_function(
            "() => document.querySelector('.pad-caption').textContent === 'Reading the photo…'"
        )
        draw(page, examples["2"])
        assert settle(page) == "2"
        with page.expect_response("**/page/picture"):
            held[0].continue_()
        page.wait_for_selector(".pad-caption", state="hidden")
        assert settle(page) == "2"


def test_the_tabs_and_what_can_be_taken_away_work_for_a_picture(page, three, tmp_path):
    choose_file(page, three)
    await_digit(page, "3")
    digit, _ = read_from(three)
    page.locator("#tab-compare").click()
    for network in VARIANTS:
        row = page.locator(f"#compare [data-network='{network}']")
        expected = verdict(recognise(load(network), digit))
        page.wait_for_function(
            "([row, reads]) => document.querySelector(row).dataset.reads === reads",
            arg=[f"#compare [data-network='{network}']", expected],
        )
        assert row.is_visible()
    for tab, shown in (
        ("why", "#why .sentence b"),
        ("stress", "[data-perturbation=scale] .line[d^=M]"),
        ("learning", "#recorded[data-answers*='3']"),
    ):
        page.locator(f"#tab-{tab}").click()
        page.wait_for_selector(shown, state="attached")
    page.locator("#share").click()
    assert page.locator(".unlinked").is_visible()
    assert page.locator("#link").is_hidden() and page.locator("#save-strokes").is_hidden()
    with page.expect_download() as download:
        page.locator("#save-maps").click()
    download.value.save_as(tmp_path / "maps.npz")
    with np.load(tmp_path / "maps.npz") as maps:
        np.testing.assert_allclose(maps["digit"], digit, atol=1e-6)
    page.keyboard.press("Escape")
    page.locator("#wrong").click()
    page.locator("[data-right='8']").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(tmp_path / "wrong.json")
    drawings = evaluation.drawings_of(tmp_path / "wrong.json")
    assert "8, read as 3" in evaluation.drawings_text("lenet5", load(), drawings)


def test_a_picture_is_kept_nowhere(own_page, three):
    choose_file(own_page, three)
    await_digit(own_page, "3")
    own_page.reload()
    own_page.wait_for_selector("#sketchpad.empty canvas")
    own_page.wait_for_selector("#c3 canvas", state="attached")
    assert settle(own_page) == "" and own_page.locator(".pad-caption").is_hidden()


def test_a_picture_of_many_bytes_is_made_smaller_before_it_travels(pages, examples, tmp_path):
    """At most 4 MB travel; noise of 1500x1500 is 7 MB as PNG."""
    noise = np.random.default_rng(0).integers(0, 60, (1500, 1500, 3), np.uint8)
    drawn = painted(examples["3"], side=1500, scale=4.8, width=120, paper=(190, 190, 190), pen=(0, 0, 0))
    path = tmp_path / "noise.png"
    Image.fromarray(np.asarray(drawn) + noise).save(path)
    assert path.stat().st_size > LARGEST
    requests = []
    with pages() as page, heard(page, "request", requests.append):
        choose_file(page, path)
        await_digit(page, "3")
    (body,) = [request.post_data for request in requests if request.url.endswith("/picture")]
    content = base64.b64decode(json.loads(body)["content"])
    with Image.open(io.BytesIO(content)) as travelled:
        assert len(content) <= LARGEST and travelled.size == (800, 800)
