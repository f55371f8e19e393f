"""The page's own questions, answered without Gradio's machinery at the addresses of Gradio's events.

An answer depends on its request alone. Gradio, though, makes a session for every such request, with the
configuration of every component in it, which takes many times as long as the answer itself. And it hands
each to one of forty threads, which then contend for Python's lock: what is answered in a few milliseconds
is therefore answered where it arrives, one after the other, and the rest by a few threads of its own.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Container
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.data_classes import JsonData
from gradio.route_utils import API_PREFIX
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lenet.web.inputs import fitting
from lenet.web.limits import DATA, UNFORESEEN, WEIGHT

SMALL = 12 * 2**10  # bytes of a request: nearly every drawing, answered in a few milliseconds
AT_ONCE = 2  # of the other questions, and of large ones; more would only wait for each other


def routes(page: gr.Blocks, quick: Container[str]) -> list[Route]:
    """One for each event that is the page's own affair: not documented, and without a queue.

    quick: the names of those that are answered where they arrive, if they are small.
    """
    threads = ThreadPoolExecutor(AT_ONCE, "answering")
    return [
        Route(
            f"{API_PREFIX}/run/{event.api_name}",
            answering(event, threads, SMALL if event.api_name in quick else 0),
            methods=["POST"],
        )
        for event in page.fns.values()
        if event.api_visibility == "undocumented" and not event.queue
    ]


def answering(
    event: BlockFunction, threads: Executor, small: int
) -> Callable[[Request], Awaitable[Response]]:
    """Answers {"data": inputs}, as Gradio does, with {"data": [output]} or {"error": one sentence}.

    Requests of at most so many bytes as are small are answered at once, others on one of the threads.
    """
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
        data = request.scope[DATA]  # as many as the door let in
        if request.scope[WEIGHT] <= small:
            return answered(data)
        return await asyncio.get_running_loop().run_in_executor(threads, answered, data)

    return answer
