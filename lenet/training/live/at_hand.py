"""What is at hand to learn from: MNIST, and drawings by people. Only MNIST is ever fetched, if asked."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from lenet.data import characters, datasets
from lenet.data.download import DownloadError, download

MNIST_TRAINING = datasets.MNIST.resources[:2]  # name and MD5 of the files that hold the training digits
MNIST_BYTES = 9_912_422 + 28_881  # their sizes, told before anything is asked of the internet


def mnist_folder(folder: Path) -> Path:
    return folder / "mnist" / "MNIST" / "raw"


def has_mnist(folder: Path) -> bool:
    """Tell whether MNIST's training digits are in the data's folder."""
    return all((mnist_folder(folder) / name).exists() for name, _ in MNIST_TRAINING)


def has_letters(folder: Path) -> bool:
    """Tell whether people's letters are there: UJI Pen Characters and Omniglot."""
    return has_uji(folder) and (folder / "omniglot" / characters.OMNIGLOT[0]).exists()


def has_drawings(folder: Path) -> bool:
    """Tell whether people's drawn digits are there: pen digits and UJI Pen Characters."""
    return has_uji(folder) and (folder / "pendigits" / datasets.PEN_DIGITS["train"][0]).exists()


def has_uji(folder: Path) -> bool:
    return all((folder / "uji" / name).exists() for name, _ in characters.UJI.values())


def fetch_mnist(folder: Path, progress: Callable[[int], None]) -> None:
    """Fetch MNIST's training digits from torchvision's addresses, checked by its digests.

    progress: is told the bytes that have come. What breaks off leaves nothing behind. Raises DataError
    where they are not to be had, or cannot be kept.
    """
    raw, done = mnist_folder(folder), 0

    def tell(before: int, came: int) -> None:
        progress(before + came)

    try:
        raw.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetching-", dir=raw) as made:
            for name, md5 in MNIST_TRAINING:
                path = Path(made) / name
                fetch_from_a_mirror(path, md5, partial(tell, done))
                done += path.stat().st_size
            for name, _ in MNIST_TRAINING:
                os.replace(Path(made) / name, raw / name)
    except OSError as error:
        raise unavailable(raw) from error


def fetch_from_a_mirror(path: Path, md5: str, progress: Callable[[int], None]) -> None:
    """Fetch one of MNIST's files from the first mirror that has it; DownloadError where none has."""
    *others, last = datasets.MNIST.mirrors
    for mirror in others:
        with suppress(DownloadError):
            return download(mirror + path.name, path, md5, progress)
    download(last + path.name, path, md5, progress)


def unavailable(raw: Path) -> datasets.DataError:
    names = " and ".join(name for name, _ in MNIST_TRAINING)
    return datasets.DataError(f"MNIST could not be fetched: put {names} into {raw}, and come again.")
