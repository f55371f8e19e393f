"""GET /health, for whatever watches over the server: a proxy, a container, a monitor."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def health(networks: Iterable[str]) -> Route:
    """Make the route that answers 200 with {"status": "ok", "networks": names of those loaded}.

    The app starts listening only after they are loaded. No network is run.
    """
    answer = {"status": "ok", "networks": list(networks)}

    async def answered(_: Request) -> JSONResponse:
        return JSONResponse(answer, headers={"cache-control": "no-store"})

    return Route("/health", answered)
