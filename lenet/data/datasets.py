"""MNIST and UCI pen digits: fetched once, verified, read into memory. For training and evaluation."""

import gzip
import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
import unlzw3
from torchvision.datasets import MNIST

from lenet.data.download import digest, download, write
from lenet.drawing.strokes import Strokes

PEN_DIGITS_ZIP = (  # UCI data set 81, CC BY 4.0
    "https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip"
)
PEN_DIGITS = {  # the original trajectories, Unix-compressed UNIPEN text, and their MD5
    "train": ("pendigits-orig.tra.Z", "3b787bf0b7d176bf5fb5cc426928723b"),
    "test": ("pendigits-orig.tes.Z", "c6f04c5ebf111a4d90a99dd2d29e7397"),
}
SEGMENT = re.compile(r"^\.COMMENT\s+(\d)\s+(\d+)\s+\d+\s*$", re.MULTILINE)  # class, writer, sample

# What reading a member raises where its archive is missing, cut off, broken in the middle, or another
UNREADABLE = (OSError, EOFError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error)


class DataError(RuntimeError):
    """Data that is missing or damaged, with one sentence that says which files to put where."""


class Mnist(NamedTuple):
    """Digits (n, 28, 28) float32, 0 = paper, 1 = ink, and their classes (n,) int64."""

    digits: np.ndarray
    classes: np.ndarray


class PenDigits(NamedTuple):
    """Per digit its strokes (x right, y down, in tablet units), its class and its writer's number."""

    drawings: list[Strokes]
    classes: np.ndarray
    writers: np.ndarray


def data_folder() -> Path:
    """Tell where the data lives: LENET_DATA, or else `.data` beside the package, which git ignores."""
    return Path(os.environ.get("LENET_DATA") or Path(__file__).parents[2] / ".data")


def mnist(split: str, folder: Path | None = None) -> Mnist:
    """Read MNIST's 60,000 "train" or 10,000 "test" digits (LeCun et al. 1998).

    Files that are missing are downloaded, all are checked by MD5 (addresses and sums are
    torchvision's). Raises DataError where they are not to be had.
    """
    raw = (folder or data_folder()) / "mnist" / "MNIST" / "raw"
    resources = MNIST.resources[:2] if split == "train" else MNIST.resources[2:]
    images, labels = [
        gzip.decompress(verified(raw / name, md5, [mirror + name for mirror in MNIST.mirrors]))
        for name, md5 in resources
    ]
    digits = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 28, 28)
    return Mnist(
        digits.astype(np.float32) / 255,
        np.frombuffer(labels, np.uint8, offset=8).astype(np.int64),
    )


def pen_digits(split: str, folder: Path | None = None) -> PenDigits:
    """Read UCI pen digits' 7,494 "train" digits of 30 writers, or 3,498 "test" digits of 14 others.

    Alpaydin and Alimoglu 1998. Missing files are downloaded, all are checked by MD5. Raises
    DataError where they are not to be had.
    """
    name, md5 = PEN_DIGITS[split]
    path = (folder or data_folder()) / "pendigits" / name
    return unipen(unlzw3.unlzw(fetched(path, md5, PEN_DIGITS_ZIP)).decode("ascii"))


def fetched(path: Path, md5: str, address: str) -> bytes:
    """Read a file's bytes; where it is missing, from its archive, downloaded if missing or broken."""
    if not path.exists():
        archive = path.with_name(address.rpartition("/")[2])
        try:
            try:
                content = member(archive, path.name, md5)
            except UNREADABLE:
                download(address, archive)
                content = member(archive, path.name, md5)
            write(path, content)
        except UNREADABLE as error:
            raise missing(path, error) from error
    return verified(path, md5, [])


def member(archive: Path, name: str, md5: str) -> bytes:
    """Read a file out of a zip archive; raises one of UNREADABLE, also where it is another."""
    with zipfile.ZipFile(archive) as members:
        found = [each for each in members.namelist() if each.endswith(name)]
        if not found:
            raise KeyError(f"{archive.name} lacks {name}")
        content = members.read(found[0])
    if digest(content) != md5:
        raise zipfile.BadZipFile(f"{name} in {archive.name} has not the MD5 {md5}")
    return content


def unipen(text: str) -> PenDigits:
    """Parse a UNIPEN text: `.COMMENT class writer sample`, then `.PEN_DOWN` x y ... `.PEN_UP`.

    The tablet counts y upwards; here it points down, as everywhere in this project.
    """
    heads = list(SEGMENT.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    drawings = [
        [points_of(block) for block in text[head.end() : end].split(".PEN_DOWN")[1:]]
        for head, end in zip(heads, ends, strict=True)
    ]
    classes, writers = np.array([[int(head[1]), int(head[2])] for head in heads], np.int64).T
    return PenDigits(drawings, classes, writers)


def points_of(pen_down: str) -> np.ndarray:
    numbers = pen_down.split(".PEN_UP")[0].split()
    return np.array(numbers, dtype=np.float64).reshape(-1, 2) * (1, -1)


def verified(path: Path, md5: str, addresses: list[str]) -> bytes:
    """Read a file's bytes; download it from the first address that answers where it is missing."""
    for address in [] if path.exists() else addresses:
        try:
            download(address, path, md5)
            break
        except OSError as error:
            failure = missing(path, error)
    if not path.exists():
        raise failure
    content = path.read_bytes()
    if digest(content) != md5:
        raise DataError(f"{path} is damaged (its MD5 is not {md5}): delete it and start again.")
    return content


def missing(path: Path, reason: object) -> DataError:
    return DataError(
        f"{path} is missing and could not be downloaded ({reason}): put {path.name} into {path.parent}."
    )
