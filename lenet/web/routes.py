"""The page's questions as plain routes: POST page/<question> with its inputs as a JSON object.

The answer is {"packet": ...} or {"error": one sentence}, worked out in its client's turn.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lenet.drawing.cost import is_small
from lenet.web.checks import REFUSED, InputError
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work, left
from lenet.web.limits import REQUEST, request_in
from lenet.web.questions import Question

QUICK = {"read"}  # asked while the pen moves


def question_routes(
    questions: Mapping[str, Question], checks: Mapping[str, Callable], work: Work
) -> list[Route]:
    """Make a route for each question; checks: of each input, by its name."""

    def route(name: str, question: Question) -> Route:
        inputs = list(inspect.signature(question).parameters)
        if unchecked := set(inputs) - set(checks):
            raise TypeError(f"The question {name} takes {unchecked}, which `checks` does not know.")

        def answered(request: dict[str, Any] | bytes) -> Response:
            asked = request_in(request) if isinstance(request, bytes) else request
            try:
                if set(asked) != set(inputs):
                    raise InputError(f"The question {name} takes a JSON object with {', '.join(inputs)}.")
                packet = question(**{each: checks[each](asked[each]) for each in inputs})
            except REFUSED as error:
                return JSONResponse({"error": str(error)}, 422)
            return JSONResponse({"packet": packet})

        async def answer(request: Request) -> Response:
            client, asked = request.scope[CLIENT], request.scope[REQUEST]
            quick = name in QUICK and isinstance(asked, dict) and is_small(asked.get("drawing"))
            return await work.done(client, left(request.receive), partial(answered, asked), quick)

        return Route(f"/page/{name}", answer, methods=["POST"])

    return [route(name, question) for name, question in questions.items()]
