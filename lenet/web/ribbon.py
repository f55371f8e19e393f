"""The band below: every layer under its paper name, and the arithmetic of the unit pointed at."""

from typing import Any

import gradio as gr

from lenet.web.components.part import text

SCRIPTS = (
    "state/numbers.js",
    "paint/colour.js",
    "paint/ink.js",
    "state/receptive_fields.js",
    "paint/grid.js",
    "controls/radios.js",
    "layers/layers.js",
    "layers/pointing.js",
    "layers/panel.js",
)


class Ribbon(gr.HTML):
    """All layers, drawn in the page from the packets that the sketchpad receives."""

    def __init__(self, networks: list[dict[str, Any]], **arguments: Any):
        """networks: as `lenet.web.networks.described` has them; the first is shown first."""
        super().__init__(
            value=None,
            html_template=text("layers/layers.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            networks=networks,
            **arguments,
        )
