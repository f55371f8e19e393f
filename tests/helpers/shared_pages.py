"""Pages that tests share: each is loaded once, and made as new for every test that asks for one."""

from contextlib import contextmanager

from drawing_hand import DESKTOP, READY, SETTLED, STORE, load

KEEP_FIRST = """() => {
    const hand = document.querySelector(".keypad").ariaLabel;
    window.first = { ...store.now(), hand };
}"""

# Everything that a visitor can change: what the store holds, what stands open, what the browser keeps.
RENEW = """() => {
    const { question, answer, theme, hand, ...state } = window.first;
    const find = (selector) => document.querySelector(selector);
    if (find("body.touring")) find("#tour-done").click();
    for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
    if (!find("#networks").hidden) find("#network").click();
    if (find("#let-go:not([hidden])")) find("#let-go").click();
    const overlay = find("#overlay");
    if (overlay?.value) {
        overlay.value = "";
        overlay.dispatchEvent(new Event("change"));
    }
    while (find(".keypad").ariaLabel !== hand) find("#shuffle").click();
    store.change({ history: state.history, live: null });
    // Each tab that was opened hears that the pad is empty: nothing in it still looks like an answer.
    const tabs = document.querySelectorAll("[role=tabpanel]:not(:empty)");
    for (const { id } of tabs) store.change({ tab: id, onPad: false });
    store.change(state);
    for (const said of document.querySelectorAll(".spoken, #time")) said.textContent = "";
    for (const cells of document.querySelectorAll("#two [data-step]")) delete cells.dataset.step;
    delete find("#dock")?.dataset.unit;
    localStorage.clear();
    sessionStorage.clear();
    history.replaceState(null, "", location.pathname);
    getSelection().removeAllRanges();
    for (const part of document.querySelectorAll("*")) {
        if (part.scrollTop || part.scrollLeft) part.scrollTo(0, 0);
    }
    document.body.tabIndex = -1; // Tab begins at the top
    document.body.focus();
    document.body.removeAttribute("tabindex");
    document.body.blur();
}"""
AS_NEW = f"""() => ({SETTLED})() && {READY} && document.querySelector("#sketchpad.empty") !== null
    && document.querySelector("#dock:not([hidden])") === null && document.querySelector(".moving").hidden
    && document.querySelector(".playing") === null"""


DEFAULTS = {"color_scheme": "light", "device_scale_factor": 1}


class Pages:
    """Shared pages of one address: `with pages(**options) as page`, with the options of `opened`.

    Routes are for pages of one's own: on a page that stands already, some requests pass them by.
    A page serves all who ask for the same kind of device; the window's size, less motion and forced colours
    are set on it as it stands. One whose test has failed, or that cannot be made as new, is not used again.
    """

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.idle = {}  # (page, errors) by the kind of device

    @contextmanager
    def __call__(self, viewport=DESKTOP, reduced_motion=None, forced_colors=None, **device):
        kind = tuple(sorted((DEFAULTS | device).items()))
        media = {
            "reduced_motion": reduced_motion or "no-preference",
            "forced_colors": forced_colors or "none",
        }
        page, errors = self.taken(kind, viewport, media) or self.loaded(viewport, media, device)
        try:
            yield page
            assert errors == []
        except BaseException:
            page.context.close()
            raise
        self.idle[kind] = page, errors

    def taken(self, kind, viewport, media):
        if kind not in self.idle:
            return None
        from playwright.sync_api import Error  # there is a browser, so there is this

        page, errors = self.idle.pop(kind)
        try:
            renew(page, viewport, media)
        except Error:
            page.context.close()
            return None
        errors.clear()
        return page, errors

    def loaded(self, viewport, media, device):
        page, errors = load(self.browser, self.address, viewport=viewport, **media, **device)
        page.evaluate(KEEP_FIRST)
        return page, errors

    def close(self):
        for page, _ in self.idle.values():
            page.context.close()


def renew(page, viewport, media):
    """Makes a page as it was when it was loaded, in a window of this size."""
    page.mouse.up()
    page.mouse.move(0, 0)
    page.context.set_offline(False)
    page.bring_to_front()
    page.evaluate(RENEW)
    if page.viewport_size != viewport:
        page.set_viewport_size(viewport)
    page.emulate_media(**media)
    page.wait_for_function(AS_NEW)
    page.evaluate(STORE)
