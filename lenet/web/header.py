"""The header: the page's name, the choice of a network, sharing, how long the last answer took."""

from typing import Any

import gradio as gr

from lenet.web.components.part import text

SCRIPTS = (
    "state/numbers.js",
    "paint/colour.js",
    "paint/ink.js",
    "paint/grid.js",
    "server/asker.js",
    "state/link.js",
    "header/poster.js",
    "header/header.js",
    "header/networks.js",
    "controls/popover.js",
    "controls/download.js",
    "header/share.js",
    "tour/stops.js",
    "tour/spotlight.js",
    "tour/tour.js",
    "header/keys.js",
)


class Header(gr.HTML):
    """Tells the page which network is chosen, by the document's event `lenet:network`."""

    def __init__(self, networks: list[dict[str, Any]], **arguments: Any):
        super().__init__(
            value=None,
            html_template=text("header/header.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            networks=networks,
            **arguments,
        )
