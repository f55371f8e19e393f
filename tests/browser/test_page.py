"""The page in a real browser: a person draws, the network reads."""

import numpy as np
import pytest
from drawing_hand import PHONE, bends_of, draw, drawn, heard, pixels_of, probabilities, settle

from lenet import digit_from_strokes, recognise
from lenet.data.test_sets import PAD, placed_at_random

pytestmark = pytest.mark.slow


def test_an_empty_pad_invites_and_claims_nothing(page):
    assert page.locator(".invitation").inner_text() == "Draw a digit 0–9"
    assert page.locator("#answer").get_attribute("data-digit") == ""
    assert page.locator("#probabilities [data-class]").count() == 10
    assert page.locator("#top3 li").count() == 0
    assert page.locator("#c1 [data-map]").count() == 6 and page.locator("#c3 [data-map]").count() == 16
    for command in ("undo", "redo", "clear"):
        assert page.locator(f"#{command}").is_disabled()
    assert page.title() == "LeNet-5: draw a digit"


def test_below_the_ten_bars_stands_the_reject_class_with_its_limit_and_why(page, model, examples):
    scribble = [[[60, 60], [220, 80], [70, 120], [210, 150], [60, 190], [200, 230]]]
    limit = model.calibration.rejection_threshold
    for strokes, is_digit in ((examples["7"], True), (scribble, False)):
        draw(page, strokes)
        settle(page)
        digit = digit_from_strokes(strokes)
        bar, reason = page.locator(".reject"), page.locator(".reason").inner_text()
        share = float(bar.get_attribute("data-share"))
        assert share == pytest.approx(recognise(model, digit).rubbish, abs=0.05)
        assert (share <= limit) == is_digit
        assert float(bar.evaluate("bar => bar.style.getPropertyValue('--limit')")) == pytest.approx(
            limit, abs=1e-4
        )
        assert ("Rejected" in reason, f"{100 * limit:.0f} %" in reason) == (not is_digit, not is_digit)
        page.locator("#clear").click()


def digits_of_test_writers(pen_test, count, seed):
    """Drawings by the test writers, some of each class, at random places and sizes on the pad."""
    random = np.random.default_rng(seed)
    chosen = [random.choice(np.flatnonzero(pen_test.classes == i % 10)) for i in range(count)]
    drawings = placed_at_random([pen_test.drawings[i] for i in chosen], seed)
    return [(drawing.strokes, pen_test.classes[i]) for drawing, i in zip(drawings, chosen, strict=True)]


@pytest.mark.parametrize(("by", "which"), [("mouse", slice(0, 10)), ("finger", slice(10, 20))])
def test_digits_of_real_people_are_read(pages, pen_test, by, which):
    with pages(**(PHONE if by == "finger" else {})) as page:
        right = 0
        drawings = digits_of_test_writers(pen_test, 20, seed=7)[which]
        for strokes, digit in drawings:
            draw(page, strokes, units=PAD, by=by)
            right += settle(page) == str(digit)
            page.locator("#clear").click()
            assert settle(page) == ""
        assert right >= len(drawings) - 1
        assert page.evaluate("window.scrollY") == 0  # drawing never scrolled the page


def ranks(values) -> np.ndarray:
    """Each value's rank among all; equal ones share theirs."""
    _, which, counts = np.unique(values.ravel(), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - counts / 2)[which]


def test_what_is_shown_is_what_the_network_computed(page, model, examples):
    digit = drawn(page, examples["5"])
    expected = recognise(model, digit)
    assert settle(page) == "5"
    shown = probabilities(page)
    np.testing.assert_allclose(shown, expected.probabilities, atol=0.02)
    assert sum(shown) == pytest.approx(1)
    top3 = [int(line.get_attribute("data-class")) for line in page.locator("#top3 li").all()]
    assert top3 == np.argsort(shown)[::-1][:3].tolist()
    ink = 255 - pixels_of(page, "#digit")[..., :3].mean(-1)
    assert np.corrcoef(ink.ravel(), digit.ravel())[0, 1] > 0.99
    compared = 0
    for layer, count in (("C1", 6), ("C3", 16)):
        for number in range(count):
            blueness = 255.0 - pixels_of(page, f"#{layer.lower()} [data-map='{number}']")[..., 0]
            values = expected.trace[layer][number]
            if values.max() > 0.5:
                order = np.corrcoef(ranks(blueness), ranks(values.round(2)))[0, 1]
                assert order > 0.9, f"{layer} map {number}"
                compared += 1
    assert compared > 10  # the others are nearly blank


def test_the_answer_follows_while_the_pen_is_down(page, examples):
    (stroke,) = examples["3"]
    stroke = bends_of(np.array(stroke), 1)
    box = page.locator("#sketchpad").bounding_box()
    scale = box["width"] / 280
    page.mouse.move(box["x"] + stroke[0][0] * scale, box["y"] + stroke[0][1] * scale)
    page.mouse.down()
    seen = set()
    for x, y in stroke[1:]:
        page.mouse.move(box["x"] + x * scale, box["y"] + y * scale)
        page.wait_for_function("() => document.querySelector('#answer').dataset.digit !== ''")
        seen.add(page.locator("#answer").get_attribute("data-drawing"))
    assert settle(page) == "3"  # the pen is still down
    assert len(seen) > 3
    page.mouse.up()
    assert settle(page) == "3"


def test_fast_scribbling_leaves_no_stale_answer(page, examples):
    page.evaluate("""() => {
        window.answered = [];
        store.follow(["answer"], ({ answer }) => answered.push(answer.question.number));
    }""")
    for name in "80356":
        draw(page, examples[name])
        page.locator("#clear").click()
    draw(page, examples["6"])
    assert settle(page) == "6"
    answered = page.evaluate("answered")
    assert len(answered) > 10 and answered == sorted(answered)
    page.locator("#clear").click()
    page.wait_for_timeout(300)  # an answer that comes too late would come now
    assert settle(page) == "" and page.locator("#top3 li").count() == 0


def test_one_request_at_a_time(page, examples):
    under_way, most = [0], [0]

    def started(request):
        if request.url.endswith("/page/read"):
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])

    def ended(request):
        under_way[0] -= request.url.endswith("/page/read")

    asking, answered = heard(page, "request", started), heard(page, "requestfinished", ended)
    with asking, answered, heard(page, "requestfailed", ended):
        draw(page, examples["8"])
        assert settle(page) == "8"
    assert most[0] == 1


def gap(model, strokes) -> float:
    """How much likelier the first answer is than the second."""
    (_, first), (_, second), _ = recognise(model, digit_from_strokes(strokes)).top3
    return first - second


def is_digit(model, strokes) -> bool:
    """Whether the network is sure that this is some digit, and not rubbish."""
    return recognise(model, digit_from_strokes(strokes)).rubbish < model.calibration.rejection_threshold / 2


def test_a_drawing_between_two_digits_shows_both(page, model, examples):
    unfinished = [[strokes[0][:n]] for strokes in examples.values() for n in range(5, len(strokes[0]), 2)]
    unfinished = [strokes for strokes in unfinished if is_digit(model, strokes)]
    draw(page, min(unfinished, key=lambda strokes: gap(model, strokes)))
    settle(page)
    assert page.locator("#reading .heading").inner_text() == "Undecided"
    shown = page.locator("#answer b").all_inner_texts()
    likeliest = [line.get_attribute("data-class") for line in page.locator("#top3 li").all()]
    assert shown == likeliest[:2]


def test_placement_reads_the_same_drawing_again(page, examples):
    small = [[[x * 0.3 + 5, y * 0.3 + 5] for x, y in stroke] for stroke in examples["5"]]
    draw(page, small)
    assert settle(page) == "5"
    mass = pixels_of(page, "#digit")
    page.locator("[data-placement='resize']").click()
    settle(page)
    resized = pixels_of(page, "#digit")
    assert not np.array_equal(mass, resized)
    assert "px off" in page.locator(".sees .caption").inner_text()
    page.locator("[data-placement='resize'] input").press("ArrowLeft")  # round to "mass"
    assert settle(page) == "5"
    assert page.locator("[data-placement='mass'] input").is_checked()
    np.testing.assert_array_equal(pixels_of(page, "#digit"), mass)


def test_while_the_server_is_busy_the_page_says_so_and_asks_again(page, examples):
    busy = {"status": 503, "headers": {"Retry-After": "1"}, "json": {"error": "The server is busy."}}
    page.route("**/page/read", lambda route: route.fulfill(**busy))
    draw(page, examples["6"])
    page.wait_for_selector(".trouble:visible")
    assert page.locator(".trouble").inner_text() == "The server is busy. Your drawing is safe; retrying…"
    page.unroute("**/page/read")
    assert settle(page) == "6"
    page.wait_for_selector(".trouble", state="hidden")


def test_while_the_server_is_away_the_drawing_stays_and_is_read_when_it_is_back(page, examples):
    draw(page, examples["2"])
    assert settle(page) == "2"
    page.evaluate("window.sameVisit = true")
    page.context.set_offline(True)
    page.locator("#clear").click()
    draw(page, examples["6"])
    page.wait_for_selector(".trouble:visible")
    assert "Your drawing is safe" in page.locator(".trouble").inner_text()
    page.context.set_offline(False)
    assert settle(page) == "6"
    page.wait_for_selector(".trouble", state="hidden")
    assert page.evaluate("window.sameVisit") is True  # it was not reloaded
