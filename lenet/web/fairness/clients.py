"""Who a client is: all who come from one address share what one client may have."""

import os
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

CLIENT = "lenet.client"  # where in the scope the name of its client stands

SPACES_PROXIES = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,127.0.0.0/8,fc00::/7"  # all private addresses
MANY = 1_000  # addresses whose clients are known
NETWORK = 64  # bits of an IPv6 address that tell one customer from another; the others are free to choose


def trust_proxies() -> None:
    """Tell uvicorn whose X-Forwarded-For it believes: a Space's proxy, else nobody, if it is not told yet.

    The hop before the last one that it believes then stands in the scope as the client.
    """
    os.environ.setdefault("FORWARDED_ALLOW_IPS", SPACES_PROXIES if "SPACE_ID" in os.environ else "")


def client_of(scope: Scope) -> str:
    """Name the client that a request comes from; all whose address is none are one."""
    return client_at((scope.get("client") or ("",))[0])


@lru_cache(MANY)
def client_at(name: str) -> str:
    """Name the client at an address."""
    try:
        address = ip_address(name)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or IPv6Address(int(address) >> NETWORK << NETWORK)
    return str(address)
