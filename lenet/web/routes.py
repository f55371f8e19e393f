"""The page's questions as plain routes: POST page/<question> with its inputs as a JSON object.

The answer is {"packet": ...} or {"error": one sentence}, worked out in its client's turn.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lenet.drawing.cost import has_few_points, has_little_ink
from lenet.drawing.strokes import Drawing
from lenet.web.checks import REFUSED, InputError, drawing_of
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
            written = orjson.dumps({"packet": packet}, option=orjson.OPT_NON_STR_KEYS)
            return Response(written, media_type="application/json")

        async def answer(request: Request) -> Response:
            client, asked = request.scope[CLIENT], request.scope[REQUEST]
            quick = name in QUICK and isinstance(asked, dict) and is_quick(asked)
            return await work.done(client, left(request.receive), partial(answered, asked), quick)

        return Route(f"/page/{name}", answer, methods=["POST"])

    return [route(name, question) for name, question in questions.items()]


def is_quick(asked: dict[str, Any]) -> bool:
    """Tell whether a question's drawing is inked or refused in a few milliseconds.

    A drawing that is checked here is kept as checked, so that nobody checks it twice.
    """
    if "drawing" not in asked:
        return True
    if not has_few_points(asked["drawing"]):
        return False
    try:
        drawing = asked["drawing"] = drawing_of(asked["drawing"])
    except REFUSED:  # it will be refused as quickly again
        return True
    return not isinstance(drawing, Drawing) or has_little_ink(drawing)
