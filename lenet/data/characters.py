"""Letters and digits by other people, on other devices: UJI Pen Characters, Omniglot."""

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lenet.data.datasets import data_folder, fetched, verified
from lenet.drawing.strokes import Strokes

UJI_ZIP = "https://archive.ics.uci.edu/static/public/160/uji+pen+characters.zip"
UJI = {  # UCI data set 160, CC BY 4.0: a writer's file, and its MD5
    1: ("UJIpenchars-w01", "18ae3461521f6e97c0df3dfc568a79f0"),
    2: ("UJIpenchars-w02", "047db079f4481bc4d4829f7c520be50d"),
    3: ("UJIpenchars-w03", "f43ea5f351dd96af330cabf35aa75bb6"),
    4: ("UJIpenchars-w04", "eaf1359e4cdad0124dd8b254c578e4ba"),
    5: ("UJIpenchars-w05", "a533c68edc35755145607cff10d9f5be"),
    6: ("UJIpenchars-w06", "a0cab9f39769045f130e1ef4ae7e41f4"),
    7: ("UJIpenchars-w07", "e4d3bd7c884fab2a6ea2e5b48cb22868"),
    8: ("UJIpenchars-w08", "eafb15dd8c2d2eca124034994cb7dbb4"),
    9: ("UJIpenchars-w09", "48aff2ce1f9e44ea0663457cec604e65"),
    10: ("UJIpenchars-w10", "b98143a66c3f5c8c518d471e67bb7983"),
    11: ("UJIpenchars-w11", "dc2ccea28f5b0a8fcfae821219a145eb"),
}
# MIT licence
OMNIGLOT = ("strokes_background_small1.zip", "830eb54f8a9297820a4471fcc4f9d9bc")
OMNIGLOT_ADDRESS = f"https://raw.githubusercontent.com/brendenlake/omniglot/master/python/{OMNIGLOT[0]}"
OMNIGLOT_ALPHABETS = ("Balinese", "Early_Aramaic", "Greek", "Korean", "Latin")
CHARACTER = re.compile(r'^\.SEGMENT CHARACTER \S+ \? "(.)"', re.MULTILINE)
DRAWING = re.compile(r"\w+/(\w+)/character(\d+)/\d+_(\d+)\.txt")  # alphabet, character, drawer

# What a person who is shown one such drawing alone may take for a digit, by alphabet: the digit and the
# characters. Judged by eye on all drawings; the sheets stand beside the model card.
LOOK_ALIKES = {
    "UJI": {0: "O o D Q", 1: "I l", 2: "Z z", 5: "S s", 6: "b G", 8: "B", 9: "g q"},
    "Latin": {0: "15", 1: "12", 2: "26", 5: "19", 6: "02", 9: "07 17"},
    "Greek": {0: "08 15 18", 1: "09", 3: "06", 8: "02 04"},
    "Korean": {0: "33", 1: "21", 2: "27", 4: "10 12", 7: "22 37"},
    "Early_Aramaic": {0: "16", 1: "07", 3: "05", 4: "04 06 20", 6: "12", 7: "03 10 11 17", 9: "02 14"},
    "Balinese": {2: "14", 7: "05"},
}


class Characters(NamedTuple):
    """Per drawing its strokes (x right, y down), its alphabet, its character's name, and its writer.

    A name is the letter itself in UJI, and its number in Omniglot's alphabets. Writers are numbered from 1
    in each alphabet.
    """

    drawings: list[Strokes]
    alphabets: np.ndarray
    names: np.ndarray
    writers: np.ndarray

    def where(self, chosen: np.ndarray) -> "Characters":
        """Keep the drawings that are chosen by booleans (n,)."""
        kept = np.flatnonzero(chosen)
        return Characters([self.drawings[i] for i in kept], *(column[kept] for column in self[1:]))


def uji(folder: Path | None = None) -> Characters:
    """Read UJI Pen Characters: two of each digit and letter (a-z, A-Z) by each of eleven writers.

    Drawn with a stylus on a tablet computer (Llorens et al. 2008). Missing files are downloaded, all are
    checked by MD5. Raises DataError where they are not to be had.
    """
    rows = []
    for writer, (name, md5) in UJI.items():
        path = (folder or data_folder()) / "uji" / name
        text = fetched(path, md5, UJI_ZIP).decode("latin-1")
        heads = list(CHARACTER.finditer(text))
        ends = [head.start() for head in heads[1:]] + [len(text)]
        for head, end in zip(heads, ends, strict=True):
            strokes = [
                points(part.split(".PEN_UP")[0]) for part in text[head.end() : end].split(".PEN_DOWN")[1:]
            ]
            rows.append((strokes, "UJI", head[1], writer))
    return gathered(rows)


def omniglot(folder: Path | None = None) -> Characters:
    """Read five of Omniglot's alphabets: 136 characters, each drawn by 20 people with a mouse.

    Lake, Salakhutdinov and Tenenbaum 2015. The file is downloaded where it is missing, and checked by MD5.
    Raises DataError where it is not to be had.
    """
    name, md5 = OMNIGLOT
    path = (folder or data_folder()) / "omniglot" / name
    verified(path, md5, [OMNIGLOT_ADDRESS])
    rows = []
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.namelist()):
            if found := DRAWING.fullmatch(member):
                alphabet, character, drawer = found.groups()
                text = archive.read(member).decode("ascii").removeprefix("START")
                strokes = [points(part.replace(",", " "), 3) for part in text.split("BREAK")]
                rows.append(([s for s in strokes if len(s)], alphabet, character, int(drawer)))
    return gathered(rows)


def points(text: str, columns: int = 2) -> np.ndarray:
    numbers = np.array(text.split(), np.float64).reshape(-1, columns)[:, :2]
    return numbers if columns == 2 else numbers * (1, -1)


def gathered(rows: list[tuple[Strokes, str, str, int]]) -> Characters:
    drawings, alphabets, names, writers = zip(*rows, strict=True)
    return Characters(list(drawings), np.array(alphabets), np.array(names), np.array(writers))


def joined(*sets: Characters) -> Characters:
    """Put sets of drawings into one."""
    columns = (np.concatenate(column) for column in zip(*(each[1:] for each in sets), strict=True))
    return Characters([drawing for each in sets for drawing in each.drawings], *columns)


def digits_of(characters: Characters) -> np.ndarray:
    """Tell which drawings are of a digit: (n,) booleans."""
    return (characters.alphabets == "UJI") & np.isin(characters.names, list("0123456789"))


def look_alikes(letters: Characters) -> np.ndarray:
    """Tell which drawings are of a letter that a person may take for a digit: (n,) booleans."""
    alike = {
        (alphabet, name)
        for alphabet, by_digit in LOOK_ALIKES.items()
        for names in by_digit.values()
        for name in names.split()
    }
    pairs = zip(letters.alphabets.tolist(), letters.names.tolist(), strict=True)
    return np.array([pair in alike for pair in pairs])
