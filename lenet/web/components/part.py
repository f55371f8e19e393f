"""A region of our page: HTML for Gradio to place, brought to life by the page's modules."""

from typing import Any

import gradio as gr

from lenet.web.static_files import FOLDER

# Addresses are relative to where the page itself lies, which may be below a proxy's path. As Gradio's web
# component it lies in a page of another server, which has none of its files: the first part says so.
MOUNT = """const component = element.closest("gradio-app:is([src], [space])");
if (component) element.innerHTML = component.querySelector(".refused") ? "" : `
    <p class="refused" style="visibility: visible">This page does not work as a web component.
    Use an iframe with its address, or the compact page’s, which ends in /embed.</p>`;
else import(new URL({entry!r}, document.baseURI))
    .then(({{ mount }}) => mount({name!r}, element))
    .catch((error) => {{
        document.documentElement.classList.add("ready"); // what has come is shown
        element.append("This part of the page could not be loaded. Please reload the page.");
        throw error;
    }});"""


class Part(gr.HTML):
    """Place one part of the page, `static/<name>/<name>.html`; its element's id is the name.

    entry: the address of page.js, which mounts the part.
    """

    def __init__(self, name: str, entry: str):
        super().__init__(**part_arguments(name, entry))


def part_arguments(name: str, entry: str, template: str | None = None) -> dict[str, Any]:
    """List gr.HTML's arguments for a part of the page; template: another than the part's name."""
    return {
        "value": None,
        "html_template": (FOLDER / name / f"{template or name}.html").read_text(encoding="utf-8"),
        "js_on_load": MOUNT.format(entry=entry, name=name),
        "apply_default_css": False,
        "elem_id": name,
    }
