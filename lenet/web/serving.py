"""The page served: warmed up, behind the door, with its headers and its health, told to the hall."""

from collections.abc import Mapping
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from lenet.drawing.placement import digit_from_strokes
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web.components.part import FOLDER, head
from lenet.web.headers import WithHeaders
from lenet.web.health import health
from lenet.web.hosting import invitation
from lenet.web.limits import MAX_FILE, Door
from lenet.web.pictures import LARGEST_REQUEST
from lenet.web.routes import routes

QUICK = {"read"}  # what is asked while the pen moves
SESSIONS = 16  # of Gradio: nothing here keeps a state, and each would hold its last drawing in memory


def serve(page: gr.Blocks, models: Mapping[str, LeNet5], **options: Any) -> None:
    """Serves the page until it is ended; options go to Gradio's launch.

    GRADIO_SERVER_NAME and GRADIO_SERVER_PORT say where.
    """
    for model in models.values():  # a network's first call prepares torch: not a visitor's wait
        recognise(model, digit_from_strokes([[(0, 0)]]))
    page.space_id = None  # else Gradio lays a banner over a Space's page, with Google's fonts
    page.launch(
        head=head(),
        favicon_path=FOLDER / "favicon.svg",
        footer_links=["api"],
        run_history=False,
        max_file_size=MAX_FILE,
        state_session_capacity=SESSIONS,
        quiet=True,  # else Gradio advises to share it with the world
        ssr_mode=False,  # the page is drawn in the browser: Node would be a second server, for nothing
        app_kwargs={
            "routes": [health(models), *routes(page, QUICK)],
            "middleware": [
                Middleware(WithHeaders),
                Middleware(Door, inputs=inputs_by_event(page), largest={"picture": LARGEST_REQUEST}),
            ],
        },
        prevent_thread_lock=True,
        _frontend=False,  # else Gradio ends the app where its own first look at the page takes over 3 s
        **options,
    )
    address = page.local_url.replace("0.0.0.0", "127.0.0.1").rstrip("/")
    print(f"* Running on local URL:  {address}", flush=True)
    if invited := invitation(page.server_name, page.server_port):
        print(invited, flush=True)
    page.block_thread()


def inputs_by_event(page: gr.Blocks) -> dict[str, int]:
    """How many values each event takes, by its name."""
    return {event.api_name: len(event.inputs) for event in page.fns.values() if event.api_name}
