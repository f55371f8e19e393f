"""Files beside this one, read as the text of the page's parts."""

from pathlib import Path

FOLDER = Path(__file__).parent


def text(*names: str) -> str:
    """The files of those names, one after the other."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def style() -> str:
    """The whole page's CSS: tokens and layout first, then each part's own."""
    return text("page.css", "sketchpad.css", "reading.css", "ribbon.css")
