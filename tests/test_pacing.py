"""How often the page asks: less often where answers are slow, at once when the pen is up."""

import pytest

from lenet.web.components.part import text

pytestmark = pytest.mark.slow

# A page with the asking alone: ask(n) is a drawing, reply() the server's answer to what was asked last.
PAGE = """
window.gradio_config = { root: "http://127.0.0.1/", api_prefix: "" };
window.asked = [];
window.penDown = true;
window.fetch = (address, { body }) => {
    asked.push(JSON.parse(body).data[0]);
    return new Promise((resolve) => {
        window.reply = () => resolve({ status: 200, json: () => Promise.resolve({ data: [null] }) });
    });
};
window.ask = asker("read", (n) => [n], { onAnswer() {}, restAfter: pacer(() => penDown) });
"""


@pytest.fixture
def asking(browser):
    """A page whose clock stands still unless it is moved."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.clock.pause_at("2031-01-01")
    page.add_script_tag(content=text("pacing.js", "asking.js") + PAGE)
    yield page
    context.close()


def answered_after(page, ms) -> None:
    """The question under way is answered after so many ms."""
    page.clock.run_for(ms)
    page.evaluate("reply()")
    page.evaluate("() => Promise.resolve()")  # the page hears of it


def asked(page) -> list[int]:
    return page.evaluate("asked")


def test_after_a_quick_answer_the_next_question_is_asked_at_once(asking):
    asking.evaluate("ask(1), ask(2)")
    answered_after(asking, 40)
    assert asked(asking) == [1, 2]


def test_after_a_slow_answer_a_moving_pen_waits(asking):
    asking.evaluate("ask(1), ask(2)")
    answered_after(asking, 40)
    asking.evaluate("ask(3)")
    answered_after(asking, 250)  # 200 ms too slow, and rests twice as long
    asking.clock.run_for(399)
    assert asked(asking) == [1, 2]
    asking.evaluate("ask(4)")
    asking.clock.run_for(1)
    assert asked(asking) == [1, 2, 4]


def test_a_far_server_is_not_taken_for_a_slow_one(asking):
    asking.evaluate("ask(1), ask(2), ask(3)")
    for _ in range(2):
        answered_after(asking, 180)
    assert asked(asking) == [1, 3]
    asking.evaluate("ask(4)")
    assert asked(asking) == [1, 3, 4]


def test_the_rest_has_an_end(asking):
    asking.evaluate("ask(1), ask(2)")
    answered_after(asking, 40)
    asking.evaluate("ask(3)")
    answered_after(asking, 7000)
    asking.clock.run_for(1000)
    assert asked(asking) == [1, 2, 3]


def test_the_drawing_at_pen_up_is_asked_at_once(asking):
    asking.evaluate("ask(1), ask(2)")
    answered_after(asking, 40)
    answered_after(asking, 600)
    asking.evaluate("ask(3)")
    assert asked(asking) == [1, 2]
    asking.evaluate("penDown = false, ask.hurry()")
    assert asked(asking) == [1, 2, 3]
    asking.evaluate("ask(4)")
    answered_after(asking, 900)  # with the pen up nothing rests, however slow
    assert asked(asking) == [1, 2, 3, 4]
