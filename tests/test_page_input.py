"""In a real browser: three placements of one drawing, pictures instead of strokes, digits of ours."""

import base64
import io
import json

import numpy as np
import pytest
from drawing_hand import choose, draw, drawn_pixels, opened, pixels_of, settle
from PIL import Image
from test_page import CONTRAST, PHONE
from test_picture import painted

from lenet import VARIANTS, digit_from_image, digit_from_strokes, evaluation, load, recognise
from lenet.drawing import PLACEMENTS
from lenet.page.sketchpad import PAD, own_drawings
from lenet.picture import area_average, pen_width
from lenet.surprise import FAIR

pytestmark = pytest.mark.slow

KEEP_ASKED = """() => document.addEventListener("lenet:asked", ({ detail }) => (window.asked = detail))"""
FRESH = """() => [...document.querySelectorAll("[data-placement]")]
    .every((button) => button.dataset.reads && !button.classList.contains("stale"))"""
KEEP_FRAMES = """() => {
    const moving = document.querySelector(".moving");
    const [answer, pad] = ["answer", "sketchpad"].map((id) => document.getElementById(id));
    window.frames_ = [];
    new MutationObserver(() => {
        const { data } = moving.getContext("2d").getImageData(0, 0, moving.width, moving.height);
        const ink = btoa(String.fromCharCode(...data.filter((_, at) => at % 4 === 0)));
        const answered = answer.dataset.drawing === pad.dataset.drawing;
        frames_.push({ share: Number(moving.dataset.share), side: moving.width, ink, answered });
    }).observe(moving, { attributeFilter: ["data-share"] });
}"""
LANDED = "() => frames_.at(-1)?.share === 1 && document.querySelector('.moving').hidden"


def in_a_corner(strokes):
    return [[[x * 0.35 + 8, y * 0.35 + 8] for x, y in stroke] for stroke in strokes]


def answers(page) -> dict[str, str]:
    """What the switch says of each placement, once it says it of the drawing as it is now."""
    settle(page)
    page.wait_for_function(FRESH)
    return {
        placement: page.locator(f"[data-placement='{placement}']").get_attribute("data-reads")
        for placement in PLACEMENTS
    }


def place(page, placement) -> str:
    page.locator(f"[data-placement='{placement}']").click()
    return settle(page)


def verdict(recognition) -> str:
    return "?" if recognition.verdict is None else str(recognition.verdict)


def probabilities(page) -> list[float]:
    bars = page.locator("#probabilities [data-class]").all()
    return [float(bar.get_attribute("data-probability")) for bar in bars]


def strokes_on(page) -> list:
    return page.evaluate("asked.strokes")


# Three placements of one drawing


def test_all_three_placements_answer_side_by_side(page, examples):
    page.evaluate(KEEP_ASKED)
    failures = 0
    for network, name in zip(VARIANTS, "585858", strict=True):
        choose(page, network)
        model = load(network)
        draw(page, in_a_corner(examples[name]))
        shown = answers(page)
        expected = {
            each: verdict(recognise(model, digit_from_strokes(strokes_on(page), each, PAD)))
            for each in PLACEMENTS
        }
        assert shown == expected
        failures += expected["resize"] != expected["mass"] == name
        odd = [each for each in PLACEMENTS if list(expected.values()).count(expected[each]) == 1]
        marked = page.locator("[data-placement].odd").all()
        assert [button.get_attribute("data-placement") for button in marked] == odd
        words = page.locator("[data-placement='mass']").get_attribute("aria-label")
        assert words == f"Mass: reads {expected['mass']}"
        page.keyboard.press("Escape")
        settle(page)
        assert page.locator("[data-placement] b:visible").count() == 0
    assert failures > len(VARIANTS) / 2  # the famous failure, and all saw it side by side


def test_the_failure_is_shown_and_cured_on_the_same_drawing(page, examples):
    draw(page, in_a_corner(examples["5"]))
    shown = answers(page)
    for placement in PLACEMENTS:
        place(page, placement)
        big = page.locator("#answer b").first.inner_text()
        assert big == shown[placement]
        assert answers(page) == shown
    assert big == "5"


def test_where_all_agree_nothing_stands_out(page, examples):
    draw(page, examples["0"])
    assert set(answers(page).values()) == {"0"}
    assert page.locator("[data-placement].odd").count() == 0


def test_placements_are_asked_once_the_drawing_rests_and_not_again_for_a_look_inside(page, examples):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # no timer of the page's runs out
    draw(page, examples["3"])
    assert settle(page) == "3"
    assert asked.count("read") > 1 and asked.count("placements") == 0
    page.clock.resume()
    answers(page)
    assert asked.count("placements") == 1
    reads = asked.count("read")
    page.locator("#c1 canvas[data-map='2']").hover()
    page.wait_for_selector(".panel:visible")
    settle(page)
    place(page, "box")
    answers(page)
    page.evaluate("new Promise((rested) => setTimeout(rested, 400))")
    assert asked.count("read") > reads and asked.count("placements") == 1


def as_digit(frame) -> np.ndarray:
    """A frame of the movement, 0 paper to 1 ink, brought to 28x28."""
    light = np.frombuffer(base64.b64decode(frame["ink"]), np.uint8).reshape(frame["side"], frame["side"])
    ink = 1 - (light - light.min()) / np.float32(np.ptp(light))
    return area_average(ink, 28 / frame["side"], 28 / frame["side"])


@pytest.mark.parametrize(("first", "then"), [("resize", "mass"), ("mass", "box"), ("box", "resize")])
def test_a_switch_moves_the_strokes_from_where_they_lay_to_where_they_land(page, examples, first, then):
    page.evaluate(KEEP_ASKED)
    draw(page, in_a_corner(examples["4"]))
    place(page, first)
    answers(page)
    page.wait_for_function("() => document.querySelector('.moving').hidden")
    page.evaluate(KEEP_FRAMES)
    place(page, then)
    page.wait_for_function(LANDED)
    frames = page.evaluate("frames_")
    assert all(frame["answered"] for frame in frames)  # the answer came before any movement
    shares = [frame["share"] for frame in frames]
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)
    ends = [digit_from_strokes(strokes_on(page), placement, PAD) for placement in (first, then)]
    for frame, digit in ((frames[0], ends[0]), (frames[-1], ends[1])):
        assert np.corrcoef(as_digit(frame).ravel(), digit.ravel())[0, 1] > 0.97
    widths = [pen_width(as_digit(frame)) for frame in frames]
    assert max(widths) < 1.25 * min(widths)  # while the drawing's size changed threefold
    shown = 255 - pixels_of(page, "#digit")[..., :3].mean(-1)
    assert np.corrcoef(shown.ravel(), ends[1].ravel())[0, 1] > 0.999


def test_nothing_moves_for_those_who_asked_for_stillness_nor_for_a_bent_digit(browser, app, examples):
    with opened(browser, app, reduced_motion="reduce") as page:
        page.evaluate(KEEP_FRAMES)
        draw(page, examples["6"])
        settle(page)
        place(page, "box")
        assert answers(page)["box"] == "6"
        assert page.evaluate("frames_") == []
    with opened(browser, app) as page:
        page.evaluate(KEEP_FRAMES)
        draw(page, examples["6"])
        settle(page)
        page.evaluate(
            """() => document.dispatchEvent(
                new CustomEvent("lenet:amounts", { detail: { rotation: 20 } }))"""
        )
        settle(page)
        place(page, "box")
        answers(page)
        assert page.evaluate("frames_") == []


# Pictures


@pytest.fixture
def three(examples, tmp_path):
    """A picture of a 3 in blue on cream, in a file."""
    path = tmp_path / "three.png"
    painted(examples["3"], pen=(20, 30, 120), paper=(235, 228, 210)).save(path)
    return path


def pad_of(page) -> np.ndarray:
    """What the pad shows, as (height, width, 4) numbers."""
    address = page.evaluate("document.querySelector('#sketchpad canvas').toDataURL()")
    with Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))) as picture:
        return np.asarray(picture.convert("RGBA")).astype(int)


def choose_file(page, path):
    with page.expect_file_chooser() as chooser:
        page.locator("#picture").click()
    chooser.value.set_files(path)


def await_digit(page, digit):
    page.wait_for_function(
        "(digit) => document.querySelector('#answer').dataset.digit === digit", arg=digit
    )
    settle(page)


def read_from(path, placement="mass", network="lenet5"):
    """What the network makes of a picture's digit, which travels in 8 bits."""
    with Image.open(path) as picture:
        digit = np.round(digit_from_image(picture, placement) * 255) / np.float32(255)
    return digit, recognise(load(network), digit)


def test_a_chosen_picture_is_read_as_a_program_would_read_it_by_every_placement(page, three):
    choose_file(page, three)
    await_digit(page, "3")
    assert page.locator(".remark").inner_text().startswith("A picture.")
    assert answers(page) == {each: verdict(read_from(three, each)[1]) for each in PLACEMENTS}
    for placement in PLACEMENTS:
        place(page, placement)
        digit, expected = read_from(three, placement)
        assert probabilities(page) == pytest.approx(expected.probabilities.tolist(), abs=1e-3)
        ink = 255 - pixels_of(page, "#digit")[..., :3].mean(-1)
        assert np.corrcoef(ink.ravel(), digit.ravel())[0, 1] > 0.999
    red, _, blue, ink = pad_of(page).T
    assert ((blue - red > 60) & (ink > 0)).any()  # it is the picture itself that the pad shows


def test_a_picture_is_pasted(browser, app, three):
    with opened(browser, app, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.evaluate(
            """async (base64) => {
                const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
                await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
            }""",
            base64.b64encode(three.read_bytes()).decode(),
        )
        page.keyboard.press("Control+v")
        await_digit(page, "3")


def drop(page, content: bytes, name: str, kind: str, on="#sketchpad"):
    files = page.evaluate_handle(
        """([base64, name, type]) => {
            const files = new DataTransfer();
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            files.items.add(new File([bytes], name, { type }));
            return files;
        }""",
        [base64.b64encode(content).decode(), name, kind],
    )
    page.dispatch_event(on, "dragover", {"dataTransfer": files})
    assert "awaiting" in page.locator("#sketchpad").get_attribute("class")
    page.dispatch_event(on, "drop", {"dataTransfer": files})
    assert "awaiting" not in page.locator("#sketchpad").get_attribute("class")


@pytest.mark.parametrize("on", ["#sketchpad", "#c1"])  # one that misses the pad must not replace the page
def test_a_picture_is_dropped(page, three, on):
    drop(page, three.read_bytes(), "three.png", "image/png", on)
    await_digit(page, "3")


def test_a_stroke_or_clear_begins_anew_and_undo_returns_to_the_picture(page, three, examples):
    draw(page, examples["7"])
    assert settle(page) == "7"
    choose_file(page, three)
    await_digit(page, "3")
    picture = pad_of(page)
    draw(page, examples["1"])
    assert settle(page) == "1"
    assert page.locator(".remark").is_hidden()
    page.keyboard.press("Control+z")
    await_digit(page, "3")
    page.wait_for_selector(".remark:visible")
    np.testing.assert_array_equal(pad_of(page), picture)
    page.locator("#clear").click()
    assert settle(page) == "" and drawn_pixels(page) == 0 and page.locator(".remark").is_hidden()
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
        (lambda three: b"no picture at all", "no picture that can be read"),
        (broken_picture, "no picture that can be read"),
        (blank_picture, "There is no ink in this picture"),
        (lambda three: bytes(13_000_000), "at most 12 MB"),
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
    assert page.locator(".trouble").inner_text().endswith(".") and page.locator(".remark").is_hidden()
    assert settle(page) == "9"
    draw(page, [[[20, 20], [20, 260]]])
    settle(page)
    assert page.locator(".trouble").is_hidden()


def test_a_large_photo_that_lies_on_its_side_is_made_smaller_before_it_travels(
    browser, app, examples, tmp_path
):
    photo = painted(examples["3"], side=3200, scale=10, width=200, paper=(210, 205, 190), pen=(60, 60, 90))
    orientation = Image.Exif()
    orientation[0x0112] = 6  # as a phone that was held upright says it
    path = tmp_path / "photo.jpg"
    photo.resize((3200, 2400)).rotate(90, expand=True).save(path, quality=95, exif=orientation)
    sent = []
    with opened(browser, app, **PHONE) as page:
        page.on("request", lambda request: sent.append((request.url, request.post_data)))
        choose_file(page, path)
        await_digit(page, "3")
    (body,) = [body for url, body in sent if url.endswith("/picture")]
    with Image.open(io.BytesIO(base64.b64decode(json.loads(body)["data"][0]))) as travelled:
        assert travelled.size == (1600, 1200)
    assert not any("upload" in url for url, _ in sent)  # it is read in memory, never put into a file


def test_a_drawing_made_while_the_picture_travels_stays(page, three, examples):
    held = []
    page.route("**/run/picture", lambda route: held.append(route))
    choose_file(page, three)
    page.wait_for_function(
        "() => document.querySelector('.remark').textContent === 'Reading the picture …'"
    )
    draw(page, examples["2"])
    assert settle(page) == "2"
    with page.expect_response("**/run/picture"):
        held[0].continue_()
    page.wait_for_selector(".remark", state="hidden")
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
        ("stress", "[data-axis=scale] .line[d^=M]"),
        ("learning", "#learning[data-answers*='3']"),
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
    assert "is 8, read as 3" in evaluation.told_of("lenet5", load(), drawings)


def test_a_picture_is_kept_nowhere(page, three):
    choose_file(page, three)
    await_digit(page, "3")
    page.reload()
    page.wait_for_selector("#sketchpad.empty canvas")
    page.wait_for_selector("#c3 canvas")
    assert settle(page) == "" and page.locator(".remark").is_hidden()


# Digits of ours


def test_random_brings_digits_of_our_hands_and_never_the_same_twice_running(page):
    page.evaluate(KEEP_ASKED)
    ours = [[stroke.tolist() for stroke in strokes] for _, strokes in own_drawings()]
    brought = []
    for _ in range(6):
        page.locator("#random").click()
        page.wait_for_function(
            "(ours) => ours.some((one) => JSON.stringify(one) === JSON.stringify(window.asked?.strokes))",
            arg=ours,
        )
        settle(page)
        brought.append(strokes_on(page))
    assert all(one != other for one, other in zip(brought, brought[1:], strict=False))


def pressed_misread(page) -> dict | None:
    """What the server found when the button was pressed."""
    with page.expect_response("**/run/surprise") as response:
        page.locator("#misread").click()
    return response.value.json()["data"][0]


def test_misread_brings_a_digit_that_this_network_misreads_and_others_read(page):
    page.evaluate(KEEP_ASKED)
    for network in VARIANTS:
        choose(page, network)
        found = next(filter(None, (pressed_misread(page) for _ in range(5))))  # a search may end without
        page.wait_for_function(
            "(strokes) => JSON.stringify(window.asked?.strokes) === JSON.stringify(strokes)",
            arg=found["strokes"],
        )
        assert settle(page) == str(found["read"]) != str(found["meant"])
        assert page.locator(".remark").inner_text() == f"Meant as {found['meant']}."
        digit = digit_from_strokes(found["strokes"])
        verdicts = {name: recognise(load(name), digit).verdict for name in VARIANTS}
        assert verdicts[network] == found["read"]
        assert list(verdicts.values()).count(found["meant"]) >= FAIR


def test_a_search_without_a_find_says_so(page):
    page.route("**/run/surprise", lambda route: route.fulfill(json={"data": [None]}))
    page.keyboard.press("m")
    page.wait_for_selector(".trouble:visible")
    assert "misread none" in page.locator(".trouble").inner_text()
    assert page.locator("#misread").get_attribute("aria-busy") is None


# All new controls


def test_every_new_control_is_named_and_reached_by_keyboard(page, three):
    page.locator("#clear").evaluate("(button) => (button.disabled = false)")
    page.locator("#clear").focus()
    reached = []
    for _ in range(15):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert [name for name in reached if name in ("picture", "shuffle", "random", "misread")] == [
        "picture",
        "shuffle",
        "random",
        "misread",
    ]
    assert "not kept" in page.locator("#picture").get_attribute("title")
    assert "MNIST" in page.locator("#misread").get_attribute("title")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("p")
    assert chooser.value.element.get_attribute("accept") == "image/*"
    page.keyboard.press("r")
    page.wait_for_function("() => document.querySelector('#answer').dataset.digit !== ''")
    page.locator("#show-keys").click()
    assert {"R, M", "P, Ctrl V"} <= set(page.locator("#keys kbd").all_inner_texts())


@pytest.mark.parametrize("width", [360, 390, 600, 960, 1024, 1200, 1280, 1920])
def test_controls_fit_where_they_stand(browser, app, width):
    with opened(browser, app, viewport={"width": width, "height": 900 if width == 1920 else 720}) as page:
        for button in page.locator("#pad button, [data-placement]").all():
            room, needed = button.evaluate("(b) => [b.clientWidth, b.scrollWidth]")
            assert needed <= room, button.get_attribute("id")
        tools, keypad, sees, paper = (
            page.locator(part).bounding_box() for part in (".tools", ".keypad", ".sees", "#sketchpad")
        )
        if width >= 960:
            for rail in (tools, keypad):
                assert paper["x"] + paper["width"] < rail["x"] and rail["x"] + rail["width"] < sees["x"]
            assert keypad["y"] + keypad["height"] <= paper["y"] + paper["height"] + 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_new_words_stand_out_from_what_is_behind_them(browser, app, examples, three, scheme):
    with opened(browser, app, color_scheme=scheme) as page:
        draw(page, in_a_corner(examples["5"]))
        answers(page)
        assert page.locator(".odd b").count() == 1
        for mark in page.locator("[data-placement] b").all():
            assert mark.evaluate(CONTRAST) >= 4.5
        choose_file(page, three)
        page.wait_for_selector(".remark:visible")
        for selector in (".remark", "#picture", "#random", "#misread"):
            assert page.locator(selector).evaluate(CONTRAST) >= 4.5, selector
