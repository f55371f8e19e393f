"""The page served: networks warmed up, within its limits, with its headers, announced on the terminal."""

import gc
import sys
from collections.abc import Mapping
from typing import Any

import gradio as gr
from fastapi.exceptions import RequestValidationError
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from lenet.drawing.placement import digit_from_strokes
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web import gradio_internals
from lenet.web.checks import checks
from lenet.web.door import Door
from lenet.web.embed import embed_route
from lenet.web.fairness.clients import trust_proxies
from lenet.web.fairness.pace import Pace
from lenet.web.fairness.shares import FairShares
from lenet.web.fairness.work import Work
from lenet.web.headers import WithHeaders
from lenet.web.health import health
from lenet.web.hosting import addresses_route, invitation
from lenet.web.kept.answers import RenderedOnce
from lenet.web.kept.assets import Assets
from lenet.web.kept.uploads import Uploads
from lenet.web.limits import MAX_FILE, RequestLimits
from lenet.web.live.room import Room
from lenet.web.live.route import training_route
from lenet.web.pictures import LARGEST_REQUEST
from lenet.web.questions import Question
from lenet.web.refusals import OneSentence, unfitting
from lenet.web.routes import question_routes
from lenet.web.server.ending import Ending
from lenet.web.server.pieces import InPieces
from lenet.web.static_files import FOLDER, StaticFiles

CONTAINERS = 50_000  # made before garbage is collected: the largest drawing, of 20,000 points, makes none
SWITCH = 0.0005  # seconds for which a working thread keeps the event loop waiting; Python's own is 0.005
SESSIONS = 16  # of Gradio: nothing here keeps a state, and each would hold its last drawing in memory


def serve(
    page: gr.Blocks,
    models: Mapping[str, LeNet5],
    questions: Mapping[str, Question],
    files: StaticFiles,
    work: Work,
    uploads: Uploads,
    **options: Any,
) -> None:
    """Serve the page until the process is asked to end; options go to Gradio's launch.

    GRADIO_SERVER_NAME and GRADIO_SERVER_PORT say where.
    """
    dot = digit_from_strokes([[(0, 0)]])
    assert dot is not None
    for model in models.values():  # a network's first call prepares torch: not a visitor's wait
        recognise(model, dot)
    trust_proxies()
    gc.freeze()  # what is loaded stays: else each full collection walks through it for a tenth of a second
    gc.set_threshold(CONTAINERS)
    sys.setswitchinterval(SWITCH)
    own = [
        health(models),
        addresses_route(page),
        embed_route(files, models),
        files.route(),
        uploads.route(),
        *Assets(gradio_internals.asset_folders(), work).routes,
    ]
    room = Room()
    routes = [*question_routes(questions, checks(models), work), training_route(room, work), *own]
    ending = Ending()
    gradio_internals.launch(
        page,
        lambda app: guarded(app, page, list(questions), work),
        head=files.head(),
        theme=gr.themes.Default(font=["system-ui"], font_mono=["monospace"]),  # else 100 kB of fonts travel
        favicon_path=FOLDER / "favicon.svg",
        footer_links=["api"],
        run_history=False,
        max_file_size=MAX_FILE,
        state_session_capacity=SESSIONS,
        quiet=True,  # else Gradio advises to share it with the world
        ssr_mode=False,  # the page is drawn in the browser: Node would be a second server, for nothing
        app_kwargs={
            "routes": routes,
            "middleware": [Middleware(RenderedOnce, work=work)],
            "lifespan": uploads.sweeping,
            "exception_handlers": {RequestValidationError: unfitting},
        },
        prevent_thread_lock=True,
        **options,
    )
    address = str(page.local_url).replace("0.0.0.0", "127.0.0.1").rstrip("/")
    print(f"* Running on local URL:  {address}", flush=True)
    if invited := invitation(page.server_name, page.server_port):
        print(invited, flush=True)
    ending.wait()
    gradio_internals.end(page)


def guarded(app: ASGIApp, page: gr.Blocks, questions: list[str], work: Work) -> ASGIApp:
    """Put around the whole app what a request passes before it, the last of these first."""
    largest = {"picture": LARGEST_REQUEST}
    app = RequestLimits(app, questions, gradio_internals.events_of(page), largest, work)
    app = FairShares(app, lambda: gradio_internals.queued(page), LARGEST_REQUEST)
    app = Door(app, page.root_path, lambda name: gradio_internals.owes(page, name))
    return InPieces(WithHeaders(Pace(OneSentence(app))))
