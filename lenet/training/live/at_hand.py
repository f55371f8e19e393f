"""What is at hand to learn from: MNIST, and drawings by people. Only MNIST is ever fetched, if asked."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from lenet.data import characters, datasets

MNIST_TRAINING = datasets.MNIST.resources[:2]  # name and MD5 of the files that hold the training digits
MNIST_BYTES = 9_912_422 + 28_881  # their sizes, told before anything is asked of the internet
LOOK = 0.2  # seconds between two looks at how much has come


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
    raw, failures = mnist_folder(folder), list[Exception]()

    def fetch(into: Path) -> None:
        try:
            for name, md5 in MNIST_TRAINING:
                addresses = [mirror + name for mirror in datasets.MNIST.mirrors]
                datasets.verified(into / name, md5, addresses)
        except (OSError, datasets.DataError) as failure:
            failures.append(failure)

    try:
        raw.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetching-", dir=raw) as made:
            fetching = Thread(target=fetch, args=[Path(made)])
            fetching.start()
            while fetching.is_alive():
                fetching.join(LOOK)
                progress(size(Path(made)))
            if failures:
                raise unavailable(raw) from failures[0]
            for name, _ in MNIST_TRAINING:
                os.replace(Path(made) / name, raw / name)
    except OSError as error:
        raise unavailable(raw) from error


def size(folder: Path) -> int:
    """Sum up the bytes of a folder's files, while some are being renamed."""
    found = 0
    for each in folder.iterdir():
        with suppress(FileNotFoundError):
            found += each.stat().st_size
    return found


def unavailable(raw: Path) -> datasets.DataError:
    names = " and ".join(name for name, _ in MNIST_TRAINING)
    return datasets.DataError(f"MNIST could not be fetched: put {names} into {raw}, and come again.")
