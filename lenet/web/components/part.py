"""Files beside this one, read as the text of the page's parts."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "static"
STYLES = (
    "page.css",
    "header/header.css",
    "tour/tour.css",
    "pad/sketchpad.css",
    "reading/reading.css",
    "layers/layers.css",
    "tabs/tabs.css",
    "tabs/two/two.css",
    "devices.css",  # last: it has the last word
)


def text(*names: str) -> str:
    """The files of those names, one after the other."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def head() -> str:
    """What goes into the page's <head>: its description, and all its CSS.

    Not by Gradio's `css`, which rewrites selectors and breaks those with a comma in brackets.
    """
    return f"{text('head.html')}<style>{text(*STYLES)}</style>"
