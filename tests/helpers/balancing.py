"""Several app processes behind nginx, by the very nginx.conf that HOSTING.md tells to use."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from serving import ROOT, free_port, served_by, wait_for

SITE = ROOT / ".github" / "nginx.conf"

# What Debian's /etc/nginx/nginx.conf has around a site, with everything kept in one folder.
AROUND = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


def nginx() -> str:
    """nginx's own path; skips the test where there is none."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return found or pytest.skip("no nginx: install it (Debian: apt-get install nginx)")


def site(ports: list[int], port: int) -> str:
    """The configuration, with these ports of the apps and this port of its own."""
    text = SITE.read_text(encoding="utf-8")
    servers = list(dict.fromkeys(re.findall(r"^ *server 127\.0\.0\.1:(\d+).*;$", text, re.MULTILINE)))
    if len(servers) != len(ports):
        raise ValueError(f"{SITE.name} has {len(servers)} processes, not {len(ports)}")
    for server, new in zip(servers, ports, strict=True):
        text = text.replace(f"127.0.0.1:{server}", f"127.0.0.1:{new}")
    return re.sub(r"listen \d+;", f"listen 127.0.0.1:{port};", text)


@contextmanager
def balanced(count: int = 2) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """nginx's address, and the processes of the apps behind it, which may be ended in the block."""
    program = nginx()
    with ExitStack() as stack:
        ports = [free_port() for _ in range(count)]
        apps = [stack.enter_context(served_by(port)) for port in ports]
        folder = stack.enter_context(TemporaryDirectory())
        port = free_port()
        configuration = Path(folder) / "nginx.conf"
        configuration.write_text(AROUND.format(folder=folder, site=site(ports, port)))
        process = subprocess.Popen([program, "-p", folder, "-c", str(configuration), "-e", "stderr"])
        stack.callback(process.wait, timeout=30)
        stack.callback(process.terminate)
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        yield address, [app for _, app in apps]
