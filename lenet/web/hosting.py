"""The addresses at which other machines on the same network reach the page, and a QR code."""

import io
import os
import socket
import struct
import sys
from ipaddress import IPv4Address, ip_address
from typing import TYPE_CHECKING

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

if TYPE_CHECKING:
    import gradio as gr

EVERYWHERE = ("0.0.0.0", "::", "[::]")  # what a server listens on that other machines may ask
ELSEWHERE = "192.0.2.1"  # of a network kept for documentation: no machine has it
SIOCGIFADDR = 0x8915  # Linux: the address of a network interface


def invitation(server_name: str, port: int) -> str | None:
    """Write the invitation: one address per line, and the first one's QR code where it can be shown.

    None where the server listens for its own machine only, or on a Space, which has its own address.
    """
    if listens_alone(server_name):
        return None
    links = reachable(server_name, port)
    if not links:
        return "No other machine can reach this one: it has no address in a network."
    lines = ["On this network, the page is at", *(f"  {link}" for link in links)]
    return "\n".join([*lines, code(links[0])] if shows_blocks() else lines)


def listens_alone(server_name: str) -> bool:
    """Tell whether other machines of this network cannot ask the server, or have no need to: a Space's."""
    return server_name not in EVERYWHERE or "SPACE_ID" in os.environ


def reachable(server_name: str, port: int) -> list[str]:
    """List the addresses of the page for other machines in this network."""
    return [] if listens_alone(server_name) else [f"http://{address}:{port}" for address in addresses()]


def addresses_route(page: "gr.Blocks") -> Route:
    """Make GET /addresses, which lists the page's addresses for other machines to a visitor on this one.

    Whoever comes from elsewhere knows an address already, and hears of none.
    """

    async def answered(request: Request) -> JSONResponse:
        forwarded = "forwarded" in request.headers or "x-forwarded-for" in request.headers
        at_home = request.client is not None and ip_address(request.client.host).is_loopback
        found = reachable(page.server_name, page.server_port) if at_home and not forwarded else []
        return JSONResponse(found, headers={"cache-control": "no-store"})

    return Route("/addresses", answered)


def code(link: str) -> str:
    """Draw the link as a QR code in half blocks, light on dark, for a terminal."""
    drawn = io.StringIO()
    segno.make(link, error="l", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


def shows_blocks() -> bool:
    """Tell whether standard output is a terminal that can write half blocks."""
    try:
        "\u2580\u2584\u2588".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return sys.stdout.isatty()


def addresses() -> list[str]:
    """List this machine's IPv4 addresses that others can reach, the one on the way out first."""
    found = [*way_out(), *of_interfaces()]
    return [each for each in dict.fromkeys(found) if not unreachable(IPv4Address(each))]


def unreachable(address: IPv4Address) -> bool:
    return address.is_loopback or address.is_link_local or address.is_unspecified


def way_out() -> list[str]:
    """Find the address from which this machine would speak to others; connecting for UDP sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ELSEWHERE, 9))
        except OSError:  # no way out: an isolated network has none
            return []
        return [probe.getsockname()[0]]


def of_interfaces() -> list[str]:
    """List every network interface's address on Linux; elsewhere, what the machine's name says."""
    if not sys.platform.startswith("linux"):
        try:
            return socket.gethostbyname_ex(socket.gethostname())[2]
        except OSError:
            return []
    import fcntl  # Unix alone has it

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        for _, name in socket.if_nameindex():
            try:
                told = fcntl.ioctl(asker, SIOCGIFADDR, struct.pack("256s", name.encode()))
            except OSError:  # an interface without an IPv4 address
                continue
            found.append(socket.inet_ntoa(told[20:24]))
    return found
