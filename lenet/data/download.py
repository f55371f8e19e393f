"""Downloads that end: of a mirror that stalls with an error, of a broken file with none kept."""

import hashlib
import http.client
import sys
import urllib.request
from pathlib import Path

PATIENCE = 30.0  # seconds in which a mirror must send something


class DownloadError(OSError):
    """A download that came to nothing, and why."""


def download(address: str, path: Path, md5: str | None = None) -> None:
    """Download a file, whole or not at all; raises DownloadError. md5: what it must have, if known."""
    print(f"Downloading {address}", file=sys.stderr, flush=True)
    request = urllib.request.Request(address, headers={"User-Agent": "lenet"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            content = answer.read()
    except TimeoutError:
        raise DownloadError(f"the server sent nothing for {PATIENCE:g} seconds") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise DownloadError(str(error) or type(error).__name__) from error
    if md5 and digest(content) != md5:
        raise DownloadError(f"what came has not the MD5 {md5}")
    write(path, content)


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is whole wherever it is seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def digest(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
