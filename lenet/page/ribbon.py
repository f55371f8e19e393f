"""The band below: each layer's maps under its paper name, in one signed colour scale a layer."""

from typing import Any

import gradio as gr

from lenet.page.parts import text

SCRIPTS = ("numbers.js", "colour.js", "ribbon.js")


class Ribbon(gr.HTML):
    """The maps of C1 and C3, drawn in the page from the packets that the sketchpad receives."""

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
