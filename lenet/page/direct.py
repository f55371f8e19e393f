"""The page's own questions, answered without Gradio's machinery at the addresses of Gradio's events.

An answer depends on its request alone. Gradio, though, makes a session for every such request, with the
configuration of every component in it, which takes many times as long as the answer itself.
"""

import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.data_classes import JsonData
from gradio.route_utils import API_PREFIX
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lenet.page.door import DATA, UNFORESEEN
from lenet.page.inputs import fitting


def routes(page: gr.Blocks) -> list[Route]:
    """One for each event that is the page's own affair: not documented, and without a queue."""
    return [
        Route(f"{API_PREFIX}/run/{event.api_name}", answering(event), methods=["POST"])
        for event in page.fns.values()
        if event.api_visibility == "undocumented" and not event.queue
    ]


def answering(event: BlockFunction) -> Callable[[Request], Awaitable[Response]]:
    """Answers {"data": inputs}, as Gradio does, with {"data": [output]} or {"error": one sentence}."""
    [output] = event.outputs

    def answered(data: list[Any]) -> Response:
        try:
            with fitting():
                inputs = [part.preprocess(each) for part, each in zip(event.inputs, data, strict=True)]
            packet = output.postprocess(event.fn(*inputs))
        except gr.Error as error:
            return JSONResponse({"error": error.message}, status_code=500)
        except Exception:
            traceback.print_exc()  # an error of ours: the log has it, the visitor a sentence
            return JSONResponse({"error": UNFORESEEN}, status_code=500)
        packet = packet.root if isinstance(packet, JsonData) else packet
        return JSONResponse({"data": [packet]})

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(answered, request.scope[DATA])  # as many as the door let in

    return answer
