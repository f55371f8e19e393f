"""The sketchpad: it keeps strokes as points, and hands them over while the pen moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr

from lenet.drawing.strokes import Drawing
from lenet.web.checks import REFUSED, Drawn, drawing_of
from lenet.web.components.part import part_arguments
from lenet.web.limits import SMALL
from lenet.web.static_files import FOLDER

PAD = 280  # the side of the page's pad, in its own units
ENTRY = FOLDER / "pad" / "component.js"
MOUNT = f"""import(new URL("gradio_api/file={ENTRY.as_posix()}", document.baseURI))
    .then(({{ mount }}) => mount(element, props, trigger, watch));"""


class Sketchpad(gr.HTML):
    """Let a person draw, in any Gradio app: `Sketchpad().input(function, pad, ...)`.

    The value is a `lenet.drawing.strokes.Drawing`, its strokes (n, 2) arrays on a pad of 280 by 280; None
    while the pad is empty. As JSON, {"strokes": [[[x, y], ...], ...], "pad": [width, height]}.
    Events: input, whenever the visitor changes the drawing; at most once a frame while the pen moves.
    """

    def __init__(self, value: Drawing | None = None, **arguments: Any):
        gr.set_static_paths([FOLDER])
        own: dict[str, Any] = {
            "html_template": (FOLDER / "pad" / "sketchpad.html").read_text(encoding="utf-8"),
            "js_on_load": MOUNT,
            "apply_default_css": False,
        }
        super().__init__(value, **own | arguments)

    # Gradio lets a component have any value, and types HTML's as the text that it usually is.
    def preprocess(self, payload: Any) -> Drawn:  # type: ignore[override]
        """Return the drawing that arrived, or None; gr.Error with one sentence for anything else."""
        with clear_errors():
            return drawing_of(payload or None)  # Gradio makes an empty text of JavaScript's null

    def postprocess(self, value: Drawing | None) -> dict[str, Any] | None:  # type: ignore[override]
        """Return the drawing as JSON."""
        if value is None:
            return None
        return {"strokes": [stroke.tolist() for stroke in value.strokes], "pad": list(value.pad)}

    # Whatever Gradio's own takes is handed on to it.
    def input(self, fn: Any, *inputs: Any, **options: Any) -> Any:  # type: ignore[override]
        """Call a function while one draws, always for the newest drawing last."""
        usual: dict[str, Any] = {"queue": False, "show_progress": "hidden", "trigger_mode": "always_last"}
        return super().input(fn, *inputs, **usual | options)

    def api_info(self) -> dict[str, Any]:
        """Describe the JSON for the API page."""
        point = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {
            "type": "object",
            "properties": {
                "strokes": {"type": "array", "items": {"type": "array", "items": point}},
                "pad": point,
            },
            "required": ["strokes"],
        } | described("strokes of [x, y], x right and y down, on a pad of [width, height]")

    def example_payload(self) -> dict:
        """Return a drawing for the API page's example."""
        return {"strokes": [[[140, 40], [138, 240]]], "pad": [PAD, PAD]}

    def example_value(self) -> dict:
        """Return the same as Python sees it."""
        return self.example_payload()


class PagePad(Sketchpad):
    """Place our page's own pad, which page.js mounts: its drawing goes to the page's questions instead."""

    def __init__(self, entry: str):
        super().__init__(None, label="drawing", **part_arguments("pad", entry, "sketchpad"))

    def preprocess(self, payload: Any) -> Drawn | str:  # type: ignore[override]
        """Return a drawing; a large one arrives as its JSON's text, and is read in its visitor's turn."""
        if isinstance(payload, str) and len(payload) > SMALL:
            return payload
        return super().preprocess(payload)


def described(sentence: str) -> dict[str, str]:
    """Describe an input where JSON's schemas do, and where Gradio's API page looks."""
    return {"description": sentence, "additional_description": sentence}


@contextmanager
def clear_errors() -> Iterator[None]:
    """Let what is wrong with an input reach Gradio's callers as its one sentence."""
    try:
        yield
    except REFUSED as error:
        raise gr.Error(str(error), print_exception=False) from error
