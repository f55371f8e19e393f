"""The header: the page's name, the choice of a network, sharing, how long the last answer took."""

from typing import Any

import gradio as gr

from lenet.page.parts import text

SCRIPTS = (
    "numbers.js",
    "colour.js",
    "ink.js",
    "grids.js",
    "asking.js",
    "link.js",
    "slide.js",
    "header.js",
    "choice.js",
    "sheet.js",
    "saving.js",
    "share.js",
    "stops.js",
    "spot.js",
    "tour.js",
    "keys.js",
)


class Header(gr.HTML):
    """Tells the page which network is chosen, by the document's event `lenet:network`."""

    def __init__(self, networks: list[dict[str, Any]], **arguments: Any):
        super().__init__(
            value=None,
            html_template=text("header.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            networks=networks,
            **arguments,
        )
