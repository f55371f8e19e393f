"""The band below: every layer under its paper name, and the arithmetic of the unit pointed at."""

from typing import Any

import gradio as gr

from lenet.page.parts import text

SCRIPTS = (
    "numbers.js",
    "colour.js",
    "ink.js",
    "fields.js",
    "grids.js",
    "radios.js",
    "ribbon.js",
    "pointing.js",
    "panel.js",
)


class Ribbon(gr.HTML):
    """All layers, drawn in the page from the packets that the sketchpad receives."""

    def __init__(self, networks: list[dict[str, Any]], **arguments: Any):
        """networks: as `lenet.page.networks.described` has them; the first is shown first."""
        super().__init__(
            value=None,
            html_template=text("ribbon.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            networks=networks,
            **arguments,
        )
