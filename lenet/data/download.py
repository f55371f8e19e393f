"""Downloads that end: with an error where a mirror stalls, and with no file kept where one is broken."""

import hashlib
import http.client
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PATIENCE = 30.0  # seconds in which a mirror must send something
PIECE = 2**16  # bytes


class DownloadError(OSError):
    """A download that came to nothing, and why."""


def download(
    address: str, path: Path, md5: str | None = None, progress: Callable[[int], None] = lambda came: None
) -> None:
    """Download a file, whole or not at all; raises DownloadError.

    md5: what it must have, if known. progress: is told the bytes that have come.
    """
    print(f"Downloading {address}", file=sys.stderr, flush=True)
    request = urllib.request.Request(address, headers={"User-Agent": "lenet"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer, whole(path) as file:
            came = hashlib.md5(usedforsecurity=False)
            while piece := answer.read(PIECE):
                came.update(piece)
                file.write(piece)
                progress(file.tell())
            if answer.length:
                raise DownloadError(f"{answer.length:,} bytes are missing")
            if md5 and came.hexdigest() != md5:
                raise DownloadError(f"the file does not have the MD5 {md5}")
    except TimeoutError:
        raise DownloadError(f"the server sent nothing for {PATIENCE:g} seconds") from None
    except DownloadError:
        raise
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise DownloadError(str(error) or type(error).__name__) from error


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is whole wherever it is seen."""
    with whole(path) as file:
        file.write(content)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written, which takes its place when all is; nothing is left of one that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
