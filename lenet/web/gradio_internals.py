"""Everything that reaches into what Gradio does not document; read it first when Gradio moves.

component_meta.create_or_modify_pyi: much of the time Gradio takes to import goes into stubs for editors.
    If it moves: a slower start. Noticed by test_start_up.
Blocks.preprocess_data: what it raises of itself is no sentence for a visitor.
    If it moves: the API answers with names of exceptions. Noticed by test_hostile_http.
Block.temp_files: each path that anyone has ever named as a file's is remembered there, for good.
    If it moves: memory that grows. Noticed by test_uploads.
GRADIO_TEMP_DIR, read at Gradio's import and later; /gradio_api/upload, which kept/uploads.py answers, and
    app_kwargs with routes, middleware and a lifespan. If they move: no upload is found, or all stay.
    Noticed by test_uploads.
get_request_origin: the address that Gradio writes into the page for a host.
    If it moves, or more in the page depends on the host: a wrong address. Noticed by test_answers.
Blocks.fns, their inputs and api_name: the request limits count what each event takes.
    If they move: the API's requests are refused. Noticed by test_api.
Blocks._queue, what its sessions and events still wait for: nobody else is let in to wait.
    If it moves: gradio_client hears no answer. Noticed by test_api.
Its events, with the request that each came by and whether it is alive: who waits, and for how many.
    If they move: what is asked through the queue fails. Noticed by test_api and test_fairness.
Its sessions and their messages, which are kept until somebody collects them: the oldest are forgotten.
    If they move: memory that grows. Noticed by test_fairness.
http_server.Server, which gets uvicorn's configuration: our own middleware stands around Gradio's, and our
    own server (lenet/web/server/) in its place. If it moves: no request has a limit. Noticed by test_door.
App.stop_event, which ends the streams that are kept open; Blocks.server and its thread.
    If they move: the app takes longer to end, or does not. Noticed by test_life.
uvicorn's H11Protocol, with what it knows of a request (cycle, flow); Server.run, shutdown and server_state.
    If they move: clients have time without limit, or the end answers nobody. Noticed by test_life.
uvicorn's WebSocketsSansIOProtocol, with its queue and its keepalive_timeout (server/sockets.py).
    If they move: a client that says nothing is kept. Noticed by test_life.
asyncio's transports, which read max_size bytes at a time and keep a method of their own in _read_ready_cb.
    If they move: one client's bytes come all at once, or garbage in cycles. Noticed by test_life.
Component.is_template, and get_config(cls): for the browser, a subclass is Gradio's own component (api.py).
    If they move: the page does not load. Noticed by every browser test.
Blocks.space_id: Gradio lays a banner, with Google's fonts, over a Space's page.
    If it moves: the banner. Noticed by test_proxies (a Space's page asks nobody else).
launch(_frontend=False): else Gradio ends the app where its own first look at the page takes over 3 s.
    If it moves: the app does not start. Noticed by every test with a server.
The addresses below /gradio_api (requests.py): which are open, and which are weighed before Gradio, which
    has no limits, walks through them. If they move: what moved is closed, and test_door asks what a new one
    is for.
routes.generate_code_snippets and generate_cli_snippet, which write the API page's examples: Gradio's own
    send null for what may be left out. Blocks.get_api_info, and the names of components in it, by which the
    client in JavaScript knows types. If they move: the examples are refused. Noticed by test_api.
BUILD_PATH_LIB and STATIC_PATH_LIB, which kept/assets.py serves in Gradio's place.
    If they move: the page does not load. Noticed by every browser test.
is_http_url_like: what Gradio takes for an address, which it would fetch.
    If it moves: the server does not start. Noticed by test_limits.
gr.HTML's watch, and null arriving as "": how the sketchpad hears of a value from Python (pad/component.js).
    If they move: such a value is not shown. Noticed by test_sketchpad.
footer .show-api: the page's own button for the API's description presses Gradio's (header/keys.js).
    If it moves: that button does nothing. Noticed by test_page_pad.
The file= address of gr.set_static_paths, and document.baseURI: where the modules are found.
    If they move: nothing is mounted. Noticed by test_sketchpad and test_proxies.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.requests import Request
from starlette.types import ASGIApp, Scope

from lenet.web.fairness.work import left as sender_left
from lenet.web.server.bounded import BoundedServer

if TYPE_CHECKING:
    import gradio as gr

UNCOLLECTED = 1_000  # answers to queued events, of a few kB each
LOOK = 0.2  # seconds between two looks whether a queued event is still asked for
KNOWN_TO_CLIENTS = {"Pagepad": "Api", "File": "Image"}  # by these names: an object, and a Blob or File
UNFITTING = "An input has not the form that the API page shows, or is a file that was not uploaded."


class WithoutStubs(MetaPathFinder):
    """Find `gradio.component_meta`, and disable its writing of stubs.

    For an editor's sake Gradio parses the source of every one of its components while it is imported,
    renders a .pyi file of each, and compares it with the one on disk. Nothing at run time reads them.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the one module, as Python would, with another loader."""
        if name != "gradio.component_meta":
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def without_stubs(module: ModuleType) -> None:
            execute(module)
            vars(module)["create_or_modify_pyi"] = lambda *_: None

        spec.loader.exec_module = without_stubs  # type: ignore[method-assign]  # of this one loader alone
        return spec


def skip_type_stubs() -> None:
    """Keep Gradio from writing stubs; to be called before it is imported."""
    sys.meta_path.insert(0, WithoutStubs())


def fetches(path: str) -> bool:
    """Tell whether Gradio would take a file's path for an address, and fetch it."""
    from gradio_client.utils import is_http_url_like

    return is_http_url_like(path)


def asset_folders() -> dict[str, Path]:
    """Name the folders of Gradio's own scripts, styles and pictures, by where their addresses begin."""
    from gradio.route_utils import BUILD_PATH_LIB, STATIC_PATH_LIB

    return {"assets": Path(BUILD_PATH_LIB), "static": Path(STATIC_PATH_LIB)}


def origin_of(scope: Scope) -> str:
    """Tell at which address a request has reached its host, as Gradio writes it into answers."""
    from gradio.route_utils import get_request_origin

    origin = get_request_origin(Request(scope), "")
    return f"{origin.scheme}://{origin.netloc.decode()}"


class Events(NamedTuple):
    """How many values each of the page's events takes, by its name where it has one, and by its number."""

    by_name: Mapping[str, int]
    by_number: Mapping[int, int]


def events_of(page: "gr.Blocks") -> Events:
    """Count the values that each event takes."""
    by_number = {number: len(event.inputs) for number, event in page.fns.items()}
    names = {number: event.api_name for number, event in page.fns.items() if event.api_name}
    return Events({name: by_number[number] for number, name in names.items()}, by_number)


def owes(page: "gr.Blocks", name: str) -> bool:
    """Tell whether Gradio's queue owes an answer to the session or the event of that name."""
    sessions = page._queue.pending_messages_per_session
    if name in sessions or name in page._queue.event_ids_to_events:
        return True
    return any(name in events for events in page._queue.pending_event_ids_session.values())


def forget_uncollected(page: "gr.Blocks") -> None:
    """Forget the oldest sessions of Gradio's queue, but for UNCOLLECTED answers that nobody has taken."""
    sessions = page._queue.pending_event_ids_session
    room = UNCOLLECTED
    for session, events in reversed(list(sessions.items())):
        answers = max(1, len(events))
        if answers <= room:
            room -= answers
        else:
            del sessions[session]
            page._queue.pending_messages_per_session.pop(session, None)


def queued(page: "gr.Blocks") -> list[Scope]:
    """List the requests whose events Gradio's queue has not yet answered; make room for the next one."""
    forget_uncollected(page)
    return [event.request.scope for event in page._queue.event_ids_to_events.values()]


async def left(page: "gr.Blocks", request: Request) -> None:
    """Return once whoever sent one of Gradio's requests has left; of a queued one, the stream is closed."""
    for event in page._queue.event_ids_to_events.values():
        if event.request is request:
            while event.alive:
                await asyncio.sleep(LOOK)
            return
    await sender_left(request.receive)


def launch(page: "gr.Blocks", outermost: Callable[[ASGIApp], ASGIApp], **options: Any) -> None:
    """Launch the page on our own server, without Gradio's banner, and without its own first look at it.

    outermost: what is put around the whole app, Gradio's own middleware included.
    """
    from gradio import http_server

    class PageServer(BoundedServer, http_server.Server):
        def __init__(self, config: Any, *more: Any, **named: Any):
            self.stop_event = config.app.stop_event
            config.app = outermost(config.app)
            super().__init__(config, *more, **named)

        async def shutdown(self, sockets: Any = None) -> None:
            self.stop_event.set()  # of streams that would never end
            await super().shutdown(sockets)

    page.space_id = None
    gradios = http_server.Server
    http_server.Server = PageServer  # type: ignore[misc]  # for this one launch
    try:
        page.launch(_frontend=False, **options)
    finally:
        http_server.Server = gradios  # type: ignore[misc]


def end(page: "gr.Blocks") -> None:
    """End the page's server; return once it has answered what was under way."""
    page.server.should_exit = True
    page.server.thread.join()


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn whatever Gradio's own parts raise about an input into one sentence for the visitor."""
    import gradio as gr

    try:
        yield
    except gr.Error:
        raise
    except Exception as error:  # of many kinds: none of them is for a visitor
        raise gr.Error(UNFITTING, print_exception=False) from error


def show_examples(examples: Callable[[str], Mapping[str, str]]) -> None:
    """Let the API page show these examples, by language, of how a program asks the app at an address."""
    from gradio import routes

    def snippets(_name: str, _info: Any, root: str, **_more: Any) -> dict[str, str]:
        return dict(examples(root))

    def commands(endpoints: Mapping[str, Any]) -> dict[str, str]:
        return dict.fromkeys(endpoints, examples("{space_id}")["cli"])  # which Gradio replaces

    routes.generate_code_snippets = snippets
    routes.generate_cli_snippet = commands


def clear_blocks(**arguments: Any) -> "gr.Blocks":
    """Make Gradio's Blocks, where an input that Gradio itself cannot take gets one sentence, too."""
    import gradio as gr

    class ClearBlocks(gr.Blocks):
        def get_api_info(self, *which: Any, **more: Any) -> Any:
            info = super().get_api_info(*which, **more)
            for endpoint in info["named_endpoints"].values():
                for parameter in endpoint["parameters"]:
                    known = KNOWN_TO_CLIENTS.get(parameter["component"], parameter["component"])
                    parameter["component"] = known
            return info

        async def preprocess_data(self, *inputs: Any, **more: Any) -> list[Any]:
            try:
                with one_sentence():
                    return await super().preprocess_data(*inputs, **more)
            finally:
                for each in self.blocks.values():
                    each.temp_files.clear()

    return ClearBlocks(**arguments)
