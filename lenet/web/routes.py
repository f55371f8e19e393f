"""The page's questions as plain routes: POST page/<question> with its inputs as a JSON object.

The answer is {"packet": ...} or {"error": one sentence}. Python runs one thread at a time, so that many
threads only contend: what takes a few milliseconds is answered where it arrives, one after the other, and
the rest by a few threads.
"""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lenet.drawing.cost import is_small
from lenet.web.checks import REFUSED, InputError
from lenet.web.limits import REQUEST
from lenet.web.questions import Question

QUICK = {"read"}  # asked while the pen moves
AT_ONCE = 2  # of the other questions, and of large ones; more would only wait for each other


def question_routes(questions: Mapping[str, Question], checks: Mapping[str, Callable]) -> list[Route]:
    """Make a route for each question; checks: of each input, by its name."""
    threads = ThreadPoolExecutor(AT_ONCE, "answering")

    def route(name: str, question: Question) -> Route:
        inputs = list(inspect.signature(question).parameters)
        if unchecked := set(inputs) - set(checks):
            raise TypeError(f"The question {name} takes {unchecked}, which `checks` does not know.")

        def answered(asked: dict[str, Any]) -> Response:
            try:
                if set(asked) != set(inputs):
                    raise InputError(f"The question {name} takes an object with {', '.join(inputs)}.")
                packet = question(**{each: checks[each](asked[each]) for each in inputs})
            except REFUSED as error:
                return JSONResponse({"error": str(error)}, 422)
            return JSONResponse({"packet": packet})

        async def answer(request: Request) -> Response:
            asked = request.scope[REQUEST]
            if name in QUICK and is_small(asked.get("drawing")):
                return answered(asked)
            return await asyncio.get_running_loop().run_in_executor(threads, answered, asked)

        return Route(f"/page/{name}", answer, methods=["POST"])

    return [route(name, question) for name, question in questions.items()]
